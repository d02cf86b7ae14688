"""Reads a day of an export on the executors: a part of a blob at a time, so that one large blob is shared out too."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pyspark.sql import DataFrame, SparkSession

from byoml_spark.events.event_time import MILLISECONDS_PER_DAY
from byoml_spark.events.file_share_access import FILE_SHARE_EVENT, RowReader, file_share_reader
from byoml_spark.events.identity import IdentityRules
from byoml_spark.events.row_lines import DamagedGzip, lines_beginning_in, rows_of
from byoml_spark.export_source import BlobGone, ExportBlob, ExportSource

PART_BYTES = 64 * 1024 * 1024

#: Accesses, one a row; and, where `skipped` says why, how many rows are none. `blob`, `offset` and `place` are where an
#: access stands, to tell which of two copies is the first.
READ_SCHEMA = """
  folder string, skipped string, rows long, blob string, offset long, place int,
  tenant string, user string, resource string, time long, item_id string
"""


@dataclass(frozen=True)
class BlobPart:
    """The lines of a blob that begin from byte `start` to before `end`."""

    folder: str
    blob: ExportBlob
    start: int
    end: int


def parts_of(folders: dict[str, list[ExportBlob]]) -> list[BlobPart]:
    return [
        BlobPart(folder, blob, start, min(start + PART_BYTES, blob.size))
        for folder, blobs in folders.items()
        for blob in blobs
        for start in range(0, blob.size, PART_BYTES)
    ]


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


_marker = str(FILE_SHARE_EVENT).encode()


def read_part(part: BlobPart, source: ExportSource, reader: RowReader, midnight: int) -> Iterator[tuple]:
    """Reads one part. What can't be read to its end is told as `unreadable`; what comes before it counts.

    A line in which the event's number does not stand is passed over unread, as `otherEvent`: nearly all rows of
    SecurityEvent are of other events, and parsing them would take most of the time.
    """
    blob, counts = part.blob, Counter()
    try:
        read = lambda offset, length: source.read(blob.name, offset, length)  # noqa: E731
        for line in lines_beginning_in(read, blob.size, part.start, part.end):
            if line.data is None:
                counts["tooLong"] += 1
                continue
            if _marker not in line.data:
                counts["otherEvent"] += line.data.strip() != b""
                continue
            rows = rows_of(line.data)
            if rows is None:
                counts["notJson" if line.ended else "partialLastLine"] += 1
                continue
            for place, row in enumerate(rows):
                access = reader(row)
                if isinstance(access, str):
                    counts[access] += 1
                elif not 0 <= access.time - midnight < MILLISECONDS_PER_DAY:
                    counts["outsideWindow"] += 1
                else:
                    yield (
                        part.folder, None, 1, blob.name, line.offset, place,
                        access.tenant, access.user, access.resource, access.time, access.item_id,
                    )  # fmt: skip
    except (BlobGone, DamagedGzip):
        counts["unreadable"] += 1
    for reason, rows in counts.items():
        yield (part.folder, reason, rows, blob.name, None, None, None, None, None, None, None)
