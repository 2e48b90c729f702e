"""The orders of the demo's people, placed and paid some days ago by the ledger's own verbs."""

from datetime import date, timedelta
from uuid import uuid4

from django.conf import settings

from payments import ledger
from payments.models import Actor, Basket, Person
from payments.rules.facts import Payer
from portal.acquiring.checkouts import PARTNER
from portal.demo.situation import Situation, ordered_months


def place_orders(situation: Situation, person: Person, today: date) -> None:
    """Order what the situation says was ordered, each on its day, and pay what was paid."""
    actor = Actor.objects.get_or_create(kind=Actor.Kind.PERSON, person=person)[0]
    for ordered in situation.orders:
        prices = ordered_months(situation, ordered, today)
        if not prices:
            continue
        basket = ledger.order(
            person=person,
            actor=actor,
            key=uuid4(),
            payer=Payer.SELF,
            months=tuple(prices),
            employer_has_not_paid=(),
            total=sum(prices.values()),
            today=today - timedelta(days=ordered.days_ago),
            settings=settings.LAW,
        )
        if ordered.is_paid:
            _pay(basket)


def _pay(basket: Basket) -> None:
    payments = list(basket.payments.all())
    ledger.accept(
        partner=Actor.partner(PARTNER),
        number=f"{600_000_000 + basket.pk}",  # as long as the acquirer's own
        payments=payments,
        amount=sum(payment.amount for payment in payments),
        paid_on=basket.ordered_on,
    )
