"""Payments whose acquirer spoke of another sum, or never said how their try by card ended, are counted and listed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from payments.models import Checkout, CheckoutAnswer
from tests.payments.orders import NOVEMBER, OCTOBER, ordered
from tests.staff.desk import FRONT, PAYMENTS, clerk, plain, root

DAY = timedelta(days=1)
REFUSED = "the acquirer speaks of another sum or currency"
UNRESOLVED = "nobody has known for more than a day"


def tried(*outcomes: str, age: timedelta = 2 * DAY):
    """A basket of two payments that was tried by card some days ago, with what the acquirer said."""
    basket = ordered(OCTOBER, NOVEMBER)
    checkout = Checkout.objects.create(
        key=uuid4(), basket=basket, amount=8500, begun_by=basket.ordered_by, begun_at=timezone.now() - age
    )
    checkout.payments.add(*basket.payments.all())
    for outcome in outcomes:
        page = "https://acquirer.example/1" if outcome == "opened" else ""
        CheckoutAnswer.objects.create(checkout=checkout, outcome=outcome, page=page)
    return basket


def listed(**query) -> int:
    """How many payments are in the list."""
    return len(root(f"root {uuid4()}").get(PAYMENTS, query).context["cl"].result_list)


@pytest.mark.parametrize(
    ("outcomes", "age", "refused", "unresolved"),
    [
        (["opened"], 2 * DAY, 0, 2),
        (["opened", "unknown"], 2 * DAY, 0, 2),
        ([], 2 * DAY, 0, 2),
        (["opened"], DAY / 2, 0, 0),
        (["opened"], 31 * DAY, 0, 0),
        (["opened", "paid"], 2 * DAY, 0, 0),
        (["opened", "failed"], 2 * DAY, 0, 0),
        (["unknown"], 2 * DAY, 0, 0),
        (["opened", "refused"], DAY / 2, 2, 0),
        (["opened", "refused"], 2 * DAY, 2, 2),
        (["opened", "refused", "refused", "paid"], DAY / 2, 2, 0),
        (["opened", "refused"], 31 * DAY, 0, 0),
    ],
)
def test_what_the_acquirer_left_open(db, outcomes, age, refused, unresolved):
    tried(*outcomes, age=age)
    page = plain(root().get(FRONT))
    assert (REFUSED in page, UNRESOLVED in page) == (bool(refused), bool(unresolved))
    assert (listed(checkout="refused"), listed(checkout="unresolved")) == (refused, unresolved)


def test_the_front_page_counts_the_payments_and_leads_to_them(db):
    tried("opened", "refused")
    page = plain(root().get(FRONT))
    assert "For 2 payments the acquirer speaks of another sum or currency." in page
    assert "Of 2 payments by card nobody has known for more than a day whether they are paid." in page
    for what in ("refused", "unresolved"):
        assert f'href="{PAYMENTS}?checkout={what}"' in page


def test_who_may_not_look_is_not_told(db):
    tried("opened", "refused")
    page = clerk().get(FRONT).text
    assert REFUSED not in page
    assert UNRESOLVED not in page
