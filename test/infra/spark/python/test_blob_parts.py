import gzip
import json
import tempfile
import unittest
from pathlib import Path

from byoml_spark.blob_parts import BlobPart, parts_of, read_part
from byoml_spark.events.event_time import parse_time
from byoml_spark.events.file_share_access import file_share_reader
from byoml_spark.events.identity import IdentityRules
from byoml_spark.export_source import ExportBlob, FolderSource, list_days

MIDNIGHT = parse_time("2026-11-20T00:00:00Z")
ROW = {
    "TimeGenerated": "2026-11-20T08:13:52.1234567Z",
    "Account": "CONTOSO\\Alice",
    "Computer": "FS01",
    "EventID": 5140,
    "ShareName": "\\\\*\\Finance",
    "_ItemId": "1",
}


def line(**fields: object) -> bytes:
    return json.dumps({**ROW, **fields}).encode() + b"\n"


class Reading(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.source = FolderSource(folder.name)

    def read(self, content: bytes, cuts: tuple[int, ...] = (), size: int | None = None) -> tuple[list, dict[str, int]]:
        (self.root / "PT05M.json").write_bytes(content)
        blob = ExportBlob("PT05M.json", len(content) if size is None else size, "")
        ends = [0, *cuts, blob.size]
        accesses, counts = [], {}
        for start, end in zip(ends, ends[1:], strict=False):
            part = BlobPart("folder/", blob, start, end)
            for row in read_part(part, self.source, file_share_reader(IdentityRules()), MIDNIGHT):
                if row[1] is None:
                    accesses.append(row[3:])
                else:
                    counts[row[1]] = counts.get(row[1], 0) + row[2]
        return accesses, counts

    def test_tells_accesses_and_where_they_stand(self):
        envelope = json.dumps({"records": [ROW, {**ROW, "Account": "CONTOSO\\Bob"}]}).encode()
        accesses, counts = self.read(line() + envelope)
        self.assertEqual([access[1:3] for access in accesses], [(0, 0), (len(line()), 0), (len(line()), 1)])
        self.assertEqual(accesses[2][3:6], ("0", "contoso\\bob", "fs01\\finance"))
        self.assertEqual(counts, {})

    def test_counts_what_is_none(self):
        content = b"".join(
            [
                line(EventID=4624),
                b"\n",
                line(EventID=4624, Activity="not 5140"),
                line(Account="CONTOSO\\WS01$"),
                line(TimeGenerated="2026-11-21T00:00:00Z"),
                b'{"EventID":5140\n',
                line()[:-20],
            ]
        )
        reasons = {"otherEvent": 2, "excludedAccount": 1, "outsideWindow": 1, "notJson": 1, "partialLastLine": 1}
        self.assertEqual(self.read(content), ([], reasons))

    def test_in_parts_gives_what_reading_at_once_does(self):
        content = b"".join(line(_ItemId=str(number), EventID=5140 + number % 2) for number in range(20))
        whole = self.read(content)
        self.assertEqual(len(whole[0]), 10)
        for cuts in ((1,), (len(content) // 3, len(content) // 2), tuple(range(100, len(content), 100))):
            self.assertEqual(self.read(content, cuts), whole)

    def test_counts_what_came_before_an_end_that_cannot_be_read(self):
        packed = gzip.compress(line())
        self.assertEqual(self.read(packed)[1], {})
        self.assertEqual(self.read(packed[:-4])[1], {"unreadable": 1})
        accesses, counts = self.read(line(), size=len(line()) + 1)
        self.assertEqual((accesses, counts), ([], {"unreadable": 1}))

    def test_finds_the_days_of_the_window_and_nothing_beside_an_export(self):
        workspace = "WorkspaceResourceId=/subscriptions/s/resourcegroups/g/providers/p/workspaces/w/"
        day = f"{workspace}y=2026/m=11/d=20/"
        inside = [f"{day}h=08/m=10/PT05M.json", f"{day}h=08/m=10/PT05M_1.json", f"{day}h=08/m=15/PT05M.json"]
        outside = [
            f"{workspace}y=2026/m=11/d=21/h=00/m=00/PT05M.json",
            f"{workspace}y=2025/m=11/d=20/h=00/m=00/PT05M.json",
        ]
        foreign = [f"{day}h=08/m=10/notes.txt", "other/y=2026/m=11/d=20/h=08/m=10/PT05M.json", f"{workspace}readme.md"]
        for name in [*inside, *outside, *foreign]:
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_bytes(b"{}\n")
        ignored: list[str] = []
        days = list(list_days(self.source, MIDNIGHT, MIDNIGHT + 1, ignored.append))
        self.assertEqual([day.path for day in days], [day])
        self.assertEqual([blob.name for blobs in days[0].folders.values() for blob in blobs], inside)
        self.assertEqual(len(days[0].folders), 2)
        self.assertEqual(sorted(ignored), sorted([foreign[0], "other/", foreign[2]]))
        self.assertEqual([part.end for part in parts_of(days[0].folders)], [3, 3, 3])
