"""Text as the app's JavaScript sees it: its white space, its UTF-16 lengths, its spelling of numbers."""

import re
from decimal import Decimal

#: What `String.prototype.trim` takes off (ECMA-262, WhiteSpace and LineTerminator); `str.strip` takes other characters.
WHITE_SPACE = (
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)

_surrogate = re.compile("[\ud800-\udfff]")


def trim(text: str) -> str:
    return text.strip(WHITE_SPACE)


def utf16_length(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def utf16_head(text: str, length: int) -> str:
    """The first `length` UTF-16 code units; a character that is cut in two leaves a surrogate."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * length].decode("utf-16-le", "surrogatepass")


def well_formed(text: str) -> str:
    """Surrogates that make a pair become the character they mean, others U+FFFD."""
    if _surrogate.search(text) is None:
        return text
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return _surrogate.sub("\ufffd", joined)


def number_text(number: float) -> str:
    """A number as `String` spells it (ECMA-262, Number::toString). Both languages write the shortest digits."""
    if number != number:
        return "NaN"
    if number in (float("inf"), float("-inf")):
        return "Infinity" if number > 0 else "-Infinity"
    if number == 0:
        return "0"
    sign, digits, exponent = Decimal(repr(number)).normalize().as_tuple()
    point = len(digits) + exponent
    if -6 < point <= 21:
        return format(Decimal((sign, digits, exponent)), "f")
    first, *rest = map(str, digits)
    mantissa = first + ("." + "".join(rest) if rest else "")
    return f"{'-' if sign else ''}{mantissa}e{point - 1:+d}"
