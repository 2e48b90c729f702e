"""OSMP to the letter: each call and the whole answer to it, each refusal and its code."""

import pytest

from payments.models import Cancellation, Payment, Person, Transaction
from portal.bank import osmp
from portal.bank.calls import Verdict
from tests.bank.osmp import NOVEMBER, OSMP, PAY, PRICE, asked, check, code, element, pay, shown
from tests.bank.partners import call, partner
from tests.payments.orders import OCTOBER, TODAY, arrives, ordered, paid
from tests.payments.samples import AISHA, BOLAT, COMPANY, person

pytestmark = pytest.mark.django_db
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<response><osmp_txn_id>1234567</osmp_txn_id>'
FINAL = {4, 5, 7, 79, 241, 242, 251, 300}


@pytest.fixture(autouse=True)
def _partner(db) -> None:
    partner()


def test_every_verdict_has_its_code() -> None:
    assert set(osmp.CODES) == set(osmp.COMMENTS) == set(Verdict)
    assert {verdict for verdict, number in osmp.CODES.items() if number == 1} == {Verdict.TEMPORARY, Verdict.TOO_OFTEN}
    assert set(osmp.CODES.values()) == {0, 1, *FINAL}


def test_a_check_tells_the_sum_and_a_masked_name_and_writes_nothing() -> None:
    Person.objects.create(iin=AISHA, first_name="Әйша", last_name="Тестова")
    field = '<field2 name="11.2026" type="disp">4250.00</field2></fields>'
    answer = check()
    assert answer.startswith(f'{HEAD}<result>0</result><fields><field1 name="')
    assert answer.endswith(f'type="disp">Ә***</field1>{field}<comment>OK</comment></response>')
    assert not Transaction.objects.exists()


def test_who_is_not_known_may_be_paid_for() -> None:
    month = '<fields><field1 name="11.2026" type="disp">4250.00</field1></fields>'
    assert check() == f"{HEAD}<result>0</result>{month}<comment>OK</comment></response>"
    assert not Person.objects.exists()


def test_a_bare_iin_is_answered_with_the_months_that_may_be_paid() -> None:
    arrives(OCTOBER)
    months = shown(check(account=AISHA))
    assert list(months)[:2] == ["12.2025", "01.2026"]
    assert "10.2026" not in months
    assert months["11.2026"] == PRICE


def test_a_bare_iin_is_taken_and_waits_for_staff() -> None:
    assert code(pay(account=AISHA)) == 0
    taken = Transaction.objects.get()
    assert (taken.person.iin, taken.period, taken.for_payments.count()) == (AISHA, None, 0)


def test_a_pay() -> None:
    answer = pay()
    taken = Transaction.objects.get()
    number = f"<prv_txn>{taken.pk}</prv_txn><sum>4250.00</sum>"
    assert answer == f"{HEAD}{number}<result>0</result><comment>OK</comment></response>"
    assert (taken.amount, taken.paid_on, taken.for_payments.get().period) == (
        4250,
        TODAY,
        OCTOBER.first_day.replace(month=11),
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"account": f"{AISHA}{NOVEMBER}"},
        {"account": f"{AISHA[:6]} {AISHA[6:]} {NOVEMBER}"},
        {"account": AISHA, "period": NOVEMBER},
        {"account": AISHA, "period": "2026-11"},
        {"account": f"{AISHA}{NOVEMBER}", "period": NOVEMBER},
        {"sum": "4250"},
        {"sum": "4250.0"},
        {"sum": "4250,00"},
        {"sum": "004250.00"},
        {"txn_date": "20261122235959"},
        {"ccy": "KZT", "pay_type": "1", "trm_id": "77", "data1": "x", "<b>": "&"},
    ],
)
def test_the_same_spelt_otherwise_is_the_same(fields: dict) -> None:
    assert pay() == pay(**fields) == asked(PAY | fields, method="post")
    assert (Transaction.objects.count(), Payment.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"account": "1"}, 4),
        ({"account": ""}, 4),
        ({"account": None}, 4),
        ({"account": f"{AISHA[:-1]}9{NOVEMBER}"}, 4),
        ({"account": f"{COMPANY}{NOVEMBER}"}, 4),
        ({"account": f"{AISHA}132026"}, 4),
        ({"period": "102026"}, 4),
        ({"period": "November"}, 4),
        ({"sum": "0.00"}, 241),
        ({"sum": "10000001"}, 242),
        ({"sum": "4250.01"}, 300),
        ({"sum": "-4250"}, 300),
        ({"sum": "4e3"}, 300),
        ({"sum": None}, 300),
        ({"txn_date": None}, 300),
        ({"txn_date": "2026112210150"}, 300),
        ({"txn_date": "20261322101500"}, 300),
        ({"txn_date": "2026-11-22T10:15:00"}, 300),
        ({"txn_date": "00010101000000"}, 300),
        ({"command": "verify"}, 300),
        ({"command": None}, 300),
    ],
)
def test_a_pay_that_is_refused_for_good(fields: dict, expected: int) -> None:
    answer = pay(**fields)
    assert (code(answer), element(answer, "osmp_txn_id"), element(answer, "prv_txn")) == (expected, "1234567", None)
    assert not Transaction.objects.exists()
    assert not Person.objects.exists()


