"""Will a person be insured on a given day, and if not, what is the least that makes it so? (rules.md 3, "On a date")"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from payments.rules.coverage import coverage
from payments.rules.masks import below, bits, mask_of
from payments.rules.months import Month, span
from payments.rules.planning import NEVER, MonthPrice, price_list, window_months
from payments.rules.situation import Situation
from payments.rules.status import LONG_GRACE, SHORT_GRACE, SIXTY, YEAR, cover_of, status


@dataclass(frozen=True, slots=True)
class DayAnswer:
    """`months` are the cheapest set that makes the day insured if paid today; `possible_from` is set where none can."""

    day: date
    insured: bool
    months: tuple[MonthPrice, ...] = ()
    possible_from: date | None = None

    @property
    def total(self) -> int:
        """What the months cost today."""
        return sum(month.amount for month in self.months)


def on_day(now: Situation, day: date) -> DayAnswer:
    """Is the person insured on `day`, and if not, which months, paid today, change that at the least cost?

    Months on their way are waited for, so the set may be empty although the answer is still no.
    """
    if is_insured_on(now, day):
        return DayAnswer(day, insured=True)
    cheapest = cheapest_set(now, Month.containing(day)) if day >= now.crediting_day else None
    if cheapest is None:
        return DayAnswer(day, insured=False, possible_from=possible_from(now, day))
    return DayAnswer(day, insured=False, months=cheapest)


def is_insured_on(now: Situation, day: date) -> bool:
    """With the lines credited by that day; for a day after today, by today."""
    month = Month.containing(day)
    if day >= now.facts.today:
        return now.status.is_insured(month)
    found = coverage(now.facts, now.law, day)
    return status(cover_of(found, month), now.law.settings).is_insured(month)


def possible_from(now: Situation, day: date) -> date | None:
    """The first day from `day` (and today) on that is insured or can be, by a payment made today."""
    start = max(day, now.facts.today)
    reached = span(Month.containing(start), now.month + (YEAR + LONG_GRACE))
    by_state = sorted(paid.first for paid in now.facts.state_paid if paid.first.first_day >= start)
    for month in (*reached, *by_state):
        first = max(start, month.first_day)
        if now.status.is_insured(month):
            return first
        if max(first, now.crediting_day) <= month.last_day and cheapest_set(now, month) is not None:
            return max(first, now.crediting_day)
    return None


def cheapest_set(now: Situation, month: Month) -> tuple[MonthPrice, ...] | None:
    """The cheapest set of uncovered months of `M-11 … M+12` that makes `month` insured; of equals the longest cover.

    Every way to be insured in a month asks for a fixed set of covered months, so it is enough to price each such set.
    (Not so where grace counts from the last covered month: then a cheaper set may exist.)
    """
    found = [(prices, paid) for prices, paid in payable_sets(now, month) if paid.is_insured(month)]
    if not found:
        return None

    def preference(choice: tuple) -> tuple:
        prices, paid = choice
        run = paid.run(month)
        until = NEVER if run.open_ended else run.insured_until
        return sum(price.amount for price in prices), NEVER - until, len(prices), [price.period for price in prices]

    return min(found, key=preference)[0]


def payable_sets(now: Situation, month: Month) -> Iterator[tuple]:
    """Each set of months that a basis for `month` asks for and that can be paid, with the status it would bring."""
    origin, covered = now.expected.origin, now.expected.covered
    payable = now.unpaid(span(now.month - (YEAR - 1), now.month + YEAR))
    can_pay = mask_of((m for m in payable if now.price(m) is not None), origin)
    missing = {needed & ~covered for needed in needed_months(now, month)}
    for months in {0, *missing}:
        if not months & ~can_pay:
            chosen = tuple(origin + bit for bit in bits(months))
            yield price_list(now, chosen), now.after_paying(chosen)


def needed_months(now: Situation, month: Month) -> Iterator[int]:
    """The masks of covered months that give a basis in `month` or, by grace, a little before it."""
    origin = now.expected.origin
    for last in span(month - SHORT_GRACE, month):
        yield mask_of(window_months(now, last), origin)
        for paid_in in span(max(now.month, last - YEAR), last):
            first = paid_in + (paid_in < last)
            yield below(paid_in + (YEAR + 1), origin) & ~below(first, origin)
    for last in span(month - LONG_GRACE, month - SHORT_GRACE - 1):
        yield below(last + 1, origin) & ~below(last - (SIXTY - 1), origin)
