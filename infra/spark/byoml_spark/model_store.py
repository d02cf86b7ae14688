"""Publishes a model for the app's scorer, by the protocol of `shared/storage/publishModel.ts`."""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import datetime

from azure.core import MatchConditions
from azure.core.exceptions import HttpResponseError, ResourceExistsError, ResourceModifiedError, ResourceNotFoundError
from azure.storage.blob import ContainerClient, ContentSettings

from byoml_spark.errors import JobError

DETECTOR = "resourceAccess"

_LAYOUT_FORMAT = 1
_version = re.compile(r"[0-9]{8}T[0-9]{6}Z-[0-9a-f]{12}")
_POINTER = f"{DETECTOR}/current.json"


@dataclass(frozen=True)
class _Pointer:
    """What is current, None where that can't be told, and the ETag under which it may be swapped."""

    version: str | None
    etag: str


def model_version(trained_at: datetime, sha256: str) -> str:
    """`20261120T023000Z-` and the first twelve digits of the hash."""
    return f"{trained_at:%Y%m%dT%H%M%SZ}-{sha256[:12]}"


def current_figures(container: ContainerClient) -> dict[str, float]:
    """The quality figures of the current model; none where there is no model, or none whose manifest can be read."""
    pointer = _read_pointer(container)
    if pointer is None or pointer.version is None:
        return {}
    try:
        manifest = json.loads(_download(container, _blob(pointer.version, "manifest.json")))
        quality = manifest["details"]["quality"].items()
    except (ResourceNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return {name: value for name, value in quality if isinstance(value, int | float)}


def publish(container: ContainerClient, model: bytes, details: dict[str, object], trained_at: datetime) -> str:
    """Writes the model, then its manifest, reads both back, and only then swaps the pointer.

    A job that dies on the way leaves nothing that a scorer could see. Returns the version. Raises JobError where a
    later model is current, or another trainer swapped the pointer meanwhile: that model stays.
    """
    sha256 = hashlib.sha256(model).hexdigest()
    version = model_version(trained_at, sha256)
    before = _read_pointer(container)
    manifest = {
        "format": _LAYOUT_FORMAT,
        "version": version,
        "sha256": sha256,
        "bytes": len(model),
        "trainedAt": trained_at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "details": details,
    }
    _write_once(container, _blob(version, "model.bin"), model)
    _write_once(container, _blob(version, "manifest.json"), json.dumps(manifest, allow_nan=False).encode())
    if hashlib.sha256(_download(container, _blob(version, "model.bin"))).hexdigest() != sha256:
        raise JobError(f"{_blob(version, 'model.bin')} does not hold what was written: train again")
    _swap_pointer(container, version, before)
    return version


def _blob(version: str, name: str) -> str:
    return f"{DETECTOR}/versions/{version}/{name}"


def _download(container: ContainerClient, name: str) -> bytes:
    return container.download_blob(name).readall()


def _read_pointer(container: ContainerClient) -> _Pointer | None:
    try:
        blob = container.download_blob(_POINTER)
        text = blob.readall()
    except ResourceNotFoundError:
        return None
    try:
        version = json.loads(text)["version"]
        is_version = isinstance(version, str) and _version.fullmatch(version) is not None
    except (ValueError, KeyError, TypeError):
        is_version = False
    # A damaged pointer is replaced too: publishing is how it is repaired.
    return _Pointer(version if is_version else None, blob.properties.etag)


def _write_once(container: ContainerClient, name: str, data: bytes) -> None:
    try:
        container.upload_blob(name, data)
    except ResourceExistsError:
        return
    except ResourceNotFoundError:
        container.create_container()
        container.upload_blob(name, data, overwrite=True)


def _swap_pointer(container: ContainerClient, version: str, before: _Pointer | None) -> None:
    current = before.version if before else None
    if current == version:
        return
    # A trainer that took long must not undo the work of a later one; versions sort by time.
    if current is not None and current[: len("20261120T023000Z")] > version[: len("20261120T023000Z")]:
        raise JobError(
            f"model {version} was not published: the current one, {current}, is of a later time, and stays. If that "
            f"time is wrong, because a clock was, delete {_POINTER} and run the job again"
        )
    text = json.dumps({"format": _LAYOUT_FORMAT, "version": version, "previous": current})
    settings = ContentSettings(content_type="application/json")
    condition = {"etag": before.etag, "match_condition": MatchConditions.IfNotModified} if before else {}
    try:
        container.upload_blob(_POINTER, text, overwrite=before is not None, content_settings=settings, **condition)
    except (ResourceExistsError, ResourceModifiedError, ResourceNotFoundError) as error:
        _ensure_published(container, version, error)


def _ensure_published(container: ContainerClient, version: str, error: HttpResponseError) -> None:
    """A write whose answer was lost is repeated by the client, and then meets its own pointer."""
    now = _read_pointer(container)
    if now is None or now.version != version:
        raise JobError(
            f"model {version} was not published: meanwhile another trainer made {now.version if now else 'no model'} "
            "current, and that stays. Run one trainer at a time (switch the app's retrainModels off, or this job); "
            "run the job again if its model should be replaced"
        ) from error
