"""Sets of months as masks: integers whose bit `i` stands for the month `origin + i`.

A rule such as "twelve covered months in a row" is then a handful of shifts, for all months at once.
"""

from collections.abc import Iterable, Iterator

from payments.rules.months import Month


def mask_of(months: Iterable[Month], origin: Month) -> int:
    """The mask of some months, those before the origin left out."""
    return union(1 << (month - origin) for month in months if month >= origin)


def below(month: Month, origin: Month) -> int:
    """The mask of all months from the origin up to, and without, `month`."""
    return (1 << max(month - origin, 0)) - 1


def union(masks: Iterable[int]) -> int:
    """All months of all masks."""
    whole = 0
    for mask in masks:
        whole |= mask
    return whole


def ends_of_runs(mask: int, length: int) -> int:
    """The months that end `length` months of the mask in a row."""
    for step in doubling(length):
        mask &= mask << step
    return mask


def starts_of_runs(mask: int, length: int) -> int:
    """The months that start `length` months of the mask in a row."""
    for step in doubling(length):
        mask &= mask >> step
    return mask


def spread(mask: int, length: int) -> int:
    """Each month of the mask and those after it, `length` in all."""
    for step in doubling(length):
        mask |= mask << step
    return mask


def doubling(length: int) -> Iterator[int]:
    """Steps that widen a run of one to `length` by doubling: 1, 2, 4, and what is left."""
    reached = 1
    while reached < length:
        step = min(reached, length - reached)
        yield step
        reached += step


def bits(mask: int) -> Iterator[int]:
    """The numbers of the set bits, lowest first."""
    while mask:
        yield lowest_bit(mask)
        mask &= mask - 1


def lowest_bit(mask: int) -> int:
    """The number of the lowest set bit of a mask that is not empty."""
    return (mask & -mask).bit_length() - 1


def ones(mask: int) -> int:
    """How many bits are set in a row from the lowest one on."""
    return lowest_bit(~mask)
