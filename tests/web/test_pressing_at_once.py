"""Twelve browsers of one person press "pay" on one basket at the same time, forty times: one set of payments each."""

import pytest
from django.test import Client

from payments.models import Actor, Basket, OpenPayment, Payment
from payments.rules.months import Month
from portal.models import Account, Draft
from tests.payments.samples import person
from tests.payments.test_crediting_at_once import THREADS, at_once
from tests.web.citizens import TODAY
from tests.web.wizard import begin, made_of

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 40
NOVEMBER = Month.of(2026, 11)


@pytest.fixture
def browsers(settings) -> list[Client]:
    """All of them signed in, each with a session of its own."""
    settings.DEMO_TODAY = TODAY
    Actor.system()
    account = Account.objects.create(actor=Actor.objects.create(kind=Actor.Kind.PERSON, person=person()))
    clients = [Client() for _ in range(THREADS)]
    for client in clients:
        client.force_login(account)
        client.cookies.load({"language": "en"})
    return clients


def test_one_set_of_payments_each(browsers) -> None:
    for number in range(ROUNDS):
        begin(browsers[0], f"{NOVEMBER - number}", f"{NOVEMBER - ROUNDS - number}")
        form = made_of() | {"checked": "on", "total": f"{browsers[0].get('/pay/check/').context['amount']}"}

        def press(thread: int, form: dict[str, str] = form) -> tuple[int, str]:
            response = browsers[thread].post("/pay/check/", form)
            return response.status_code, response["Location"]

        answers = at_once(press)
        assert set(answers) == {(303, f"/pay/{form['key']}/")}
        assert not Draft.objects.exists()
    assert (Basket.objects.count(), Payment.objects.count()) == (ROUNDS, 2 * ROUNDS)
    assert OpenPayment.objects.count() == 2 * ROUNDS
