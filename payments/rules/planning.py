"""The ways to become insured, what each costs, and which one to advise (rules.md 3)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from payments.rules.facts import Goal, NextMonths, Window
from payments.rules.law import ONE_DAY
from payments.rules.months import Month, span
from payments.rules.situation import Situation
from payments.rules.status import YEAR, Basis, Status

NEVER = date.max


class PlanName(StrEnum):
    """The plans, in the order in which they are listed and in which a tie goes."""

    CLOSE_GAPS = "close_gaps"
    YEAR_AHEAD = "year_ahead"
    NOW_AND_YEAR_AHEAD = "now_and_year_ahead"


class Advice(StrEnum):
    """What the portal advises."""

    NOTHING_TO_PAY = "nothing_to_pay"
    WAIT = "wait"
    CLOSE_GAPS = "close_gaps"
    YEAR_AHEAD = "year_ahead"
    NOW_AND_YEAR_AHEAD = "now_and_year_ahead"


@dataclass(frozen=True, slots=True)
class MonthPrice:
    """One payment of a plan: a month and its sum in tenge.

    The sum is 0 where the own lines reach what a payment made today has to reach, but none did on its own day.
    """

    period: Month
    amount: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Months to pay today, and what they bring. Sums are tenge; `year_total` is None where a rate is missing."""

    plan: PlanName
    months: tuple[MonthPrice, ...]
    insured_from: date | None
    paid_until: date | None
    insured_until: date | None
    open_ended: bool
    year_total: int | None

    @property
    def payments(self) -> int:
        """How many payments: one for each month."""
        return len(self.months)

    @property
    def total(self) -> int:
        """What they cost today."""
        return sum(month.amount for month in self.months)

    @property
    def lasts_until(self) -> date:
        """The end of the cover as a date that compares: an open end is the latest, none the earliest."""
        return NEVER if self.open_ended else self.insured_until or date.min


def plans(now: Situation) -> tuple[Plan, ...]:
    """Every plan that has a month to pay and a price for each; the same months are listed once."""
    listed: dict[tuple[MonthPrice, ...], Plan] = {}
    for name, months in months_of_plans(now):
        prices = price_list(now, now.unpaid(months))
        if prices and prices not in listed:
            listed[prices] = make_plan(now, name, prices)
    return tuple(listed.values())


def months_of_plans(now: Situation) -> Iterator[tuple[PlanName, tuple[Month, ...]]]:
    """The months that each plan looks at; a year ahead is only for those who pay it themselves."""
    yield PlanName.CLOSE_GAPS, span(now.month - (YEAR - 1), now.month)
    if now.facts.next_months is NextMonths.SELF:
        yield PlanName.YEAR_AHEAD, now.coming
        yield PlanName.NOW_AND_YEAR_AHEAD, (now.month, *now.coming)


def window_months(now: Situation, month: Month) -> tuple[Month, ...]:
    """The twelve past months that count for `month`, as the setting stands."""
    last = month - (now.law.settings.window == Window.BEFORE_CURRENT)
    return span(last - (YEAR - 1), last)


def price_list(now: Situation, months: tuple[Month, ...]) -> tuple[MonthPrice, ...] | None:
    """The price of each month; None if one of them has no rate, because a price is never guessed."""
    prices = [(month, now.price(month)) for month in months]
    if any(price is None for _, price in prices):
        return None
    return tuple(MonthPrice(month, price) for month, price in prices if price is not None)


def make_plan(now: Situation, name: PlanName, prices: tuple[MonthPrice, ...]) -> Plan:
    """What paying these months today brings, from when and until when."""
    months = tuple(price.period for price in prices)
    then = now.after_paying(months)
    insured_from = first_insured_day(now, then)
    run = then.run(Month.containing(insured_from or now.facts.today))
    rest = year_rest(now, months)
    return Plan(
        plan=name,
        months=prices,
        insured_from=insured_from,
        paid_until=run.paid_until,
        insured_until=run.insured_until,
        open_ended=run.open_ended,
        year_total=None if rest is None else sum(price.amount for price in (*prices, *rest)),
    )


def first_insured_day(now: Situation, then: Status) -> date | None:
    """Today for whoever is insured on every day before the crediting day anyway; else the first day it brings."""
    if all(map(now.status.is_insured, span(now.month, Month.containing(now.crediting_day - ONE_DAY)))):
        return now.facts.today
    month = then.first_insured(now.month)
    return None if month is None else max(month.first_day, now.crediting_day)


def year_rest(now: Situation, paid: tuple[Month, ...]) -> tuple[MonthPrice, ...] | None:
    """What the coming twelve months cost beside the plan; nothing if somebody else pays them, None without a rate."""
    if now.facts.next_months is not NextMonths.SELF:
        return ()
    return price_list(now, tuple(month for month in now.unpaid(now.coming) if month not in paid))


def advise(now: Situation, listed: tuple[Plan, ...]) -> Advice:
    """Which way to go: nothing, wait, or the plan that the goal chooses."""
    if is_nothing_to_pay(now):
        return Advice.NOTHING_TO_PAY
    if not listed or is_status_on_its_way(now):
        return Advice.WAIT
    return Advice(min(listed, key=PREFERENCES[now.facts.goal]).plan)


def is_nothing_to_pay(now: Situation) -> bool:
    """Is there a basis today (old gaps do not matter then), or is the coming year covered for all but the hasty?"""
    if now.status.basis(now.month) in (Basis.STATE, Basis.WINDOW, Basis.AHEAD):
        return True
    year_covered = all(now.coverage.at(month).covered for month in now.coming)
    return year_covered and now.facts.goal is not Goal.SOONEST


def is_status_on_its_way(now: Situation) -> bool:
    """Will the lines on their way, once credited, give a basis for this month or the next that is not there yet?"""
    expected = now.after_paying(())
    given = expected.based & ~now.status.based
    return bool(given >> (now.month - expected.origin) & 0b11)


def least_today(plan: Plan) -> tuple:
    """The smallest sum today, then the longer cover: the Fund's own advice."""
    return plan.total, NEVER - plan.lasts_until


def least_year(plan: Plan) -> tuple:
    """The smallest sum over the year, then the earlier start, then the smaller sum today."""
    return plan.year_total is None, plan.year_total or 0, plan.insured_from or NEVER, plan.total


def soonest(plan: Plan) -> tuple:
    """The earliest start, then the smaller sum, then the longer cover."""
    return plan.insured_from or NEVER, plan.total, NEVER - plan.lasts_until


# `min` keeps the first of equals, so what is still tied goes to the order of the plans.
PREFERENCES: dict[Goal, Callable[[Plan], tuple]] = {
    Goal.LEAST_TODAY: least_today,
    Goal.LEAST_YEAR: least_year,
    Goal.SOONEST: soonest,
}
