import hashlib
import re

from byoml_spark.events.text import number_text, trim, utf16_head, utf16_length, well_formed

#: The longest text kept of one field, in UTF-16 code units.
MAX_TEXT_LENGTH = 1024

_DIGEST_LENGTH = 32

_control = re.compile("[\0-\x1f\x7f-\x9f]")


def clean_text(value: object) -> str:
    """What a field says: trimmed, without control characters, well-formed, at most `MAX_TEXT_LENGTH` long.

    A missing value, written as nothing, blanks or `-`, is `""`, as is any value that is no text, number or boolean.
    What is longer is cut, and ends in `#` and a digest of all of it. The rules of `shared/events/cleanText.ts`.
    """
    if not isinstance(value, str):
        if isinstance(value, bool):
            return "true" if value else "false"
        return number_text(float(value)) if isinstance(value, (int, float)) else ""
    text = trim(well_formed(_control.sub("", value)))
    if text == "-":
        return ""
    if utf16_length(text) <= MAX_TEXT_LENGTH:
        return text
    digest = hashlib.sha256(text.encode()).hexdigest()[:_DIGEST_LENGTH]
    return f"{well_formed(utf16_head(text, MAX_TEXT_LENGTH - _DIGEST_LENGTH - 1))}#{digest}"
