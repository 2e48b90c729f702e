"""A partner's daily registry beside what came in online: in what the two differ, and what staff do about it.

A payment is confirmed only when it is in both.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from payments.rules.workdays import WorkCalendar

# A payment of 23:59:59 may reach us after midnight, and a partner's day may begin by another clock than ours.
MIDNIGHT = timedelta(days=1)
TERM = 3  # working days: within so many the money has to be credited (Order 478)


class Standing(StrEnum):
    """How one number of a partner stands: what came in online beside what its registry says."""

    MATCHED = "matched"
    ONLY_OURS = "only_ours"  # we were told of it, and the registry of its day does not have it
    ONLY_THEIRS = "only_theirs"  # the registry has it, and it never came in, or was cancelled
    SUM_DIFFERS = "sum_differs"
    ACCOUNT_DIFFERS = "account_differs"  # each names a person or a month, and not the same
    DATE_DIFFERS = "date_differs"
    TWICE = "twice"  # the registries count it a second time

    @property
    def is_case(self) -> bool:
        """Does somebody have to look at it?"""
        return self is not Standing.MATCHED


class NextStep(StrEnum):
    """What staff do about a case."""

    CALL = "call"  # within two hours of the registry, as the agreements say
    HAVE_IT_TOLD = "have_it_told"  # the money has moved: the partner tells us again, or staff take it here
    AGREE_ON_THE_DAY = "agree_on_the_day"  # the year of the day decides what a month costs
    WRITE = "write"  # calls have not helped, and the term for crediting is over


STEPS = {
    Standing.ONLY_OURS: NextStep.CALL,
    Standing.ONLY_THEIRS: NextStep.HAVE_IT_TOLD,
    Standing.SUM_DIFFERS: NextStep.CALL,
    Standing.ACCOUNT_DIFFERS: NextStep.CALL,
    Standing.DATE_DIFFERS: NextStep.AGREE_ON_THE_DAY,
    Standing.TWICE: NextStep.CALL,
}


@dataclass(frozen=True, slots=True)
class Money:
    """What one side says of a number: tenge, the day of payment in Almaty, and for whom and which month, if it says."""

    amount: int
    day: date
    person: int | None = None
    month: date | None = None

    def is_of_another_day(self, other: "Money") -> bool:
        """Are the days further apart than clocks explain?"""
        return abs(self.day - other.day) > MIDNIGHT

    def is_for_another(self, other: "Money") -> bool:
        """Do both name a person or a month, and not the same?"""
        named = ((self.person, other.person), (self.month, other.month))
        return any(None not in pair and pair[0] != pair[1] for pair in named)


def standing(ours: Money | None, theirs: Money, *, is_counted: bool = False) -> Standing:
    """How a line of a registry stands. `ours` is None of what never came in or was cancelled.

    `is_counted`: another line of the partner's has the same number, and both say that they are money of their own.
    """
    if ours is None:
        return Standing.ONLY_THEIRS
    if ours.amount != theirs.amount:
        return Standing.SUM_DIFFERS
    if ours.is_for_another(theirs):
        return Standing.ACCOUNT_DIFFERS
    if is_counted:
        return Standing.TWICE
    return Standing.DATE_DIFFERS if ours.is_of_another_day(theirs) else Standing.MATCHED


def next_step(of: Standing, age: int) -> NextStep:
    """What to do about a case that has been open for so many working days."""
    return NextStep.WRITE if age > TERM else STEPS[of]


def age(opened_on: date, today: date, calendar: WorkCalendar) -> int:
    """For how many working days a case has been open; the day that it was opened on does not count."""
    days = (opened_on + timedelta(days=number) for number in range(1, (today - opened_on).days + 1))
    return sum(map(calendar.is_working, days))
