"""Staff say of a payment on its way that its money came back: else it would be late for ever."""

from datetime import date, timedelta

import pytest
from django.contrib.admin.models import LogEntry

from payments import ledger
from payments.models import PaymentStep
from tests.payments.orders import OCTOBER, TODAY, arrives, ordered, paid, states
from tests.payments.samples import AISHA
from tests.staff.desk import PAYMENTS, clerk, plain, root

YESTERDAY = TODAY - timedelta(days=1)
REASON = "AC04 closed in May"


@pytest.fixture
def basket(db):
    """October, ordered and paid yesterday."""
    made = ordered(OCTOBER, today=YESTERDAY)
    paid(made, on=YESTERDAY)
    return made


def address(basket) -> str:
    """Its form."""
    return f"{PAYMENTS}{basket.payments.get().pk}/return/"


def say(client, basket, **fields):
    """Send the form."""
    return client.post(address(basket), {"day": str(TODAY), "reason": REASON} | fields, follow=True)


def test_what_happens_is_said_before(basket):
    client = root()
    page = client.get(f"{PAYMENTS}{basket.payments.get().pk}/change/").text
    assert f'href="{address(basket)}"' in page
    form = plain(client.get(address(basket)))
    for words in ("The month opens again", "The person reads", "no refund request is needed", "cannot be taken back"):
        assert words in form
    assert states(basket) == {OCTOBER: "sent"}


def test_the_month_opens_again_and_it_is_journaled(basket):
    answer = say(root("Desk 7"), basket)
    assert answer.redirect_chain == [(f"{PAYMENTS}{basket.payments.get().pk}/change/", 302)]
    assert "The money came back. The month is open again." in answer.text
    step = PaymentStep.objects.get(state="returned")
    assert (step.day, step.reason, step.entered_by.label) == (TODAY, REASON, "Desk 7")
    assert LogEntry.objects.get().get_change_message() == "The money came back."
    assert states(ordered(OCTOBER)) == {OCTOBER: "ordered"}


def test_said_twice_it_is_said_once(basket):
    client = root()
    say(client, basket)
    assert "This payment is not on its way" in say(client, basket, reason="other").text
    assert PaymentStep.objects.get(state="returned").reason == REASON
    assert LogEntry.objects.count() == 1


@pytest.mark.parametrize("is_credited", [True, False])
def test_only_of_what_is_on_its_way(is_credited):
    basket = ordered(OCTOBER)
    if is_credited:
        arrives(OCTOBER)
    client = root()
    assert "/return/" not in client.get(f"{PAYMENTS}{basket.payments.get().pk}/change/").text
    for answer in (client.get(address(basket), follow=True), say(client, basket)):
        assert "This payment is not on its way" in answer.text
    assert not PaymentStep.objects.filter(state="returned").exists()


def test_money_that_arrives_while_the_form_is_open(basket, monkeypatch):
    def refuse(**values):
        raise ledger.Refused(ledger.Unreturnable.NOT_ON_ITS_WAY)

    monkeypatch.setattr(ledger, "return_payment", refuse)
    assert "This payment is not on its way" in say(root(), basket).text
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"day": ""}, "This field is required"),
        ({"day": str(YESTERDAY - timedelta(days=1))}, "Enter a day from the day of the payment to today"),
        ({"day": str(TODAY + timedelta(days=1))}, "Enter a day from the day of the payment to today"),
        ({"day": str(date(2026, 11, 22)), "reason": ""}, "This field is required"),
        ({"reason": f"no such IIN {AISHA}"}, "without an IIN"),
        ({"reason": "x" * 301}, "at most 300 characters"),
    ],
)
def test_a_form_that_cannot_be_taken(basket, fields, says):
    answer = say(root(), basket, **fields)
    assert answer.status_code == 422
    assert says in answer.text
    assert states(basket) == {OCTOBER: "sent"}


@pytest.mark.parametrize(
    ("permissions", "status"),
    [([], 403), (["payments.view_payment"], 403), (["payments.view_payment", "payments.change_payment"], 200)],
)
def test_only_with_the_permission(basket, permissions, status):
    client = clerk(*permissions)
    assert client.get(address(basket)).status_code == status
    assert say(client, basket).status_code == status
    assert states(basket) == {OCTOBER: "returned" if status == 200 else "sent"}


def test_without_the_permission_there_is_no_button(basket):
    page = clerk("payments.view_payment").get(f"{PAYMENTS}{basket.payments.get().pk}/change/")
    assert page.status_code == 200
    assert "/return/" not in page.text
