"""Credited lines as those who paid them may claim them back."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.fields.json import KT

from payments import models
from payments.history.figures import figures
from payments.history.lines import Kind, line_state, payer_of
from payments.history.record import record
from payments.rules.facts import Settings
from payments.rules.law import Law
from payments.rules.months import Month
from payments.rules.payment_states import PaymentState
from payments.rules.references import number_of, reference
from payments.rules.refund_checks import AfterRefund, after, without
from payments.rules.refund_reasons import MonthFacts, line_alone, month_facts
from payments.rules.refunds import PaidLine
from payments.rules.requisites import PurposeCode
from payments.rules.situation import Situation, situation


@dataclass(frozen=True, slots=True)
class CreditedLine:
    """A credited line with all that its claim names. `payment` is our reference, where it came as a payment of ours.

    `paid` is what the rules are told: as whoever asks sees it.
    """

    row: int
    person_id: int
    iin: str = field(repr=False)
    first_name: str = field(repr=False)
    reference: str
    payment: str
    sender_name: str
    paid: PaidLine


def lines_for_refund(person: models.Person, today: date) -> tuple[CreditedLine, ...]:
    """Every line in a person's record and every one that they paid for somebody else, newest period first."""
    found = _lines(_rows_about(person), today)
    seen = (_as_seen_by(line, person.pk) for line in found)
    return tuple(sorted(seen, key=lambda line: (line.paid.period, line.paid.paid_on, line.row), reverse=True))


def line_for_refund(row: int, person: models.Person, today: date) -> CreditedLine | None:
    """One of those lines, None if it is none of them."""
    found = _lines({row} & _rows_about(person), today)
    return _as_seen_by(found[0], person.pk) if found else None


def lines_claimed(claims: Collection[tuple[int, int]], today: date) -> dict[tuple[int, int], CreditedLine]:
    """Of pairs of a line's row and the person who claims it: each line as that person sees it."""
    by_row = {line.pk: line for line in _lines({row for row, _ in claims}, today)}
    return {(row, person): _as_seen_by(by_row[row], person) for row, person in claims if row in by_row}


def month_facts_of(line: CreditedLine, today: date, settings: Settings) -> MonthFacts:
    """What the record shows of the month of a line; of somebody else's record, to the applicant, the line alone."""
    if line.paid.is_own_record:
        return month_facts(situation_of(line, today, settings), line.paid)
    rates, calendar = figures()
    rate = Law(rates, calendar, settings).rate(line.paid.period, line.paid.payer, line.paid.paid_on)
    return line_alone(line.paid, rate.amount if rate else None)


def record_after(line: CreditedLine, amount: int, today: date, settings: Settings) -> AfterRefund:
    """The record of a line as it would be after its refund: for staff, or for the one whose record it is."""
    return after(situation_of(line, today, settings), line.paid, amount)


def situation_of(line: CreditedLine, today: date, settings: Settings) -> Situation:
    """Where the person stands in whose record a line is, for the same readers.

    What others of their lines are claimed for before this one is taken as gone: of two payments for one month each
    would else be claimed because of the other.
    """
    found = record(models.Person.objects.get(pk=line.person_id), today)
    facts = without(found.facts, _claimed_before(line))
    return situation(facts, Law(found.rates, found.calendar, settings))


def _claimed_before(line: CreditedLine) -> dict[str, int]:
    """What is claimed of the other lines of a record: of those with an open request, the earlier ones."""
    claims = models.OpenRefund.objects.filter(contribution__person=line.person_id).order_by("pk")
    amounts = {f"c{claim.contribution_id}": claim.request.amount for claim in claims.select_related("request")}
    earlier = takewhile(lambda name: name != line.paid.id, amounts)
    return {name: amounts[name] for name in earlier}


def _rows_about(person: models.Person) -> set[int]:
    """By three indexes, one after the other: asked for together a database reads every row."""
    credits = models.Contribution.objects.filter(kind=Kind.CREDIT)
    ordered = models.PaymentStep.objects.filter(state=PaymentState.CREDITED, payment__basket__ordered_by__person=person)
    return {
        *credits.filter(person=person).values_list("pk", flat=True),
        *credits.filter(sender=person).values_list("pk", flat=True),
        *ordered.values_list("contribution", flat=True),
    }


def _lines(rows: Collection[int], today: date) -> list[models.Contribution]:
    return list(
        models.Contribution.objects.filter(pk__in=rows, paid_on__lte=today)
        .select_related("person", "open_refund")
        .prefetch_related(
            "reversals", "person__category_spans", Prefetch("payment_steps", _credited(), to_attr="ordered_in")
        )
    )


def _credited() -> QuerySet[models.PaymentStep]:
    """The payments that came as lines, each with what shows that the money is of its order.

    `is_sent`: a partner took it. `named`: the reference in the line. `is_assigned`: staff have said so.
    """
    sent = models.PaymentStep.objects.filter(payment=OuterRef("payment"), state=PaymentState.SENT)
    received = models.RegistryLine.objects.filter(contribution=OuterRef("contribution")).order_by("pk")
    assigned = models.Suggestion.objects.filter(
        payment=OuterRef("payment"),
        contribution=OuterRef("contribution"),
        decision=models.Suggestion.Decision.ASSIGN,
    )
    return (
        models.PaymentStep.objects.filter(state=PaymentState.CREDITED)
        .select_related("payment__basket__ordered_by")
        .annotate(
            is_sent=Exists(sent),
            named=Subquery(received.values_list(KT("received__paymentreference"))[:1]),
            is_assigned=Exists(assigned),
        )
    )


def _as_seen_by(row: models.Contribution, person_id: int) -> CreditedLine:
    step = row.ordered_in[0] if row.ordered_in else None
    basket = step.payment.basket if step else None
    period, reversals = Month.containing(row.period), list(row.reversals.all())
    spans = row.person.category_spans.all() if row.person_id == person_id else ()
    left = row.amount - sum(reversal.amount for reversal in reversals)
    paid = PaidLine(
        id=f"c{row.pk}",
        period=period,
        purpose_code=PurposeCode(row.purpose_code),
        amount=row.amount,
        left=left,
        payer=payer_of(row.purpose_code, bool(row.sender_bin), basket.payer if basket else None, spans, period),
        paid_on=row.paid_on,
        credited_on=row.credited_on,
        state=line_state(left, reversals),
        is_applicants=_paid_by(row, step) == person_id,
        is_own_record=row.person_id == person_id,
        has_open_request=hasattr(row, "open_refund"),
    )
    return CreditedLine(
        row=row.pk,
        person_id=row.person_id,
        iin=row.person.iin,
        first_name=row.person.first_name,
        reference=row.reference,
        payment=reference(step.payment_id) if step else "",
        sender_name=row.sender_name,
        paid=paid,
    )


def _paid_by(row: models.Contribution, step: models.PaymentStep | None) -> int | None:
    """Whoever the registry names as the sender; else whoever ordered the payment, if the money is known to be of it.

    A line may meet an order by person, month and sum alone, and anybody can order for anybody: that shows nobody's
    money but the person's own.
    """
    if row.sender_id:
        return row.sender_id
    return step.payment.basket.ordered_by.person_id if step and _is_of_its_order(step) else row.person_id


def _is_of_its_order(step: models.PaymentStep) -> bool:
    return step.is_sent or step.is_assigned or number_of(step.named or "") == step.payment_id
