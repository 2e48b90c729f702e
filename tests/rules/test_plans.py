"""What there is to pay, what it costs, and what it brings: paid today, credited three working days later."""

import pytest

from payments.rules.assess import assess
from payments.rules.facts import NextMonths
from tests.rules.people import facts, law, line, months, paid, state_paid

YEAR_AHEAD = paid("2026-12…2027-11", paid_on="2026-11-22")
THREE_GAPS = paid("2025-09…2026-08")


def plan(name, text, total, insured_from, paid_until, insured_until, year_total):
    """A row of the tables below; its months as `2026-01…2026-03`."""
    return (name, months(text), total, insured_from, paid_until, insured_until, year_total)


def listed(person, **answers):
    """The plans of a person in the shape of a row."""
    return [
        plan(
            one.plan,
            " ".join(str(price.period) for price in one.months),
            one.total,
            *(day and str(day) for day in (one.insured_from, one.paid_until, one.insured_until)),
            one.year_total,
        )
        for one in assess(person, law(**answers)).plans
    ]


@pytest.mark.parametrize(
    ("person", "plans"),
    [
        pytest.param(
            facts(),
            [
                plan("close_gaps", "2025-12…2026-11", 51000, "2026-11-25", "2026-11-30", "2027-02-28", 102000),
                plan("year_ahead", "2026-12…2027-11", 51000, "2026-12-01", "2027-11-30", "2028-02-29", 51000),
                plan("now_and_year_ahead", "2026-11…2027-11", 55250, "2026-11-25", "2027-11-30", "2028-02-29", 55250),
            ],
            id="nothing paid",
        ),
        pytest.param(
            facts(THREE_GAPS),
            [
                plan("close_gaps", "2026-09…2026-11", 12750, "2026-11-22", "2026-11-30", "2027-02-28", 63750),
                plan("year_ahead", "2026-12…2027-11", 51000, "2026-11-22", "2027-11-30", "2028-02-29", 51000),
                plan("now_and_year_ahead", "2026-11…2027-11", 55250, "2026-11-22", "2027-11-30", "2028-02-29", 55250),
            ],
            id="three gaps, insured by grace",
        ),
        pytest.param(
            facts(paid("2025-12…2026-11")),
            [plan("year_ahead", "2026-12…2027-11", 51000, "2026-11-22", "2027-11-30", "2028-02-29", 51000)],
            id="no gap: the same months are listed once, under the first name",
        ),
        pytest.param(
            facts(paid("2025-12…2026-10"), YEAR_AHEAD),
            [plan("close_gaps", "2026-11", 4250, "2026-11-25", "2027-11-30", "2028-02-29", 4250)],
            id="only the current month",
        ),
        pytest.param(
            facts(YEAR_AHEAD),
            [
                plan("close_gaps", "2025-12…2026-11", 51000, "2026-11-25", "2027-11-30", "2028-02-29", 51000),
                plan("now_and_year_ahead", "2026-11", 4250, "2026-11-25", "2027-11-30", "2028-02-29", 4250),
            ],
            id="the year ahead is paid, nothing before it",
        ),
        pytest.param(facts(paid("2025-12…2026-11"), YEAR_AHEAD), [], id="all is paid"),
        pytest.param(
            facts(payer="sole_trader"),
            [
                plan("close_gaps", "2025-12…2026-11", 71400, "2026-11-25", "2026-11-30", "2027-02-28", 142800),
                plan("year_ahead", "2026-12…2027-11", 71400, "2026-12-01", "2027-11-30", "2028-02-29", 71400),
                plan("now_and_year_ahead", "2026-11…2027-11", 77350, "2026-11-25", "2027-11-30", "2028-02-29", 77350),
            ],
            id="a sole trader",
        ),
        pytest.param(
            facts(paid("2023-03…2023-12"), paid("2024-02…2025-01", paid_on="2024-01-01"), today="2024-01-15"),
            [
                plan("close_gaps", "2023-02 2024-01", 7750, "2024-01-18", "2025-01-31", "2025-04-30", 7750),
                plan("now_and_year_ahead", "2024-01", 4250, "2024-01-18", "2025-01-31", "2025-04-30", 4250),
            ],
            id="a past month at the rate of its own year",
        ),
    ],
)
def test_plans(person, plans):
    assert listed(person) == plans


@pytest.mark.parametrize("next_months", [NextMonths.EMPLOYER, NextMonths.STATE])
def test_who_pays_nothing_from_next_month_on_is_offered_no_year(next_months):
    closed = plan("close_gaps", "2026-09…2026-11", 12750, "2026-11-22", "2026-11-30", "2027-02-28", 12750)
    assert listed(facts(THREE_GAPS, next_months=next_months)) == [closed]


