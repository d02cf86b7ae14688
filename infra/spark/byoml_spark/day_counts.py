"""Accesses counted by day, kept as Parquet, so that a night reads what is new in the export and no more.

    counts/<rules>/<workspace and day>/<run>/counts    (folder, tenant, user, resource, count, first, last)
    counts/<rules>/<workspace and day>/<run>/ledger.json    what each five-minute folder was read from

The unit is a folder of the export, in which all copies of a row meet: one with a blob that is new, has grown or was
replaced is read anew, whole. A day's run is written beside the one before it, and counts once its ledger is there; the
other is then deleted.
"""

import hashlib
import json
import logging
from dataclasses import dataclass, field

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

from byoml_spark.blob_parts import parts_of
from byoml_spark.events.event_time import day_text
from byoml_spark.events.identity import IdentityRules
from byoml_spark.export_source import ExportBlob, ExportDay, ExportSource
from byoml_spark.read_accesses import read_parts
from byoml_spark.work_folder import WorkFolder

log = logging.getLogger("byoml_spark")

COUNTS_SCHEMA = "folder string, tenant string, user string, resource string, count long, first long, last long"

#: Raised whenever the same rows would be read or counted otherwise: what other formats have kept is then read anew.
_FORMAT = 1


@dataclass
class Reading:
    """What a night read: `read` by what became of the rows, `bytes` of the export, and how many folders it reused."""

    read: dict[str, int] = field(default_factory=dict)
    bytes: int = 0
    folders_read: int = 0
    folders_reused: int = 0

    def add(self, counts: dict[str, int]) -> None:
        for reason, rows in counts.items():
            self.read[reason] = self.read.get(reason, 0) + rows


class DayCounts:
    def __init__(self, spark: SparkSession, work: WorkFolder, rules: IdentityRules, run: str):
        self._spark = spark
        self._work = work
        self._rules = rules
        self._run = run
        self._root = f"counts/{_fingerprint(rules)}"
        self.reading = Reading()

    def count(self, day: ExportDay, source: ExportSource) -> DataFrame:
        """The counts of a day as it is exported now: kept ones, and those of folders that have to be read."""
        folder = f"{self._root}/{_digest(day.path)}-{day_text(day.midnight)}"
        keys = {name: _key(blobs) for name, blobs in day.folders.items()}
        before, ledger = self._latest(folder)
        kept = sorted(name for name, key in keys.items() if ledger.get(name) == key)
        unread = {name: blobs for name, blobs in day.folders.items() if ledger.get(name) != keys[name]}
        self.reading.folders_reused += len(kept)
        if before is not None and not unread and len(kept) == len(ledger):
            return self._counts(f"{folder}/{before}")
        run = f"{folder}/{self._run}"
        unreadable = self._read(unread, day.midnight, source, run)
        if kept:
            is_kept = f.col("folder").isin(kept)
            self._write(self._counts(f"{folder}/{before}").where(is_kept), run, "append")
        # A blob that cannot be read to its end is tried, and warned of, every night.
        names = [*kept, *(name for name in unread if name not in unreadable)]
        self._work.write_text(f"{run}/ledger.json", json.dumps({name: keys[name] for name in names}))
        self._drop_all_but(folder, self._run)
        return self._counts(run)

    def delete_before(self, midnight: int) -> None:
        """Deletes what was kept of earlier days, whatever its rules, and nothing else."""
        for rules in self._work.folders("counts"):
            for name in self._work.folders(f"counts/{rules}"):
                if name[-len("2026-11-20") :] < day_text(midnight):
                    self._work.delete(f"counts/{rules}/{name}")

    def _read(self, folders: dict[str, list[ExportBlob]], midnight: int, source: ExportSource, run: str) -> set[str]:
        """Reads and writes the counts of folders. Returns those that hold a blob that can't be read to its end."""
        parts = parts_of(folders)
        rows = read_parts(self._spark, source, parts, self._rules, midnight).persist()
        try:
            self._write(_counted(rows), run, "overwrite")
            broken_blob = f.when(f.col("skipped") == "unreadable", f.struct("folder", "blob"))
            totals = rows.groupBy("skipped", broken_blob.alias("broken")).agg(f.sum("rows").alias("rows")).collect()
        finally:
            rows.unpersist()
        counted = self._counts(run).agg(f.sum("count")).first()[0] or 0
        for total in totals:
            self.reading.add({total.skipped or "duplicate": total.rows})
        self.reading.add({"accesses": counted, "duplicate": -counted})
        self.reading.bytes += sum(part.end - part.start for part in parts)
        self.reading.folders_read += len(folders)
        broken = [total.broken for total in totals if total.broken is not None]
        for blob in broken:
            log.warning("%s could not be read to its end; the rest of the export counts. Export it again.", blob.blob)
        return {blob.folder for blob in broken}

    def _write(self, counts: DataFrame, run: str, mode: str) -> None:
        files = counts.coalesce(self._spark.sparkContext.defaultParallelism)
        files.write.mode(mode).parquet(self._work.path_of(f"{run}/counts"))

    def _counts(self, run: str) -> DataFrame:
        return self._spark.read.schema(COUNTS_SCHEMA).parquet(self._work.path_of(f"{run}/counts"))

    def _latest(self, folder: str) -> tuple[str | None, dict[str, str]]:
        """The last run of a day that was finished, and what it read; none where there is none."""
        for run in reversed(self._work.folders(folder)):
            ledger = _ledger(self._work.read_text(f"{folder}/{run}/ledger.json"))
            if ledger is not None:
                return run, ledger
        return None, {}

    def _drop_all_but(self, folder: str, run: str) -> None:
        for other in self._work.folders(folder):
            if other != run:
                self._work.delete(f"{folder}/{other}")


def _counted(rows: DataFrame) -> DataFrame:
    """One row for each pair of a folder. Of copies of a row, told by its item id, the first counts; see `_ItemId`."""
    accesses = rows.where("skipped is null")
    place = f.struct("blob", "offset", "place", "tenant", "user", "resource", "time")
    with_id = accesses.where("item_id != ''").groupBy("folder", "item_id").agg(f.min(place).alias("first"))
    single = with_id.select("folder", "first.tenant", "first.user", "first.resource", "first.time").unionByName(
        accesses.where("item_id = ''").select("folder", "tenant", "user", "resource", "time")
    )
    return single.groupBy("folder", "tenant", "user", "resource").agg(
        f.count("*").alias("count"), f.min("time").alias("first"), f.max("time").alias("last")
    )


def _ledger(text: str | None) -> dict[str, str] | None:
    try:
        ledger = json.loads(text or "")
    except ValueError:
        return None
    return ledger if isinstance(ledger, dict) else None


def _key(blobs: list[ExportBlob]) -> str:
    return _digest(json.dumps(sorted((blob.name, blob.etag, blob.size) for blob in blobs)))


def _fingerprint(rules: IdentityRules) -> str:
    exclusions = [sorted(rules.excluded_accounts), sorted(rules.excluded_shares)]
    return _digest(json.dumps([_FORMAT, rules.user, rules.resource, *exclusions]))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
