"""One payment: the timeline that its people see, and every row behind it."""

from uuid import uuid4

import pytest

from payments import ledger
from payments.models import CheckoutAnswer, Payment, PaymentStep, Suggestion
from payments.rules.facts import Settings
from payments.rules.references import grouped_reference
from tests.payments.orders import NOVEMBER, OCTOBER, SEPTEMBER, TODAY, arrives, bank, ordered, paid, payer
from tests.payments.samples import AISHA, BOLAT
from tests.staff.desk import PAYMENTS, PEOPLE, SUGGESTIONS, TRANSACTIONS, clerk, plain, root


def page_of(payment, client=None) -> str:
    """What staff see."""
    return plain((client or root()).get(f"{PAYMENTS}{payment.pk}/change/"))


def test_where_the_money_is():
    basket = ordered(OCTOBER)
    paid(basket)
    page = page_of(basket.payments.get())
    for text in ("being checked", "Working day 3 of 3", "It has to arrive within 3 working days", "T-1"):
        assert text in page


def test_who_it_is_for_is_masked_and_leads_to_the_record():
    payment = ordered(OCTOBER, by=payer(BOLAT)).payments.get()
    page = page_of(payment)
    assert f'<a class="masked" href="{PEOPLE}{payment.person_id}/change/">5001·· ···· 10</a>' in page
    assert "5608·· ···· 09" in page
    assert AISHA not in page
    assert BOLAT not in page
    assert grouped_reference(payment.reference) in page


def test_the_rows_behind_it():
    basket = ordered(OCTOBER)
    checkout = ledger.begin_checkout(basket=basket, key=uuid4(), actor=payer(), today=TODAY, settings=Settings())
    ledger.answer_checkout(checkout=checkout, outcome=CheckoutAnswer.Outcome.UNKNOWN)
    ledger.answer_checkout(checkout=checkout, outcome=CheckoutAnswer.Outcome.PAID, number="100200")
    transaction = paid(basket, number="100200")
    page = page_of(basket.payments.get())
    steps, transactions, tries, suggestions = page.partition('id="content"')[2].split("<caption>")[1:]
    assert steps.index("Ordered") < steps.index("Paid")
    assert f'{TRANSACTIONS}{transaction.pk}/change/">100200</a>' in transactions
    assert tries.index("Unknown") < tries.index("100200")
    assert "Nothing is recorded" in suggestions


def test_its_near_misses_stand_there_too():
    basket = ordered(OCTOBER)
    arrives(SEPTEMBER)
    page = page_of(basket.payments.get())
    assert f"{SUGGESTIONS}{Suggestion.objects.get().pk}/change/" in page
    assert "another month" in page


@pytest.mark.parametrize("number", [1, 4])
def test_many_rows_take_as_many_queries_as_few(number, django_assert_max_num_queries):
    basket = ordered(OCTOBER)
    payments = list(basket.payments.all())
    for count in range(number):
        ledger.accept(partner=bank(f"Bank {count}"), number=f"T-{count}", payments=payments, amount=1, paid_on=TODAY)
    client = root()
    with django_assert_max_num_queries(17):
        assert f"T-{number - 1}" in page_of(payments[0], client)


def test_why_the_bank_sent_it_back():
    basket = ordered(OCTOBER)
    paid(basket)
    payment = basket.payments.get()
    assert "The bank’s reason" not in page_of(payment, root("one"))
    ledger.return_payment(payment=payment, day=TODAY, reason="AC04 closed in May", actor=bank())
    page = page_of(payment)
    assert "The bank’s reason: the account is closed. In its own words: closed in May" in page
    assert "<td>AC04 closed in May</td>" in page


@pytest.mark.parametrize("is_said", [True, False])
def test_the_payer_s_word_that_the_employer_has_not_paid(is_said):
    payment = ordered(OCTOBER).payments.get()
    alike = Payment.objects.create(
        basket=ordered(NOVEMBER),
        person=payment.person,
        period=OCTOBER.first_day,
        amount=4250,
        employer_has_not_paid=is_said,
        valid_until=TODAY,
    )
    PaymentStep.objects.create(payment=alike, state="ordered", day=TODAY, entered_by=payer())
    assert ("The employer has not paid for this month" in page_of(alike)) is is_said


def test_only_with_the_permission():
    payment = ordered(OCTOBER).payments.get()
    assert clerk().get(f"{PAYMENTS}{payment.pk}/change/").status_code == 403
