"""Many who tell of money at the same time: one row for each number, and none lost, whoever waits for whom."""

import pytest

from payments.models import Actor, OpenPayment, Payment, PaymentStep, Person, Transaction
from payments.rules.payment_states import PaymentState
from tests.bank.osmp import NOVEMBER, code, element, pay
from tests.bank.partners import partner
from tests.payments.orders import NOVEMBER as ORDERED
from tests.payments.orders import ordered
from tests.payments.samples import AISHA, PEOPLE
from tests.payments.test_crediting_at_once import THREADS, at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = 40


@pytest.fixture(autouse=True)
def _partner(db) -> None:
    partner()


def test_forty_payments_each_told_by_twelve_at_a_barrier() -> None:
    for number in range(ROUNDS):
        account = f"{PEOPLE[number % len(PEOPLE)]}{(ORDERED - number).order}" if number % 3 else AISHA
        answers = at_once(lambda _, told={"txn_id": f"{number}", "account": account}: pay(**told))
        assert len(set(answers)) == 1, number
        assert code(answers[0]) == 0
    assert (Transaction.objects.count(), len({*Transaction.objects.values_list("number")})) == (ROUNDS, ROUNDS)
    assert Payment.objects.count() == PaymentStep.objects.count() == ROUNDS - len(range(0, ROUNDS, 3))


def test_one_number_told_of_twelve_sums_stands_for_one() -> None:
    answers = at_once(lambda number: pay(sum=f"{4250 + number}"))
    assert sorted(map(code, answers)) == [0] + [300] * (THREADS - 1)
    assert (Transaction.objects.count(), Payment.objects.count()) == (1, 1)


def test_one_number_told_of_six_people_makes_one_of_them_known() -> None:
    answers = at_once(lambda number: pay(account=f"{PEOPLE[number % 6]}{NOVEMBER}"))
    assert sorted(map(code, answers)) == [0, 0] + [300] * (THREADS - 2)
    assert (Transaction.objects.count(), Person.objects.count()) == (1, 1)


def test_two_hundred_payments_of_one_person() -> None:
    payment = ordered(ORDERED).payments.get()
    each = 200 // THREADS + 1

    def many(thread: int) -> list[str]:
        return [pay(txn_id=f"{thread * each + number}") for number in range(each)]

    answers = [answer for answers in at_once(many) for answer in answers]
    assert {code(answer) for answer in answers} == {0}
    assert len({element(answer, "prv_txn") for answer in answers}) == Transaction.objects.count() == THREADS * each
    # The one that was ordered is sent once, and all the others are payments of their own.
    assert payment.steps.filter(state=PaymentState.SENT).count() == 1
    assert Payment.objects.count() == PaymentStep.objects.filter(state=PaymentState.SENT).count() == THREADS * each
    assert not OpenPayment.objects.exists()


def test_one_reference_paid_by_twelve_numbers_is_sent_once() -> None:
    payment = ordered(ORDERED).payments.get()
    answers = at_once(lambda number: pay(txn_id=f"{number}", account=payment.reference))
    assert {code(answer) for answer in answers} == {0}
    assert (payment.transactions.count(), payment.steps.filter(state=PaymentState.SENT).count()) == (THREADS, 1)
    assert Actor.objects.filter(kind=Actor.Kind.PARTNER).count() == 1
