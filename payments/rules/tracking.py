"""Where a payment is on its way: the three working days in which it is credited, and whether they are over."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from payments.rules.law import CREDITING_DAYS, Law
from payments.rules.workdays import DayOff, WorkCalendar


@dataclass(frozen=True, slots=True)
class CreditingDay:
    """One of the working days that a payment may take, and the days off before it that do not count."""

    number: int
    day: date
    days_off: tuple[DayOff, ...]


class Arrival(StrEnum):
    """What can be said of a payment that is not credited yet."""

    ON_TIME = "on_time"
    NOT_KNOWN_YET = "not_known_yet"
    LATE = "late"


def crediting_days(paid_on: date, calendar: WorkCalendar) -> tuple[CreditingDay, ...]:
    """The three working days after the day of payment, which itself never counts (Order 478; domain.md 3)."""
    return tuple(_crediting_days(paid_on, calendar))


def _crediting_days(paid_on: date, calendar: WorkCalendar) -> Iterator[CreditingDay]:
    before = paid_on
    for number in range(1, CREDITING_DAYS + 1):
        day = calendar.next(before)
        yield CreditingDay(number, day, calendar.days_off(before, day))
        before = day


def arrival(paid_on: date, today: date, known_until: date | None, law: Law) -> Arrival:
    """Is a payment late that no registry has credited yet?

    It is once the registries are loaded up to the third working day, `known_until`, and never before: a file that is
    late makes no payment late. With no registry loaded nothing is known.
    """
    last = law.crediting_day(paid_on)
    if known_until is not None and last <= min(known_until, today):
        return Arrival.LATE
    return Arrival.ON_TIME if today <= last else Arrival.NOT_KNOWN_YET
