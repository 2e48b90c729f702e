"""Facts in, answer out: all the rules in one function (rules.md 5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from payments.rules.coverage import Judged, MonthState, month_state
from payments.rules.day import DayAnswer, on_day
from payments.rules.facts import Facts, Settings
from payments.rules.findings import Finding, findings
from payments.rules.law import Law
from payments.rules.masks import below
from payments.rules.months import Month, span
from payments.rules.planning import Advice, Plan, advise, plans, window_months
from payments.rules.rates import Rate
from payments.rules.situation import Situation, situation
from payments.rules.status import YEAR, Basis, months_with_year_ahead


@dataclass(frozen=True, slots=True)
class MonthAnswer:
    """One month: its state, everybody's credited tenge, and what an own payment made today would have to reach."""

    period: Month
    state: MonthState
    paid: int
    required: int | None


@dataclass(frozen=True, slots=True)
class Trace:
    """How the answer came about: shown on the screen, on paper, to staff and to programs alike.

    `decided_by` is the month whose basis holds (an earlier one for grace), `months` the twelve that it looked at.
    """

    basis: Basis | None
    decided_by: Month
    months: tuple[MonthAnswer, ...]
    settings: Settings
    rates: tuple[Rate, ...]
    known_until: date | None
    crediting_day: date


@dataclass(frozen=True, slots=True)
class Answer:
    """What the portal says of one person today; dates are None where there is nothing to date (see `open_ended`)."""

    insured: bool
    basis: Basis | None
    insured_until: date | None
    paid_until: date | None
    open_ended: bool
    months: tuple[MonthAnswer, ...]
    plans: tuple[Plan, ...]
    advice: Advice
    findings: tuple[Finding, ...]
    missing_rates: tuple[int, ...]
    on_date: DayAnswer | None
    trace: Trace


def assess(facts: Facts, law: Law) -> Answer:
    """Is the person insured, why and until when; every month from `M-11` to `M+12`; what to pay; what went wrong."""
    return answer(situation(facts, law))


def answer(now: Situation) -> Answer:
    """The same for a situation that is worked out already."""
    insured, basis, run = now.status.standing(now.month)
    listed = plans(now)
    months = tuple(month_answer(now, month) for month in span(now.month - (YEAR - 1), now.month + YEAR))
    return Answer(
        insured=insured,
        basis=basis,
        insured_until=run.insured_until,
        paid_until=run.paid_until,
        open_ended=run.open_ended,
        months=months,
        plans=listed,
        advice=advise(now, listed),
        findings=findings(now),
        missing_rates=missing_rates(now, months),
        on_date=None if now.facts.on_date is None else on_day(now, now.facts.on_date),
        trace=trace(now, months),
    )


def month_answer(now: Situation, month: Month) -> MonthAnswer:
    """One month of the answer."""
    cover, rate = now.coverage.at(month), now.rate(month)
    return MonthAnswer(
        period=month,
        state=month_state(cover, month, now.month),
        paid=cover.paid,
        required=None if rate is None else rate.amount,
    )


def missing_rates(now: Situation, months: tuple[MonthAnswer, ...]) -> tuple[int, ...]:
    """The years whose rate this answer would have needed and the table does not have."""
    asked = [(month.period, now.facts.today) for month in months if month.required is None]
    asked += [(judged.line.period, judged.line.paid_on) for judged in judged_lines(now) if judged.rate is None]
    return tuple(sorted({now.law.rate_year(month, paid_on) for month, paid_on in asked}))


def judged_lines(now: Situation) -> Iterator[Judged]:
    """Every own line that was held against a rate."""
    for cover in now.coverage.months.values():
        yield from cover.own
        yield from cover.sent


def trace(now: Situation, months: tuple[MonthAnswer, ...]) -> Trace:
    """Which rule decided, and on what."""
    decided_by = deciding_month(now)
    answered = {month.period: month for month in months}
    rates = {judged.rate for judged in judged_lines(now)} | {now.rate(month.period) for month in months}
    return Trace(
        basis=now.status.basis(now.month),
        decided_by=decided_by,
        months=tuple(answered.get(month) or month_answer(now, month) for month in months_looked_at(now, decided_by)),
        settings=now.law.settings,
        rates=tuple(sorted(filter(None, rates), key=attrgetter("valid_from", "payer"))),
        known_until=now.facts.known_until,
        crediting_day=now.crediting_day,
    )


def deciding_month(now: Situation) -> Month:
    """This month, or the last one with a basis where only grace holds."""
    if now.status.basis(now.month) is not Basis.GRACE:
        return now.month
    earlier = now.status.based & below(now.month, now.status.origin)
    return now.status.origin + (earlier.bit_length() - 1)


def months_looked_at(now: Situation, month: Month) -> tuple[Month, ...]:
    """The twelve months on which the basis of a month rests: the year ahead that was paid, or the window."""
    if now.status.basis(month) is not Basis.AHEAD:
        return window_months(now, month)
    paid_for = months_with_year_ahead(now.cover)
    paid_in = next(m for m in span(month - YEAR, month) if paid_for >> (m - now.status.origin) & 1)
    return span(paid_in + 1, paid_in + YEAR)
