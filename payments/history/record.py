"""All that is recorded of one person, as the facts of the rules and as the lines that people see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from payments import models
from payments.history.figures import figures_and_known_until
from payments.history.lines import RecordedLine, Span, belongs, lines_and_beside, own_payer, state_paid
from payments.history.orders import RecordedPayment, payments_for
from payments.models.category import Category
from payments.rules.facts import Facts, Goal, Line, LineState, NextMonths, Payer
from payments.rules.months import Month
from payments.rules.rates import RateTable
from payments.rules.workdays import WorkCalendar

# From the current month: an employer pays by the 25th of the next, so that two months may still be missing.
EMPLOYED_FROM, EMPLOYED_UNTIL = -2, 12


@dataclass(frozen=True, slots=True)
class Record:
    """All that is recorded of one person, and the figures in force; no registry, no `known_until`."""

    facts: Facts
    lines: tuple[RecordedLine, ...]
    payments: tuple[RecordedPayment, ...]
    rates: RateTable
    calendar: WorkCalendar
    known_until: date | None


def record(person: models.Person, today: date, *, goal: Goal = Goal.LEAST_TODAY, on_date: date | None = None) -> Record:
    """The record of one person as it stands today: at most four queries, however long their history."""
    credited, beside = lines_and_beside(person)
    spans = beside.spans
    # Asked about an earlier day, there were no lines yet that were paid after it.
    lines = tuple(line for line in credited if line.paid_on <= today)
    payments = payments_for(person, today) if beside.has_payments else ()
    rates, calendar, known = figures_and_known_until()
    month = Month.containing(today)
    facts = Facts(
        today=today,
        payer=own_payer(spans, month),
        lines=tuple(line.as_fact() for line in lines if line.purpose_code.covers) + _not_yet_lines(payments, today),
        state_paid=state_paid(spans),
        goal=goal,
        next_months=_next_months(spans, lines, month),
        known_until=known,
        on_date=on_date,
    )
    return Record(facts, lines, payments, rates, calendar, known)


def _not_yet_lines(payments: Sequence[RecordedPayment], today: date) -> tuple[Line, ...]:
    told = (payment.as_fact() for payment in payments)
    return tuple(line for line in told if line is not None and line.paid_on <= today)


def _next_months(spans: Sequence[Span], lines: Sequence[RecordedLine], month: Month) -> NextMonths:
    if belongs(spans, Category.STATE_PAID, month + 1):
        return NextMonths.STATE
    employed = any(
        line.payer is Payer.EMPLOYER
        and line.state is LineState.CREDITED
        and line.purpose_code.covers
        and EMPLOYED_FROM <= line.period - month <= EMPLOYED_UNTIL
        for line in lines
    )
    return NextMonths.EMPLOYER if employed else NextMonths.SELF
