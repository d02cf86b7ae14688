import logging
from functools import reduce

from azure.core.exceptions import AzureError
from pyspark.sql import DataFrame

from byoml_spark.container_source import ContainerSource
from byoml_spark.credentials import driver_credential, fixed_token
from byoml_spark.day_counts import DayCounts
from byoml_spark.errors import JobError
from byoml_spark.export_source import FolderSource, list_days
from byoml_spark.options import Storage
from byoml_spark.storage import Container, said

log = logging.getLogger("byoml_spark")


def count_export(day_counts: DayCounts, export: Storage, start: int, to: int) -> DataFrame:
    """The counts of the window's days, each read or taken from what was kept."""
    credential = driver_credential() if export.account_url else None
    if export.folder is not None:
        source = FolderSource(export.folder)
    else:
        container = Container(export.container, export.account_url, export.connection_string)
        source = ContainerSource(container.signed_in(credential))
    ignored: list[str] = []
    days = []
    try:
        for day in list_days(source, start, to, ignored.append):
            log.info("counting %s", day.path)
            # A token of its own for each day, by a credential that has cached none: to read a month takes longer than
            # one lives.
            own = source.for_executors(fixed_token(driver_credential())) if credential else source
            days.append(day_counts.count(day, own))
    except AzureError as error:
        raise JobError(
            f"the exported rows in container {export.container} could not be read ({said(error)}): check --export and "
            "--export-container, that data export has begun to write, and that the job holds Storage Blob Data Reader"
        ) from error
    day_counts.reading.add({"ignored": len(ignored)})
    if not days:
        raise JobError(
            "the export holds no files of the window: check --export, --export-container and --lookback-days, and that "
            "data export has begun to write"
        )
    return reduce(DataFrame.unionByName, days)
