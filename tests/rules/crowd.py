"""A crowd of random people, the same for the same seed: what a whole country's tables hold, in every mixture.

Most pay as most do, so that there are people of every basis; the rest pay anything at any time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from payments.rules.facts import Payer, StatePaid
from payments.rules.months import Month, span

AMOUNTS = (1000, 2125, 3500, 4250, 4250, 4250, 5950, 8500)
DAYS = (0, 1, 2, 5, 20, 40, 90, 370, 800)


@dataclass(frozen=True)
class Sum:
    """Money for one month, and how much of it went back; all of it may have."""

    period: Month
    amount: int
    payer: Payer
    paid_on: date
    credited_on: date
    gone: int = 0


@dataclass(frozen=True)
class Somebody:
    """One person of the crowd."""

    sums: tuple[Sum, ...]
    state_paid: tuple[StatePaid, ...]
    trades: tuple[StatePaid, ...]


def crowd(number: int, today: date, seed: int = 1) -> Iterator[Somebody]:
    """So many people."""
    chance = Random(seed)  # noqa: S311 - nothing is kept secret by it
    for _ in range(number):
        sums = [one for _ in range(chance.randint(0, 3)) for one in stretch(chance, today)]
        sums += [any_sum(chance, today) for _ in range(chance.choice((0, 0, 1, 3)))]
        yield Somebody(tuple(sums), spans(chance, today), spans(chance, today))


def stretch(chance: Random, today: date) -> Iterator[Sum]:
    """A sum for every month of a stretch, perhaps with a hole, each in its month or all on one day."""
    now = Month.containing(today)
    first = now + chance.choice((-75, -66, -63, -40, -20, -14, -11, -11, 0, 1, 2))
    months = span(first, first + chance.choice((0, 5, 10, 11, 12, 40, 59, 60, 64, 70)))
    hole = chance.choice((None, *months))
    one = any_sum(chance, today)
    at_once = first >= now - 1 or chance.random() < 0.3
    for month in months:
        if month != hole:
            paid_on = one.paid_on if at_once else min(one.paid_on, month.last_day)
            amount = 5950 if one.payer is Payer.SOLE_TRADER else 4250
            yield Sum(month, amount, one.payer, paid_on, max(one.credited_on, paid_on), gone(chance, amount, 40))


def any_sum(chance: Random, today: date) -> Sum:
    """Anything, up to what is credited or paid only after the day."""
    paid_on = today - timedelta(days=chance.choice(DAYS)) + timedelta(days=chance.choice((0,) * 9 + (3,)))
    period = Month.containing(today) + chance.randint(-80, 30)
    amount = chance.choice(AMOUNTS)
    payer = chance.choice((Payer.SELF, Payer.SELF, Payer.SOLE_TRADER, Payer.EMPLOYER))
    return Sum(period, amount, payer, paid_on, paid_on + timedelta(days=chance.randint(0, 6)), gone(chance, amount, 6))


def gone(chance: Random, amount: int, seldom: int) -> int:
    """Now and then something went back, or everything."""
    return chance.choice((1, 750, amount)) if chance.randrange(seldom) == 0 else 0


def spans(chance: Random, today: date) -> tuple[StatePaid, ...]:
    """Now and then some months in a category, with or without an end."""
    if chance.random() < 0.7:
        return ()
    first = Month.containing(today) + chance.randint(-70, 16)
    return (StatePaid(first, chance.choice((None, first + chance.randint(0, 30)))),)
