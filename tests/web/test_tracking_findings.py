"""What the record finds wrong stands on home, statement, month and payment, each with one next step."""

from datetime import date

import pytest

from payments.models import Basket
from tests.payments.orders import OCTOBER, TODAY, arrives, ordered, paid
from tests.payments.samples import registry
from tests.web.citizens import pays, text_of
from tests.web.ordered import EARLIER, comes_back, page_of, reference_of

SHOWN_ON = ["/", "/statement/", "/statement/2026-10/"]


def late() -> Basket:
    registry(known_until=date(2026, 11, 20))
    basket = ordered(OCTOBER, today=EARLIER)
    paid(basket, on=EARLIER)
    return basket


def returned() -> Basket:
    basket = ordered(OCTOBER, today=EARLIER)
    paid(basket, on=EARLIER)
    comes_back(basket)
    return basket


@pytest.mark.parametrize("address", SHOWN_ON)
def test_what_is_late_leads_to_its_payment(citizen, address):
    basket = late()
    page = citizen.get(address)
    assert "A payment has not arrived" in page.text
    assert note_of(page).count("<a ") == 1
    assert f'href="/payments/{reference_of(basket)}/">See what to do now' in note_of(page)


@pytest.mark.parametrize("address", SHOWN_ON)
def test_what_was_returned_is_paid_anew(citizen, address):
    returned()
    note = note_of(citizen.get(address))
    assert "The bank sent a payment back" in note
    assert 'action="/pay/start/"' in note
    assert 'name="month" value="2026-10"' in note
    assert note.count("<button") == 1


@pytest.mark.parametrize("address", SHOWN_ON)
def test_what_is_partly_paid_is_paid_in_full(citizen, address):
    pays("2026-10", amount=3500)
    assert 'name="month" value="2026-10"' in note_of(citizen.get(address))


def test_what_is_ordered_already_leads_to_that_payment(citizen):
    returned()
    anew = ordered(OCTOBER)
    note = note_of(citizen.get("/"))
    assert f'href="/payments/{reference_of(anew)}/"' in note
    assert "<button" not in note


def test_the_payment_concerned_says_so_too(citizen):
    page = page_of(citizen, paid_twice())
    assert "A month was paid twice" in page.text


def paid_twice() -> Basket:
    """October was ordered and credited, and paid once more at a bank."""
    basket = ordered(OCTOBER, today=EARLIER)
    arrives(OCTOBER, paid_on=EARLIER, credited_on=EARLIER, payment_reference=reference_of(basket))
    arrives(OCTOBER, reference="once more", paid_on=EARLIER, credited_on=EARLIER)
    return basket


@pytest.mark.parametrize("made", [late, returned])
def test_the_page_of_a_payment_says_nothing_twice(citizen, made):
    page = text_of(page_of(citizen, made()))
    assert "A payment has not arrived" not in page
    assert "The bank sent a payment back" not in page


def test_a_month_lists_what_was_ordered_for_it(citizen):
    basket = ordered(OCTOBER)
    page = citizen.get("/statement/2026-10/")
    assert f'href="/payments/{reference_of(basket)}/"' in page.text
    assert "pay by 25 Nov 2026" in text_of(page)
    assert "No payment is known for this month." not in page.text
    assert reference_of(basket) not in citizen.get("/statement/2026-09/").text


@pytest.mark.parametrize("number", [0, 1, 3, 4])
def test_home_shows_the_first_three_on_their_way(citizen, number):
    for month in range(number):
        paid(ordered(OCTOBER - month), number=f"T-{month}")
    page = citizen.get("/").text
    assert page.count('class="tag is-checking"') == min(number, 3)
    assert ("Open payments" in page) == bool(number)
    assert ("All payments" in page) == (number > 3)


def test_what_has_arrived_is_no_longer_on_its_way(citizen):
    basket = ordered(OCTOBER)
    paid(basket)
    arrives(OCTOBER, credited_on=TODAY)
    assert "Open payments" not in citizen.get("/").text


def test_paper_has_findings_without_buttons(citizen):
    returned()
    page = citizen.get("/statement/print/").text
    assert "The bank sent a payment back" in page
    assert "/pay/start/" not in page


def note_of(page) -> str:
    """The first note that warns, on the screen."""
    return page.text.partition('<div class="note is-warning">')[2].partition("</div>")[0]
