"""A payment whose money was refunded: its page says that it counts no more, and its month is paid anew."""

from datetime import date

import pytest

from tests.payments.orders import NOVEMBER, arrives, ordered, paid, payments_in
from tests.payments.refunds import TODAY, paid_out, requested
from tests.web.citizens import text_of
from tests.web.ordered import page_of

DAY = {"paid_on": date(2026, 11, 22), "credited_on": date(2026, 11, 23)}
SAID = "The payment arrived on 23 November 2026. All of it was paid back since, so it counts for no month."


@pytest.fixture
def refunded(asker):
    """A payment for November that was meant for another month, claimed back and paid out."""
    basket = ordered(NOVEMBER)
    paid(basket)
    paid_out(requested(arrives(NOVEMBER, **DAY), right_period=NOVEMBER + 1))
    return basket


def test_its_page_says_so(asker, refunded):
    page = text_of(page_of(asker, refunded))
    assert SAID in page
    assert "counts for November 2026" not in page
    assert "refunded" in text_of(asker.get("/payments/"))


def test_its_month_is_ordered_anew(asker, refunded):
    assert [one.state for one in payments_in(ordered(NOVEMBER, today=TODAY), TODAY)] == ["ordered"]


def test_of_one_refunded_in_part_the_month_stays_paid(asker):
    basket = ordered(NOVEMBER)
    paid(basket)
    line = arrives(NOVEMBER, **DAY)
    assert not payments_in(basket, TODAY)[0].is_refunded
    line.reversal("refund", reference="R-1", amount=1, day=TODAY, actor=line.entered_by).save(force_insert=True)
    assert not payments_in(basket, TODAY)[0].is_refunded
    assert "counts for November 2026" in text_of(page_of(asker, basket))
