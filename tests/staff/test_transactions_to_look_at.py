"""Money that came twice, or for nothing, stands where staff look for it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from payments import ledger
from payments.models import Transaction
from tests.payments.orders import NOVEMBER, OCTOBER, TODAY, arrives, bank, ordered, paid
from tests.payments.samples import person, staff
from tests.staff.desk import FRONT, TRANSACTIONS, clerk, plain, root


def accepted(number: str, *payments, amount: int = 4250):
    """One more transaction."""
    return ledger.accept(partner=bank(), number=number, payments=payments, amount=amount, paid_on=TODAY)


def listed(client, **query) -> list[str]:
    """The numbers in the list."""
    return [row.number for row in client.get(TRANSACTIONS, query).context["cl"].result_list]


def test_what_brought_nothing_needs_looking_at():
    october, november = ordered(OCTOBER), ordered(NOVEMBER)
    paid(october, number="first")
    accepted("again", october.payments.get())
    accepted("half", october.payments.get(), november.payments.get())
    accepted("for nothing")
    client = root()
    assert listed(client) == ["for nothing", "half", "again", "first"]
    assert listed(client, brought="needs_a_look") == ["for nothing", "half", "again"]


def test_where_a_registry_was_faster_than_the_bank_the_money_may_have_come_twice():
    basket = ordered(OCTOBER)
    arrives(OCTOBER)
    late = paid(basket)
    client = root()
    assert listed(client, brought="needs_a_look") == ["T-1"]
    page = client.get(f"{TRANSACTIONS}{late.pk}/change/").text
    assert "the registry had credited the payment before, so the money may have come twice" in page
    assert "Ask the partner" in page


def test_another_sum_than_that_of_its_payments_pays_none():
    basket = ordered(OCTOBER)
    other = accepted("other", basket.payments.get(), amount=4251)
    client = root()
    assert listed(client, brought="needs_a_look") == ["other"]
    assert "nothing: its sum is not that of the payments" in client.get(f"{TRANSACTIONS}{other.pk}/change/").text


def test_only_the_last_days_are_looked_through():
    for days in (31, 29):
        received_at = timezone.now() - timedelta(days=days)
        Transaction.objects.create(
            partner=bank(), number=f"{days} days ago", amount=1, paid_on=TODAY, received_at=received_at
        )
    assert listed(root(), brought="needs_a_look") == ["29 days ago"]


def test_who_waits_for_a_month_waits_however_long():
    long_ago = timezone.now() - timedelta(days=400)
    for number in ("waits", "settled", "taken back"):
        Transaction.objects.create(
            partner=bank(), number=number, amount=1, paid_on=TODAY, person=person(), received_at=long_ago
        )
    ledger.allocate(
        taken=Transaction.objects.get(number="settled"), period=None, reason="A letter", actor=staff("Desk")
    )
    ledger.cancel_deposit(partner=bank(), number="taken back", day=TODAY)
    client = root()
    assert listed(client, brought="needs_a_look") == ["waits"]
    accepted("for nothing")
    assert listed(client, brought="needs_a_look") == ["for nothing", "waits"]


def test_the_page_says_what_it_brought():
    basket = ordered(OCTOBER)
    first, again = paid(basket, number="first"), accepted("again", basket.payments.get())
    client = root()
    of_first, of_again = (plain(client.get(f"{TRANSACTIONS}{one.pk}/change/")) for one in (first, again))
    assert "the payment is paid by it" in of_first
    assert "can be claimed back" not in of_first
    assert "another transaction had paid it before" in of_again
    assert "can be claimed back" in of_again


@pytest.mark.parametrize("number", [1, 3])
def test_the_front_page_counts_them(number):
    basket = ordered(OCTOBER)
    for count in range(number + 1):
        accepted(f"T-{count}", basket.payments.get())
    one = "1 transaction needs looking at."
    says = one if number == 1 else f"{number} transactions need looking at."
    assert says in plain(root().get(FRONT))
    assert "looking at" not in clerk().get(FRONT).text


def test_many_rows_take_as_many_queries_as_one(django_assert_max_num_queries):
    for month in (OCTOBER, NOVEMBER, NOVEMBER + 1):
        paid(ordered(month), number=f"T-{month}")
    client = root()
    with django_assert_max_num_queries(7):
        assert len(listed(client)) == 3
