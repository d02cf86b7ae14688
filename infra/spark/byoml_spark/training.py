import functools
from collections.abc import Iterator
from contextlib import contextmanager

from pyspark.ml.recommendation import ALS
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f
from synapse.ml.cyber.anomaly import collaborative_filtering
from synapse.ml.cyber.anomaly.collaborative_filtering import AccessAnomaly, AccessAnomalyModel

from byoml_spark.errors import JobError
from byoml_spark.parameters import TrainingParameters

#: By how much the mean and the standard deviation of a tenant's training scores may miss 0 and 1.
_TOLERANCE = 1e-3


def train(pairs: DataFrame, parameters: TrainingParameters) -> AccessAnomalyModel:
    """Trains SynapseML's AccessAnomaly with implicit feedback on rows (tenant, user, res, likelihood)."""
    if pairs.isEmpty():
        raise JobError(
            "there are no pairs to train on: check that the export holds accesses of the window (--lookback-days), "
            "and that not all are excluded"
        )
    estimator = AccessAnomaly(
        rankParam=parameters.rank,
        maxIter=parameters.iterations,
        regParam=parameters.regularization,
        alphaParam=parameters.alpha,
        lowValue=parameters.low_value,
        highValue=parameters.high_value,
        numBlocks=blocks_of(parameters, pairs.sparkSession),
        separateTenants=parameters.separate_tenants,
    )
    with _seeded(parameters.seed):
        return estimator.fit(pairs.select("tenant", "user", "res", "likelihood"))


def blocks_of(parameters: TrainingParameters, spark: SparkSession) -> int:
    return parameters.blocks or spark.sparkContext.defaultParallelism


@contextmanager
def _seeded(seed: int) -> Iterator[None]:
    """AccessAnomaly has no seed, and PySpark's default is another one in each process: so that a model can be made
    again, the ALS it looks up in its module is given one. The algorithm stays what it is."""
    collaborative_filtering.ALS = functools.partial(ALS, seed=seed)
    try:
        yield
    finally:
        collaborative_filtering.ALS = ALS


def check(model: AccessAnomalyModel, pairs: DataFrame) -> dict[str, float]:
    """Figures of how a model fits the pairs it was trained on, by the names of the app's `checkModel.ts`.

    Raises JobError where there is nothing to compare, or scores of a tenant do not have mean 0 and deviation 1.
    """
    users = model.user_mapping_df.count()
    resources = model.res_mapping_df.count()
    if users < 2 or resources < 2:
        raise JobError(
            f"there are accesses of {users} user(s) to {resources} resource(s), and nothing to compare them with: "
            "train on at least two of each, with a longer window or fewer exclusions"
        )
    score = f.col("anomaly_score")
    figures = [f.count(score), f.avg(score), f.stddev_pop(score), f.max(score), f.sum(score), f.sum(score * score)]
    tenants = model.transform(pairs).groupBy("tenant").agg(*figures).collect()
    for tenant, _, mean, deviation, *_ in tenants:
        # Scores without a spread are differences from the mean, not divided by anything.
        is_spread_right = deviation <= _TOLERANCE or abs(deviation - 1) <= _TOLERANCE
        if not (abs(mean) <= _TOLERANCE and is_spread_right):
            raise JobError(
                f"the training scores of tenant {tenant} have mean {mean} and standard deviation {deviation} instead "
                "of 0 and 1: train again, with other parameters if it happens again"
            )
    count = sum(row[1] for row in tenants)
    mean = sum(row[5] for row in tenants) / count
    variance = max(0.0, sum(row[6] for row in tenants) / count - mean**2)
    return {
        "users": users,
        "resources": resources,
        "pairs": count,
        "meanScore": round(mean, 9),
        "standardDeviation": round(variance**0.5, 9),
        "highestScore": round(max(row[4] for row in tenants), 9),
    }
