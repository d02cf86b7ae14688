import json
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession
from synapse.ml.cyber.anomaly.collaborative_filtering import AccessAnomalyModel

from byoml_spark.app_model import app_parameters, describe, encode_trained
from byoml_spark.counting import count_export
from byoml_spark.day_counts import DayCounts
from byoml_spark.errors import JobError
from byoml_spark.evaluation import evaluate
from byoml_spark.events.event_time import MILLISECONDS_PER_DAY
from byoml_spark.options import Options, parse_options
from byoml_spark.publishing import publish_model
from byoml_spark.training import blocks_of, check, train
from byoml_spark.training_pairs import training_pairs
from byoml_spark.work_folder import WorkFolder

log = logging.getLogger("byoml_spark")


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
    counts = count_export(day_counts, options.export, start, midnight + MILLISECONDS_PER_DAY).persist()
    pairs = training_pairs(counts).persist()
    log.info("training on %d pairs", pairs.count())
    model = train(pairs, options.parameters)
    saved = work.path_of(f"models/{run_name}")
    log.info("saving SynapseML's model as %s", saved)
    model.save(saved)
    model = AccessAnomalyModel.load(spark, saved)
    quality = check(model, pairs)
    evaluation = _evaluate(counts, options)
    description = describe(options.rules, counts, quality, evaluation)
    parameters = app_parameters(options.parameters, blocks_of(options.parameters, spark))
    encoded = encode_trained(model, parameters, description)
    if options.model_file:
        Path(options.model_file).write_bytes(encoded)
    reading = vars(day_counts.reading)
    details = {**description, "heldOut": evaluation, "parameters": parameters, "reading": reading, "trainer": "spark"}
    version = publish_model(options, encoded, details)
    day_counts.delete_before(start)
    return {"version": version, "bytes": len(encoded), "saved": saved, **details}


def _evaluate(counts: DataFrame, options: Options) -> dict[str, object]:
    if options.held_out_days == 0:
        return {"unjudged": "--held-out-days is 0"}
    try:
        return evaluate(counts, options.parameters, options.held_out_days)
    except Exception as error:
        # An evaluation never costs a night its model, whatever is wrong with it.
        log.warning("the model could not be judged, and is published all the same if it passes its check: %s", error)
        return {"unjudged": str(error)}
