import json
import logging
import sys
from collections.abc import Sequence
from datetime import datetime, timezone
from functools import reduce
from pathlib import Path

from pyspark.sql import DataFrame, Row, SparkSession
from pyspark.sql import functions as f
from synapse.ml.cyber.anomaly.collaborative_filtering import AccessAnomalyModel

from byoml_spark.container_source import ContainerSource
from byoml_spark.credentials import driver_credential, fixed_token
from byoml_spark.day_counts import DayCounts
from byoml_spark.errors import JobError
from byoml_spark.evaluation import evaluate
from byoml_spark.events.event_time import MILLISECONDS_PER_DAY
from byoml_spark.export_source import FolderSource, list_days
from byoml_spark.model_file import Entity, encode_model
from byoml_spark.options import Options, Storage, parse_options
from byoml_spark.publishing import DETECTOR, current_figures, publish
from byoml_spark.storage import Container
from byoml_spark.training import check, train
from byoml_spark.training_pairs import training_pairs
from byoml_spark.work_folder import WorkFolder

log = logging.getLogger("byoml_spark")

#: A new model that knows less than this part of what the current one knows is not published.
_COLLAPSE = 0.1


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the job. Prints one line of JSON that accounts for it; what went wrong, in a sentence, to standard error."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(message)s", stream=sys.stderr)
    log.setLevel(logging.INFO)
    try:
        options = parse_options(sys.argv[1:] if arguments is None else arguments)
        spark = SparkSession.builder.appName("byoml-spark").getOrCreate()
        print(json.dumps(run(spark, options), allow_nan=False))
    except JobError as error:
        # An exception and not an exit code: it is by those that all three services tell a failed run.
        log.error("%s", error)
        raise


def run(spark: SparkSession, options: Options) -> dict[str, object]:
    work = WorkFolder(spark, options.work)
    run_name = f"{options.now:%Y%m%dT%H%M%SZ}"
    # ALS of many iterations runs out of stack without checkpoints.
    checkpoints = f"checkpoints/{run_name}"
    spark.sparkContext.setCheckpointDir(work.path_of(checkpoints))
    try:
        return _learn(spark, options, work, run_name)
    finally:
        work.delete(checkpoints)


def _learn(spark: SparkSession, options: Options, work: WorkFolder, run_name: str) -> dict[str, object]:
    day_counts = DayCounts(spark, work, options.rules, run_name)
    midnight = int(options.now.timestamp()) // 86_400 * MILLISECONDS_PER_DAY
    start = midnight - options.lookback_days * MILLISECONDS_PER_DAY
    counts = _count(day_counts, options.export, start, midnight + MILLISECONDS_PER_DAY).persist()
    pairs = training_pairs(counts).persist()
    log.info("training on %d pairs", pairs.count())
    model = train(pairs, options.parameters)
    saved = work.path_of(f"models/{run_name}")
    _save(model, saved)
    model = AccessAnomalyModel.load(spark, saved)
    quality = check(model, pairs)
    evaluation = (
        evaluate(counts, options.parameters, options.held_out_days)
        if options.held_out_days
        else {"unjudged": "--held-out-days is 0"}
    )
    description = _description(options, counts, quality, evaluation)
    parameters = _app_parameters(spark, options)
    encoded = encode_model(
        _entities(model.user_mapping_df, "user"), _entities(model.res_mapping_df, "res"), parameters, description
    )
    if options.model_file:
        Path(options.model_file).write_bytes(encoded)
    reading = vars(day_counts.reading)
    details = {**description, "heldOut": evaluation, "parameters": parameters, "reading": reading, "trainer": "spark"}
    version = _publish(options, encoded, details)
    day_counts.delete_before(start)
    return {"version": version, "bytes": len(encoded), "saved": saved, **details}


def _count(day_counts: DayCounts, export: Storage, start: int, to: int) -> DataFrame:
    """The counts of the window's days, each read or taken from what was kept."""
    credential = driver_credential() if export.account_url else None
    if export.folder is not None:
        source = FolderSource(export.folder)
    else:
        container = Container(export.container, export.account_url, export.connection_string)
        source = ContainerSource(container.signed_in(credential))
    ignored: list[str] = []
    days = []
    for day in list_days(source, start, to, ignored.append):
        log.info("counting %s", day.path)
        # A token of its own for each day, by a credential that has cached none: a month takes longer than one lives.
        own = source.for_executors(fixed_token(driver_credential())) if credential else source
        days.append(day_counts.count(day, own))
    day_counts.reading.add({"ignored": len(ignored)})
    if not days:
        raise JobError(
            "the export holds no files of the window: check --export, --export-container and --lookback-days, and that "
            "data export has begun to write"
        )
    return reduce(DataFrame.unionByName, days)


def _save(model: AccessAnomalyModel, path: str) -> None:
    log.info("saving SynapseML's model as %s", path)
    model.save(path)


def _entities(mapping: DataFrame, kind: str) -> list[Entity]:
    columns = mapping.select("tenant", kind, f"{kind}_vector", f"{kind}_component")
    return [Entity(*row) for row in columns.toLocalIterator()]


def _description(options: Options, counts: DataFrame, quality: dict, evaluation: dict) -> dict[str, object]:
    """What the app's `ModelDescription` says."""
    total: Row = counts.agg(f.sum("count"), f.min("first"), f.max("last")).first()
    accesses, first, last = total
    figures = {"heldOutRocAuc": evaluation["rocAuc"]} if "rocAuc" in evaluation else {}
    return {
        "detector": DETECTOR,
        "identity": {
            "user": options.rules.user,
            "resource": options.rules.resource,
            "excludedAccounts": list(options.rules.excluded_accounts),
            "excludedShares": list(options.rules.excluded_shares),
        },
        "window": {"from": _time_text(first), "to": _time_text(last)},
        "accesses": accesses,
        "quality": {**quality, **figures},
    }


def _time_text(milliseconds: int) -> str:
    time = datetime.fromtimestamp(milliseconds // 1000, timezone.utc)
    return f"{time:%Y-%m-%dT%H:%M:%S}.{milliseconds % 1000:03}Z"


def _app_parameters(spark: SparkSession, options: Options) -> dict[str, object]:
    """All of the app's `AccessAnomalyParameters`."""
    given = options.parameters
    return {
        "scorer": "accessAnomaly",
        "rank": given.rank,
        "iterations": given.iterations,
        "regularization": given.regularization,
        "blocks": given.blocks or spark.sparkContext.defaultParallelism,
        "separateTenants": given.separate_tenants,
        "lowValue": given.low_value,
        "highValue": given.high_value,
        "implicitFeedback": True,
        "alpha": given.alpha,
        "complementFactor": None,
        "negativeScore": None,
        "seed": given.seed,
    }


def _publish(options: Options, model: bytes, details: dict[str, object]) -> str | None:
    if options.models is None:
        return None
    storage = options.models
    credential = driver_credential() if storage.account_url else None
    container = Container(storage.container, storage.account_url, storage.connection_string, credential).client()
    before = current_figures(container)
    for figure in ("users", "resources", "pairs"):
        known = details["quality"][figure]
        if known < _COLLAPSE * before.get(figure, 0):
            raise JobError(
                f"the new model knows {known} {figure} instead of {before[figure]}, and is not published: the current "
                "one stays. Most likely exported rows are missing: check that data export writes, --lookback-days and "
                "the exclusions. If the change is meant, delete resourceAccess/current.json of the model container"
            )
    return None if options.dry_run else publish(container, model, details, options.now)
