"""What the app has in its model file beside vectors, made of what the job knows."""

from datetime import datetime, timezone

from pyspark.sql import DataFrame
from pyspark.sql import functions as f
from synapse.ml.cyber.anomaly.collaborative_filtering import AccessAnomalyModel

from byoml_spark.events.identity import IdentityRules
from byoml_spark.model_file import Entity, encode_model
from byoml_spark.model_store import DETECTOR
from byoml_spark.parameters import TrainingParameters


def encode_trained(model: AccessAnomalyModel, parameters: dict[str, object], description: dict[str, object]) -> bytes:
    """The app's file of a model. All of its vectors are in the driver's memory meanwhile."""
    users, resources = _entities(model.user_mapping_df, "user"), _entities(model.res_mapping_df, "res")
    return encode_model(users, resources, parameters, description)


def _entities(mapping: DataFrame, kind: str) -> list[Entity]:
    columns = mapping.select("tenant", kind, f"{kind}_vector", f"{kind}_component")
    return [Entity(*row) for row in columns.toLocalIterator()]


def describe(
    rules: IdentityRules, counts: DataFrame, quality: dict[str, float], evaluation: dict[str, object]
) -> dict[str, object]:
    """What the app's `ModelDescription` says."""
    accesses, first, last = counts.agg(f.sum("count"), f.min("first"), f.max("last")).first()
    figures = {"heldOutRocAuc": evaluation["rocAuc"]} if "rocAuc" in evaluation else {}
    return {
        "detector": DETECTOR,
        "identity": {
            "user": rules.user,
            "resource": rules.resource,
            "excludedAccounts": list(rules.excluded_accounts),
            "excludedShares": list(rules.excluded_shares),
        },
        "window": {"from": _time_text(first), "to": _time_text(last)},
        "accesses": accesses,
        "quality": {**quality, **figures},
    }


def _time_text(milliseconds: int) -> str:
    time = datetime.fromtimestamp(milliseconds // 1000, timezone.utc)
    return f"{time:%Y-%m-%dT%H:%M:%S}.{milliseconds % 1000:03}Z"


def app_parameters(given: TrainingParameters, blocks: int) -> dict[str, object]:
    """All of the app's `AccessAnomalyParameters`."""
    return {
        "scorer": "accessAnomaly",
        "rank": given.rank,
        "iterations": given.iterations,
        "regularization": given.regularization,
        "blocks": blocks,
        "separateTenants": given.separate_tenants,
        "lowValue": given.low_value,
        "highValue": given.high_value,
        "implicitFeedback": True,
        "alpha": given.alpha,
        "complementFactor": None,
        "negativeScore": None,
        "seed": given.seed,
    }
