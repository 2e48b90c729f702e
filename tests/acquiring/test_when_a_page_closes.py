"""A page of the acquirer closes an hour after it was opened, and never outlives the last day of its payments."""

from datetime import date, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from payments.models import Checkout
from portal.acquiring.checkouts import closes_at
from tests.payments.orders import OCTOBER, ordered, payer

pytestmark = pytest.mark.django_db

ALMATY = ZoneInfo("Asia/Almaty")
LAST_DAY = date(2026, 11, 25)  # of what is ordered on 22 November


@pytest.mark.parametrize(
    ("begun", "closes"),
    [
        (datetime(2026, 11, 22, 10, 0), datetime(2026, 11, 22, 11, 0)),
        (datetime(2026, 11, 25, 22, 59), datetime(2026, 11, 25, 23, 59)),
        (datetime(2026, 11, 25, 23, 30), datetime(2026, 11, 26, 0, 0)),
        # Only a demo that shows an earlier day begins it after its last one.
        (datetime(2026, 11, 27, 10, 0), datetime(2026, 11, 27, 11, 0)),
    ],
)
def test_it_closes(begun: datetime, closes: datetime) -> None:
    basket = ordered(OCTOBER)
    checkout = Checkout.objects.create(
        key=uuid4(), basket=basket, amount=4250, begun_by=payer(), begun_at=begun.replace(tzinfo=ALMATY)
    )
    checkout.payments.add(*basket.payments.all())
    assert basket.payments.get().valid_until == LAST_DAY
    assert closes_at(checkout) == closes.replace(tzinfo=ALMATY)
