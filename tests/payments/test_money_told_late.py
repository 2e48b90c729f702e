"""Money that a registry had credited before anybody told of it is not on its way: its payment came as that line."""

from datetime import timedelta

import pytest

from payments import ledger
from payments.ledger import told_late
from payments.models import Actor, Contribution, Payment, Transaction
from payments.rules.accounts import Account
from payments.rules.deposits import Irrevocable
from payments.rules.months import Month
from payments.rules.payment_states import PaymentState
from tests.payments.orders import NOVEMBER, OCTOBER, TODAY, arrives, bank, ordered, received
from tests.payments.samples import AISHA, BOLAT, COMPANY, reversed_line, staff
from tests.registry.samples import csv_file, line, take

pytestmark = pytest.mark.django_db
PRICE = 4250


def told(number: str = "T-1", period: Month | None = NOVEMBER) -> Transaction:
    """The bank tells of money for Aisha."""
    deposit = ledger.Deposit(number, PRICE, TODAY, Account(None, AISHA, period))
    return Transaction.objects.get(pk=ledger.take(partner=bank(), deposit=deposit).id)


def state(taken: Transaction) -> str:
    """Where its payment stands."""
    return Payment.objects.with_state().get(transactions=taken).state


def settled() -> int:
    """How many payments find their money now."""
    return ledger.settle_told(actor=Actor.system())


def test_it_is_credited_by_the_line_that_came_before_and_not_taken_back() -> None:
    credited, taken = arrives(NOVEMBER), told()
    assert (settled(), state(taken)) == (1, PaymentState.CREDITED)
    assert credited.payment_steps.get().payment == taken.for_payments.get()
    with pytest.raises(ledger.Refused) as refused:
        ledger.cancel_deposit(partner=bank(), number="T-1", day=TODAY)
    assert refused.value.reason is Irrevocable.ARRIVED
    assert settled() == 0


@pytest.mark.parametrize(
    "changed",
    [
        {"amount": PRICE + 1},
        {"iin": BOLAT},
        {"month": OCTOBER},
        {"sender_bin": COMPANY, "sender_name": "Dala"},
        {"paid_on": TODAY - timedelta(days=1)},
        {"paid_on": TODAY + timedelta(days=8), "credited_on": TODAY + timedelta(days=8)},
    ],
)
def test_other_money_is_not_taken_for_it(changed: dict) -> None:
    arrives(**{"month": NOVEMBER} | changed)
    taken = told()
    assert (settled(), state(taken)) == (0, PaymentState.SENT)


def test_one_line_is_one_payment() -> None:
    arrives(NOVEMBER)
    first, second = told(), told("T-2")
    assert (settled(), state(first), state(second)) == (1, PaymentState.CREDITED, PaymentState.SENT)
    assert (settled(), state(second)) == (0, PaymentState.SENT)


def test_what_went_back_or_names_another_payment_is_no_money_of_it() -> None:
    reversed_line(arrives(NOVEMBER, credited_on=TODAY))
    other = ordered(OCTOBER).payments.get()
    received(arrives(NOVEMBER, reference="GCVP-2"), other.reference)
    told()
    assert settled() == 0


def test_staff_who_say_the_month_find_it_at_once() -> None:
    arrives(NOVEMBER)
    taken = told(period=None)
    ledger.allocate(taken=taken, period=NOVEMBER, reason="A letter", actor=staff("Desk"))
    assert state(taken) == PaymentState.CREDITED


def test_a_verb_that_took_it_can_look_for_it_at_once() -> None:
    arrives(NOVEMBER)
    taken = told()
    assert ledger.match_told(transactions=[taken.pk], actor=Actor.system()) == 1
    assert state(taken) == PaymentState.CREDITED


def test_only_the_last_days_are_looked_through(monkeypatch) -> None:
    arrives(NOVEMBER)
    told()
    with monkeypatch.context() as patch:
        patch.setattr(told_late, "LOOKING_BACK", -timedelta(days=1))
        assert settled() == 0
    assert settled() == 1


def test_every_import_looks_for_it_afterwards() -> None:
    arrives(NOVEMBER)
    taken = told()
    take(csv_file(line()), dry_run=True)
    assert state(taken) == PaymentState.SENT
    take(csv_file(line()))
    assert state(taken) == PaymentState.CREDITED
    assert Contribution.objects.count() == 2
