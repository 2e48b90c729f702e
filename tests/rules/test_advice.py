"""What the portal advises: nothing, to wait, or the plan that the goal chooses."""

from dataclasses import replace

import pytest

from payments.rules.assess import assess
from payments.rules.facts import Goal, NextMonths
from tests.rules.people import facts, law, line, paid, state_paid

YEAR_AHEAD = paid("2026-12…2027-11", paid_on="2026-11-20")
YEAR_SENT = paid("2026-12…2027-11", paid_on="2026-11-20", state="sent")


def advice(person, goal, **answers):
    """The advice to a person with this goal."""
    return assess(replace(person, goal=Goal(goal)), law(**answers)).advice


@pytest.mark.parametrize("goal", Goal)
@pytest.mark.parametrize(
    "person",
    [
        pytest.param(facts(state_paid=(state_paid("2026-11", "2026-11"),)), id="state"),
        pytest.param(facts(paid("2025-12…2026-11")), id="window"),
        pytest.param(facts(line("2026-11"), YEAR_AHEAD), id="ahead, with old gaps"),
        pytest.param(facts(paid("2026-11…2027-10", paid_on="2026-10-05")), id="ahead, in its first month"),
        pytest.param(facts(paid("2025-12…2026-11"), YEAR_SENT), id="window, with more on its way"),
    ],
)
def test_nothing_to_pay_with_a_basis_today(person, goal):
    assert advice(person, goal) == "nothing_to_pay"


@pytest.mark.parametrize(
    ("person", "soonest"),
    [
        (facts(YEAR_AHEAD), "now_and_year_ahead"),
        (facts(paid("2025-12…2026-10"), YEAR_AHEAD), "close_gaps"),
        (facts(state_paid=(state_paid("2026-12"),)), "now_and_year_ahead"),
        (facts(paid("2026-12…2027-11", payer="employer")), "now_and_year_ahead"),
    ],
)
def test_nothing_to_pay_with_the_coming_year_covered_but_for_the_hasty(person, soonest):
    assert [advice(person, goal) for goal in Goal] == ["nothing_to_pay", "nothing_to_pay", soonest]


@pytest.mark.parametrize("goal", Goal)
@pytest.mark.parametrize(
    "person",
    [
        pytest.param(facts(paid("2025-12…2026-09"), paid("2026-10…2026-11", state="sent")), id="window"),
        pytest.param(facts(YEAR_SENT), id="ahead, from next month on"),
        pytest.param(facts(line("2026-11", state="sent"), YEAR_SENT), id="ahead"),
        pytest.param(facts(line("2026-11", state="sent"), paid("2025-12…2026-10")), id="this month alone"),
        pytest.param(facts(paid("2025-09…2026-08"), YEAR_SENT), id="ahead, after grace"),
    ],
)
def test_wait_for_a_basis_that_is_on_its_way(person, goal):
    assert advice(person, goal) == "wait"


@pytest.mark.parametrize("goal", Goal)
def test_wait_where_no_plan_is_listed(goal):
    # By the other reading of the window, November 2025 is missing, and no plan reaches back to it.
    person = facts(paid("2025-12…2026-11"), next_months=NextMonths.EMPLOYER)
    assert advice(person, goal, window="before_current") == "wait"


@pytest.mark.parametrize(
    ("person", "goal", "plan"),
    [
        # What is on its way brings grace and no more: an old window closes, and it ends with this month.
        (facts(paid("2025-09…2025-12 2026-02…2026-08"), line("2026-01", state="sent")), "least_today", "close_gaps"),
        # One of three gaps.
        (facts(paid("2025-12…2026-08"), line("2026-09", state="sent")), "least_today", "close_gaps"),
        # Next month has its basis already: what is on its way brings nothing, and who is hasty pays this month.
        (facts(YEAR_AHEAD, line("2026-05", state="sent")), "soonest", "now_and_year_ahead"),
        (facts(YEAR_AHEAD, line("2026-05", state="sent")), "least_today", "nothing_to_pay"),
        # A basis for the month after next is too far away to wait for.
        (
            facts(line("2026-12", amount=1), paid("2027-01…2027-12", paid_on="2026-11-20", state="sent")),
            "least_today",
            "year_ahead",
        ),
    ],
)
def test_no_waiting_for_less_than_a_basis(person, goal, plan):
    assert advice(person, goal) == plan


@pytest.mark.parametrize(
    ("person", "least_today", "least_year", "soonest"),
    [
        pytest.param(
            facts(), "year_ahead", "year_ahead", "close_gaps", id="twelve gaps: a tie, and the year lasts longer"
        ),
        pytest.param(facts(line("2026-03")), "close_gaps", "year_ahead", "close_gaps", id="eleven gaps"),
        pytest.param(
            facts(line("2026-11")), "close_gaps", "year_ahead", "close_gaps", id="eleven gaps, this month paid"
        ),
        pytest.param(
            facts(line("2026-11"), line("2027-05", paid_on="2026-11-20")),
            *("year_ahead", "year_ahead", "year_ahead"),
            id="eleven and eleven: insured on one day by either, and the year lasts longer",
        ),
        pytest.param(facts(paid("2025-09…2026-08")), "close_gaps", "year_ahead", "close_gaps", id="grace"),
        pytest.param(facts(paid("2025-12…2026-10")), "close_gaps", "year_ahead", "close_gaps", id="one gap"),
        pytest.param(
            facts(line("2026-11", 4250, payer="sole_trader")),
            *("close_gaps", "now_and_year_ahead", "close_gaps"),
            id="this month costs nothing more: over a year a tie, and it starts earlier",
        ),
        pytest.param(
            facts(paid("2026-12…2027-10", paid_on="2026-11-20")),
            *("year_ahead", "year_ahead", "now_and_year_ahead"),
            id="one month short of the year ahead",
        ),
        pytest.param(
            facts(paid("2025-12…2026-10"), paid("2026-12…2027-10", paid_on="2026-11-20")),
            *("year_ahead", "year_ahead", "close_gaps"),
            id="one month short of both: a tie, and the year lasts longer",
        ),
        pytest.param(
            facts(paid("2025-12…2026-08"), next_months=NextMonths.EMPLOYER),
            *("close_gaps", "close_gaps", "close_gaps"),
            id="an employer pays from next month on",
        ),
        pytest.param(
            facts(state_paid=(state_paid("2027-01"),)),
            *("year_ahead", "year_ahead", "now_and_year_ahead"),
            id="the state pays from January on",
        ),
    ],
)
def test_the_plan_that_the_goal_chooses(person, least_today, least_year, soonest):
    assert [advice(person, goal) for goal in Goal] == [least_today, least_year, soonest]


def test_over_a_year_the_earlier_start_goes_before_the_smaller_sum():
    # By the other reading of the window closing it insures from December on; this month itself costs nothing more.
    person = facts(paid("2025-12…2026-10"), line("2026-11", 4250, payer="sole_trader"))
    assert advice(person, "least_year", window="before_current") == "now_and_year_ahead"
    assert advice(person, "least_today", window="before_current") == "close_gaps"
