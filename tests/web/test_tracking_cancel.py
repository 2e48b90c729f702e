"""A payment is given up by its people while nobody has paid it; otherwise the page says why not."""

from uuid import uuid4

import pytest

from payments import ledger
from payments.models import Basket, OpenPayment
from payments.rules.facts import Settings
from payments.rules.references import reference
from tests.payments.orders import OCTOBER, TODAY, ordered, paid, payer
from tests.payments.samples import BOLAT, person
from tests.web.citizens import text_of
from tests.web.ordered import EARLIER, address_of


def test_it_is_cancelled_and_its_month_is_free(citizen):
    basket = ordered(OCTOBER)
    address = address_of(basket)
    assert f'action="{address}cancel/"' in citizen.get(address).text
    page = citizen.post(f"{address}cancel/", follow=True)
    assert page.redirect_chain == [(address, 302)]
    assert "It was cancelled on 22 November 2026." in text_of(page)
    assert f'action="{address}cancel/"' not in page.text
    assert not OpenPayment.objects.exists()


def test_twice_is_once(citizen):
    address = address_of(ordered(OCTOBER))
    assert [citizen.post(f"{address}cancel/").status_code for _ in range(2)] == [302, 302]


@pytest.mark.parametrize(
    "basket", [lambda: ordered(OCTOBER, who=person(BOLAT)), lambda: ordered(OCTOBER, by=payer(BOLAT))]
)
def test_by_whoever_ordered_it_and_by_whom_it_is_for(citizen, basket):
    assert citizen.post(f"{address_of(basket())}cancel/").status_code == 302
    assert not OpenPayment.objects.exists()


def sent() -> Basket:
    basket = ordered(OCTOBER)
    paid(basket)
    return basket


def expired() -> Basket:
    return ordered(OCTOBER, today=EARLIER)


def at_the_acquirer() -> Basket:
    basket = ordered(OCTOBER)
    ledger.begin_checkout(basket=basket, key=uuid4(), actor=payer(), today=TODAY, settings=Settings())
    return basket


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (sent, "This payment can no longer be cancelled: it is paid, or over by itself."),
        (expired, "This payment can no longer be cancelled: it is paid, or over by itself."),
        (at_the_acquirer, "Whether the money was taken we do not know yet: do not pay again."),
    ],
)
def test_otherwise_it_says_why_not(citizen, made, reason):
    address = address_of(made())
    assert f'action="{address}cancel/"' not in citizen.get(address).text
    refused = citizen.post(f"{address}cancel/")
    assert refused.status_code == 422
    assert reason in text_of(refused)
    assert 'role="alert"' in refused.text


def test_what_may_be_being_paid_is_not_said_to_be_unpaid(citizen):
    page = text_of(citizen.get(address_of(at_the_acquirer())))
    assert "being paid This payment was begun by card." in page
    assert "Nobody has paid it yet." not in page
    assert "Pay by" not in page.partition("Payment: October 2026")[2].partition("I have paid")[0]
    assert "See what is known of the money" in page
    assert "Go on to pay" not in page


def test_asked_for_without_the_form_it_leads_back(citizen):
    address = address_of(ordered(OCTOBER))
    assert citizen.get(f"{address}cancel/").headers["Location"] == address
    assert OpenPayment.objects.exists()


def test_what_is_not_there_cannot_be_cancelled(citizen):
    assert citizen.post(f"/payments/{reference(999)}/cancel/").status_code == 404
