"""What becomes of an order while it waits: the money is on its way, or late, or somebody else paid the month."""

import pytest

from payments.rules.ordering import cautions, why_not_payable, why_not_still_due
from payments.rules.situation import situation
from tests.rules.people import day, facts, law, line, month, state_paid

OCTOBER = month("2026-10")
SENT = line("2026-10", paid_on="2026-11-16", state="sent")  # due on Thursday 19 November


def now(*lines, **more):
    """One person on 22 November 2026."""
    return situation(facts(*lines, **more), law())


@pytest.mark.parametrize(
    ("known_until", "refused", "asked"),
    [
        ("2026-11-18", "on_its_way", ()),  # not known yet
        ("2026-11-19", None, ("money_is_late",)),
    ],
)
def test_a_month_whose_money_is_late_may_be_paid_again_with_a_warning(known_until, refused, asked):
    here = now(SENT, known_until=day(known_until))
    assert why_not_payable(here, OCTOBER, ordered=()) == refused
    assert ("money_is_late" in cautions(here, [OCTOBER])) is bool(asked)
    assert "changes_nothing" not in cautions(here, [OCTOBER]) or not asked


def test_a_month_with_one_late_payment_and_one_that_may_still_come_is_on_its_way():
    later = line("2026-10", paid_on="2026-11-20", state="sent", name="later")
    assert why_not_payable(now(SENT, later, known_until=day("2026-11-20")), OCTOBER, ordered=()) == "on_its_way"


EMPLOYER = {"payer": "employer", "amount": 6000}


@pytest.mark.parametrize(
    ("here", "reason"),
    [
        (now(), None),
        (now(line("2026-10", amount=1000)), None),
        (now(line("2026-10", paid_on="2026-11-20")), "paid_otherwise"),
        (now(line("2026-10", paid_on="2026-11-20", state="sent")), "on_its_way"),
        (now(SENT, known_until=day("2026-11-19")), None),
        (now(state_paid=(state_paid("2026-10", "2026-10"),)), "paid_otherwise"),
        # The employer's line of before was known when the payment was ordered; one of today was not.
        (now(line("2026-10", paid_on="2026-11-10", **EMPLOYER)), None),
        (now(line("2026-10", paid_on="2026-11-10", credited_on="2026-11-22", **EMPLOYER)), "paid_otherwise"),
        (now(line("2026-10", paid_on="2026-11-10", credited_on="2026-11-23", **EMPLOYER)), None),
        (now(line("2026-09", paid_on="2026-11-20", credited_on="2026-11-22", **EMPLOYER)), None),
    ],
)
def test_a_payment_ordered_on_20_november(here, reason):
    assert why_not_still_due(here, OCTOBER, day("2026-11-20")) == reason