@pytest.mark.parametrize(
    ("today", "insured_from", "paid_until"),
    [
        ("2026-11-25", "2026-11-25", "2026-11-30"),  # credited on Monday 30 November
        ("2026-11-26", "2026-11-26", "2026-11-30"),  # on 1 December: insured on every day before it
        ("2026-11-27", "2026-12-02", None),  # on 2 December, and 1 December is lost
        ("2026-11-30", "2026-12-03", None),
    ],
)
def test_insured_from_at_the_end_of_a_month(today, insured_from, paid_until):
    # The last month of grace is November; from December on the closed window is one more basis that grace follows.
    closed = plan("close_gaps", "2026-09…2026-11", 12750, insured_from, paid_until, "2027-02-28", 63750)
    assert listed(facts(THREE_GAPS, today=today))[0] == closed


@pytest.mark.parametrize(
    ("today", "insured_from", "paid_until"),
    [("2026-11-01", "2026-11-04", "2026-11-30"), ("2026-11-27", "2026-12-02", None)],
)
def test_insured_from_the_crediting_day_for_who_is_not_insured(today, insured_from, paid_until):
    closed = listed(facts(today=today))[0]
    assert closed == plan("close_gaps", "2025-12…2026-11", 51000, insured_from, paid_until, "2027-02-28", 102000)


@pytest.mark.parametrize(("today", "insured_from"), [("2026-11-22", "2026-12-01"), ("2026-11-30", "2026-12-03")])
def test_a_year_ahead_begins_with_its_first_month(today, insured_from):
    ahead = listed(facts(today=today))[1]
    assert ahead == plan("year_ahead", "2026-12…2027-11", 51000, insured_from, "2027-11-30", "2028-02-29", 51000)


def test_a_month_on_its_way_is_in_no_plan_and_counts_as_credited():
    sent = paid("2026-09 2027-03", state="sent", paid_on="2026-11-20")
    assert listed(facts(paid("2025-12…2026-08"), sent)) == [
        plan("close_gaps", "2026-10…2026-11", 8500, "2026-11-25", "2026-11-30", "2027-02-28", 55250),
        plan("year_ahead", "2026-12…2027-02 2027-04…2027-11", 46750, "2026-12-01", "2027-11-30", "2028-02-29", 46750),
        plan(
            "now_and_year_ahead",
            "2026-11…2027-02 2027-04…2027-11",
            51000,
            "2026-11-25",
            "2027-11-30",
            "2028-02-29",
            51000,
        ),
    ]


@pytest.mark.parametrize(
    ("lines", "payer", "amount"),
    [
        ([], "self", 4250),
        ([{"amount": 1000}], "self", 3250),
        ([{"amount": 1000}, {"amount": 2000}], "self", 1250),
        ([{"amount": 1000}], "sole_trader", 4950),
        ([{"amount": 1000, "state": "sent"}], "self", 4250),  # short even with what is on its way
        ([{"amount": 1000, "state": "returned"}], "self", 4250),
        # A sole trader's line was short of 5 950, and today the person pays for themselves.
        ([{"amount": 4250, "payer": "sole_trader"}], "self", 0),
        ([{"amount": 5949, "payer": "sole_trader"}], "self", 0),
    ],
)
def test_a_month_paid_in_part_costs_what_is_missing(lines, payer, amount):
    rest = paid("2025-12…2026-09 2026-11", amount=5950)
    person = facts(rest, *(line("2026-10", **one) for one in lines), payer=payer)
    closed = assess(person, law()).plans[0]
    assert [(str(price.period), price.amount) for price in closed.months] == [("2026-10", amount)]
    assert (closed.plan, closed.payments, closed.total) == ("close_gaps", 1, amount)


def test_a_plan_that_reaches_a_state_paid_span_without_an_end_has_no_end():
    plans = assess(facts(state_paid=(state_paid("2027-02"),)), law()).plans
    assert [(one.plan, one.open_ended, one.paid_until, one.insured_until) for one in plans] == [
        ("close_gaps", True, None, None),
        ("year_ahead", True, None, None),
        ("now_and_year_ahead", True, None, None),
    ]
    assert [one.year_total for one in plans] == [51000 + 8500, 8500, 12750]


def test_the_plans_look_at_the_same_months_where_the_window_ends_before_the_current_one():
    closed, *_ = listed(facts(), window="before_current")
    assert closed == plan("close_gaps", "2025-12…2026-11", 51000, "2026-12-01", "2026-12-31", "2027-03-31", 102000)
