"""Where exported rows lie, and how the blobs of a window are found."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from byoml_spark.events.export_layout import export_folder, folder_of, is_above_years


@dataclass(frozen=True)
class ExportBlob:
    """A file of an export as it was listed; it may have grown since."""

    name: str
    size: int
    etag: str


@dataclass(frozen=True)
class ExportDay:
    """A UTC day of one workspace's export. `path` is its folder, `folders` the blobs by five-minute folder."""

    path: str
    midnight: int
    folders: dict[str, list[ExportBlob]]


class BlobGone(Exception):
    """A blob was deleted, or replaced by a shorter one, since it was listed."""


class ExportSource(Protocol):
    def children(self, prefix: str) -> Iterator[str]:
        """Names of what is directly below a folder; those of folders end in `/`."""

    def files(self, prefix: str) -> Iterator[ExportBlob]:
        """All files below a folder, whatever the depth."""

    def read(self, name: str, offset: int, length: int) -> bytes:
        """Raises BlobGone."""


@dataclass(frozen=True)
class FolderSource:
    """A folder on this machine in the export's layout."""

    root: str

    def children(self, prefix: str) -> Iterator[str]:
        for entry in sorted(os.scandir(Path(self.root, prefix)), key=lambda entry: entry.name):
            yield f"{prefix}{entry.name}{'/' if entry.is_dir() else ''}"

    def files(self, prefix: str) -> Iterator[ExportBlob]:
        for path in sorted(Path(self.root, prefix).rglob("*")):
            if path.is_file():
                status = path.stat()
                yield ExportBlob(path.relative_to(self.root).as_posix(), status.st_size, str(status.st_mtime_ns))

    def read(self, name: str, offset: int, length: int) -> bytes:
        try:
            with Path(self.root, name).open("rb") as file:
                file.seek(offset)
                return whole(file.read(length), name, length)
        except FileNotFoundError as error:
            raise BlobGone(f"file {name} is no longer there") from error


def whole(data: bytes, name: str, length: int) -> bytes:
    """What was read, if it is all that was asked for. Raises BlobGone."""
    if len(data) < length:
        raise BlobGone(f"{name} is shorter than it was when it was listed")
    return data


def list_days(source: ExportSource, start: int, to: int, on_ignored: Callable[[str], None]) -> Iterator[ExportDay]:
    """The days of all workspaces from `start` to before `to`, in the order of their names.

    The tree is walked from its root: names are case-sensitive, and data export does not spell a workspace's resource
    id as Resource Manager does. `on_ignored` hears what is no part of an export.
    """
    yield from _list_folder(source, "", start, to, on_ignored)


def _list_folder(
    source: ExportSource, prefix: str, start: int, to: int, on_ignored: Callable[[str], None]
) -> Iterator[ExportDay]:
    for name in source.children(prefix):
        folder = export_folder(name) if name.endswith("/") else None
        if folder is not None:
            if folder.start >= to or folder.to <= start:
                continue
            if folder.unit != "day":
                yield from _list_folder(source, name, start, to, on_ignored)
            elif day := _list_day(source, name, folder.start, on_ignored):
                yield day
        elif name.endswith("/") and is_above_years(name):
            yield from _list_folder(source, name, start, to, on_ignored)
        else:
            on_ignored(name)


def _list_day(source: ExportSource, path: str, midnight: int, on_ignored: Callable[[str], None]) -> ExportDay | None:
    folders: dict[str, list[ExportBlob]] = {}
    for blob in source.files(path):
        folder = folder_of(blob.name)
        if folder is None:
            on_ignored(blob.name)
        else:
            folders.setdefault(folder, []).append(blob)
    return ExportDay(path, midnight, folders) if folders else None
