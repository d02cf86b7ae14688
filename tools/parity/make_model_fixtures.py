"""Models saved by SynapseML itself, and Spark's scores of every pair: python make_model_fixtures.py FOLDER

Writes what stands in test/fixtures/synapseml; its README says what each model is for. Spark draws its first factors by
a seed that is Python's hash of a text, so it gives the same models again with PYTHONHASHSEED=0 only.
"""

import csv
import gzip
import shutil
import sys
from itertools import product
from pathlib import Path

from local_spark import local_spark
from pyspark.sql import types as t
from synapse.ml.cyber.anomaly.collaborative_filtering import (
    AccessAnomaly,
    AccessAnomalyModel,
    _UserResourceFeatureVectorMapping as Mapping,
)

sets = Path(__file__).parents[2] / "test" / "fixtures" / "datafactory"
target = Path(sys.argv[1])

spark = local_spark()


def read_pairs(name, tenant):
    with open(sets / f"{name}.csv", newline="") as file:
        return [(tenant, user, res, float(likelihood)) for user, res, likelihood in csv.reader(file)]


def frame(rows, names, tenant_type=t.StringType()):
    kinds = [tenant_type, t.StringType(), t.StringType(), t.DoubleType()][: len(names)]
    return spark.createDataFrame(rows, t.StructType([t.StructField(*field) for field in zip(names, kinds)]))


def pairs_to_score(rows, history=()):
    """Every user with every resource of each tenant, strangers among them, and a tenant nobody knows."""
    pairs = set()
    for tenant in sorted({row[0] for row in rows}):
        known = [row for row in [*rows, *history] if row[0] == tenant]
        users = {row[1] for row in known} | {"stranger"}
        resources = {row[2] for row in known} | {"nowhere"}
        pairs |= {(tenant, *pair) for pair in product(users, resources)}
    tenant, user, res = rows[0][:3]
    return sorted(pairs) + [(99 if isinstance(tenant, int) else "elsewhere", user, res)]


def save_scores(folder, model, pairs, tenant_type=t.StringType()):
    names = [model.tenant_col, model.user_col, model.res_col]
    scored = model.transform(frame(pairs, names, tenant_type)).distinct().collect()
    rows = sorted([str(row[names[0]]), row[names[1]], row[names[2]], row[model.output_col]] for row in scored)
    assert len(rows) == len(pairs)
    with gzip.GzipFile(folder / "scores.csv.gz", "wb", mtime=0) as packed:
        lines = [",".join([*row[:3], "" if row[3] is None else repr(row[3])]) for row in rows]
        packed.write(("tenant,user,res,score\n" + "\n".join(lines) + "\n").encode())


def save(model, folder, codec, pairs, tenant_type=t.StringType(), suffix="", version="v1"):
    """Writes the model and its scores, by a codec and a version of Parquet's pages."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    spark.conf.set("spark.sql.parquet.compression.codec", codec)
    spark.sparkContext._jsc.hadoopConfiguration().set("parquet.writer.version", version)
    model.save(str(folder / "model"), suffix)
    save_scores(folder, model, pairs, tenant_type)


def two_tenants():
    rows = read_pairs("test_training", "north") + read_pairs("cc_training_multi", "south")
    # What some of them do is not in the history, so they are in no component and have no score.
    legitimate = [row[:3] for row in rows if row[1] != "hr_user_3" and row[2] != "eng_res_7"]
    history = legitimate + [legitimate[0], ("north", "guest", "lobby")]
    names = ["tenant", "user", "res"]
    estimator = AccessAnomaly(rankParam=4, maxIter=5, historyAccessDf=frame(history, names))
    model = estimator.fit(frame(rows, [*names, "likelihood"]))
    pairs = pairs_to_score(rows, history)
    save(model, target / "two-tenants", "snappy", pairs)
    return model, pairs


def other_names():
    rows = [(tenant, *row[1:]) for tenant in (0, 1) for row in read_pairs("fixed", "") if tenant == 0 or row[1] != "6"]
    names = ["tenant_id", "account", "share", "per_day"]
    estimator = AccessAnomaly(*names, outputCol="strangeness", rankParam=3, maxIter=4, separateTenants=True)
    model = estimator.fit(frame(rows, names, t.IntegerType()))
    save(model, target / "other-names", "gzip", pairs_to_score(rows), t.IntegerType())


def without_components(fitted, pairs):
    """The same vectors, of which any two may then be compared; in several parts, and folders within folders."""
    mapping = fitted.user_res_feature_vector_mapping
    users = mapping.user_feature_vector_mapping_df.repartition(3)
    resources = mapping.res_feature_vector_mapping_df.repartition(3)
    columns = ["tenant", "user", "user_vector", "res", "res_vector"]
    model = AccessAnomalyModel(Mapping(*columns, None, None, None, users, resources), "anomaly_score")
    save(model, target / "without-components", "zstd", pairs, suffix="kept/here")


def uncompressed():
    """Explicit feedback, tenants of 64 bits, and pages of Parquet's second format."""
    rows = [(2**40 + tenant, *row[1:]) for tenant in (0, 1) for row in read_pairs("fixed", "")]
    estimator = AccessAnomaly(rankParam=2, maxIter=3, applyImplicitCf=False)
    model = estimator.fit(frame(rows, ["tenant", "user", "res", "likelihood"], t.LongType()))
    save(model, target / "uncompressed", "uncompressed", pairs_to_score(rows), t.LongType(), version="v2")


without_components(*two_tenants())
other_names()
uncompressed()
