"""Reads a part of a blob: an executor's share of the work, so that one large blob is shared out too. No Spark in it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from byoml_spark.events.event_time import MILLISECONDS_PER_DAY
from byoml_spark.events.file_share_access import FILE_SHARE_EVENT, RowReader
from byoml_spark.events.row_lines import DamagedGzip, lines_beginning_in, rows_of
from byoml_spark.export_source import BlobGone, ExportBlob, ExportSource

PART_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True)
class BlobPart:
    """The lines of a blob that begin from byte `start` to before `end`."""

    folder: str
    blob: ExportBlob
    start: int
    end: int


def parts_of(folders: dict[str, list[ExportBlob]]) -> list[BlobPart]:
    """All of the blobs of some folders, in parts of at most `PART_BYTES`."""
    return [
        BlobPart(folder, blob, start, min(start + PART_BYTES, blob.size))
        for folder, blobs in folders.items()
        for blob in blobs
        for start in range(0, blob.size, PART_BYTES)
    ]


_marker = str(FILE_SHARE_EVENT).encode()


def read_part(part: BlobPart, source: ExportSource, reader: RowReader, midnight: int) -> Iterator[tuple]:
    """Reads one part, into rows of `read_accesses.READ_SCHEMA`: accesses of the day that begins at `midnight`, and at
    the end how many rows are none, by why. What can't be read to its end is `unreadable`; what comes before it counts.

    A line in which the event's number does not stand is passed over unread, as `otherEvent`: nearly all rows of
    SecurityEvent are of other events, and parsing them would take most of the time.
    """
    blob, counts = part.blob, Counter()
    try:
        for line in lines_beginning_in(partial(source.read, blob.name), blob.size, part.start, part.end):
            if line.data is None:
                counts["tooLong"] += 1
                continue
            if _marker not in line.data:
                counts["otherEvent"] += int(line.data.strip() != b"")
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
    for reason, rows in (+counts).items():
        yield (part.folder, reason, rows, blob.name, None, None, None, None, None, None, None)
