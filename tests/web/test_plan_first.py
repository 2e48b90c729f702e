"""What comes before a payment: that none is needed, that a mistake comes first, that the price is about to change."""

import pytest

from portal.demo.situations import (
    LUMP_SUM,
    ONE_SHORT,
    PARTLY_PAID,
    PENSIONER,
    PREPAID_YEAR,
    RETURNED,
    THREE_GAPS,
    WRONG_YEAR,
)
from tests.payments.samples import AISHA, entry
from tests.web.citizens import TODAY, pays, text_of
from tests.web.planning import COMING, of_demo, say, ticked

FIRST = "First this, then pay"
DECEMBER = "Months ahead that are paid by 31 December cost the rate of 2026, and nothing is added later."


@pytest.mark.parametrize(
    ("situation", "sentences"),
    [
        (
            PENSIONER,
            ["Nothing has to be paid today", "The State pays for you this month.", "as long as the State pays"],
        ),
        (PREPAID_YEAR, ["Nothing has to be paid today", "Twelve months in a row were paid ahead.", "Next payment"]),
    ],
    ids=lambda one: getattr(one, "name", None),
)
def test_nothing_has_to_be_paid(client, db, settings, situation, sentences):
    page = of_demo(client, settings, situation, TODAY).get("/plan/")
    say(page, *sentences)
    assert "We advise this." not in page.text
    assert '<button class="button"' not in page.text


def test_whoever_pays_ahead_all_the_same(citizen):
    pays("2025-12", "2026-11")
    page = citizen.get("/plan/")
    say(page, "Nothing has to be paid today", "If you would like to pay all the same", "Pay the next 12 months")
    assert '<button class="button" form=' not in page.text


def test_the_coming_months_are_paid_already(anybody):
    say(
        anybody.post("/plan/", ticked(COMING)), "Nothing has to be paid today", "The status begins with the next month."
    )


@pytest.mark.parametrize(
    ("situation", "title", "is_first"),
    [
        (LUMP_SUM, "Several months in one payment", True),
        (WRONG_YEAR, "The year may be wrong", True),
        (RETURNED, "The bank sent a payment back", False),
        (PARTLY_PAID, "A month is not paid in full", False),
        (ONE_SHORT, "One of the coming 12 months is missing", False),
    ],
    ids=lambda one: getattr(one, "name", None),
)
def test_a_mistake_is_told_before_the_prices_unless_paying_mends_it(client, db, settings, situation, title, is_first):
    text = text_of(of_demo(client, settings, situation, TODAY).get("/plan/"))
    assert (FIRST in text) is is_first
    assert (text.index(title) < text.index("To pay today")) or not is_first
    assert title in text


def test_a_mistake_that_hurts_nobody_comes_without_a_call_to_pay(citizen):
    pays("2025-12", "2026-11")
    pays("2026-10", amount=51000)
    text = text_of(citizen.get("/plan/"))
    assert "What needs your attention" in text
    assert FIRST not in text


def test_wait_for_what_is_on_its_way(citizen):
    pays("2025-12", "2026-10")
    pays("2026-11", credited_on=TODAY.replace(day=24))
    page = citizen.get("/plan/")
    say(page, "Wait before you pay", "do not pay these months again")
    assert "We advise this." not in page.text


@pytest.mark.parametrize(("month", "is_told"), [(11, False), (12, True)])
def test_in_december_the_price_is_about_to_change(client, db, settings, month, is_told):
    page = of_demo(client, settings, THREE_GAPS, TODAY.replace(month=month)).get("/plan/")
    assert (DECEMBER in text_of(page)) is is_told
    assert ("It may change on 1 January." in text_of(page)) is not is_told


def test_a_rate_is_missing_for_some_of_the_months(client, db, settings):
    page = of_demo(client, settings, THREE_GAPS, TODAY.replace(year=2027, month=1)).get("/plan/")
    say(page, "The rate for 2027 is not set yet, so no sum can be named.")
    assert AISHA not in page.text
    assert entry().iin not in page.text
