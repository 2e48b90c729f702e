"""The credited lines of one person with what hangs on them: two statements, the first of which one index answers.

They are SQL, and their answers plain values: what Django makes of rows costs many times what the database does.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import NamedTuple, Protocol

from django.db import connection

from payments import models
from payments.models.category import Category
from payments.rules.facts import Line, LineState, Payer, StatePaid
from payments.rules.identifiers import masked
from payments.rules.months import Month
from payments.rules.refund_numbers import refund_number
from payments.rules.requisites import PurposeCode

Kind = models.Contribution.Kind

# All of these columns stand in the index of a line's identity (payments/models/contribution.py).
LINES = """
    SELECT id, person_id, period, kind, purpose_code, amount, reference, paid_on, credited_on,
           sender_bin, sender_name, sender_id, reverses_id
    FROM payments_contribution WHERE person_id = %(person)s
"""

# Of somebody else's request nothing is told. What the columns are the first branch says for all.
BESIDE = """
    SELECT 'span' AS what, 0 AS row, category AS value, first_month, last_month
    FROM payments_categoryspan WHERE person_id = %(person)s
    UNION ALL
    SELECT 'payments', COUNT(*), '', NULL, NULL FROM payments_payment WHERE person_id = %(person)s
    UNION ALL
    SELECT 'ordered_as', line.id, basket.payer, NULL, NULL
    FROM payments_contribution line
    JOIN payments_paymentstep step ON step.contribution_id = line.id AND step.state = 'credited'
    JOIN payments_payment payment ON payment.id = step.payment_id
    JOIN payments_basket basket ON basket.id = payment.basket_id
    WHERE line.person_id = %(person)s
    UNION ALL
    SELECT 'sender', line.id, sender.iin, NULL, NULL
    FROM payments_contribution line JOIN payments_person sender ON sender.id = line.sender_id
    WHERE line.person_id = %(person)s AND line.sender_id <> line.person_id
    UNION ALL
    SELECT 'request', slot.contribution_id, CAST(request.id AS varchar(20)), NULL, NULL
    FROM payments_refundrequest request
    JOIN payments_openrefund slot ON slot.request_id = request.id
    WHERE request.applicant_id = %(person)s
    UNION ALL
    SELECT 'request', answer.reversal_id, CAST(request.id AS varchar(20)), NULL, NULL
    FROM payments_refundrequest request
    JOIN payments_refunddecision decision ON decision.request_id = request.id
    JOIN payments_payout payout ON payout.decision_id = decision.id
    JOIN payments_payoutanswer answer ON answer.payout_id = payout.id
    WHERE request.applicant_id = %(person)s AND answer.reversal_id IS NOT NULL
