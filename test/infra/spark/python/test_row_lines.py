import gzip
import random
import unittest

from byoml_spark.events import row_lines
from byoml_spark.events.row_lines import DamagedGzip, lines_beginning_in, rows_of


def lines_of(data: bytes, start: int = 0, end: int | None = None) -> list[tuple[int, bytes | None, bool]]:
    read = lambda offset, length: data[offset : offset + length]  # noqa: E731
    lines = lines_beginning_in(read, len(data), start, len(data) if end is None else end)
    return [(line.offset, line.data, line.ended) for line in lines]


class Lines(unittest.TestCase):
    def test_end_at_line_breaks_and_the_last_one_may_be_cut_short(self):
        self.assertEqual(lines_of(b"a\r\n\nbc"), [(0, b"a", True), (3, b"", True), (4, b"bc", False)])

    def test_of_parts_are_those_of_the_whole_each_once(self):
        seeded = random.Random(1)
        for _ in range(300):
            data = bytes(seeded.choice(b"ab\n") for _ in range(seeded.randint(0, 40)))
            cuts = sorted({0, len(data), *(seeded.randint(0, len(data)) for _ in range(3))})
            parts = [line for start, end in zip(cuts, cuts[1:], strict=False) for line in lines_of(data, start, end)]
            self.assertEqual(parts, lines_of(data), (data, cuts))

    def test_may_be_longer_than_a_chunk(self):
        chunk, row_lines._CHUNK_BYTES = row_lines._CHUNK_BYTES, 3
        self.addCleanup(setattr, row_lines, "_CHUNK_BYTES", chunk)
        data = b"abcdefgh\nij\n"
        self.assertEqual(lines_of(data), [(0, b"abcdefgh", True), (9, b"ij", True)])
        self.assertEqual(lines_of(data, 4), [(9, b"ij", True)])
        packed = gzip.compress(data)
        self.assertEqual(lines_of(packed), lines_of(data))

    def test_above_the_limit_are_passed_over(self):
        limit, row_lines.MAX_LINE_BYTES = row_lines.MAX_LINE_BYTES, 4
        self.addCleanup(setattr, row_lines, "MAX_LINE_BYTES", limit)
        self.assertEqual(lines_of(b"abcde\nabcd\n"), [(0, None, True), (6, b"abcd", True)])

    def test_of_gzip_are_all_in_the_first_part(self):
        packed = gzip.compress(b"a\nb\n") + gzip.compress(b"c")
        self.assertEqual(lines_of(packed, 0, 1), [(0, b"a", True), (2, b"b", True), (4, b"c", False)])
        self.assertEqual(lines_of(packed, 1), [])

    def test_of_damaged_gzip_are_an_error(self):
        packed = gzip.compress(bytes(random.Random(1).randbytes(1000)))
        for damaged in (packed[:-1], packed[:200] + b"\xff" * 50 + packed[250:]):
            with self.assertRaises(DamagedGzip):
                lines_of(damaged)


class Rows(unittest.TestCase):
    def test_are_the_line_or_those_in_an_envelope(self):
        self.assertEqual(rows_of(b'{"a":1}'), [{"a": 1}])
        self.assertEqual(rows_of(b'\xef\xbb\xbf{"records":[{"a":1},2]}'), [{"a": 1}, 2])
        self.assertEqual(rows_of(b'[{"records":[1,2]},{"records":[]},3]'), [1, 2, {"records": []}, 3])
        self.assertEqual(rows_of("\u00a0".encode()), [])

    def test_are_none_of_what_is_no_json(self):
        for text in (b"{", b"NaN", b"[Infinity]", b"'a'", b'"\n"', b"[" * 100_000):
            self.assertIsNone(rows_of(text), text[:20])

    def test_hold_numbers_as_javascript_does(self):
        self.assertEqual(rows_of(b"[9007199254740993, 1e999]"), [9007199254740992.0, float("inf")])
        self.assertEqual(rows_of(b"9" * 5000), [float("inf")])
