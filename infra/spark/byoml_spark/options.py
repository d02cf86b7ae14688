import argparse
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from urllib.parse import urlsplit

from byoml_spark.errors import JobError
from byoml_spark.events.identity import IdentityRules
from byoml_spark.events.patterns import parse_patterns
from byoml_spark.parameters import TrainingParameters

_DESCRIPTION = """
Learns from exported SecurityEvent rows who uses which file share, with SynapseML's AccessAnomaly on Spark, and
publishes the model for the app's scoreEvents.

Storage that no address is given for is reached by the connection strings in the environment variables EXPORT_STORAGE
and MODEL_STORAGE: a shared access signature say. Secrets are no options, since jobs show those to everybody.
"""


@dataclass(frozen=True)
class Storage:
    """A container of an account told by its address or a connection string; or a folder, of exports only."""

    container: str
    account_url: str | None = None
    connection_string: str | None = None
    folder: str | None = None


@dataclass(frozen=True)
class Options:
    export: Storage
    #: None on a dry run without a place to publish to.
    models: Storage | None
    work: str
    now: datetime
    lookback_days: int
    held_out_days: int
    rules: IdentityRules
    parameters: TrainingParameters
    dry_run: bool
    model_file: str | None


def parse_options(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Options:
    """Raises JobError for an option that breaks a rule; argparse itself ends the process for one it does not know."""
    given = _parser().parse_args(arguments)
    export = _storage("export", given.export, given.export_container, environment, allows_folder=True)
    is_published = not given.dry_run or given.models is not None or "MODEL_STORAGE" in environment
    models = _storage("models", given.models, given.model_container, environment) if is_published else None
    if given.low_value >= given.high_value:
        raise JobError(f"--high-value is {given.high_value}; it must be above --low-value, which is {given.low_value}")
    if given.held_out_days >= given.lookback_days:
        raise JobError(
            f"--held-out-days is {given.held_out_days}; it must be below --lookback-days, {given.lookback_days}"
        )
    return Options(
        export=export,
        models=models,
        work=given.work,
        now=given.now or datetime.now(timezone.utc),
        lookback_days=given.lookback_days,
        held_out_days=given.held_out_days,
        rules=IdentityRules(
            user=given.user_identity,
            resource=given.resource_identity,
            excluded_accounts=parse_patterns(given.exclude_accounts),
            excluded_shares=parse_patterns(given.exclude_shares),
        ),
        parameters=TrainingParameters(
            rank=given.rank,
            iterations=given.iterations,
            regularization=given.regularization,
            alpha=given.alpha,
            low_value=given.low_value,
            high_value=given.high_value,
            blocks=given.blocks,
            separate_tenants=given.separate_tenants,
            seed=given.seed,
        ),
        dry_run=given.dry_run,
        model_file=given.model_file,
    )


def _parser() -> argparse.ArgumentParser:
    formatter = argparse.ArgumentDefaultsHelpFormatter
    parser = argparse.ArgumentParser(
        "byoml-spark", description=_DESCRIPTION, formatter_class=formatter, allow_abbrev=False
    )
    rules, defaults = IdentityRules(), TrainingParameters()
    add = parser.add_argument
    add("--work", required=True, help="folder to keep counts and models in: abfss://…, a OneLake path, a local one")
    add("--export", help="https://ACCOUNT.blob.core.windows.net, or a folder in the export's layout")
    add("--export-container", default="am-securityevent", help="container data export writes to")
    add("--models", help="https://ACCOUNT.blob.core.windows.net")
    add("--model-container", default="models", help="container the app keeps models in")
    add("--lookback-days", type=_whole(1, 3650), default=30, help="whole UTC days before today that are learned from")
    add("--held-out-days", type=_whole(0, 3650), default=7, help="last days to evaluate by; 0 for no evaluation")
    add("--now", type=_time, help="time to take for now, ISO 8601 (default: the clock's)")
    add("--user-identity", choices=["account", "byoml"], default=rules.user, help="as USER_IDENTITY of the app")
    add(
        "--resource-identity",
        choices=["computerAndShare", "byoml"],
        default=rules.resource,
        help="as its RESOURCE_IDENTITY",
    )
    add("--exclude-accounts", default=", ".join(rules.excluded_accounts), help="as its EXCLUDED_ACCOUNTS")
    add("--exclude-shares", default=", ".join(rules.excluded_shares), help="as its EXCLUDED_SHARES")
    add("--rank", type=_whole(1, 1000), default=defaults.rank, help="number of latent factors")
    add("--iterations", type=_whole(1, 100_000), default=defaults.iterations, help="iterations of ALS")
    add("--regularization", type=_number(0), default=defaults.regularization, help="weight lambda")
    add("--alpha", type=_number(0), default=defaults.alpha, help="confidence a unit of scaled likelihood adds")
    add("--low-value", type=_number(1), default=defaults.low_value, help="likelihoods are scaled from here")
    add("--high-value", type=_number(1), default=defaults.high_value, help="likelihoods are scaled up to here")
    add("--blocks", type=_whole(1, 2**31 - 1), help="parts the work is shared out to (default: the cluster's cores)")
    add("--separate-tenants", action="store_true", help="factorise each tenant on its own")
    add(
        "--seed",
        type=_whole(-(2**53) + 1, 2**53 - 1),
        default=defaults.seed,
        help="seed of the factors ALS starts from",
    )
    add("--dry-run", action="store_true", help="publish nothing; counts are kept, and the model is saved in --work")
    add("--model-file", help="local file to write the app's model to as well")
    return parser


_container_name = re.compile(r"[a-z0-9](?!.*--)[a-z0-9-]{1,61}[a-z0-9]")


def _storage(
    name: str, address: str | None, container: str, environment: Mapping[str, str], allows_folder: bool = False
) -> Storage:
    setting = {"export": "EXPORT_STORAGE", "models": "MODEL_STORAGE"}[name]
    if _container_name.fullmatch(container) is None:
        raise JobError(
            f"the container of --{name} is {container!r}; it takes 3 to 63 lower-case letters, digits, single hyphens"
        )
    if address is None:
        if connection_string := environment.get(setting, "").strip():
            return Storage(container, connection_string=connection_string)
        raise JobError(f"--{name} is missing, and so is {setting}: give the account's https:// address")
    if allows_folder and "://" not in address:
        if not Path(address).is_dir():
            raise JobError(
                f"--{name} is {address!r}, which is neither an https:// address nor a folder on this machine"
            )
        return Storage(container, folder=address)
    url = urlsplit(address)
    if url.scheme != "https" or not url.hostname or url.query or url.username or url.path not in ("", "/"):
        raise JobError(
            f"--{name} takes https://ACCOUNT.blob.core.windows.net and nothing after it: put a shared access signature "
            f"into {setting}, and the container into its own option"
        )
    return Storage(container, account_url=f"https://{url.netloc}")


def _whole(least: int, most: int):
    def whole_number(text: str) -> int:
        number = int(text)
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(f"{text} is not from {least} to {most}")
        return number

    return whole_number


def _number(least: float):
    def number(text: str) -> float:
        value = float(text)
        if not least <= value <= 3.4e38:
            raise argparse.ArgumentTypeError(f"{text} is not a number from {least} up")
        return value

    return number


def _time(text: str) -> datetime:
    try:
        time = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is no ISO 8601 time") from error
    return time.replace(tzinfo=timezone.utc) if time.tzinfo is None else time.astimezone(timezone.utc)
