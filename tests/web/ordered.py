"""Payments as the citizen of these tests sees them."""

from datetime import date

from django.http import HttpResponse
from django.test import Client

from payments import ledger
from payments.models import Actor, Basket
from payments.rules.months import Month
from tests.payments.samples import entry

EARLIER = date(2026, 11, 9)
ARRIVED = date(2026, 11, 11)


def reference_of(basket: Basket) -> str:
    """The reference of the first payment of a basket."""
    return basket.payments.first().reference


def address_of(basket: Basket) -> str:
    """Where the first payment of a basket is shown."""
    return f"/payments/{reference_of(basket)}/"


def page_of(client: Client, basket: Basket) -> HttpResponse:
    """Its page."""
    return client.get(address_of(basket))


def comes_back(basket: Basket) -> None:
    """The bank returns the first payment of a basket, which no registry has credited."""
    payment = basket.payments.first()
    line = entry(
        period=Month.containing(payment.period),
        reference="RETURN-1",
        paid_on=EARLIER,
        credited_on=ARRIVED,
        payment_reference=payment.reference,
    )
    ledger.post_returns(entries=[line], actor=Actor.system())
