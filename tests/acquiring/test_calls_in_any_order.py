"""The acquirer calls five times, in any order, once with another sum: one effect, and the wrong one is refused."""

from itertools import permutations
from xml.etree import ElementTree

import pytest
from django.db import transaction
from django.test import RequestFactory

from payments import ledger
from payments.models import Checkout
from portal.acquiring.checkouts import latest
from portal.bank.acquirer import result
from portal.demo.acquirer import Simulator
from tests.acquiring.checkouts import TENGE, begun, call, taken
from tests.payments.orders import NOVEMBER, OCTOBER, states

pytestmark = pytest.mark.django_db

# What the acquirer says, and what it is answered.
CALLS = {
    "paid": ({"pg_result": "1"}, "ok"),
    "paid, said again": ({"pg_result": "1", "pg_salt": "another"}, "ok"),
    "another sum": ({"pg_result": "1", "pg_amount": f"{TENGE + 1000}.00"}, "rejected"),
    "not paid": ({"pg_result": "0"}, "ok"),
    "not over": ({"pg_result": "2"}, "ok"),
}


def said(form: dict[str, str]) -> str:
    """What one call is answered."""
    response = result(RequestFactory().post("/bank/acquirer/result", form))
    return ElementTree.fromstring(response.content).findtext("pg_status", "")


def test_five_calls_in_any_order_have_one_effect(acquirer: Simulator) -> None:
    checkout = begun()
    forms = {name: call(checkout, **changed) for name, (changed, _) in CALLS.items()}
    for order in permutations(CALLS):
        with transaction.atomic():
            replies = {name: said(forms[name]) for name in order}
            assert replies == {name: reply for name, (_, reply) in CALLS.items()}, order
            assert taken() == [("7001", TENGE, 2)], order
            assert states(checkout.basket) == {OCTOBER: "sent", NOVEMBER: "sent"}, order
            assert latest(checkout).outcome == "paid", order
            assert checkout.answers.filter(outcome="refused").count() == 1, order
            assert not ledger.unresolved(Checkout.objects.all()).exists(), order
            transaction.set_rollback(True)
    assert taken() == []
