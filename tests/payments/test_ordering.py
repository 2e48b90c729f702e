"""An order makes one payment a month, all or none, at today's price, and never two for one month."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from payments import ledger
from payments.models import Basket, CategorySpan, OpenPayment, Payment, PaymentStep
from payments.rules.months import span
from payments.rules.references import number_of
from tests.payments.orders import (
    NOVEMBER,
    OCTOBER,
    SEPTEMBER,
    TODAY,
    arrives,
    ordered,
    paid,
    payer,
    payments_in,
    quoted,
    states,
)
from tests.payments.samples import BOLAT, person

pytestmark = pytest.mark.django_db


def test_each_month_is_a_payment_with_a_reference_of_its_own() -> None:
    basket = ordered(SEPTEMBER, OCTOBER)
    first, second = payments_in(basket, TODAY)
    assert [(one.period, one.amount, one.purpose_code, one.state) for one in (first, second)] == [
        (SEPTEMBER, 4250, "122", "ordered"),
        (OCTOBER, 4250, "122", "ordered"),
    ]
    assert number_of(first.reference) == first.number != number_of(second.reference)
    assert (first.valid_until, first.ordered_on) == (date(2026, 11, 25), TODAY)


def test_the_same_key_for_the_same_months_is_the_same_basket() -> None:
    key = uuid4()
    basket = ordered(SEPTEMBER, OCTOBER, key=key)
    assert ordered(OCTOBER, SEPTEMBER, key=key, total=1) == basket
    assert Payment.objects.count() == 2


@pytest.mark.parametrize("changed", ["months", "person", "actor"])
def test_the_same_key_for_something_else_is_refused(changed: str) -> None:
    key = uuid4()
    ordered(SEPTEMBER, key=key)
    other = {
        "months": {},
        "person": {"who": person(BOLAT)},
        "actor": {"by": payer(BOLAT)},
    }[changed]
    with pytest.raises(ledger.NotOrdered) as refused:
        ordered(OCTOBER if changed == "months" else SEPTEMBER, key=key, total=4250, **other)
    assert (refused.value.reason, Payment.objects.count()) == ("other_order", 1)


def test_one_refused_month_refuses_the_order() -> None:
    ordered(OCTOBER)
    with pytest.raises(ledger.NotOrdered) as refused:
        ordered(SEPTEMBER, OCTOBER, SEPTEMBER)
    assert refused.value.refusals == {1: "ordered", 2: "twice"}
    assert Payment.objects.count() == 1


def test_no_months_are_no_order() -> None:
    with pytest.raises(ledger.NotOrdered) as refused:
        ordered()
    assert refused.value.reason == "nothing"


def test_another_total_than_the_payer_saw_is_refused() -> None:
    with pytest.raises(ledger.NotOrdered) as refused:
        ordered(SEPTEMBER, total=4000)
    assert (refused.value.reason, Basket.objects.count()) == ("price_changed", 0)


def test_a_month_that_is_on_its_way_or_has_come_is_refused() -> None:
    paid(ordered(SEPTEMBER))
    arrives(OCTOBER, credited_on=TODAY)
    assert quoted(SEPTEMBER, OCTOBER).refusals == {0: "on_its_way", 1: "paid"}


def test_an_expired_order_makes_room_by_itself() -> None:
    old = ordered(OCTOBER, today=date(2026, 11, 10))
    new = ordered(OCTOBER)
    assert (states(old), states(new)) == ({OCTOBER: "expired"}, {OCTOBER: "ordered"})
    assert PaymentStep.objects.filter(payment__basket=old).count() == 2
    assert [slot.payment.basket for slot in OpenPayment.objects.all()] == [new]


def test_an_order_lives_three_days_and_never_into_another_month() -> None:
    assert ordered(OCTOBER, today=date(2026, 11, 29)).payments.get().valid_until == date(2026, 11, 30)


def test_the_database_holds_one_open_payment_a_month() -> None:
    first, second = ordered(OCTOBER).payments.get(), ordered(SEPTEMBER).payments.get()
    OpenPayment.objects.filter(payment=second).delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        OpenPayment.objects.create(payment=second, person=first.person, period=first.period)


def test_of_somebody_else_s_record_a_payer_learns_nothing() -> None:
    other = payer(BOLAT)
    arrives(SEPTEMBER)
    partly = arrives(OCTOBER, amount=1000, credited_on=TODAY)
    assert partly.left() == 1000
    CategorySpan.objects.create(
        person=person(), category="state_paid", first_month=NOVEMBER.first_day, last_month=NOVEMBER.first_day
    )
    for months in ([SEPTEMBER], [NOVEMBER], [SEPTEMBER, OCTOBER, NOVEMBER]):
        asked = quoted(*months, by=other)
        assert (asked.reason, asked.refusals, asked.cautions) == ("not_in_order", {}, ())
        assert asked.prices == (4250,) * len(months)
    # A partly paid month would cost them the full rate: they cannot be told what is missing.
    assert quoted(OCTOBER, by=other).reason == "not_in_order"
    assert quoted(OCTOBER - 5, by=other).reason is None


def test_what_is_wrong_with_the_month_itself_is_said_to_anybody() -> None:
    asked = quoted(OCTOBER, OCTOBER, NOVEMBER + 13, by=payer(BOLAT))
    assert (asked.reason, asked.refusals) == (None, {1: "twice", 2: "too_far"})


def test_a_payer_sees_what_they_ordered_themselves_for_somebody_else() -> None:
    other = payer(BOLAT)
    ordered(OCTOBER, by=other)
    assert quoted(OCTOBER, by=other).refusals == {0: "ordered"}
    assert quoted(OCTOBER, by=payer("991231100010")).reason == "not_in_order"


@pytest.mark.parametrize("number", [1, 12])
def test_the_number_of_queries_does_not_grow_with_the_months(number: int, django_assert_num_queries) -> None:
    who, by = person(), payer()
    months = span(NOVEMBER + 1, NOVEMBER + number)
    with django_assert_num_queries(3):
        total = quoted(*months, who=who, by=by).total
    with django_assert_num_queries(17):
        ordered(*months, who=who, by=by, total=total)
