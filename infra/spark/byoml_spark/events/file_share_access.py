from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from byoml_spark.events.clean_text import clean_text
from byoml_spark.events.event_data import event_data_value
from byoml_spark.events.event_time import parse_time
from byoml_spark.events.identity import IdentityRules, bare_account, bare_share, fold_case, resource_of, user_of
from byoml_spark.events.patterns import any_pattern
from byoml_spark.events.text import trim

#: Event 5140, "A network share object was accessed": one a session and share, on the first access.
FILE_SHARE_EVENT = 5140

_REMEMBERED_NAMES = 100_000


@dataclass(frozen=True)
class Access:
    """Who used what, and when, in milliseconds since 1970; `item_id` is `""` for rows that have none."""

    tenant: str
    user: str
    resource: str
    time: int
    item_id: str


#: Turns a row, whatever it holds, into an access or the reason why it is none, a name among the app's `skipReasons`.
RowReader = Callable[[object], "Access | str"]


def file_share_reader(rules: IdentityRules) -> RowReader:
    """Reads `SecurityEvent` rows as `shared/events/fileShareAccess.ts` does; both are held to one file of cases.

    rules: identities and exclusions; a model is only good for accesses named by the rules it was trained with.
    """
    is_excluded_account = any_pattern(rules.excluded_accounts)
    is_excluded_share = any_pattern(rules.excluded_shares)

    @lru_cache(_REMEMBERED_NAMES)
    def user_named(account: str) -> tuple[str, bool]:
        is_excluded = is_excluded_account(account) or is_excluded_account(bare_account(account))
        return user_of(account, rules), is_excluded

    @lru_cache(_REMEMBERED_NAMES)
    def resource_named(computer: str, share_name: str) -> str:
        return resource_of(computer, share_name, rules)

    def read(row: object) -> Access | str:
        if not isinstance(row, dict):
            return "notARow"
        if clean_text(row.get("Type")) not in ("", "SecurityEvent"):
            return "otherTable"
        if _event_id(row.get("EventID")) != FILE_SHARE_EVENT:
            return "otherEvent"
        time = parse_time(row.get("TimeGenerated"))
        if time is None:
            return "noTime"
        account = _account(row.get("Account")) or _subject(row)
        if account == "":
            return "noUser"
        computer = clean_text(row.get("Computer"))
        if computer == "" and rules.resource == "computerAndShare":
            return "noComputer"
        share_name = clean_text(row.get("ShareName")) or _event_data_text(row, "ShareName")
        share = bare_share(share_name)
        if share == "":
            return "noResource"
        user, is_excluded = user_named(account)
        if is_excluded:
            return "excludedAccount"
        if is_excluded_share(share):
            return "excludedShare"
        tenant = fold_case(clean_text(row.get("TenantId"))) or "0"
        return Access(tenant, user, resource_named(computer, share_name), time, clean_text(row.get("_ItemId")))

    return read


def _event_id(value: object) -> float | None:
    """The event's number, as a number or its digits."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return value
    digits = trim(value) if isinstance(value, str) else ""
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 9 else None


def _account(value: object) -> str:
    """An account that names someone, or `""`: Log Analytics joins domain and name even where both are missing."""
    account = clean_text(value)
    return account if clean_text(bare_account(account)) else ""


def _subject(row: dict) -> str:
    """The account that opened the share where `Account` does not name it."""
    account = _account(row.get("SubjectAccount"))
    if account:
        return account
    name = clean_text(row.get("SubjectUserName")) or _event_data_text(row, "SubjectUserName")
    domain = clean_text(row.get("SubjectDomainName")) or _event_data_text(row, "SubjectDomainName")
    return clean_text(f"{domain}\\{name}") if name and domain else name


def _event_data_text(row: dict, name: str) -> str:
    """Some agents leave columns empty and the event's XML in `EventData`."""
    return clean_text(event_data_value(row.get("EventData"), name))
