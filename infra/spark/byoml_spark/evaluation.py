"""How well a model tells what people open for the first time from what they might have opened by chance."""

import math
from collections.abc import Sequence

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as f

from byoml_spark.events.event_time import MILLISECONDS_PER_DAY
from byoml_spark.parameters import TrainingParameters
from byoml_spark.ranking import moments, roc_auc
from byoml_spark.training import train
from byoml_spark.training_pairs import training_pairs

#: Pairs that are asked of, at most: the AUC's standard error is then below 0.002.
_MOST_PAIRS = 50_000
#: With fewer, figures would be chance.
_LEAST_PAIRS = 20


def evaluate(counts: DataFrame, parameters: TrainingParameters, held_out_days: int) -> dict[str, object]:
    """Trains on the counts before the last days and scores pairs first seen in these beside random ones.

    A random pair is a held-out pair's user with a resource of the tenant, drawn by the seed, that this user does not
    use in the whole window. The ROC-AUC is the chance that it scores higher than a legitimate first-time pair; pairs
    without a score, of users or resources that are new, are left out and counted.
    """
    last = counts.agg(f.max("last")).first()[0]
    if last is None:
        return {"unjudged": "there are no accesses"}
    cut = (last // MILLISECONDS_PER_DAY + 1 - held_out_days) * MILLISECONDS_PER_DAY
    before = training_pairs(counts.where(f.col("first") < cut)).persist()
    everything = training_pairs(counts).select("tenant", "user", "res", "first").persist()
    try:
        first_time = _sample(everything.where(f.col("first") >= cut).drop("first"), parameters.seed)
        if before.isEmpty() or first_time.count() < _LEAST_PAIRS:
            return {"unjudged": f"fewer than {_LEAST_PAIRS} pairs were first seen in the last {held_out_days} days"}
        random = _random_pairs(first_time, before, everything, parameters.seed)
        model = train(before, parameters)
        scores = _scores(model.transform(first_time)), _scores(model.transform(random))
    finally:
        before.unpersist()
        everything.unpersist()
    return _figures(*scores, held_out_days)


def _sample(pairs: DataFrame, seed: int) -> DataFrame:
    return pairs.orderBy(f.xxhash64("tenant", "user", "res", f.lit(seed))).limit(_MOST_PAIRS)


def _random_pairs(pairs: DataFrame, before: DataFrame, everything: DataFrame, seed: int) -> DataFrame:
    in_order = Window.partitionBy("tenant").orderBy("res")
    numbered = before.select("tenant", "res").distinct().withColumn("number", f.row_number().over(in_order) - 1)
    number = f.pmod(f.xxhash64("tenant", "user", "res", f.lit(seed + 1)), f.col("count"))
    draws = pairs.join(numbered.groupBy("tenant").count(), "tenant").select("tenant", "user", number.alias("number"))
    drawn = draws.join(numbered, ["tenant", "number"]).select("tenant", "user", "res")
    return drawn.distinct().join(everything, ["tenant", "user", "res"], "left_anti")


def _scores(scored: DataFrame) -> list[float | None]:
    return [score for (score,) in scored.select("anomaly_score").collect()]


def _figures(
    first_time: Sequence[float | None], random: Sequence[float | None], held_out_days: int
) -> dict[str, object]:
    known = [score for score in first_time if score is not None]
    foreign = [score for score in random if score is not None]
    if len(known) < _LEAST_PAIRS or len(foreign) < _LEAST_PAIRS:
        return {"unjudged": f"fewer than {_LEAST_PAIRS} held-out or random pairs have a score"}
    return {
        "heldOutDays": held_out_days,
        "rocAuc": roc_auc(known, foreign),
        "firstTimePairs": len(first_time),
        "randomPairs": len(random),
        "abstained": 1 - (len(known) + len(foreign)) / (len(first_time) + len(random)),
        # A score of infinity, across components, has no mean: those are counted apart.
        "disconnected": sum(map(math.isinf, known)) + sum(map(math.isinf, foreign)),
        "firstTimeScore": moments(filter(math.isfinite, known)),
        "randomScore": moments(filter(math.isfinite, foreign)),
    }
