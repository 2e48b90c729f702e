"""A partner tells of money: each of its numbers is one row for ever, and what the money does follows one rule."""

import pytest

from payments import history, ledger
from payments.models import Actor, OpenPayment, Payment, Person, Transaction
from payments.rules.accounts import Account
from payments.rules.deposits import Irrevocable
from payments.rules.facts import Payer
from payments.rules.months import Month
from payments.rules.payment_states import PaymentState
from tests.payments.orders import NOVEMBER, TODAY, arrives, bank, ordered, payments_in
from tests.payments.samples import AISHA, BOLAT, person, staff

pytestmark = pytest.mark.django_db
PRICE = 4250


def told(number: str = "T-1", amount: int = PRICE, *, by: Actor | None = None, **account) -> ledger.Taken:
    """The bank tells of money, for Aisha's November unless said otherwise."""
    said = {"payment": None, "iin": AISHA, "period": NOVEMBER} | account
    deposit = ledger.Deposit(number, amount, TODAY, Account(**said))
    return ledger.take(partner=by or bank(), deposit=deposit)


def made_by(taken: ledger.Taken) -> Payment:
    """The one payment that a transaction is for."""
    return Payment.objects.with_state().get(transactions=taken.id)


def test_money_for_a_month_is_a_payment_on_its_way() -> None:
    payment = made_by(told())
    assert (payment.person.iin, payment.period, payment.amount) == (AISHA, NOVEMBER.first_day, PRICE)
    assert payment.state == PaymentState.SENT
    (recorded,) = history.payments_numbered([payment.pk], TODAY)
    assert [step.state for step in recorded.steps] == [PaymentState.SENT]
    assert (recorded.paid_on, recorded.payer) == (TODAY, Payer.SELF)


def test_who_is_not_known_becomes_known() -> None:
    assert not Person.objects.filter(iin=BOLAT).exists()
    assert made_by(told(iin=BOLAT)).person.iin == BOLAT


def test_the_open_order_of_the_month_is_sent() -> None:
    basket = ordered(NOVEMBER)
    assert made_by(told()).basket == basket
    assert not OpenPayment.objects.exists()


def test_another_sum_is_a_payment_of_its_own() -> None:
    basket = ordered(NOVEMBER)
    assert made_by(told(amount=51_000)).basket != basket
    assert OpenPayment.objects.filter(payment__basket=basket).exists()


def test_a_reference_sends_its_payment() -> None:
    payment = ordered(NOVEMBER).payments.get()
    taken = told(payment=payment.pk, iin="", period=None)
    assert made_by(taken).pk == payment.pk
    assert payments_in(payment.basket)[0].state is PaymentState.SENT


@pytest.mark.parametrize("amount", [PRICE - 1, PRICE + 1])
def test_a_reference_with_another_sum_waits_for_staff(amount: int) -> None:
    payment = ordered(NOVEMBER).payments.get()
    taken = told(amount=amount, payment=payment.pk, iin="", period=None)
    assert made_by(taken).state == PaymentState.ORDERED


def test_a_reference_paid_twice_waits_for_staff() -> None:
    payment = ordered(NOVEMBER).payments.get()
    named = {"payment": payment.pk, "iin": "", "period": None}
    told(**named)
    second = told("T-2", **named)
    assert Transaction.objects.get(pk=second.id).for_payments.get() == payment
    assert not Transaction.objects.get(pk=second.id).steps.exists()


def test_a_reference_that_no_payment_has_is_refused() -> None:
    with pytest.raises(ledger.Refused) as refused:
        told(payment=12345, iin="", period=None)
    assert refused.value.reason is ledger.Untakeable.NO_PAYMENT
    assert not Transaction.objects.exists()


@pytest.mark.parametrize("period", [None, Month.of(2019, 12), Month.of(2032, 1)])
def test_money_without_a_month_that_can_be_waits_for_staff(period: Month | None) -> None:
    taken = Transaction.objects.get(pk=told(period=period).id)
    assert (taken.person.iin, taken.for_payments.count()) == (AISHA, 0)


def test_the_same_told_twice_is_told_once() -> None:
    payment = ordered(NOVEMBER - 1).payments.get()
    for account in ({}, {"period": None}, {"payment": payment.pk, "iin": "", "period": None}):
        number = f"N-{sorted(account)}"
        assert told(number, **account) == told(number, **account)
    assert Transaction.objects.count() == 3


@pytest.mark.parametrize(
    "changed",
    [
        {"amount": PRICE + 1},
        {"iin": BOLAT},
        {"period": NOVEMBER - 1},
        {"period": None},
        {"payment": 999_999, "iin": "", "period": None},
    ],
)
def test_a_number_used_for_something_else_is_refused(changed: dict) -> None:
    person(BOLAT)
    told()
    before = (Transaction.objects.count(), Payment.objects.count())
    with pytest.raises(ledger.Refused) as refused:
        told(**changed)
    assert refused.value.reason is ledger.Untakeable.KNOWN_OTHERWISE
    assert (Transaction.objects.count(), Payment.objects.count()) == before


def test_each_partner_has_its_own_numbers() -> None:
    assert told().id != told(by=bank("Another bank")).id


def test_a_month_told_again_by_the_reference_of_its_payment_is_something_else() -> None:
    taken = told()
    with pytest.raises(ledger.Refused) as refused:
        told(payment=made_by(taken).pk, iin="", period=None)
    assert refused.value.reason is ledger.Untakeable.KNOWN_OTHERWISE


def test_a_person_told_again_by_the_reference_that_staff_gave_is_something_else() -> None:
    taken = Transaction.objects.get(pk=told(period=None).id)
    given = ledger.allocate(taken=taken, period=NOVEMBER, reason="A letter", actor=staff("Desk"))
    with pytest.raises(ledger.Refused) as refused:
        told(payment=given.payment_id, iin="", period=None)
    assert refused.value.reason is ledger.Untakeable.KNOWN_OTHERWISE


def test_a_reference_told_again_for_somebody_unknown_is_something_else() -> None:
    told(payment=ordered(NOVEMBER).payments.get().pk, iin="", period=None)
    with pytest.raises(ledger.Refused) as refused:
        told(iin=BOLAT, period=None)
    assert refused.value.reason is ledger.Untakeable.KNOWN_OTHERWISE


@pytest.mark.parametrize("amount", [PRICE, PRICE - 1])
def test_what_stands_beside_a_payment_that_has_arrived_is_not_taken_back(amount: int) -> None:
    payment = ordered(NOVEMBER).payments.get()
    arrives(NOVEMBER)
    told(amount=amount, payment=payment.pk, iin="", period=None)
    if amount != PRICE:  # other money than what has arrived
        assert ledger.cancel_deposit(partner=bank(), number="T-1", day=TODAY)
        return
    with pytest.raises(ledger.Refused) as refused:
        ledger.cancel_deposit(partner=bank(), number="T-1", day=TODAY)
    assert refused.value.reason is Irrevocable.ARRIVED
