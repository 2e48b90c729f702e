"""What is true of the money of a basket that somebody paid, or tried to pay, on the acquirer's page."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import time_format

from payments.models import Checkout, CheckoutAnswer
from payments.rules.payment_states import PaymentState
from portal import written
from portal.acquiring import checkouts
from portal.statement.basket import BasketNow
from portal.words import pay as words
from portal.words.pay import Money

Outcome = CheckoutAnswer.Outcome
Sentences = dict[str, str | bool]

LOOK_AGAIN = timedelta(minutes=10)


def money(checkout: Checkout, found: BasketNow, now: datetime) -> Sentences | None:
    """The sentence for the latest try to pay a basket; None once it says nothing that matters any more."""
    answer = checkouts.latest(checkout)
    if answer is not None and answer.outcome == Outcome.PAID:
        return _taken(found)
    if answer is not None and answer.outcome == Outcome.FAILED:
        return {"sentence": words.money(Money.NOT_TAKEN, "")} if found.to_pay else None
    return _not_known(checkout, found, now)


def _taken(found: BasketNow) -> Sentences | None:
    """As long as it is on its way."""
    days = [one.payment.paid_on for one, _ in found.payments if one.payment.state is PaymentState.SENT]
    if not days:
        return None
    return {
        "sentence": words.money(Money.TAKEN, written.day(found.assessed.law.crediting_day(max(days)))),
        "is_calm": True,
    }


def _not_known(checkout: Checkout, found: BasketNow, now: datetime) -> Sentences:
    """When to look here again; and the acquirer's page, for as long as all that it takes money for is to be paid."""
    page, closes = checkouts.page_of(checkout), checkouts.closes_at(checkout)
    is_open = bool(page) and now < closes and not found.is_overtaken
    # People read minutes, and the one begun is not over.
    again = (closes if is_open else now + LOOK_AGAIN) + timedelta(minutes=1)
    said = {"sentence": words.money(Money.NOT_KNOWN, _minute(again))}
    return said | {"page": page, "page_is_open": words.page_is_open(_minute(closes))} if is_open else said


def _minute(moment: datetime) -> str:
    return time_format(timezone.localtime(moment))
