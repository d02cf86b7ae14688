from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as f

from byoml_spark.events.event_time import MILLISECONDS_PER_DAY


def training_pairs(counts: DataFrame) -> DataFrame:
    """Rows (tenant, user, res, likelihood, first) as AccessAnomaly takes them, one a pair.

    The likelihood is that of Microsoft's BYO-ML training notebook, and of the app: accesses a day over the pair's own
    active span in whole UTC days, `count / (1 + last day - first day)`.

    counts: rows (tenant, user, resource, count, first, last), times in milliseconds since 1970.
    """
    pairs = counts.groupBy("tenant", "user", f.col("resource").alias("res")).agg(
        f.sum("count").alias("count"), f.min("first").alias("first"), f.max("last").alias("last")
    )
    days = 1 + _day("last") - _day("first")
    return pairs.select("tenant", "user", "res", (f.col("count") / days).alias("likelihood"), "first")


def _day(column: str) -> Column:
    return f.floor(f.col(column) / MILLISECONDS_PER_DAY)
