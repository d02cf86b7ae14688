from collections.abc import Iterator

from pyspark.sql import DataFrame, SparkSession

from byoml_spark.blob_parts import PART_BYTES, BlobPart, read_part
from byoml_spark.events.file_share_access import file_share_reader
from byoml_spark.events.identity import IdentityRules
from byoml_spark.export_source import ExportSource

#: Accesses, one a row; and, where `skipped` says why, how many rows are none. `blob`, `offset` and `place` are where an
#: access stands, to tell which of two copies is the first.
READ_SCHEMA = """
  folder string, skipped string, rows long, blob string, offset long, place int,
  tenant string, user string, resource string, time long, item_id string
"""


def read_parts(
    spark: SparkSession, source: ExportSource, parts: list[BlobPart], rules: IdentityRules, midnight: int
) -> DataFrame:
    """What the rows of a UTC day's blobs turned out to be, by `READ_SCHEMA`; copies of a row are still in it."""
    context = spark.sparkContext
    total = sum(part.end - part.start for part in parts)
    tasks = min(len(parts), max(4 * context.defaultParallelism, total // PART_BYTES))

    def read(parts: Iterator[BlobPart]) -> Iterator[tuple]:
        reader = file_share_reader(rules)
        for part in parts:
            yield from read_part(part, source, reader, midnight)

    rows = context.parallelize(parts, max(tasks, 1)).mapPartitions(read)
    return spark.createDataFrame(rows, READ_SCHEMA)