@pytest.mark.parametrize("number", [None, "", "1" * 21, "12a", "-1", "١٢٣", "1 2", "1\n"])
def test_a_number_is_up_to_twenty_digits(number: str | None) -> None:
    answer = pay(txn_id=number)
    assert (code(answer), element(answer, "osmp_txn_id")) == (300, "")
    assert code(pay(txn_id="9" * 20)) == 0


def test_what_a_check_refuses_a_pay_takes() -> None:
    """The whole difference between the two, as the docstring of the dialect has it."""
    waiting, sent = ordered(OCTOBER - 1).payments.get(), ordered(OCTOBER).payments.get()
    paid(sent.basket)
    arrives(OCTOBER - 3, iin=BOLAT)
    cases = [
        ({"account": f"{BOLAT}072026"}, 7),  # the month is paid
        ({"account": f"{BOLAT}122019"}, 79),  # out of reach
        ({"account": f"{BOLAT}122031"}, 79),
        ({"account": sent.reference}, 7),  # the payment has its money
        ({"account": waiting.reference, "sum": "1.00"}, 0),  # a check asks for no sum
        ({"account": BOLAT}, 0),
    ]
    for number, (fields, refused) in enumerate(cases):
        assert code(check(**fields)) == refused, fields
        assert code(pay(txn_id=f"{number}", **fields)) == 0, fields
    for command in ("check", "pay"):
        assert code(pay(command=command, account="2600000012345672")) in {4, 5}


def test_the_accounting_day_is_the_partners_and_never_tomorrow() -> None:
    pay(txn_id="1", txn_date="20251231235959")
    pay(txn_id="2", txn_date="20270101000000")
    assert {each.number: f"{each.paid_on}" for each in Transaction.objects.all()} == {
        "1": "2025-12-31",
        "2": "2026-11-22",
    }


def test_status_tells_what_a_pay_told() -> None:
    answer = pay()
    assert asked({"command": "status", "txn_id": "1234567"}) == answer
    assert code(asked({"command": "status", "txn_id": "7654321"})) == 300


def test_a_cancel_takes_back_what_has_not_arrived() -> None:
    number = element(pay(), "prv_txn")
    cancel = {"command": "cancel", "txn_id": "1234567"}
    answer = asked(cancel)
    assert (code(answer), element(answer, "prv_txn")) == (0, number)
    assert asked(cancel) == answer
    assert Cancellation.objects.count() == 1
    for asks in (pay, lambda: asked({"command": "status", "txn_id": "1234567"})):
        assert (code(asks()), element(asks(), "comment")) == (300, "Cancelled")


def test_a_cancel_comes_too_late_once_the_money_has_arrived() -> None:
    pay()
    arrives(OCTOBER + 1, payment_reference=Payment.objects.get().reference)
    assert code(asked({"command": "cancel", "txn_id": "1234567"})) == 251
    assert code(asked({"command": "cancel", "txn_id": "7"})) == 300


def test_only_get_and_post() -> None:
    assert [call(OSMP, {}, method=method).status_code for method in ("head", "put", "delete")] == [405] * 3


def test_a_form_is_read_and_its_address_is_not() -> None:
    response = call(f"{OSMP}?command=pay&txn_id=1", {}, method="post")
    assert code(response.content.decode()) == 300
    assert person(BOLAT).pk
