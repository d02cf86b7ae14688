import re
from datetime import date

from byoml_spark.events.text import trim

MILLISECONDS_PER_DAY = 86_400_000

_iso_time = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])(?:\.([0-9]{1,9}))?"
    r"(?:Z|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))?"
)
_epoch = date(1970, 1, 1).toordinal()
_last_moment = (date(9999, 12, 31).toordinal() - _epoch + 1) * MILLISECONDS_PER_DAY - 1


def parse_time(text: object) -> int | None:
    """Milliseconds since 1970 of an ISO 8601 time, UTC where it has no zone; None for anything else.

    Times before 1970 or after 9999 are none, nor is a day no calendar has. The rules of `shared/events/time.ts`.
    """
    match = _iso_time.fullmatch(trim(text)) if isinstance(text, str) else None
    if match is None:
        return None
    year, month, day, hours, minutes, seconds = (int(part) for part in match.groups()[:6])
    midnight = midnight_of(year, month, day)
    if midnight is None:
        return None
    fraction, sign, zone_hours, zone_minutes = match.groups()[6:]
    milliseconds = int((fraction or "0")[:3].ljust(3, "0"))
    time = midnight + ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds
    if sign is not None:
        offset = (int(zone_hours) * 60 + int(zone_minutes)) * 60_000
        time += offset if sign == "-" else -offset
    return time if 0 <= time <= _last_moment else None


def midnight_of(year: int, month: int, day: int) -> int | None:
    """The start of a UTC day, milliseconds since 1970; None for a day no calendar has."""
    try:
        return (date(year, month, day).toordinal() - _epoch) * MILLISECONDS_PER_DAY
    except ValueError:
        return None


def day_text(midnight: int) -> str:
    """`2026-11-20` of the time a day starts."""
    return date.fromordinal(midnight // MILLISECONDS_PER_DAY + _epoch).isoformat()
