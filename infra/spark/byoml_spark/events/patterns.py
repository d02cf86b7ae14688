from collections.abc import Callable, Iterable


def parse_patterns(text: str) -> tuple[str, ...]:
    r"""Splits `*$, NT AUTHORITY\*` into patterns: whole names without regard to case, `*` for any characters."""
    return tuple(pattern.strip() for pattern in text.split(",") if pattern.strip())


def any_pattern(patterns: Iterable[str]) -> Callable[[str], bool]:
    """A test whether a name matches any of the patterns. The rules of `shared/events/patterns.ts`."""
    folded = [pattern.lower() for pattern in patterns]
    plain = {pattern for pattern in folded if "*" not in pattern}
    wildcards = [pattern.split("*") for pattern in folded if "*" in pattern]

    def matches(name: str) -> bool:
        text = name.lower()
        return text in plain or any(_matches_parts(parts, text) for parts in wildcards)

    return matches


def _matches_parts(parts: list[str], text: str) -> bool:
    # The first place where a part fits is the best one, so nothing is tried twice, whatever the pattern.
    first, *middle, last = parts
    if len(text) < len(first) + len(last) or not text.startswith(first) or not text.endswith(last):
        return False
    position, end = len(first), len(text) - len(last)
    for part in middle:
        found = text.find(part, position, end)
        if found < 0:
            return False
        position = found + len(part)
    return True
