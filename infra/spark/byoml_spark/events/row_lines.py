import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from byoml_spark.events.text import trim

#: Longer lines are passed over, as by `blobFormat` in `shared/events/rowLines.ts`; a row is far below 1 MB.
MAX_LINE_BYTES = 8 * 1024 * 1024

_CHUNK_BYTES = 4 * 1024 * 1024

#: Reads `length` bytes of a file or blob from `offset` on.
ReadBytes = Callable[[int, int], bytes]


@dataclass(frozen=True)
class Line:
    """A line without its line break, and where it begins; `data` is None where it is longer than allowed."""

    offset: int
    data: bytes | None
    #: Whether a line break ended it: false only for a last line that may still be being written.
    ended: bool


class DamagedGzip(Exception):
    """Gzip data that is damaged or ends too early."""


def lines_beginning_in(read: ReadBytes, size: int, start: int, end: int) -> Iterator[Line]:
    """The lines that begin from byte `start` to before `end` of a file of `size` bytes, each to its own end.

    So parts of a file read apart give each line once. Gzip, told by its first two bytes, can't be read in parts: the
    part that begins at 0 gives all lines, at offsets of the inflated text, and others none.

    Raises DamagedGzip.
    """
    if size >= 2 and read(0, 2) == b"\x1f\x8b":
        if start == 0:
            yield from _lines(_inflated(_chunks(read, 0, size)), 0)
        return
    # The line that the byte before is in belongs to the part before.
    lines = _lines(_chunks(read, max(start - 1, 0), size), max(start - 1, 0))
    if start > 0:
        next(lines, None)
    for line in lines:
        if line.offset >= end:
            return
        yield line


def _chunks(read: ReadBytes, start: int, size: int) -> Iterator[bytes]:
    for offset in range(start, size, _CHUNK_BYTES):
        yield read(offset, min(_CHUNK_BYTES, size - offset))


def _inflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    inflater = zlib.decompressobj(wbits=31)
    try:
        for chunk in chunks:
            while chunk:
                if inflater.eof:
                    inflater = zlib.decompressobj(wbits=31)
                yield inflater.decompress(chunk, _CHUNK_BYTES)
                chunk = inflater.unconsumed_tail or inflater.unused_data
    except zlib.error as error:
        raise DamagedGzip("its gzip data is damaged") from error
    if not inflater.eof:
        raise DamagedGzip("its gzip data ends too early")


def _lines(chunks: Iterable[bytes], offset: int) -> Iterator[Line]:
    """Splits at `\\n`. At most one line is held, and of one above the limit nothing."""
    parts: list[bytes] = []
    length = 0
    for chunk in chunks:
        *ends, rest = chunk.split(b"\n")
        for end in ends:
            yield _line(offset, [*parts, end], length + len(end), True)
            offset += length + len(end) + 1
            parts, length = [], 0
        length += len(rest)
        parts = [*parts, rest] if length <= MAX_LINE_BYTES else []
    if length > 0:
        yield _line(offset, parts, length, False)


def _line(offset: int, parts: list[bytes], length: int, ended: bool) -> Line:
    return Line(offset, b"".join(parts).removesuffix(b"\r") if length <= MAX_LINE_BYTES else None, ended)


def rows_of(data: bytes) -> list[object] | None:
    """The rows of a line: itself, or those of a `{"records":[…]}` envelope or an array; none of a blank line.

    None where the line is not JSON. Numbers are floats, as JavaScript's are.
    """
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    if trim(text) == "":
        return []
    try:
        document = json.loads(text, parse_int=float, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return None
    return list(_records_of(document))


def _records_of(document: object) -> Iterable[object]:
    """The rules of `shared/events/records.ts`: an envelope in an array counts as its rows, if it has any."""
    if not isinstance(document, list):
        records = _envelope_records(document)
        return [document] if records is None else records
    rows: list[object] = []
    for item in document:
        rows.extend(_records_of(item) if _envelope_records(item) else [item])
    return rows


def _envelope_records(item: object) -> list[object] | None:
    records = item.get("records") if isinstance(item, dict) else None
    return records if isinstance(records, list) else None


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON")
