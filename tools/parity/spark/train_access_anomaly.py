"""SynapseML's AccessAnomaly, trained and asked for scores: python train_access_anomaly.py CORES MEMORY

What AccessAnomaly does not let one set is set from outside: the seed of Spark's ALS, and in explicit feedback the
negatives, which it draws without a seed. All else is its own.
"""

import json
import sys
import tempfile
import time
from functools import partial
from importlib.metadata import version
from pathlib import Path

import numpy as np
import synapse.ml.cyber.anomaly.collaborative_filtering as collaborative_filtering
from py4j.protocol import Py4JJavaError
from pyspark.ml.recommendation import ALS
from pyspark.sql import SparkSession

# Of tools/bench/rivals, which PYTHONPATH names.
from ratings import answer_requests, peak_megabytes
from process_tree import processor_seconds

cores, memory = sys.argv[1:]
names = "tenant string, user string, res string"

spark = (
    SparkSession.builder.master(f"local[{cores}]")
    .config("spark.driver.memory", memory)
    .config("spark.ui.enabled", "false")
    .config("spark.ui.showConsoleProgress", "false")
    # A partition a core: the 200 that are Spark's default take seconds to be found empty.
    .config("spark.sql.shuffle.partitions", cores)
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
# Without one, ALS keeps what each iteration is made from, and 25 iterations overflow Java's stack.
checkpoints = tempfile.TemporaryDirectory()
spark.sparkContext.setCheckpointDir(checkpoints.name)


class GivenNegatives:
    """Stands in for SynapseML's ComplementAccessTransformer, which would draw other negatives each time."""

    def __init__(self, path):
        self.path = path

    def transform(self, indexed):
        tenant, user, resource = indexed.columns[0], "user_index", "res_index"
        return read(self.path, f"{tenant} string, {user} int, {resource} int").cache()


def answer(request):
    try:
        return train(request)
    except Py4JJavaError as error:
        cause = error.java_exception
        while cause.getCause() is not None:
            cause = cause.getCause()
        raise RuntimeError(f"Spark failed: {cause.toString()}") from error


def train(request):
    folder = Path(request["folder"])
    model, vectors, cost = fit(request)
    names_of = {"users": vectors["user"][0], "resources": vectors["res"][0]}
    (folder / "names.json").write_text(json.dumps(names_of))
    np.concatenate([vectors["user"][1], vectors["res"][1]]).astype("<f8").tofile(folder / "vectors.f64")
    if request.get("pairs"):
        scores(model, request["pairs"]).astype("<f8").tofile(folder / "scores.f64")
    if request.get("saved"):
        model.save(request["saved"])
    spark.catalog.clearCache()
    java = spark.sparkContext._gateway.proc.pid
    return {**cost, "peakMegabytes": peak_megabytes(java), "versions": versions()}


def fit(request):
    """The model, its vectors, and what it took to learn them."""
    rows = read(request["rows"], f"{names}, likelihood double").cache()
    rows.count()
    history = read(request["history"], names).cache() if request.get("history") else None
    collaborative_filtering.ALS = partial(ALS, seed=request["seed"])
    if request.get("negatives"):
        collaborative_filtering.ComplementAccessTransformer = lambda *_: GivenNegatives(request["negatives"])

    processor = processor_seconds()
    started = time.perf_counter()
    estimator = collaborative_filtering.AccessAnomaly(**request["parameters"], historyAccessDf=history)
    model = estimator.fit(rows)
    # Its frames are computed when they are first asked for.
    vectors = {"user": named_vectors(model.user_mapping_df, "user"), "res": named_vectors(model.res_mapping_df, "res")}
    cost = {
        "seconds": time.perf_counter() - started,
        "processorSeconds": processor_seconds() - processor if processor is not None else None,
    }
    return model, vectors, cost


def read(path, schema):
    """Tab-separated, nothing quoted or escaped: names hold backslashes. In a partition a core."""
    frame = spark.read.schema(schema).csv(path, sep="\t", quote="", escape="")
    return frame.repartition(int(cores))


def named_vectors(mapping, name):
    """Names as [tenant, name], in the order of both, and their vectors."""
    rows = sorted((row["tenant"], row[name], row[f"{name}_vector"]) for row in mapping.collect())
    return [row[:2] for row in rows], np.array([row[2] for row in rows], dtype=np.float64)


def scores(model, path):
    """One score a pair, in the order of the file; NaN for null."""
    pairs = read(path, f"id int, {names}")
    rows = model.transform(pairs).select("id", "anomaly_score").collect()
    result = np.full(len(rows), np.nan)
    for place, score in rows:
        if score is not None:
            result[place] = score
    return result


def versions():
    java = spark.sparkContext._jvm.java.lang.System.getProperty("java.version")
    packages = {name: version(name) for name in ("synapseml", "pyspark", "numpy")}
    return {**packages, "python": sys.version.split()[0], "java": java}


answer_requests(answer)
spark.stop()
checkpoints.cleanup()
