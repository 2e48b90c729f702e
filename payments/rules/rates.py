"""What a month costs: from which day, by which law, for a payment made on which day."""

from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter

from payments.rules.facts import ArrearsRate, Payer, Settings
from payments.rules.months import Month


@dataclass(frozen=True, slots=True)
class Rate:
    """The contribution of one kind of payer for one month, in whole tenge, and the law that sets it."""

    payer: Payer
    valid_from: date
    amount: int
    law: str


@dataclass(frozen=True, slots=True)
class RateTable:
    """The dated rates (Law 405-V, articles 28 and 29; verify: the articles were seen in fragments only)."""

    rows: tuple[Rate, ...]
    _newest_first: dict[tuple[Payer, int], list[Rate]] = field(
        init=False, default_factory=dict, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        for rate in sorted(self.rows, key=attrgetter("valid_from"), reverse=True):
            self._newest_first.setdefault((rate.payer, rate.valid_from.year), []).append(rate)

    def on(self, payer: Payer, day: date) -> Rate | None:
        """The rate in force on a day, None where its year has none: the minimum wage is set for each year."""
        for rate in self._newest_first.get((payer, day.year), ()):
            if rate.valid_from <= day:
                return rate
        return None


def rate_day(month: Month, paid_on: date, settings: Settings) -> date:
    """The day whose rate counts: of the payment where it is ahead, else the first of the month itself.

    No top-up is asked for months paid ahead when the rate rises (two speakers of the Fund, December 2023).
    For past months the sources differ, hence the setting `arrears_rate`.
    """
    month_begins = month.first_day
    is_ahead = month_begins > paid_on
    return paid_on if is_ahead or settings.arrears_rate == ArrearsRate.PAYMENT_DATE else month_begins
