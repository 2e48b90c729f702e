"""Which months are covered, by whom, and what state each month is in (rules.md 1)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from payments.rules.facts import Facts, Line, StatePaid
from payments.rules.law import Law
from payments.rules.months import Month
from payments.rules.rates import Rate

# An own line: when it was paid, how much, and what it had to reach; None where the table has no rate.
OwnPaid = tuple[date, int, int | None]


class MonthState(StrEnum):
    """How one month stands; the first that fits, in this order."""

    COVERED_BY_STATE = "covered_by_state"
    COVERED_BY_EMPLOYER = "covered_by_employer"
    PAID = "paid"
    AHEAD = "ahead"
    ON_ITS_WAY = "on_its_way"
    PARTLY_PAID = "partly_paid"
    CURRENT = "current"
    GAP = "gap"
    FUTURE = "future"


class Judged(NamedTuple):
    """An own line and the rate that it had to reach; None where the table has none."""

    line: Line
    rate: Rate | None

    @property
    def required(self) -> int | None:
        """What the line had to reach, in tenge."""
        return None if self.rate is None else self.rate.amount

    def reaches(self, amount: int, times: int = 1) -> bool:
        """Is the amount at least so many times what the line's month required? Never, where that is not known."""
        return self.rate is not None and amount >= times * self.rate.amount


@dataclass(frozen=True, slots=True)
class MonthCover:
    """What is known of one month.

    `own` are the person's credited lines, oldest first, `sent` those on their way; `paid` is the sum in tenge of all
    credited lines, everyone's. `reached` is the own line with which the credited ones reached what the month requires,
    `awaited` the line with which they will once the sent ones are credited; None where they do not.
    """

    by_state: bool = False
    by_employer: bool = False
    own: tuple[Judged, ...] = ()
    sent: tuple[Judged, ...] = ()
    reached: Judged | None = None
    awaited: Judged | None = None
    paid: int = 0

    @property
    def covered(self) -> bool:
        """Does the month count?"""
        return self.by_state or self.by_employer or self.reached is not None

    @property
    def on_its_way(self) -> bool:
        """Not covered, but it would be with the own lines that are sent and not credited yet."""
        return self.awaited is not None and not self.covered

    @property
    def own_paid(self) -> int:
        """The sum in tenge of the person's credited lines."""
        return sum(judged.line.amount for judged in self.own)


NOTHING = MonthCover()
STATE_ALONE = MonthCover(by_state=True)


@dataclass(frozen=True, slots=True)
class Coverage:
    """A person's months as they were known on one day."""

    months: dict[Month, MonthCover]
    state_paid: tuple[StatePaid, ...]

    def at(self, month: Month) -> MonthCover:
        """What is known of a month, whether or not a line was ever paid for it."""
        known = self.months.get(month)
        if known is not None:
            return known
        return STATE_ALONE if paid_by_state(month, self.state_paid) else NOTHING


def month_state(cover: MonthCover, month: Month, current: Month) -> MonthState:
    """The state of a month, seen from the current one."""
    if cover.by_state:
        return MonthState.COVERED_BY_STATE
    if cover.by_employer:
        return MonthState.COVERED_BY_EMPLOYER
    if cover.reached is not None:
        return MonthState.AHEAD if month > current else MonthState.PAID
    if cover.awaited is not None:
        return MonthState.ON_ITS_WAY
    if cover.own:
        return MonthState.PARTLY_PAID
    return not_paid(month, current)


def not_paid(month: Month, current: Month) -> MonthState:
    """The state of a month for which nothing counts: this month is due and not overdue, a past one is a gap."""
    if month == current:
        return MonthState.CURRENT
    return MonthState.GAP if month < current else MonthState.FUTURE


def paid_by_state(month: Month, spans: Iterable[StatePaid]) -> bool:
    """Is the person in a state-paid category in this month (Law 405-V, article 26)?"""
    for span in spans:
        if span.first <= month and (span.last is None or month <= span.last):
            return True
    return False


def coverage(facts: Facts, law: Law, day: date) -> Coverage:
    """What covers which month, with the lines credited by `day`."""
    lines = defaultdict(list)
    for line in facts.lines:
        lines[line.period].append(line)
    months = {month: month_cover(month, found, facts, law, day) for month, found in lines.items()}
    return Coverage(months, facts.state_paid)


def month_cover(month: Month, lines: list[Line], facts: Facts, law: Law, day: date) -> MonthCover:
    """What one month's lines amount to on a day (rules.md 1)."""
    own: list[Judged] = []
    sent: list[Judged] = []
    others: list[Line] = []
    for line in sorted(lines, key=attrgetter("paid_on", "payer", "amount", "id")):
        credited = line.is_credited(day)
        if not line.payer.is_own:
            others += [line] * credited
        elif credited or line.is_sent(day):
            (own if credited else sent).append(Judged(line, law.rate(month, line.payer, line.paid_on)))
    return MonthCover(
        by_state=paid_by_state(month, facts.state_paid),
        by_employer=bool(others),
        own=tuple(own),
        sent=tuple(sent),
        reached=reaching_line(own),
        awaited=reaching_line(sorted(own + sent, key=lambda judged: judged.line.paid_on)) if sent else None,
        paid=sum(judged.line.amount for judged in own) + sum(line.amount for line in others),
    )


def reaching_line(own: Sequence[Judged]) -> Judged | None:
    """The first of a month's own lines, oldest first, that `reaching` finds."""
    place = reaching([(judged.line.paid_on, judged.line.amount, judged.required) for judged in own])
    return None if place is None else own[place]


def reaching(own: Sequence[OwnPaid]) -> int | None:
    """The place of the first line, oldest first, with which all made up to and on its day reach what it requires.

    Each line is judged by its own payer and its own day; a line whose rate is not in the table reaches nothing.
    """
    for place, (made_on, _amount, required) in enumerate(own):
        if required is not None and sum(paid for day, paid, _ in own if day <= made_on) >= required:
            return place
    return None
