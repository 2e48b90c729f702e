"""All payments: what is open first, then what calls for something to be done, then the rest by year."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from payments import ledger
from payments.models import Transaction
from payments.rules.accounts import Account
from payments.rules.facts import Settings
from payments.rules.months import Month, span
from payments.rules.references import grouped_reference
from tests.payments.orders import NOVEMBER, OCTOBER, SEPTEMBER, TODAY, arrives, bank, ordered, paid, payer
from tests.payments.samples import AISHA, AUGUST, BOLAT, person, registry, staff
from tests.web.citizens import pays, text_of
from tests.web.ordered import EARLIER, comes_back, reference_of


def page_of(client) -> str:
    """The list as a reader sees it."""
    return text_of(client.get("/payments/"))


def test_nothing_yet_says_what_to_do(citizen):
    page = citizen.get("/payments/")
    assert "You have ordered no payment here yet." in page.text
    assert 'href="/plan/"' in page.text
    assert "<table" not in page.text


def test_open_ones_come_first_then_what_calls_then_the_rest(citizen):
    registry(known_until=date(2026, 11, 20))
    returned = ordered(AUGUST, today=EARLIER)
    paid(returned, number="T-1", on=EARLIER)
    comes_back(returned)
    ordered(Month.of(2025, 3), today=EARLIER)  # has expired
    paid(ordered(SEPTEMBER, today=EARLIER), number="T-2", on=EARLIER)
    paid(ordered(OCTOBER), number="T-3")
    ordered(NOVEMBER)
    page = page_of(citizen).partition("Each payment is for one month of one person.")[2]
    pieces = [
        "Go on to pay: 1 payment, 4,250 ₸",
        "November 2026 to be paid 4,250 ₸ pay by 25 Nov 2026 Me",
        "October 2026 being checked 4,250 ₸ arrives by 25 Nov 2026 Me",
        "Something has to be done",
        "September 2026 · 4,250 ₸ not arrived",
        "August 2026 · 4,250 ₸ returned by the bank",
        "All others",
        "March 2025 expired 4,250 ₸ was to be paid by 12 Nov 2026 Me",
    ]
    places = [page.index(piece) for piece in pieces]
    assert places == sorted(places)


def test_what_was_paid_anew_calls_for_nothing(citizen):
    returned = ordered(OCTOBER, today=EARLIER)
    paid(returned, on=EARLIER)
    comes_back(returned)
    assert "Something has to be done" in page_of(citizen)
    anew = ordered(OCTOBER)
    assert "Something has to be done" not in page_of(citizen)
    paid(anew, number="T-9")
    arrives(OCTOBER, credited_on=TODAY)
    assert "Something has to be done" not in page_of(citizen)


def test_for_whom_it_is_and_by_which_reference(citizen):
    bolat = person(BOLAT)
    bolat.first_name = "Болат"
    bolat.save()
    reference = reference_of(ordered(OCTOBER, who=bolat))
    ordered(SEPTEMBER, who=bolat, by=payer("991231100010"))  # somebody else's order for him
    page = page_of(citizen)
    assert f"5608·· ···· 09 {grouped_reference(reference)}" in page
    assert page.count("5608·· ···· 09") == 2  # the way on to it, and its row
    assert "Болат" not in page  # which is of his record
    assert BOLAT not in page


@pytest.mark.parametrize("address", ["/payments/", "/", "/plan/"])
def test_of_what_may_be_being_paid_nobody_is_told_to_pay_it(citizen, address):
    pays("2025-12", "2026-09")
    basket = ordered(OCTOBER, NOVEMBER)
    assert "Go on to pay: 2 payments" in text_of(citizen.get(address))
    ledger.begin_checkout(basket=basket, key=uuid4(), actor=payer(), today=TODAY, settings=Settings())
    page = text_of(citizen.get(address))
    assert "See what is known of the money" in page
    assert "Go on to pay" not in page
    assert "pay by 25 Nov 2026" not in page


def test_each_order_says_which_it_is_and_one_comes_first(citizen):
    ordered(NOVEMBER)
    ordered(SEPTEMBER, OCTOBER)
    ordered(OCTOBER, who=person(BOLAT))
    page = citizen.get("/payments/")
    ways = page.text.partition("<table")[0]
    assert "Me · September 2026, October 2026 Go on to pay: 2 payments, 8,500 ₸ in all" in text_of(page)
    assert "Me · November 2026 Go on to pay: 1 payment, 4,250 ₸" in text_of(page)
    assert "5608·· ···· 09 · October 2026 Go on to pay: 1 payment, 4,250 ₸" in text_of(page)
    assert ways.count('class="button"') == 1
    assert ways.count('class="button is-secondary"') == 2


def test_years_stand_apart_the_latest_first(citizen):
    for month in (Month.of(2024, 5), Month.of(2026, 2), Month.of(2025, 7)):
        ordered(month, today=EARLIER)
    page = page_of(citizen).partition("All others")[2]
    years = [page.index(f" {year} Month ") for year in (2026, 2025, 2024)]
    assert years == sorted(years)


def test_the_next_payment_is_the_first_that_is_neither_paid_nor_ordered(citizen):
    pays("2025-12", "2026-10")
    ordered(NOVEMBER, NOVEMBER + 1)
    assert "The next payment is for January 2027. Pay by 25 February 2027." in page_of(citizen)


@pytest.mark.parametrize("address", ["/payments/", "/"])
def test_however_many_payments_the_queries_are_as_many(citizen, address):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert citizen.get(address).status_code == 200
        return len(captured)

    paid(ordered(OCTOBER))
    ordered(NOVEMBER)
    few = queries()
    for number, month in enumerate(span(Month.of(2025, 1), Month.of(2025, 12))):
        paid(ordered(month), number=f"M-{number}")
        ordered(month, who=person(BOLAT))
    assert queries() == few


def test_money_without_a_month_is_told_until_staff_know_it(citizen):
    deposit = ledger.Deposit("T-9", 4250, TODAY, Account(None, AISHA, None))
    taken = ledger.take(partner=bank(), deposit=deposit)
    assert "Money without a month 4,250 ₸, 22 November 2026: Bank, transaction T-9" in page_of(citizen)
    ledger.allocate(
        taken=Transaction.objects.get(pk=taken.id), period=OCTOBER, reason="The receipt", actor=staff("Desk")
    )
    page = page_of(citizen)
    assert "Money without a month" not in page
    assert "October 2026 being checked 4,250 ₸" in page
