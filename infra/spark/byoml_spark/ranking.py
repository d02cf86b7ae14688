from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence


def roc_auc(negatives: Sequence[float], positives: Sequence[float]) -> float:
    """The chance that a positive scores higher than a negative, ties counting half (Mann-Whitney).

    Scores may be infinite; neither side may be empty.
    """
    ordered = sorted(negatives)
    below = sum(bisect_left(ordered, score) + bisect_right(ordered, score) for score in positives)
    return below / (2 * len(ordered) * len(positives))


def moments(values: Iterable[float]) -> dict[str, float | None]:
    """Mean and population standard deviation; None of nothing."""
    numbers = list(values)
    if not numbers:
        return {"mean": None, "standardDeviation": None}
    mean = sum(numbers) / len(numbers)
    variance = sum((number - mean) ** 2 for number in numbers) / len(numbers)
    return {"mean": mean, "standardDeviation": variance**0.5}
