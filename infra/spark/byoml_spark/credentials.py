"""Who the job is to storage: signed in on the driver only; executors are handed a token of about an hour."""

import time
from dataclasses import dataclass

from azure.core.credentials import AccessToken, TokenCredential

STORAGE_SCOPE = "https://storage.azure.com/.default"

#: Tokens of Entra ID are good for an hour at least.
_LEAST_LIFE_SECONDS = 3600


@dataclass(frozen=True)
class FixedToken:
    """A credential that is a token: no secret leaves the driver."""

    token: str
    expires_on: int

    def get_token(self, *_scopes: str, **_options: object) -> AccessToken:
        return AccessToken(self.token, self.expires_on)


class NotebookUtilsCredential:
    """Whoever the session of Synapse or Fabric runs as.

    https://learn.microsoft.com/fabric/data-engineering/notebookutils/notebookutils-credentials
    https://learn.microsoft.com/azure/synapse-analytics/spark/apache-spark-secure-credentials-with-tokenlibrary
    """

    def get_token(self, *_scopes: str, **_options: object) -> AccessToken:
        import notebookutils

        if hasattr(notebookutils, "credentials"):
            token = notebookutils.credentials.getToken("storage")
        else:
            token = notebookutils.mssparkutils.credentials.getToken("Storage")
        return AccessToken(token, int(time.time()) + _LEAST_LIFE_SECONDS)


def driver_credential() -> TokenCredential:
    """In Synapse and Fabric their own session's; elsewhere what azure-identity finds, AZURE_CLIENT_ID and so on."""
    try:
        import notebookutils  # noqa: F401
    except ImportError:
        from azure.identity import DefaultAzureCredential

        return DefaultAzureCredential()
    return NotebookUtilsCredential()


def fixed_token(credential: TokenCredential) -> FixedToken:
    token = credential.get_token(STORAGE_SCOPE)
    return FixedToken(token.token, token.expires_on)
