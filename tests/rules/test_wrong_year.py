"""A run of months paid on one day that brings nothing where it stands, and would a year earlier or later."""

import pytest

from payments.rules.assess import assess
from tests.rules.people import facts, law, line, months, paid, state_paid

AT_ONCE = {"paid_on": "2026-11-20"}
# Three gaps in the window, June to August 2026, the payments for which went astray.
BUT_SUMMER = paid("2025-12…2026-05 2026-09…2026-11")
A_YEAR_EARLY = paid("2025-06…2025-08", **AT_ONCE)
A_YEAR_LATE = paid("2027-06…2027-08", **AT_ONCE)


def wrong_years(*lines, **more):
    """The months of each finding."""
    found = assess(facts(*lines, **more), law()).findings
    return [list(one.periods) for one in found if one.code == "wrong_year"]


@pytest.mark.parametrize(
    ("lines", "run"),
    [
        pytest.param((BUT_SUMMER, A_YEAR_EARLY), "2025-06…2025-08", id="a year early"),
        pytest.param((BUT_SUMMER, A_YEAR_LATE), "2027-06…2027-08", id="a year late"),
        pytest.param((paid("2027-12…2028-11", **AT_ONCE),), "2027-12…2028-11", id="the coming year, a year late"),
        pytest.param(
            (paid("2025-12…2026-10", **AT_ONCE), line("2027-11", **AT_ONCE)),
            "2025-12…2026-10",
            id="a year early, and its last month right",
        ),
        pytest.param(
            (BUT_SUMMER, A_YEAR_LATE, line("2027-07", **AT_ONCE, name="again")),
            "2027-06…2027-08",
            id="one of them twice",
        ),
        pytest.param(
            (BUT_SUMMER, A_YEAR_EARLY, line("2025-01", **AT_ONCE)), "2025-06…2025-08", id="another month, apart"
        ),
        pytest.param((BUT_SUMMER, paid("2027-05…2027-09", **AT_ONCE)), "2027-05…2027-09", id="longer than the gap"),
    ],
)
def test_wrong_year(lines, run):
    assert wrong_years(*lines) == [months(run)]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param((paid("2025-12…2026-05 2026-08…2026-11"), paid("2027-06…2027-07", **AT_ONCE)), id="two months"),
        pytest.param(
            (paid("2025-12…2026-05 2026-08…2026-11"), paid("2027-06…2027-07 2027-07", **AT_ONCE)),
            id="three lines, two months",
        ),
        pytest.param(
            (BUT_SUMMER, paid("2027-06…2027-07", **AT_ONCE), line("2027-08", paid_on="2026-11-19")), id="two days"
        ),
        pytest.param(
            (paid("2025-12…2026-05 2026-08 2026-10…2026-11"), paid("2027-06…2027-07 2027-09", **AT_ONCE)),
            id="a hole in the run",
        ),
        pytest.param((BUT_SUMMER, paid("2027-06…2027-08", **AT_ONCE, state="sent")), id="not credited"),
        pytest.param((BUT_SUMMER, paid("2027-06…2027-08", **AT_ONCE, payer="employer")), id="not own"),
        pytest.param((BUT_SUMMER, paid("2028-06…2028-08", **AT_ONCE)), id="two years away"),
        pytest.param((BUT_SUMMER, paid("2027-05…2027-07", **AT_ONCE)), id="August stays a gap"),
        pytest.param((BUT_SUMMER, paid("2027-06…2027-08", **AT_ONCE, amount=4249)), id="too little wherever it stands"),
        pytest.param((paid("2025-12…2026-11"), A_YEAR_LATE, paid("2026-12…2027-05", **AT_ONCE)), id="insured now"),
        pytest.param(
            (paid("2025-12…2026-05 2026-09…2026-11"), paid("2026-06…2026-08", **AT_ONCE)),
            id="the run closes the window",
        ),
        pytest.param((paid("2026-12…2027-11", **AT_ONCE),), id="the run is the year ahead"),
        pytest.param((paid("2026-11…2027-11", **AT_ONCE),), id="the run is now and the year ahead"),
    ],
)
def test_near_misses(lines):
    assert wrong_years(*lines) == []


@pytest.mark.parametrize(("first", "found"), [("2026-11", []), ("2027-01", [months("2025-06…2025-08")])])
def test_a_basis_for_this_month_and_the_next_leaves_nothing_to_wish_for(first, found):
    assert wrong_years(BUT_SUMMER, A_YEAR_EARLY, state_paid=(state_paid(first),)) == found


def test_the_way_out_is_a_refund_and_a_new_payment():
    (finding,) = assess(facts(BUT_SUMMER, A_YEAR_EARLY), law()).findings
    assert (finding.code, finding.todo) == ("wrong_year", "refund_and_pay_again")
    assert finding.payments == ("2025-06", "2025-07", "2025-08")
