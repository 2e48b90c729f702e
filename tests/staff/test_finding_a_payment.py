"""A payment is found by its reference or by a partner's number, and never by an IIN in an address."""

from uuid import uuid4

import pytest

from payments import ledger
from payments.models import CheckoutAnswer, Person
from payments.rules.facts import Settings
from payments.rules.references import grouped_reference
from tests.payments.orders import NOVEMBER, OCTOBER, TODAY, bank, ordered, paid, payer
from tests.payments.samples import AISHA
from tests.staff.desk import PAYMENTS, PEOPLE, TRANSACTIONS, clerk, open_record, plain, root

SEARCH = f"{PAYMENTS}search/"


def find(client, text):
    """Type it and press the button."""
    return client.post(SEARCH, {"text": text})


@pytest.mark.parametrize("write", [str, grouped_reference, lambda text: f" {grouped_reference(text)} "])
def test_by_its_reference(write):
    payment = ordered(OCTOBER).payments.get()
    assert find(root(), write(payment.reference)).url == f"{PAYMENTS}{payment.pk}/change/"


def test_by_the_number_of_a_transaction():
    transaction = paid(ordered(OCTOBER, NOVEMBER), number="KSP-9")
    assert find(root(), " KSP-9 ").url == f"{TRANSACTIONS}{transaction.pk}/change/"


def test_by_the_acquirers_number_of_a_try():
    basket = ordered(OCTOBER)
    checkout = ledger.begin_checkout(basket=basket, key=uuid4(), actor=payer(), today=TODAY, settings=Settings())
    ledger.answer_checkout(checkout=checkout, outcome=CheckoutAnswer.Outcome.FAILED, number="100200")
    assert find(root(), "100200").url == f"{PAYMENTS}{basket.payments.get().pk}/change/"


def test_of_several_one_is_chosen():
    basket = ordered(OCTOBER, NOVEMBER)
    checkout = ledger.begin_checkout(basket=basket, key=uuid4(), actor=payer(), today=TODAY, settings=Settings())
    ledger.answer_checkout(checkout=checkout, outcome=CheckoutAnswer.Outcome.UNKNOWN, number="100200")
    page = find(root(), "100200")
    assert page.status_code == 200
    for payment in basket.payments.all():
        assert f"{PAYMENTS}{payment.pk}/change/" in page.text
        assert grouped_reference(payment.reference) in page.text


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "This field is required"),
        ("41234567890", "There is no such reference"),
        ("T-", "There is no such reference"),
        (AISHA, "The payments of a person stand in their record"),
        (f"{AISHA[:6]} {AISHA[6:]}", "The payments of a person stand in their record"),
    ],
)
def test_what_is_not_found_is_said_in_words(typed, says):
    paid(ordered(OCTOBER))
    page = find(root(), typed)
    assert page.status_code == 422
    assert says in plain(page)


def test_a_number_that_looks_like_an_iin_is_found_all_the_same():
    basket = ordered(OCTOBER)
    number = "991231100010"
    transaction = ledger.accept(
        partner=bank(), number=number, payments=list(basket.payments.all()), amount=4250, paid_on=TODAY
    )
    assert find(root(), number).url == f"{TRANSACTIONS}{transaction.pk}/change/"


def test_the_field_stands_above_both_lists_and_posts():
    paid(ordered(OCTOBER))
    client = root()
    for address in (PAYMENTS, TRANSACTIONS):
        assert f'<form method="post" action="{SEARCH}"' in client.get(address).text
    assert SEARCH not in clerk("payments.view_transaction").get(TRANSACTIONS).text


def test_who_may_not_look_finds_nothing():
    payment = ordered(OCTOBER).payments.get()
    assert find(clerk(), payment.reference).status_code == 403


def test_a_persons_payments_stand_in_their_record():
    payment = ordered(OCTOBER, by=payer("560815200109")).payments.get()
    client, pk = root(), Person.objects.get(iin=AISHA).pk
    assert client.get(f"{PEOPLE}{pk}/change/").url == f"{PEOPLE}{pk}/reason/"
    open_record(client, pk)
    page = client.get(f"{PEOPLE}{pk}/change/").text
    assert f'href="{PAYMENTS}{payment.pk}/change/">{grouped_reference(payment.reference)}</a>' in page
    assert "5608·· ···· 09" in page  # who ordered it
