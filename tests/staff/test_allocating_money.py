"""Money that came without a month: staff say which it is for, or that it is settled, once and for a reason."""

import pytest

from payments import ledger
from payments.models import Allocation, JournalEntry, OpenPayment, Payment, Transaction
from payments.rules.accounts import Account
from payments.rules.payment_states import PaymentState
from tests.payments.orders import NOVEMBER, TODAY, bank, ordered
from tests.payments.samples import AISHA
from tests.staff.desk import TRANSACTIONS, clerk

MAY = ("payments.view_transaction", "payments.add_allocation")
GIVEN = {"period": "112026", "reason": "The receipt names November"}


@pytest.fixture
def taken() -> Transaction:
    """Money for Aisha, nobody knows for which month."""
    deposit = ledger.Deposit("T-1", 4250, TODAY, Account(None, AISHA, None))
    return Transaction.objects.get(pk=ledger.take(partner=bank(), deposit=deposit).id)


def page_of(taken: Transaction, what: str = "change") -> str:
    """Where it is looked at or decided."""
    return f"{TRANSACTIONS}{taken.pk}/{what}/"


def test_it_waits_and_its_iin_is_masked(taken):
    client = clerk(*MAY)
    text = client.get(page_of(taken)).text
    assert "Say what it is for" in text
    assert AISHA not in text
    assert "5001·· ···· 10" in text


def test_with_a_month_its_payment_is_on_its_way(taken):
    client = clerk(*MAY)
    assert client.post(page_of(taken, "allocate"), GIVEN).status_code == 302
    payment = Payment.objects.with_state().get(transactions=taken)
    assert (payment.state, payment.period, payment.amount) == (PaymentState.SENT, NOVEMBER.first_day, 4250)
    assert "The receipt names November" in client.get(page_of(taken)).text
    assert "Say what it is for" not in client.get(page_of(taken)).text
    assert not client.get(TRANSACTIONS, {"brought": "needs_a_look"}).context["cl"].result_list
    assert JournalEntry.objects.filter(event="row_changed", detail__model="payments.transaction").exists()


def test_an_order_of_that_month_and_sum_is_what_it_pays(taken):
    order = ordered(NOVEMBER).payments.get()
    assert clerk(*MAY).post(page_of(taken, "allocate"), GIVEN).status_code == 302
    assert (Payment.objects.get(), Allocation.objects.get().payment) == (order, order)
    assert Payment.objects.with_state().get().state == PaymentState.SENT
    assert not OpenPayment.objects.exists()


def test_an_order_of_another_sum_stays_open():
    order = ordered(NOVEMBER).payments.get()
    more = ledger.take(partner=bank(), deposit=ledger.Deposit("T-2", 4251, TODAY, Account(None, AISHA, None)))
    taken = Transaction.objects.get(pk=more.id)
    clerk(*MAY).post(page_of(taken, "allocate"), GIVEN)
    assert OpenPayment.objects.get().payment == order
    assert Allocation.objects.get().payment.amount == 4251


def test_without_a_month_it_is_settled_otherwise(taken):
    assert clerk(*MAY).post(page_of(taken, "allocate"), GIVEN | {"period": ""}).status_code == 302
    assert Allocation.objects.get().payment is None
    assert not Payment.objects.exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"reason": ""}, "This field is required."),
        ({"reason": f"IIN {AISHA}"}, "Write the reason without an IIN"),
        ({"period": "132026"}, "Enter the month as MMYYYY"),
        ({"period": "122019"}, "No money can be on its way to this month."),
    ],
)
def test_what_cannot_be_said(taken, changed, said):
    answer = clerk(*MAY).post(page_of(taken, "allocate"), GIVEN | changed)
    assert answer.status_code == 422
    assert said in answer.text
    assert not Allocation.objects.exists()


def test_it_is_said_once(taken):
    clerk(*MAY).post(page_of(taken, "allocate"), GIVEN)
    answer = clerk(*MAY, name="another").post(page_of(taken, "allocate"), GIVEN | {"period": "102026"})
    assert "Somebody else has decided it meanwhile." in answer.text
    assert Payment.objects.count() == 1


def test_money_that_has_a_payment_is_only_settled():
    payment = ordered(NOVEMBER).payments.get()
    twice = [ledger.Deposit(f"T-{number}", 4250, TODAY, Account(payment.pk, "", None)) for number in (1, 2)]
    second = [ledger.take(partner=bank(), deposit=deposit) for deposit in twice][1]
    taken = Transaction.objects.get(pk=second.id)
    client = clerk(*MAY)
    assert "leave the month empty" in client.post(page_of(taken, "allocate"), GIVEN).text
    assert client.post(page_of(taken, "allocate"), GIVEN | {"period": ""}).status_code == 302


def test_nobody_else_says_anything(taken):
    client = clerk("payments.view_transaction")
    assert client.post(page_of(taken, "allocate"), GIVEN).status_code == 403
    assert "Say what it is for" not in client.get(page_of(taken)).text
