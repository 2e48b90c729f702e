"""One person today: what is covered, what is insured, what a month costs, and what paying would change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from payments.rules.coverage import Coverage, coverage
from payments.rules.facts import Facts
from payments.rules.law import Law
from payments.rules.months import Month, span
from payments.rules.rates import Rate
from payments.rules.status import YEAR, Cover, Status, cover_of, status


@dataclass(frozen=True, slots=True)
class Situation:
    """The facts with all that follows from them for today; `expected` counts the months on their way as well."""

    facts: Facts
    law: Law
    month: Month
    coverage: Coverage
    cover: Cover
    status: Status
    expected: Cover
    crediting_day: date

    @property
    def coming(self) -> tuple[Month, ...]:
        """The twelve months after the current one."""
        return span(self.month + 1, self.month + YEAR)

    def rate(self, month: Month) -> Rate | None:
        """What an own payment made today for a month would have to reach; None where the table has no rate."""
        return self.law.rate(month, self.facts.payer, self.facts.today)

    def price(self, month: Month) -> int | None:
        """What is still missing for a month if it is paid today: never below 0, None without a rate."""
        rate = self.rate(month)
        return None if rate is None else max(rate.amount - self.coverage.at(month).own_paid, 0)

    def unpaid(self, months: Iterable[Month]) -> tuple[Month, ...]:
        """Those that are neither covered nor on their way: nobody is told to pay a month again."""
        covers = ((month, self.coverage.at(month)) for month in months)
        return tuple(month for month, cover in covers if not cover.covered and cover.awaited is None)

    def after_paying(self, months: Iterable[Month]) -> Status:
        """The status once these months, made today, and those on their way are credited."""
        return status(self.expected.paying(months, made=self.month), self.law.settings)


def situation(facts: Facts, law: Law) -> Situation:
    """Work out where a person stands today."""
    found = coverage(facts, law, facts.today)
    cover = cover_of(found, facts.month)
    return Situation(
        facts=facts,
        law=law,
        month=facts.month,
        coverage=found,
        cover=cover,
        status=status(cover, law.settings),
        expected=cover_of(found, facts.month, awaited=True),
        crediting_day=law.crediting_day(facts.today),
    )
