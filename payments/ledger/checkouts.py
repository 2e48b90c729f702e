"""Paying a basket at an acquirer: written down before it is asked, and each of its answers as well."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from payments import history
from payments.ledger.entry import Refused
from payments.ledger.people import Names, lock_people
from payments.models import Actor, Basket, Checkout, CheckoutAnswer, Payment
from payments.rules.facts import Settings
from payments.rules.law import Law
from payments.rules.ordering import why_not_still_due
from payments.rules.payment_states import PaymentState
from payments.rules.situation import situation

Outcome = CheckoutAnswer.Outcome

SETTLED = (Outcome.PAID, Outcome.FAILED)


class Unpaid(StrEnum):
    """Why a basket cannot be paid at an acquirer."""

    NOTHING_OPEN = "nothing_open"  # all of it is paid, expired, cancelled, or its months have been paid otherwise
    AT_THE_ACQUIRER = "at_the_acquirer"  # something that is no longer to be paid may be being paid at this moment
    OTHER_BASKET = "other_basket"  # the key of the form belongs to another order


def unresolved(checkouts: QuerySet[Checkout]) -> QuerySet[Checkout]:
    """Those that may be being paid: just begun, or with a page that has not said how it ended.

    Where the acquirer was asked for a page and gave none, nobody has one to pay on.
    """
    # `refused` speaks of another sum: it says nothing of this checkout.
    answers = CheckoutAnswer.objects.filter(checkout=OuterRef("pk")).exclude(outcome=Outcome.REFUSED)
    known = checkouts.annotate(
        outcome=Subquery(answers.order_by("-pk").values("outcome")[:1]),
        has_page=Exists(answers.exclude(page="")),
    )
    return known.filter(Q(outcome=None) | Q(has_page=True) & ~Q(outcome__in=SETTLED))


def at_the_acquirer(numbers: Collection[int]) -> frozenset[int]:
    """Of some payments those that may be being paid at this moment; of none nothing is asked."""
    if not numbers:
        return frozenset()
    waiting = Payment.objects.filter(
        pk__in=numbers, checkouts__in=unresolved(Checkout.objects.filter(payments__in=numbers))
    )
    return frozenset(waiting.values_list("pk", flat=True))


@transaction.atomic
def begin_checkout(*, basket: Basket, key: UUID, actor: Actor, today: date, settings: Settings) -> Checkout:
    """One try to pay what is open of a basket. While one is unresolved it is this one, whoever asks how often.

    A try that would pay what is no longer to be paid leads nowhere: until it is over, nothing else does either.
    """
    lock_people({basket.person.iin: Names()})
    known = Checkout.objects.filter(key=key).first()
    if known is not None and known.basket_id != basket.pk:
        raise Refused(Unpaid.OTHER_BASKET)
    numbers = _payable(basket, today, settings)
    begun = known or unresolved(basket.checkouts.all()).first()
    if begun is not None:
        if not unresolved(Checkout.objects.filter(pk=begun.pk)).exists() or _pays_only(begun, numbers):
            return begun
        raise Refused(Unpaid.AT_THE_ACQUIRER)
    payments = list(Payment.objects.filter(pk__in=numbers))
    if not payments:
        raise Refused(Unpaid.NOTHING_OPEN)
    amount = sum(payment.amount for payment in payments)
    checkout = Checkout.objects.create(key=key, basket=basket, amount=amount, begun_by=actor)
    checkout.payments.add(*payments)
    return checkout


def _pays_only(checkout: Checkout, numbers: Collection[int]) -> bool:
    return set(checkout.payments.values_list("pk", flat=True)) <= set(numbers)


def _payable(basket: Basket, today: date, settings: Settings) -> tuple[int, ...]:
    """The numbers of those that are still to be paid: open, and their months not paid otherwise."""
    record = history.record(basket.person, today)
    now = situation(record.facts, Law(record.rates, record.calendar, settings))
    return tuple(
        payment.number
        for payment in record.payments
        if payment.basket_key == basket.key
        and payment.state is PaymentState.ORDERED
        and why_not_still_due(now, payment.period, payment.ordered_on) is None
    )


@transaction.atomic
def answer_checkout(*, checkout: Checkout, outcome: Outcome, number: str = "", page: str = "") -> CheckoutAnswer:
    """Write down what the acquirer said. Once it has said that it is paid, the checkout stays paid.

    A failure said after that is kept for the journal: the call came late, or the money has gone back, which is a
    step of its payments.
    """
    lock_people({checkout.basket.person.iin: Names()})
    paid = checkout.answers.filter(outcome=Outcome.PAID).first()
    if paid is not None and outcome not in (Outcome.REFUSED, Outcome.FAILED):
        return paid
    return CheckoutAnswer.objects.create(checkout=checkout, outcome=outcome, number=number, page=page)
