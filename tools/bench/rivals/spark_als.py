"""Spark MLlib's ALS, implicit feedback, non-negative: python spark_als.py RATINGS CORES

The same problem as ours. Spark tells no times of iterations, so one is the difference of a long and a short training.
"""

import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from pyspark.ml.recommendation import ALS
from pyspark.sql import SparkSession

from ratings import answer_requests, peak_megabytes, read_ratings, write_factors

path, cores = sys.argv[1], sys.argv[2]
user_count, item_count, users, items, values = read_ratings(path)

spark = (
    SparkSession.builder.master(f"local[{cores}]")
    .config("spark.driver.memory", "6g")
    .config("spark.ui.enabled", "false")
    .config("spark.ui.showConsoleProgress", "false")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")


def load():
    """By way of a text file, which the JVM reads much faster than rows from Python."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ratings.csv"
        with open(file, "w") as text:
            for start in range(0, len(values), 1_000_000):
                part = slice(start, start + 1_000_000)
                rows = zip(users[part].tolist(), items[part].tolist(), values[part].tolist())
                text.writelines(map("%d,%d,%.9g\n".__mod__, rows))
        ratings = spark.read.schema("user int, item int, rating float").csv(str(file)).repartition(int(cores)).cache()
        ratings.count()
    return ratings


ratings = load()


def train(request):
    # The first training of all compiles much of Spark, so it is not measured.
    timed_fit(request, request["few"])
    short, _ = timed_fit(request, request["few"])
    long, model = timed_fit(request, request["many"])
    write_factors(request["factors"], table(model.userFactors, user_count), table(model.itemFactors, item_count))
    java = spark.sparkContext._gateway.proc.pid
    per_iteration = (long - short) / (request["many"] - request["few"])
    return {"secondsPerIteration": per_iteration, "peakMegabytes": peak_megabytes(java)}


def timed_fit(request, iterations):
    started = time.perf_counter()
    als = ALS(
        rank=request["rank"],
        maxIter=iterations,
        regParam=request["regularization"],
        alpha=request["alpha"],
        implicitPrefs=True,
        nonnegative=True,
        userCol="user",
        itemCol="item",
        ratingCol="rating",
        seed=0,
    )
    model = als.fit(ratings)
    return time.perf_counter() - started, model


def table(factors, count):
    rows = factors.collect()
    result = np.zeros((count, len(rows[0]["features"])), dtype=np.float32)
    for row in rows:
        result[row["id"]] = row["features"]
    return result


answer_requests(train)
spark.stop()
