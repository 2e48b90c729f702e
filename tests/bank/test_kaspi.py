"""Kaspi's JSON: every answer to the letter, a code for everything that can be said, and the same answer twice."""

import json

import pytest
from django.db import OperationalError

from payments.models import Partner, Payment, Person, Transaction
from payments.rules.references import reference
from portal.bank import kaspi
from portal.bank.calls import Verdict
from tests.bank.documented import insured
from tests.bank.partners import call, partner, said
from tests.payments.orders import NOVEMBER, OCTOBER, arrives, ordered, paid
from tests.payments.samples import AISHA, BOLAT, person

pytestmark = pytest.mark.django_db
KASPI = "/bank/kaspi"
CHECK = {"command": "check", "txn_id": "7001", "account": f"{AISHA}112026", "sum": "1.00"}
PAY = CHECK | {"command": "pay", "sum": "4250.00", "txn_date": "20261122103000"}


@pytest.fixture(autouse=True)
def _bank() -> None:
    partner("dala", kind=Partner.Kind.BANK, dialect="kaspi")


def asked(fields: dict, **changes) -> str:
    """The answer as it was sent; a field that is None is left out."""
    fields = {name: value for name, value in (fields | changes).items() if value is not None}
    return said(call(KASPI, fields, by="dala"))


def result(fields: dict, **changes) -> int:
    """The code in an answer."""
    return json.loads(asked(fields, **changes))["result"]


def test_a_check_tells_the_sum_the_recipient_and_a_masked_name() -> None:
    person()
    Person.objects.update(first_name="Әсел")
    assert asked(CHECK) == (
        '{"txn_id": "7001", "result": 0, "sum": "4250.00", "bin": "160440007161", "comment": "OK", "fields": '
        '{"field1": {"@name": "INSURED", "#text": "Ә***"}, "field2": {"@name": "11.2026", "#text": "4250.00"}}}'
    ).replace("INSURED", insured())
    assert not Transaction.objects.exists()


def test_a_pay_tells_our_number_and_again_the_same() -> None:
    answer = asked(PAY)
    number = Transaction.objects.get().pk
    assert answer == (f'{{"txn_id": "7001", "prv_txn_id": "{number}", "result": 0, "sum": "4250.00", "comment": "OK"}}')
    assert asked(PAY) == answer
    assert Transaction.objects.get().for_payments.count() == 1


def test_a_month_is_chosen_out_of_services() -> None:
    person(BOLAT)
    choice = json.loads(asked(CHECK, account=BOLAT))
    assert "sum" not in choice
    months = {each["id"]: each["name"] for each in choice["fields"]["services"]}
    assert months["112026"] == "11.2026: 4250.00"
    assert list(months)[0] == "122025"
    assert result(CHECK, account=BOLAT, service_id="112026") == 0
    assert result(PAY, account=BOLAT, service_id="112026") == 0
    assert Payment.objects.get(person__iin=BOLAT).period == NOVEMBER.first_day


def test_a_month_that_was_named_is_not_to_be_chosen() -> None:
    assert "services" not in json.loads(asked(CHECK))["fields"]
    assert "services" not in json.loads(asked(CHECK, account=AISHA, service_id="112026"))["fields"]


def test_money_without_a_month_is_taken_and_waits() -> None:
    assert result(PAY, account=AISHA, txn_date=None) == 0
    taken = Transaction.objects.get()
    assert (taken.person.iin, taken.period, taken.for_payments.count()) == (AISHA, None, 0)


REFUSED = [
    pytest.param({"command": "status"}, 5, id="command"),
    pytest.param({"command": None}, 5, id="no command"),
    pytest.param({"txn_id": None}, 5, id="no number"),
    pytest.param({"account": "560815200100"}, 1, id="IIN mistyped"),
    pytest.param({"account": None}, 1, id="no account"),
    pytest.param({"account": reference(12345)}, 1, id="reference of nobody"),
    pytest.param({"service_id": "102026"}, 1, id="two months"),
    pytest.param({"service_id": "132026"}, 1, id="no month"),
]
REFUSED_OF_A_PAY = [
    pytest.param({"sum": "4250.50"}, 5, id="tiyn"),
    pytest.param({"sum": "0.00"}, 5, id="nothing"),
    pytest.param({"sum": "99999999"}, 5, id="too much"),
    pytest.param({"txn_date": "2026"}, 5, id="no day"),
    pytest.param({"txn_date": "20261322103000"}, 5, id="thirteenth month"),
]


@pytest.mark.parametrize(("changes", "code"), [*REFUSED, *REFUSED_OF_A_PAY])
def test_what_cannot_be_read_is_refused_for_good(changes: dict, code: int) -> None:
    assert result(PAY, **changes) == code
    if changes.keys() <= CHECK.keys() | {"service_id"} and "sum" not in changes:
        assert result(CHECK, **changes) == code
    assert not Transaction.objects.exists()


def month_is_credited() -> dict:
    """The month has its money already."""
    arrives(NOVEMBER)
    return {}


def is_out_of_reach() -> dict:
    """Nobody can pay for a month before there was any insurance."""
    return {"account": f"{AISHA}122019"}


def payment_has_its_money() -> dict:
    """The reference of a payment that another bank was paid for."""
    basket = ordered(OCTOBER)
    paid(basket)
    return {"account": reference(basket.payments.get().pk)}


@pytest.mark.parametrize(
    ("situation", "code"), [(month_is_credited, 3), (is_out_of_reach, 2), (payment_has_its_money, 3)]
)
def test_what_a_check_refuses_a_pay_takes(situation, code: int) -> None:
    changes = situation()
    assert result(CHECK, **changes) == code
    assert result(PAY, **changes) == 0


@pytest.mark.parametrize("changes", [{"sum": "4251.00"}, {"account": AISHA}, {"account": f"{BOLAT}112026"}])
def test_a_number_that_stands_for_something_else_is_refused(changes: dict) -> None:
    asked(PAY)
    assert result(PAY, **changes) == 5
    assert Transaction.objects.count() == 1


def test_what_cannot_be_answered_is_never_an_answer(monkeypatch) -> None:
    def away(*_):
        raise OperationalError("gone")

    monkeypatch.setattr("portal.bank.meaning.answer", away)
    answer = call(KASPI, PAY, by="dala")
    assert (answer.status_code, json.loads(answer.content)["result"]) == (503, 4)


def test_too_many_calls_are_to_come_again() -> None:
    Partner.objects.update(calls_a_minute=1)
    asked(CHECK)
    answer = call(KASPI, CHECK, by="dala")
    assert (answer.status_code, json.loads(answer.content)["result"]) == (429, 4)


def test_every_verdict_has_a_code_of_the_list() -> None:
    assert set(kaspi.CODES) == set(kaspi.COMMENTS) == set(Verdict)
    assert set(kaspi.CODES.values()) == {0, 1, 2, 3, 4, 5}
    assert {verdict for verdict, code in kaspi.CODES.items() if code == 4} == set(kaspi.NOT_NOW)
