"""implicit's alternating least squares (conjugate gradients, float32): python implicit_als.py RATINGS THREADS

Confidences are handed over as implicit wants them: c = 1 + alpha r. It weighs its regularization alike for all, where
Spark and we scale lambda by the number of ratings, so it is given lambda times the mean number of a user's and an
item's ratings (their geometric mean).
"""

import sys

import numpy as np
import scipy.sparse
from implicit.als import AlternatingLeastSquares

from ratings import answer_requests, peak_megabytes, read_ratings, write_factors

path, threads = sys.argv[1], int(sys.argv[2])
user_count, item_count, users, items, values = read_ratings(path)
count = len(values)


def confidences(alpha):
    matrix = scipy.sparse.coo_matrix((1 + alpha * values, (users, items)), shape=(user_count, item_count))
    return matrix.tocsr()


def train(request):
    seconds = []
    model = AlternatingLeastSquares(
        factors=request["rank"],
        regularization=request["regularization"] * count / float(user_count * item_count) ** 0.5,
        iterations=request["many"],
        num_threads=threads,
        random_state=0,
    )
    model.fit(
        confidences(request["alpha"]),
        show_progress=False,
        callback=lambda iteration, elapsed, loss: seconds.append(elapsed),
    )
    write_factors(request["factors"], model.user_factors, model.item_factors)
    # The first iteration starts the threads.
    return {"secondsPerIteration": float(np.median(seconds[1:])), "peakMegabytes": peak_megabytes()}


answer_requests(train)
