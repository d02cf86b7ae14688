"""Paths of Log Analytics' data export, by the rules of `shared/events/exportLayout.ts`.

https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export#storage-account
"""

import re
from dataclasses import dataclass

from byoml_spark.events.event_time import MILLISECONDS_PER_DAY, midnight_of

_day = r"y=([0-9]{4})/m=([0-9]{2})/d=([0-9]{2})/"
_file = re.compile(rf"((?:.*/)?{_day}h=([0-9]{{2}})/m=([0-9]{{2}})/)PT(?:0?5M|1H)(?:_[0-9]+)?\.json(?:\.gz)?")
_folder = re.compile(r"(?:.*/)?y=([0-9]{4})/(?:m=([0-9]{2})/(?:d=([0-9]{2})/)?)?")
# subscriptions/<id>/resourcegroups/<name>/providers/microsoft.operationalinsights/workspaces/<name>: eight levels.
_above_years = re.compile(r"WorkspaceResourceId=(?:/[^/]+){0,8}/", re.IGNORECASE)


@dataclass(frozen=True)
class ExportFolder:
    """A year, month or day folder of an export, and the time it spans, `to` not in it."""

    unit: str
    start: int
    to: int


def folder_of(path: str) -> str | None:
    """The five-minute (once: hour) folder of an export's file, with its `/`; None for any other path.

    All copies of a row lie in one folder, that of its TimeGenerated.
    """
    match = _file.fullmatch(path)
    if match is None:
        return None
    folder, *day, hours, minutes = match.groups()
    midnight = midnight_of(*map(int, day))
    is_time = midnight is not None and midnight >= 0 and int(hours) < 24 and int(minutes) < 60
    return folder if is_time else None


def export_folder(path: str) -> ExportFolder | None:
    """Reads the path of a folder from the year down to the day; None for any other path."""
    match = _folder.fullmatch(path)
    if match is None:
        return None
    year, month, day = (None if part is None else int(part) for part in match.groups())
    start = midnight_of(year, month or 1, day or 1) if month != 0 and day != 0 else None
    if start is None or start < 0:
        return None
    if day is not None:
        return ExportFolder("day", start, start + MILLISECONDS_PER_DAY)
    if month is None:
        return ExportFolder("year", start, start + 366 * MILLISECONDS_PER_DAY)
    return ExportFolder("month", start, start + 31 * MILLISECONDS_PER_DAY)


def is_above_years(path: str) -> bool:
    """Whether a folder may hold an export: `WorkspaceResourceId=…` and what is below it, up to the workspace."""
    return _above_years.fullmatch(path) is not None
