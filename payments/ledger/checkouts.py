"""Paying a basket at an acquirer: written down before it is asked, and each of its answers as well."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery

from payments import history
from payments.ledger.entry import Refused
from payments.ledger.people import Names, lock_people
from payments.models import Actor, Basket, Checkout, CheckoutAnswer, Payment
from payments.rules.facts import Settings
from payments.rules.law import Law
from payments.rules.payment_states import PaymentState
from payments.rules.situation import situation

Outcome = CheckoutAnswer.Outcome

# `refused` speaks of another sum: it says nothing of this checkout.
SETTLED = (Outcome.PAID, Outcome.FAILED)


class Unpaid(StrEnum):
    """Why a basket cannot be paid at an acquirer."""

    NOTHING_OPEN = "nothing_open"  # all of it is paid, expired, cancelled, or its months have been paid otherwise


def unresolved(checkouts: QuerySet[Checkout]) -> QuerySet[Checkout]:
    """Those of which nobody knows yet whether they are paid."""
    latest = CheckoutAnswer.objects.filter(checkout=OuterRef("pk")).exclude(outcome=Outcome.REFUSED).order_by("-pk")
    known = checkouts.annotate(outcome=Subquery(latest.values("outcome")[:1]))
    return known.filter(Q(outcome=None) | ~Q(outcome__in=SETTLED))


@transaction.atomic
def begin_checkout(*, basket: Basket, key: UUID, actor: Actor, today: date, settings: Settings) -> Checkout:
    """One try to pay what is open of a basket. While one is unresolved it is this one, whoever asks how often."""
    lock_people({basket.person.iin: Names()})
    begun = Checkout.objects.filter(key=key, basket=basket).first() or unresolved(basket.checkouts.all()).first()
    if begun is not None:
        return begun
    numbers = payable(basket, today, settings)
    payments = list(Payment.objects.filter(pk__in=numbers))
    if not payments:
        raise Refused(Unpaid.NOTHING_OPEN)
    amount = sum(payment.amount for payment in payments)
    checkout = Checkout.objects.create(key=key, basket=basket, amount=amount, begun_by=actor)
    checkout.payments.add(*payments)
    return checkout


def payable(basket: Basket, today: date, settings: Settings) -> tuple[int, ...]:
    """The numbers of the payments of a basket that are still to be paid: open, and their months not paid otherwise."""
    record = history.record(basket.person, today)
    now = situation(record.facts, Law(record.rates, record.calendar, settings))
    unpaid = {payment.period for payment in record.payments if now.unpaid([payment.period])}
    return tuple(
        payment.number
        for payment in record.payments
        if payment.basket_key == basket.key and payment.state is PaymentState.ORDERED and payment.period in unpaid
    )


@transaction.atomic
def answer_checkout(*, checkout: Checkout, outcome: Outcome, number: str = "", page: str = "") -> CheckoutAnswer:
    """Write down what the acquirer said. Once it has said that it is paid, nothing else it says counts."""
    lock_people({checkout.basket.person.iin: Names()})
    paid = checkout.answers.filter(outcome=Outcome.PAID).first()
    if paid is not None and outcome != Outcome.REFUSED:
        return paid
    return CheckoutAnswer.objects.create(checkout=checkout, outcome=outcome, number=number, page=page)
