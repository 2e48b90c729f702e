"""Credited lines beside the payments that were ordered: which money is whose, and what only looks like it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.db.models import OuterRef, Q, Subquery

from payments.ledger.steps import write_credited
from payments.models import Actor, Contribution, Payment, PaymentStep, Suggestion
from payments.rules.bounds import FIRST_PERIOD, LAST_PERIOD
from payments.rules.identifiers import near_iins
from payments.rules.matching import MONTHS_OFF, PRIORITY, Arrived, Waiting, match, near_misses
from payments.rules.months import Month
from payments.rules.payment_states import PaymentState
from payments.rules.references import number_of
from payments.rules.requisites import PurposeCode

# A bank may date a payment a few days after the last on which it could be made at the counter.
LATEST = timedelta(days=7)


def settle(named: Mapping[int, str], fresh: Sequence[Contribution], actor: Actor) -> None:
    """Credit the payments that new lines are the money of, and hold near misses for staff.

    `named` has, by the line's id, the reference that the registry names. Whoever sends money on for a payment of ours
    may do it in the name of an organisation; without a reference only a person's own line is anybody's payment.
    """
    lines = {line.pk: line for line in fresh if line.purpose_code == PurposeCode.CONTRIBUTION}
    arrived = [_arrived(line, named.get(line.pk, "")) for line in lines.values()]
    arrived = [line for line in arrived if line.number or not lines[line.id].sender_bin]
    if not arrived or not Payment.objects.exists():
        return
    payments = _waiting_for(arrived)
    _take_back([lines[line.id] for line in arrived if line.number], named, actor)
    # A slip whose money has come may be used once more, for another month: its reference says nothing then.
    arrived = [line if line.number in payments else replace(line, number=None) for line in arrived]
    arrived = [line for line in arrived if line.number or not lines[line.id].sender_bin]
    matched = match(arrived, map(_waiting, payments.values()))
    write_credited([(payments[number], lines[line]) for line, number in matched.items()], actor)
    left_over = _with_near_people([line for line in arrived if line.id not in matched], lines, payments)
    Suggestion.objects.bulk_create(
        Suggestion(contribution_id=miss.line, payment_id=miss.number, kind=miss.kind)
        for miss in near_misses(left_over, map(_waiting, payments.values()), matched)
    )


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
    return _open(Q(person__in=people, period__in=_periods_around(arrived))) | _open(Q(pk__in=numbers))


def _periods_around(arrived: Iterable[Arrived]) -> set[date]:
    """The months of these lines, and those that somebody may have meant instead."""
    return {
        (line.period + months).first_day
        for line in arrived
        for months in (0, *MONTHS_OFF)
        if FIRST_PERIOD <= line.period + months <= LAST_PERIOD
    }


def _take_back(lines: Sequence[Contribution], named: Mapping[int, str], actor: Actor) -> None:
    """The bank took some of this money back before any registry credited it: it is credited and gone."""
    numbers = {number_of(named[line.pk]): line for line in lines}
    gone = PaymentStep.objects.filter(
        payment__in=numbers, state=PaymentState.RETURNED, contribution=None, by_registry=True
    )
    for step in gone.select_related("payment"):
        line, payment = numbers[step.payment_id], step.payment
        if (line.person_id, line.period, line.amount) == (payment.person_id, payment.period, payment.amount):
            day = max(step.day, line.credited_on)
            line.reversal(
                Contribution.Kind.RETURN, reference=line.reference, amount=line.amount, day=day, actor=actor
            ).save(force_insert=True)


def _with_near_people(
    lines: Sequence[Arrived], by_id: Mapping[int, Contribution], payments: dict[int, Payment]
) -> list[Arrived]:
    """The lines with those whose IIN is one digit off and who wait for money; `payments` gets what they wait for."""
    near = {line.id: near_iins(by_id[line.id].person.iin) for line in lines if line.number is None}
    periods = _periods_around(lines)
    found = _open(Q(person__iin__in={iin for iins in near.values() for iin in iins}, period__in=periods))
    payments |= found
    people = {payment.person.iin: payment.person_id for payment in found.values()}
    return [
        replace(line, near_people=tuple(people[iin] for iin in near.get(line.id, ()) if iin in people))
        for line in lines
    ]


def _open(which: Q) -> dict[int, Payment]:
    sent = PaymentStep.objects.filter(payment=OuterRef("pk"), state=PaymentState.SENT).values("day")
    found = Payment.objects.filter(which).with_state().filter(state__in=[*PRIORITY]).annotate(sent_on=Subquery(sent))
    return {payment.pk: payment for payment in found.select_related("person", "basket")}


def _waiting(payment: Payment) -> Waiting:
    return Waiting(
        number=payment.pk,
        person=payment.person_id,
        period=Month.containing(payment.period),
        amount=payment.amount,
        first_day=payment.basket.ordered_on,
        last_day=max(payment.valid_until, payment.sent_on or payment.valid_until) + LATEST,
        state=PaymentState(payment.state),
    )
