"""Step 4: the ways to pay what was ordered, the slips on paper, and the way to the acquirer's page and back."""

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from payments import ledger
from payments.models import Basket, Checkout, CheckoutAnswer, Person
from portal import clock
from portal.acquiring import checkouts
from portal.acquiring.freedom_pay import is_set_up
from portal.statement import basket as pages
from portal.statement.basket import BasketNow, basket_now
from portal.statement.money import money
from portal.web.access import basket_of, form_of_person, of_person
from portal.web.pay import drafts
from portal.web.pay.step import see_other

JUST_OPENED = timedelta(seconds=30)


@of_person
def basket(request: HttpRequest, _person: Person, key: UUID) -> HttpResponse:
    """What is still to be paid, in the way that was chosen, and what is true of money at the acquirer."""
    row = basket_of(request, key)
    waiting = unresolved(row)
    if waiting is not None and not was_just_opened(waiting, timezone.now()):
        checkouts.ask_again(waiting, today=clock.today())
    checkout = waiting or row.checkouts.order_by("pk").last()
    found = as_it_stands(request, row)
    context = pages.page(found, request.GET.get("way", ""), with_card=is_set_up())
    context["money"] = money(checkout, found, timezone.now()) if checkout else None
    return render(request, "web/pay/basket.html", context | {"card_key": uuid4()})


@of_person
def slips(request: HttpRequest, _person: Person, key: UUID) -> HttpResponse:
    """A slip for each payment that is still to be made, several on a sheet."""
    found = as_it_stands(request, basket_of(request, key))
    return render(request, "print/slips.html", pages.slips(found))


@require_POST
@form_of_person
def card(request: HttpRequest, _person: Person, key: UUID) -> HttpResponse:
    """Begin to pay on the acquirer's page.

    It leads back to our own page, which has a plain link to the acquirer's: the policy `form-action 'self'` stops a
    form that ends on another site, wherever it was sent first, and a link it does not.
    """
    if not is_set_up():
        raise Http404
    checkout_key = drafts.read_key(request.POST.get("key", ""))
    if checkout_key is None:
        raise BadRequest("not a key")
    with suppress(ledger.Refused):  # nothing is left to pay there, and the page says what became of it
        checkouts.pay_by_card(
            basket=basket_of(request, key),
            key=checkout_key,
            actor=request.user.actor,
            today=clock.today(),
            addresses=addresses(request, key),
            language=get_language(),
        )
    return see_other(request, "pay_basket", key=key, query="?way=card")


@of_person
def back(request: HttpRequest, _person: Person, key: UUID) -> HttpResponse:
    """Whatever the acquirer wrote into the address goes: it is asked, and the page says what is known of the money."""
    waiting = unresolved(basket_of(request, key))
    if waiting is not None:
        checkouts.ask_again(waiting, today=clock.today())
    return see_other(request, "pay_basket", key=key, query="?way=card")


def as_it_stands(request: HttpRequest, row: Basket) -> BasketNow:
    """The basket as the reader sees it today."""
    return basket_now(row, request.user.actor, clock.today())


def unresolved(row: Basket) -> Checkout | None:
    """The try of which nobody knows yet whether it is paid."""
    return ledger.unresolved(row.checkouts.all()).first()


def was_just_opened(checkout: Checkout, now: datetime) -> bool:
    """Was its page opened a moment ago? Nobody has paid there yet, and to ask now would use up the minute."""
    answer = checkouts.latest(checkout)
    is_opened = answer is not None and answer.outcome == CheckoutAnswer.Outcome.OPENED
    return is_opened and now < answer.said_at + JUST_OPENED


def addresses(request: HttpRequest, key: UUID) -> checkouts.Addresses:
    """Where the acquirer calls, and where it sends the browser, paid or not."""
    call = request.build_absolute_uri(reverse("acquirer_result"))
    page = request.build_absolute_uri(reverse("pay_back", kwargs={"key": key}))
    return checkouts.Addresses(result=call, success=page, failure=page)
