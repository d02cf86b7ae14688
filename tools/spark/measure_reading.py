"""How fast the Spark job's reader reads exported rows, on one core, by processor time: a busy machine tells the same.

    PYTHONPATH=infra/spark python3 tools/spark/measure_reading.py EXPORT_FOLDER

takes the rows of an export (`byoml sample --out sample` makes one, in sample/am-securityevent), mixes 64 MB of them so
that 2 % are of event 5140, as in a whole SecurityEvent table, and then of event 5140 alone.
"""

import itertools
import sys
import time
from pathlib import Path

from byoml_spark.blob_parts import BlobPart, read_part
from byoml_spark.events.event_time import MILLISECONDS_PER_DAY
from byoml_spark.events.file_share_access import file_share_reader
from byoml_spark.events.identity import IdentityRules
from byoml_spark.export_source import ExportBlob

BYTES = 64 * 1024 * 1024


class TextSource:
    def __init__(self, text: bytes):
        self.text = text

    def read(self, _name: str, offset: int, length: int) -> bytes:
        return self.text[offset : offset + length]


def mixed(accesses: list[bytes], others: list[bytes], share: float) -> bytes:
    lines: list[bytes] = []
    size, owed = 0, 0.0
    of_accesses, of_others = itertools.cycle(accesses), itertools.cycle(others)
    while size < BYTES:
        owed += share
        lines.append(next(of_accesses) if owed >= 1 else next(of_others))
        owed -= owed >= 1
        size += len(lines[-1]) + 1
    return b"\n".join(lines) + b"\n"


def measure(text: bytes) -> str:
    blob = ExportBlob("PT05M.json", len(text), "")
    part = BlobPart("", blob, 0, len(text))
    # The day is of 1970, so that rows end as counts: what Spark does with accesses is not measured here.
    reader = file_share_reader(IdentityRules())
    started = time.process_time()
    rows = sum(row[2] for row in read_part(part, TextSource(text), reader, MILLISECONDS_PER_DAY))
    seconds = time.process_time() - started
    return f"{len(text) / 1e6 / seconds:6.0f} MB/s  {rows / seconds:9,.0f} rows/s  {rows:,} rows"


lines = [line for path in Path(sys.argv[1]).rglob("*.json") for line in path.read_bytes().splitlines()]
accesses = [line for line in lines if b'"EventID":5140' in line]
others = [line for line in lines if b'"EventID":5140' not in line and b"5140" not in line]
for share in (0.02, 1):
    print(f"{share:4.0%} of event 5140  {measure(mixed(accesses, others, share))}")
