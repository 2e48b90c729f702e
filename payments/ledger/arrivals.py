"""Credited lines beside the payments that were ordered: which money is whose, and what only looks like it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.db.models import Q

from payments.ledger.entry import Entry, Outcome
from payments.ledger.steps import close_slots
from payments.models import Actor, Contribution, Payment, PaymentStep, Person, Suggestion
from payments.rules.identifiers import near_iins
from payments.rules.matching import PRIORITY, Arrived, Waiting, match, near_misses
from payments.rules.months import Month
from payments.rules.payment_states import PaymentState
from payments.rules.references import number_of
from payments.rules.requisites import PurposeCode

# A bank may date a payment a few days after the last on which it could be made at the counter.
LATEST = timedelta(days=7)


def settle(lines: Mapping[int, str], fresh: Sequence[Contribution], actor: Actor) -> None:
    """Credit the payments that new lines are the money of, and hold near misses for staff.

    `lines` has, by the line's id, the reference that the registry names. Only own lines are anybody's payment.
    """
    own = [line for line in fresh if line.purpose_code == PurposeCode.CONTRIBUTION and not line.sender_bin]
    if not own or not Payment.objects.exists():
        return
    arrived = [_arrived(line, lines.get(line.pk, "")) for line in own]
    payments = _waiting_for(arrived)
    # A slip whose money has come may be used once more, for another month: its reference says nothing then.
    arrived = [line if line.number in payments else replace(line, number=None) for line in arrived]
    waiting = [_waiting(payment) for payment in payments.values()]
    matched = match(arrived, waiting)
    by_id = {line.pk: line for line in own}
    _credit([(payments[number], by_id[line]) for line, number in matched.items()], actor)
    left_over = _with_near_people([line for line in arrived if line.id not in matched], by_id, payments)
    waiting = [_waiting(payment) for payment in payments.values()]
    Suggestion.objects.bulk_create(
        Suggestion(contribution_id=miss.line, payment_id=miss.number, kind=miss.kind)
        for miss in near_misses(left_over, waiting, matched)
    )


def payment_came_back(line: Contribution, day: date, actor: Actor) -> None:
    """The payment that came as this line, if it was one, is returned by the bank."""
    credited = PaymentStep.objects.filter(contribution=line, state=PaymentState.CREDITED).first()
    if credited is not None:
        PaymentStep.objects.get_or_create(
            payment_id=credited.payment_id,
            state=PaymentState.RETURNED,
            defaults={"day": day, "entered_by": actor, "contribution": line},
        )


def sent_one_came_back(entry: Entry, person: Person, actor: Actor) -> Outcome:
    """A return of money that no registry ever credited: it may be a payment that the bank took and sent back."""
    named = Payment.objects.of_reference(entry.payment_reference)
    payment = named.filter(person=person, period=entry.period.first_day).with_state().first()
    if payment is None or payment.state not in (PaymentState.SENT, PaymentState.RETURNED):
        return Outcome.UNMATCHED
    _step, is_new = PaymentStep.objects.get_or_create(
        payment=payment, state=PaymentState.RETURNED, defaults={"day": entry.credited_on, "entered_by": actor}
    )
    return Outcome.POSTED if is_new else Outcome.KNOWN


def _arrived(line: Contribution, reference: str) -> Arrived:
    return Arrived(
        id=line.pk,
        person=line.person_id,
        period=Month.containing(line.period),
        amount=line.amount,
        paid_on=line.paid_on,
        credited_on=line.credited_on,
        number=number_of(reference),
    )


def _waiting_for(arrived: Iterable[Arrived]) -> dict[int, Payment]:
    """The payments without their money that are for one of these people, or that a line names."""
    people, numbers = {line.person for line in arrived}, {line.number for line in arrived if line.number}
    return _open(Q(person__in=people) | Q(pk__in=numbers))


def _with_near_people(
    lines: Sequence[Arrived], by_id: Mapping[int, Contribution], payments: dict[int, Payment]
) -> list[Arrived]:
    """The lines with those whose IIN is one digit off and who wait for money; `payments` gets what they wait for."""
    near = {line.id: near_iins(by_id[line.id].person.iin) for line in lines if line.number is None}
    found = _open(Q(person__iin__in={iin for iins in near.values() for iin in iins}))
    payments |= found
    people = {payment.person.iin: payment.person_id for payment in found.values()}
    return [
        replace(line, near_people=tuple(people[iin] for iin in near.get(line.id, ()) if iin in people))
        for line in lines
    ]


def _open(which: Q) -> dict[int, Payment]:
    found = Payment.objects.filter(which).select_related("person", "basket").with_state()
    return {payment.pk: payment for payment in found if payment.state in PRIORITY}


def _waiting(payment: Payment) -> Waiting:
    return Waiting(
        number=payment.pk,
        person=payment.person_id,
        period=Month.containing(payment.period),
        amount=payment.amount,
        first_day=payment.basket.ordered_on,
        last_day=payment.valid_until + LATEST,
        state=PaymentState(payment.state),
    )


def _credit(pairs: Sequence[tuple[Payment, Contribution]], actor: Actor) -> None:
    PaymentStep.objects.bulk_create(
        PaymentStep(
            payment=payment,
            state=PaymentState.CREDITED,
            day=line.credited_on,
            entered_by=actor,
            contribution=line,
        )
        for payment, line in pairs
    )
    close_slots([payment for payment, _ in pairs])
