from collections.abc import Iterator
from dataclasses import dataclass

from azure.core.exceptions import HttpResponseError
from azure.storage.blob import BlobPrefix

from byoml_spark.credentials import FixedToken
from byoml_spark.export_source import BlobGone, ExportBlob, whole
from byoml_spark.storage import Container


@dataclass(frozen=True)
class ContainerSource:
    """The container that data export writes to.

    Blobs are listed and read by the storage SDK and not by Spark's file systems: an export writes append blobs, which
    the WASB driver could not read (Microsoft's own notebooks went by the SDK too), and an account need not have a
    hierarchical namespace for it.
    """

    container: Container

    def for_executors(self, token: FixedToken) -> "ContainerSource":
        return ContainerSource(self.container.signed_in(token))

    def children(self, prefix: str) -> Iterator[str]:
        for item in self.container.client().walk_blobs(name_starts_with=prefix or None, delimiter="/"):
            yield item.prefix if isinstance(item, BlobPrefix) else item.name

    def files(self, prefix: str) -> Iterator[ExportBlob]:
        for blob in self.container.client().list_blobs(name_starts_with=prefix):
            yield ExportBlob(blob.name, blob.size, blob.etag)

    def read(self, name: str, offset: int, length: int) -> bytes:
        try:
            data = self.container.client().download_blob(name, offset=offset, length=length).readall()
        except HttpResponseError as error:
            if error.status_code not in (404, 416):
                raise
            raise BlobGone(f"blob {name} is no longer as it was listed") from error
        return whole(data, name, length)
