"""Has Spark score by models that byoml export wrote: python check_export.py FOLDER=SCORES.jsonl ...

SCORES.jsonl is what byoml score made of the model, for the pairs to compare. Prints how many scores there are of each
kind and the greatest difference, one JSON object a model; exit code 1 where one is above 1e-6, or of another kind.
"""

import json
import math
import sys

from local_spark import local_spark
from pyspark.sql import types as t
from synapse.ml.cyber.anomaly.collaborative_filtering import AccessAnomalyModel

greatest_difference = 1e-6


def read_scores(path):
    """Scores of pairs, with +Infinity where byoml score says that they are not connected."""
    scores = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            scored = json.loads(line)
            pair = (scored["tenant"], scored["user"], scored["resource"])
            scores[pair] = math.inf if scored["reason"] == "disconnected" else scored["score"]
    return scores


def kind_of(score):
    if score is None:
        return "null"
    return "infinite" if math.isinf(score) else "finite"


def compare(spark, folder, scores):
    model = AccessAnomalyModel.load(spark, folder)
    names = [model.tenant_col, model.user_col, model.res_col]
    schema = t.StructType([t.StructField(name, t.StringType()) for name in names])
    rows = model.transform(spark.createDataFrame(list(scores), schema)).collect()
    found = {tuple(row[name] for name in names): row[model.output_col] for row in rows}
    assert len(rows) == len(scores) and found.keys() == scores.keys()
    kinds = {"null": 0, "infinite": 0, "finite": 0}
    difference, others = 0.0, 0
    for pair, score in scores.items():
        kinds[kind_of(score)] += 1
        if kind_of(score) != kind_of(found[pair]):
            others += 1
        elif kind_of(score) == "finite":
            difference = max(difference, abs(score - found[pair]))
    zeros = sum(score == 0 for score in scores.values())
    return {"model": folder, **kinds, "zero": zeros, "greatestDifference": difference, "ofAnotherKind": others}


def main(arguments):
    spark = local_spark()
    is_alike = True
    for argument in arguments:
        folder, scores = argument.split("=", 1)
        result = compare(spark, folder, read_scores(scores))
        print(json.dumps(result), flush=True)
        is_alike &= result["ofAnotherKind"] == 0 and result["greatestDifference"] <= greatest_difference
    return 0 if is_alike else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
