"""What the rules are told: plain values, as a door has read them or `history` has found them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from payments.rules.months import Month


class Payer(StrEnum):
    """Who paid a line. The first two pay for themselves, each at a rate of their own (rules.md 1)."""

    SELF = "self"
    SOLE_TRADER = "sole_trader"
    EMPLOYER = "employer"
    PLATFORM = "platform"

    @property
    def is_own(self) -> bool:
        """Is it the person's own line, whose amount has to reach what its month requires?"""
        return self is Payer.SELF or self is Payer.SOLE_TRADER


class LineState(StrEnum):
    """Where the money of a line is."""

    SENT = "sent"
    CREDITED = "credited"
    RETURNED = "returned"
    REFUNDED = "refunded"


class Goal(StrEnum):
    """What a person wants of a plan."""

    LEAST_TODAY = "least_today"
    LEAST_YEAR = "least_year"
    SOONEST = "soonest"


class NextMonths(StrEnum):
    """Who pays from next month on."""

    SELF = "self"
    EMPLOYER = "employer"
    STATE = "state"


class Window(StrEnum):
    """Which twelve past months count: article 5(3) does not say, the Fund's branch of 2024-07-24 does."""

    ENDING_CURRENT = "ending_current"
    BEFORE_CURRENT = "before_current"


class ArrearsRate(StrEnum):
    """At which rate a past month is paid: the sources differ (domain.md 2.3)."""

    OWN_YEAR = "own_year"
    PAYMENT_DATE = "payment_date"


class GraceCountsFrom(StrEnum):
    """From which month the three (or six) months of grace count: the sources do not settle it."""

    LAST_BASIS = "last_basis"
    LAST_COVERED = "last_covered"


@dataclass(frozen=True, slots=True)
class Settings:
    """The questions that the law leaves open, each answered the careful way until the Fund answers."""

    window: Window = Window.ENDING_CURRENT
    arrears_rate: ArrearsRate = ArrearsRate.OWN_YEAR
    state_breaks_sixty: bool = True
    grace_counts_from: GraceCountsFrom = GraceCountsFrom.LAST_BASIS


@dataclass(frozen=True, slots=True)
class Line:
    """One sum for one person and month. Amounts are whole tenge, and what is left of them after a partial refund."""

    id: str
    period: Month
    amount: int
    payer: Payer
    paid_on: date
    state: LineState
    credited_on: date | None = None

    def is_credited(self, day: date) -> bool:
        """Had the money arrived by this day? A returned or refunded line counts nowhere, in the past neither."""
        return self.state is LineState.CREDITED and self.credited_on is not None and self.credited_on <= day

    def is_sent(self, day: date) -> bool:
        """Is the money on its way on this day? What is credited later than that counts as sent."""
        return self.state is LineState.SENT or (self.state is LineState.CREDITED and not self.is_credited(day))


@dataclass(frozen=True, slots=True)
class StatePaid:
    """The months in which the state pays for a person; `last` is None while the span is open."""

    first: Month
    last: Month | None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of one person on one day.

    `payer` decides the rate of a new payment; `known_until` is the last day up to which the crediting registries
    were loaded without a day missing (None: no registry says so, and nothing is late); `on_date` is the day that a
    person asks about.
    """

    today: date
    payer: Payer
    lines: tuple[Line, ...]
    state_paid: tuple[StatePaid, ...] = ()
    goal: Goal = Goal.LEAST_TODAY
    next_months: NextMonths = NextMonths.SELF
    known_until: date | None = None
    on_date: date | None = None

    @property
    def month(self) -> Month:
        """The current month."""
        return Month.containing(self.today)
