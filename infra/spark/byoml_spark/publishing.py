from azure.core.exceptions import AzureError

from byoml_spark.credentials import driver_credential
from byoml_spark.errors import JobError
from byoml_spark.model_store import current_figures, publish
from byoml_spark.options import Options
from byoml_spark.storage import Container, said

#: A new model that knows less than this part of what the current one knows is not published.
_COLLAPSE = 0.1


def publish_model(options: Options, model: bytes, details: dict[str, object]) -> str | None:
    """Publishes a model, if it does not know far less than the current one. Returns its version; None on a dry run.

    Raises JobError where the model is not published: the current one stays.
    """
    if options.models is None:
        return None
    storage = options.models
    try:
        credential = driver_credential() if storage.account_url else None
        container = Container(storage.container, storage.account_url, storage.connection_string, credential).client()
        _refuse_collapse(details["quality"], current_figures(container))
        return None if options.dry_run else publish(container, model, details, options.now)
    except AzureError as error:
        raise JobError(
            f"models in container {storage.container} could not be read or written ({said(error)}): check --models, "
            "--model-container, and that the job holds Storage Blob Data Contributor. The model is saved in --work"
        ) from error


def _refuse_collapse(quality: dict[str, float], before: dict[str, float]) -> None:
    for figure in ("users", "resources", "pairs"):
        if quality[figure] < _COLLAPSE * before.get(figure, 0):
            raise JobError(
                f"the new model knows {quality[figure]} {figure} instead of {before[figure]}, and is not published: "
                "the current one stays. Most likely exported rows are missing: check that data export writes, "
                "--lookback-days and the exclusions. If the change is meant, delete resourceAccess/current.json of the "
                "model container"
            )
