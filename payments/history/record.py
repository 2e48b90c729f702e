"""All that is recorded of one person, as the facts of the rules and as the lines that people see."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from payments import models
from payments.history.figures import figures_and_known_until
from payments.history.orders import RecordedPayment, payments_for
from payments.models.category import Category
from payments.rules.facts import Facts, Goal, Line, LineState, NextMonths, Payer, StatePaid
from payments.rules.identifiers import masked
from payments.rules.months import Month
from payments.rules.payment_states import PaymentState
from payments.rules.rates import RateTable
from payments.rules.refund_numbers import refund_number
from payments.rules.requisites import PurposeCode
from payments.rules.workdays import WorkCalendar

Kind = models.Contribution.Kind

# From the current month: an employer pays by the 25th of the next, so that two months may still be missing.
EMPLOYED_FROM, EMPLOYED_UNTIL = -2, 12


@dataclass(frozen=True, slots=True)
class RecordedReversal:
    """What was taken back of a line. `request` is the number of the person's own refund request that it pays out."""

    kind: str
    amount: int
    day: date
    request: str


@dataclass(frozen=True, slots=True)
class RecordedLine:
    """A credited line as people see it. `amount` is what came in, `left` what its reversals left of it.

    `sender` is the masked IIN of somebody else who paid; empty if the person did, or nobody is named. `open_request`
    is the number of the refund request that the person themselves has open about it, or empty.
    """

    id: str
    period: Month
    amount: int
    left: int
    payer: Payer
    purpose_code: PurposeCode
    paid_on: date
    credited_on: date
    reference: str
    sender_bin: str
    sender_name: str
    sender: str
    state: LineState
    reversals: tuple[RecordedReversal, ...] = ()
    open_request: str = ""

    def as_fact(self) -> Line:
        """The line as the rules take it: of a line refunded in part, what is left."""
        amount = self.left if self.state is LineState.CREDITED else self.amount
        return Line(self.id, self.period, amount, self.payer, self.paid_on, self.state, self.credited_on)


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
    """The record of one person as it stands today: four queries, however long their history."""
    spans = tuple(person.category_spans.order_by("first_month"))
    # Asked about an earlier day, there were no lines yet that were paid after it.
    lines = tuple(line for line in recorded_lines(person, spans) if line.paid_on <= today)
    payments = payments_for(person, today)
    rates, calendar, known = figures_and_known_until()
    month = Month.containing(today)
    facts = Facts(
        today=today,
        payer=_own_payer(spans, month),
        lines=tuple(line.as_fact() for line in lines if line.purpose_code.covers) + _not_yet_lines(payments, today),
        state_paid=tuple(_state_paid(span) for span in spans if span.category == Category.STATE_PAID),
        goal=goal,
        next_months=_next_months(spans, lines, month),
        known_until=known,
        on_date=on_date,
    )
    return Record(facts, lines, payments, rates, calendar, known)


def _not_yet_lines(payments: Sequence[RecordedPayment], today: date) -> tuple[Line, ...]:
    told = (payment.as_fact() for payment in payments)
    return tuple(line for line in told if line is not None and line.paid_on <= today)


def recorded_lines(person: models.Person, spans: Sequence[models.CategorySpan]) -> tuple[RecordedLine, ...]:
    """Every credited line of a person, oldest period first, with what its reversals left of it."""
    ordered = models.PaymentStep.objects.filter(contribution=OuterRef("pk"), state=PaymentState.CREDITED)
    rows = person.contributions.order_by("period", "paid_on", "pk").annotate(
        sender_iin=F("sender__iin"),
        ordered_as=Subquery(ordered.values("payment__basket__payer")[:1]),
        claimed_in=Coalesce(F("payout_answer__payout__decision__request"), F("open_refund__request")),
        claimant=Coalesce(
            F("payout_answer__payout__decision__request__applicant"), F("open_refund__request__applicant")
        ),
    )
    by_reversed = defaultdict(list)
    for row in rows:
        by_reversed[row.reverses_id].append(row)
    return tuple(_recorded(row, by_reversed[row.pk], spans) for row in by_reversed[None])


def _recorded(
    row: models.Contribution, reversals: Sequence[models.Contribution], spans: Sequence[models.CategorySpan]
) -> RecordedLine:
    period = Month.containing(row.period)
    left = row.amount - sum(reversal.amount for reversal in reversals)
    return RecordedLine(
        id=f"c{row.pk}",
        period=period,
        amount=row.amount,
        left=left,
        payer=payer_of(row, spans, period),
        purpose_code=PurposeCode(row.purpose_code),
        paid_on=row.paid_on,
        credited_on=row.credited_on,
        reference=row.reference,
        sender_bin=row.sender_bin,
        sender_name=row.sender_name,
        sender="" if row.sender_id in (None, row.person_id) else masked(row.sender_iin),
        state=line_state(left, reversals),
        reversals=tuple(map(_reversal, reversals)),
        open_request=_own_request(row),
    )


def _reversal(row: models.Contribution) -> RecordedReversal:
    return RecordedReversal(row.kind, row.amount, row.credited_on, _own_request(row))


def _own_request(row: models.Contribution) -> str:
    """Of a reversal the request that it pays out, of a line the one that is open; somebody else's is not told."""
    return refund_number(row.claimed_in) if row.claimed_in and row.claimant == row.person_id else ""


def payer_of(row: models.Contribution, spans: Sequence[models.CategorySpan], period: Month) -> Payer:
    """Who paid a row that says as what it was ordered, `ordered_as`.

    121 is an employer's, and so is what an organisation sent; the rest is a person's own (rules.md 1). So is what they
    ordered here, whoever sent the money on, and in the category in which it was priced.
    """
    if row.ordered_as:
        return Payer(row.ordered_as)
    if row.purpose_code == PurposeCode.DEDUCTION or row.sender_bin:
        return Payer.EMPLOYER
    return _own_payer(spans, period)


def _own_payer(spans: Sequence[models.CategorySpan], month: Month) -> Payer:
    return Payer.SOLE_TRADER if _belongs(spans, Category.SOLE_TRADER, month) else Payer.SELF


def line_state(left: int, reversals: Sequence[models.Contribution]) -> LineState:
    """Where the money of a line is, by what was taken back of it."""
    if any(reversal.kind == Kind.RETURN for reversal in reversals):
        return LineState.RETURNED
    return LineState.CREDITED if left else LineState.REFUNDED


def _next_months(spans: Sequence[models.CategorySpan], lines: Sequence[RecordedLine], month: Month) -> NextMonths:
    if _belongs(spans, Category.STATE_PAID, month + 1):
        return NextMonths.STATE
    employed = any(
        line.payer is Payer.EMPLOYER
        and line.state is LineState.CREDITED
        and line.purpose_code.covers
        and EMPLOYED_FROM <= line.period - month <= EMPLOYED_UNTIL
        for line in lines
    )
    return NextMonths.EMPLOYER if employed else NextMonths.SELF


def _belongs(spans: Sequence[models.CategorySpan], category: Category, month: Month) -> bool:
    return any(
        span.category == category
        and span.first_month <= month.first_day
        and (span.last_month is None or month.first_day <= span.last_month)
        for span in spans
    )


def _state_paid(span: models.CategorySpan) -> StatePaid:
    last = None if span.last_month is None else Month.containing(span.last_month)
    return StatePaid(Month.containing(span.first_month), last)