"""


class Row(NamedTuple):
    """A row of the ledger."""

    id: int
    person_id: int
    period: date
    kind: str
    purpose_code: str
    amount: int
    reference: str
    paid_on: date
    credited_on: date
    sender_bin: str
    sender_name: str
    sender_id: int | None
    reverses_id: int | None


class Span(NamedTuple):
    """Months in a category, by their first days; open without a last one."""

    category: str
    first_month: date
    last_month: date | None


class Spanned(Protocol):
    """What a span says."""

    category: str
    first_month: date
    last_month: date | None


class Reversal(Protocol):
    """What a row says that takes a line back."""

    kind: str


class Beside(NamedTuple):
    """What hangs on a person's lines, by their rows: as what each was ordered, who sent it, which request it is in.

    `has_payments` says whether anything was ever ordered for the person.
    """

    spans: tuple[Span, ...]
    has_payments: bool
    ordered_as: Mapping[int, str]
    senders: Mapping[int, str]
    requests: Mapping[int, str]


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


def lines_and_beside(person: models.Person) -> tuple[tuple[RecordedLine, ...], Beside]:
    """Every credited line of a person, oldest period first, with what its reversals left of it; and what is beside."""
    with connection.cursor() as cursor:
        cursor.execute(LINES, {"person": person.pk})
        rows = [Row._make(row) for row in cursor.fetchall()]
        cursor.execute(BESIDE, {"person": person.pk})
        beside = _sorted_out(cursor.fetchall())
    by_reversed = defaultdict(list)
    for row in sorted(rows, key=attrgetter("period", "paid_on", "id")):
        by_reversed[row.reverses_id].append(row)
    return tuple(_recorded(row, by_reversed.get(row.id, ()), beside) for row in by_reversed[None]), beside


def _sorted_out(rows: Sequence[tuple]) -> Beside:
    by_kind: dict[str, dict[int, str]] = defaultdict(dict)
    for what, row, value, _first, _last in rows:
        by_kind[what][row] = value
    spans = [Span(value, first, last) for what, _row, value, first, last in rows if what == "span"]
    return Beside(
        spans=tuple(sorted(spans, key=attrgetter("first_month"))),
        has_payments=any(by_kind["payments"]),
        ordered_as=by_kind["ordered_as"],
        senders=by_kind["sender"],
        requests=by_kind["request"],
    )


def _recorded(row: Row, reversals: Sequence[Row], beside: Beside) -> RecordedLine:
    period = Month.containing(row.period)
    left = row.amount - sum(reversal.amount for reversal in reversals)
    return RecordedLine(
        id=f"c{row.id}",
        period=period,
        amount=row.amount,
        left=left,
        payer=payer_of(row.purpose_code, bool(row.sender_bin), beside.ordered_as.get(row.id), beside.spans, period),
        purpose_code=PurposeCode(row.purpose_code),
        paid_on=row.paid_on,
        credited_on=row.credited_on,
        reference=row.reference,
        sender_bin=row.sender_bin,
        sender_name=row.sender_name,
        sender=masked(beside.senders[row.id]) if row.id in beside.senders else "",
        state=line_state(left, reversals),
        reversals=tuple(_reversal(reversal, beside) for reversal in reversals),
        open_request=_own_request(row, beside),
    )


def _reversal(row: Row, beside: Beside) -> RecordedReversal:
    return RecordedReversal(row.kind, row.amount, row.credited_on, _own_request(row, beside))


def _own_request(row: Row, beside: Beside) -> str:
    """Of a reversal the request that it pays out, of a line the one that is open."""
    return refund_number(int(beside.requests[row.id])) if row.id in beside.requests else ""


def payer_of(
    code: str, is_sent_by_organisation: bool, ordered_as: str | None, spans: Sequence[Spanned], period: Month
) -> Payer:
    """Who paid a line.

    121 is an employer's, and so is what an organisation sent; the rest is a person's own (rules.md 1). So is what they
    ordered here, whoever sent the money on, and in the category in which it was priced.
    """
    if ordered_as:
        return Payer(ordered_as)
    if code == PurposeCode.DEDUCTION or is_sent_by_organisation:
        return Payer.EMPLOYER
    return own_payer(spans, period)


def own_payer(spans: Sequence[Spanned], month: Month) -> Payer:
    """As what a person pays for themselves in a month."""
    return Payer.SOLE_TRADER if belongs(spans, Category.SOLE_TRADER, month) else Payer.SELF


def belongs(spans: Sequence[Spanned], category: Category, month: Month) -> bool:
    """Is a month in one of the spans of a category?"""
    return any(
        span.category == category
        and span.first_month <= month.first_day
        and (span.last_month is None or month.first_day <= span.last_month)
        for span in spans
    )


def state_paid(spans: Sequence[Span]) -> tuple[StatePaid, ...]:
    """The spans for which the state pays."""
    return tuple(
        StatePaid(
            Month.containing(span.first_month), None if span.last_month is None else Month.containing(span.last_month)
        )
        for span in spans
        if span.category == Category.STATE_PAID
    )


def line_state(left: int, reversals: Sequence[Reversal]) -> LineState:
    """Where the money of a line is, by what was taken back of it."""
    if any(reversal.kind == Kind.RETURN for reversal in reversals):
        return LineState.RETURNED
    return LineState.CREDITED if left else LineState.REFUNDED
