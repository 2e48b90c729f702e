"""The first of January, when nobody knows the new year's rate yet: nothing is guessed, and nothing is hidden."""

from datetime import date

import pytest

from payments.rules import figures
from payments.rules.assess import assess
from payments.rules.facts import Goal, Payer
from payments.rules.law import Law
from payments.rules.months import Month
from payments.rules.rates import Rate, RateTable
from tests.rules.people import CALENDAR, day, facts, law, line, month, paid

NEW_YEAR = "2027-01-01"
STEADY = paid("2026-01…2026-12")
IN_DECEMBER = {"paid_on": "2026-12-20"}


def new_year(*lines, today=NEW_YEAR, arrears_rate="own_year", **more):
    """The answer on the first of January, or a little later."""
    return assess(facts(*lines, today=today, **more), law(arrears_rate=arrears_rate))


def state_of(answer, period):
    """The state of one month."""
    return next(one.state for one in answer.months if one.period == month(period))


def test_the_statement_stands_and_names_the_year():
    answer = new_year(STEADY)
    assert (answer.basis, str(answer.insured_until)) == ("grace", "2027-03-31")
    assert [one.required for one in answer.months] == [4250] * 11 + [None] * 13
    assert [one.state for one in answer.months] == ["paid"] * 11 + ["current"] + ["future"] * 12
    assert (answer.missing_rates, answer.findings) == ((2027,), ())


@pytest.mark.parametrize("payer", ["self", "sole_trader"])
def test_no_plan_without_its_price(payer):
    answer = new_year(STEADY, payer=payer)
    assert (answer.plans, answer.advice) == ((), "wait")


def test_the_gaps_of_the_old_year_have_their_price_still():
    lines = paid("2026-01…2026-09"), line("2027-01", payer="employer", paid_on=NEW_YEAR)
    (plan,) = new_year(*lines).plans
    assert (plan.plan, plan.total, plan.year_total) == ("close_gaps", 12750, None)
    assert {new_year(*lines, goal=goal).advice for goal in Goal} == {"close_gaps"}


def test_a_year_total_that_needs_no_new_rate_is_known():
    employer = paid("2027-01…2028-01", payer="employer", paid_on=NEW_YEAR)
    assert new_year(paid("2026-02…2026-09"), employer, today="2027-01-05").advice == "nothing_to_pay"
    (plan,) = new_year(paid("2026-02…2026-09"), employer).plans
    assert (plan.total, plan.year_total) == (12750, 12750)


def test_by_the_rate_of_the_payment_no_gap_has_a_price():
    employer = line("2027-01", payer="employer", paid_on=NEW_YEAR)
    answer = new_year(paid("2026-01…2026-09"), employer, arrears_rate="payment_date")
    assert {one.required for one in answer.months} == {None}
    assert answer.plans == ()


@pytest.mark.parametrize(
    ("as_line", "arrears_rate", "state"),
    [
        ({"period": "2027-01", **IN_DECEMBER}, "own_year", "paid"),  # paid ahead, at the rate of December
        ({"period": "2027-01", **IN_DECEMBER, "amount": 4249}, "own_year", "partly_paid"),
        ({"period": "2027-01", "paid_on": NEW_YEAR}, "own_year", "partly_paid"),  # enough for what?
        ({"period": "2027-01", "paid_on": NEW_YEAR, "amount": 51000}, "own_year", "partly_paid"),
        ({"period": "2027-02", "paid_on": NEW_YEAR}, "own_year", "partly_paid"),
        ({"period": "2027-01", "paid_on": NEW_YEAR, "state": "sent"}, "own_year", "current"),
        ({"period": "2027-01", "paid_on": NEW_YEAR, "payer": "employer"}, "own_year", "covered_by_employer"),
        ({"period": "2026-12", "paid_on": NEW_YEAR}, "own_year", "paid"),
        ({"period": "2026-12", "paid_on": NEW_YEAR}, "payment_date", "partly_paid"),
    ],
)
def test_a_line_that_needs_the_rate_covers_nothing(as_line, arrears_rate, state):
    answer = new_year(line(**as_line), arrears_rate=arrears_rate)
    assert state_of(answer, as_line["period"]) == state
    assert answer.missing_rates == (2027,)


def test_no_finding_weighs_a_line_against_a_rate_that_is_not_known():
    assert (
        new_year(line("2027-01", 51000, paid_on=NEW_YEAR), line("2027-01", 1, paid_on=NEW_YEAR, name="more")).findings
        == ()
    )


def test_a_year_paid_in_december_is_insured_in_january():
    answer = new_year(paid("2027-01…2027-12", **IN_DECEMBER))
    assert (answer.basis, str(answer.paid_until), answer.advice) == ("ahead", "2027-12-31", "nothing_to_pay")


@pytest.mark.parametrize(
    ("lines", "missing"),
    [
        ((), (2027,)),
        ((line("2019-05"),), (2019, 2027)),
        ((line("2019-05", payer="employer"),), (2027,)),
        ((line("2019-05", state="returned"),), (2027,)),
        ((line("2019-05", state="sent"), line("2018-05")), (2018, 2019, 2027)),
    ],
)
def test_every_year_that_is_missing_is_named_once(lines, missing):
    assert new_year(*lines).missing_rates == missing


def test_no_year_is_missing_while_all_rates_are_known():
    assert assess(facts(STEADY), law()).missing_rates == ()


def test_a_day_is_reached_by_months_with_a_price_only():
    # Grace after the window of October reaches January, and its months are of the old year.
    on_date = new_year(paid("2025-11…2026-09"), on_date=day("2027-01-15")).on_date
    assert [str(price.period) for price in on_date.months] == ["2026-10"]
    assert new_year(on_date=day("2027-06-15")).on_date.months == ()


def test_once_the_rate_is_known_all_is_back():
    rates = RateTable((*figures.rates().rows, Rate(Payer.SELF, date(2027, 1, 1), 4500, "the budget")))
    answer = assess(facts(STEADY, today=NEW_YEAR), Law(rates, CALENDAR))
    assert answer.missing_rates == ()
    assert [(plan.plan, plan.total) for plan in answer.plans] == [
        ("close_gaps", 4500),
        ("year_ahead", 12 * 4500),
        ("now_and_year_ahead", 13 * 4500),
    ]
    assert answer.plans[0].months[0].period == Month.of(2027, 1)
