"""How much memory the Spark job's driver needs to write the app's model file, by the number of users.

PYTHONPATH=infra/spark python3 tools/spark/measure_driver.py USERS

makes as many users, and a tenth as many shares, with vectors of rank 10 as SynapseML's, and encodes their model.
"""

import random
import resource
import sys
import time

from byoml_spark.model_file import Entity, encode_model

RANK = 10


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


users = int(sys.argv[1])
seeded = random.Random(1)
before = megabytes()
entities = [
    [Entity("t", f"user{i:07}", [-seeded.random() for _ in range(RANK)] + [15.0, -20.0], 0) for i in range(users)],
    [Entity("t", f"share{i:07}", [seeded.random() for _ in range(RANK)] + [1.0, 0.0], 0) for i in range(users // 10)],
]
held = megabytes() - before
started = time.process_time()
encode_model(*entities, {"rank": RANK}, {})
seconds = time.process_time() - started
print(f"{users:,} users: {held:,.0f} MB held, {megabytes():,.0f} MB at the peak, {seconds:.2f} s")
