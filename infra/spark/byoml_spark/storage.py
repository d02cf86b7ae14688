from dataclasses import dataclass, replace
from functools import lru_cache

from azure.core.credentials import TokenCredential
from azure.core.exceptions import AzureError
from azure.storage.blob import BlobServiceClient, ContainerClient

#: Newer than anything the job asks for; clients of 12.19 and later know it, and so does Azurite.
_API_VERSION = "2023-11-03"


@dataclass(frozen=True)
class Container:
    """A blob container and how to reach it: by the account's address and a token, or by a connection string."""

    name: str
    account_url: str | None = None
    connection_string: str | None = None
    credential: TokenCredential | None = None

    def signed_in(self, credential: TokenCredential) -> "Container":
        """The same container for somebody; a connection string needs nobody."""
        return self if self.connection_string else replace(self, credential=credential)

    def client(self) -> ContainerClient:
        return _client(self)


@lru_cache(16)
def _client(container: Container) -> ContainerClient:
    """One client, and so one pool of connections, for each worker process."""
    if container.connection_string:
        service = BlobServiceClient.from_connection_string(container.connection_string, api_version=_API_VERSION)
    else:
        service = BlobServiceClient(container.account_url, container.credential, api_version=_API_VERSION)
    return service.get_container_client(container.name)


def said(error: AzureError) -> str:
    """An error in a few words: its code where the service gave one, as messages may hold whole answers."""
    return str(getattr(error, "error_code", None) or type(error).__name__)
