"""Kassa24's XML: every answer to the letter, a code for everything that can be said, cancel and status."""

import re

import pytest
from django.db import OperationalError
from django.utils import timezone
from lxml import etree

from payments.models import Partner, Payment, Person, Transaction
from payments.rules.payment_states import PaymentState
from payments.rules.references import reference
from portal.bank import kassa24
from portal.bank.calls import Verdict
from tests.bank.documented import insured
from tests.bank.partners import call, partner, said
from tests.payments.orders import NOVEMBER, OCTOBER, arrives, ordered, paid
from tests.payments.samples import AISHA, BOLAT, person

pytestmark = pytest.mark.django_db
KASSA24 = "/bank/kassa24"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
CHECK = {"action": "check", "number": f"{AISHA}112026", "type": "1", "amount": "1"}
PAY = CHECK | {
    "action": "payment",
    "amount": "4250",
    "receipt": "9001",
    "date": "2026-11-22T10:30:00",
    "commission": "100",
}
STATUS, CANCEL = ({"action": action, "receipt": "9001"} for action in ("status", "cancel"))


@pytest.fixture(autouse=True)
def _network() -> None:
    partner("zhol", dialect="kassa24")


def asked(fields: dict, **changes) -> str:
    """The answer as it was sent; a field that is None is left out."""
    fields = {name: value for name, value in (fields | changes).items() if value is not None}
    return said(call(KASSA24, fields, by="zhol"))


def code(fields: dict, **changes) -> int:
    """The code in an answer."""
    return int(etree.fromstring(asked(fields, **changes).encode()).findtext("code"))


def test_a_check_tells_the_name_and_the_sum_in_its_message() -> None:
    person()
    Person.objects.update(first_name="Әсел")
    assert asked(CHECK) == (
        f"{HEAD}<response><code>0</code><message>Ok; {insured()}: Ә***; 11.2026: 4250.00</message></response>"
    )
    assert not Transaction.objects.exists()


def test_a_bare_number_is_answered_with_the_months_that_may_be_paid() -> None:
    message = etree.fromstring(asked(CHECK, number=AISHA).encode()).findtext("message")
    assert re.fullmatch(r"Ok(; \d\d\.\d{4}: \d+\.00){24}", message)


def test_a_payment_tells_our_number_and_when_we_heard_of_it_first() -> None:
    answer = asked(PAY)
    taken = Transaction.objects.get()
    heard = timezone.localtime(taken.received_at).strftime("%Y-%m-%dT%H:%M:%S")
    assert answer == (
        f"{HEAD}<response><code>0</code><message>Ok</message><date>{heard}</date>"
        f"<authcode>{taken.pk}</authcode></response>"
    )
    assert asked(PAY, date="20261123000000", commission="0") == answer
    assert asked(STATUS) == answer
    assert Transaction.objects.get().paid_on.isoformat() == "2026-11-22"


def test_a_payment_is_cancelled_once_and_stays_so() -> None:
    asked(PAY)
    answer = asked(CANCEL)
    assert code(CANCEL) == 0
    assert asked(CANCEL) == answer
    assert Payment.objects.with_state().get().state == PaymentState.RETURNED
    assert (code(STATUS), code(PAY)) == (7, 7)


def test_what_has_arrived_is_not_cancelled() -> None:
    asked(PAY)
    arrives(NOVEMBER)
    assert code(CANCEL) == 9
    assert code(STATUS) == 0


@pytest.mark.parametrize("asks", [STATUS, CANCEL], ids=["status", "cancel"])
def test_nobody_learns_of_another_one_s_receipts(asks: dict) -> None:
    partner("samal", dialect="kassa24")
    said(call(KASSA24, PAY, by="samal"))
    assert code(asks) == 6


def test_money_without_a_month_is_taken_and_waits() -> None:
    assert code(PAY, number=AISHA, date=None) == 0
    assert Transaction.objects.get().for_payments.count() == 0


def test_the_month_may_stand_in_a_field_of_its_own() -> None:
    assert code(PAY, number=AISHA, period="112026") == 0
    assert Payment.objects.get().period == NOVEMBER.first_day


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"action": "pay"}, 1),
        ({"action": None}, 1),
        ({"number": "560815200100"}, 2),
        ({"number": None}, 2),
        ({"number": reference(12345)}, 2),
        ({"period": "102026"}, 2),
        ({"amount": "4250.50"}, 3),
        ({"amount": None}, 3),
        ({"amount": "99999999"}, 3),
        ({"receipt": None}, 4),
        ({"receipt": "9" * 65}, 4),
        ({"date": "22.11.2026"}, 5),
        ({"date": "2026-02-30T10:30:00"}, 5),
    ],
)
def test_what_cannot_be_read_is_refused_for_good(changes: dict, expected: int) -> None:
    assert code(PAY, **changes) == expected
    assert not Transaction.objects.exists()


def test_what_a_check_refuses_a_payment_takes() -> None:
    arrives(NOVEMBER)
    basket = ordered(OCTOBER)
    paid(basket)
    for place, account in enumerate([f"{AISHA}112026", f"{AISHA}122019", reference(basket.payments.get().pk)]):
        assert code(CHECK, number=account) == 10
        assert code(PAY, number=account, receipt=f"{place}") == 0


@pytest.mark.parametrize("changes", [{"amount": "4251"}, {"number": AISHA}, {"number": f"{BOLAT}112026"}])
def test_a_receipt_that_stands_for_something_else_is_refused(changes: dict) -> None:
    asked(PAY)
    assert code(PAY, **changes) == 4
    assert Transaction.objects.count() == 1


def test_what_cannot_be_answered_is_of_unknown_state(monkeypatch) -> None:
    def away(*_):
        raise OperationalError("gone")

    monkeypatch.setattr("portal.bank.meaning.answer", away)
    assert code(PAY) == 8


def test_too_many_calls_are_to_come_again() -> None:
    Partner.objects.update(calls_a_minute=1)
    assert (code(CHECK), code(CHECK)) == (0, 8)


def test_every_verdict_has_a_code_of_the_list() -> None:
    assert set(kassa24.CODES) == set(kassa24.MESSAGES) == set(Verdict)
    assert set(kassa24.CODES.values()) == set(range(11))
