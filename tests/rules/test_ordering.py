"""Which months can be ordered: a table for each refusal, then what holds for everybody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payments.rules.ordering import Unpayable, last_valid_day, refusals, why_not_payable
from payments.rules.situation import situation
from tests.rules.month_lists import lists
from tests.rules.people import day, facts, law, line, month, months, state_paid

EMPLOYER = {"payer": "employer", "amount": 1}
SENT = {"paid_on": "2026-11-20", "state": "sent"}
OUT_OF_REACH = ("too_early", "too_far")


def now(*lines, **more):
    """One person's situation on 22 November 2026, unless said otherwise."""
    return situation(facts(*lines, **more), law())


def refused(where, text, ordered="", not_paid=""):
    """The refusals of a list of months, as text."""
    found = refusals(
        where, [month(one) for one in text.split()], ordered=months(ordered), employer_has_not_paid=months(not_paid)
    )
    return {place: str(reason) for place, reason in found.items()}


# The person, the month, and what is said of it.
REFUSED = {
    "nothing stands in the way": (now(), "2026-11", None),
    "a gap": (now(), "2026-03", None),
    "before 2020": (now(), "2019-12", "too_early"),
    "the first payable month": (now(), "2020-01", None),
    "twelve months ahead": (now(), "2027-11", None),
    "thirteen months ahead": (now(), "2027-12", "too_far"),
    "ten years too far": (now(), "2036-11", "too_far"),
    "the state pays": (now(state_paid=(state_paid("2026-09"),)), "2026-10", "covered_by_state"),
    "the state will pay": (now(state_paid=(state_paid("2027-02"),)), "2027-02", "covered_by_state"),
    "before the state pays": (now(state_paid=(state_paid("2026-09"),)), "2026-08", None),
    "the state pays too": (now(line("2026-10"), state_paid=(state_paid("2026-09"),)), "2026-10", "covered_by_state"),
    "the employer pays": (now(line("2026-10", **EMPLOYER)), "2026-10", "covered_by_employer"),
    "a platform pays": (now(line("2026-10", amount=1, payer="platform")), "2026-10", "covered_by_employer"),
    "the employer's money is not there yet": (now(line("2026-10", **EMPLOYER, **SENT)), "2026-10", None),
    "a sole trader owes beside the employer": (
        now(line("2026-10", **EMPLOYER), payer="sole_trader"),
        "2026-10",
        None,
    ),
    "paid": (now(line("2026-10")), "2026-10", "paid"),
    "paid ahead": (now(line("2027-10", paid_on="2026-11-20")), "2027-10", "paid"),
    "paid, and by the employer": (now(line("2026-10"), line("2026-10", **EMPLOYER)), "2026-10", "paid"),
    "paid twice over": (now(line("2026-10"), line("2026-10", name="again", **SENT)), "2026-10", "paid"),
    "paid in part": (now(line("2026-10", 4000)), "2026-10", None),
    "returned by the bank": (now(line("2026-10", state="returned")), "2026-10", None),
    "refunded": (now(line("2026-10", state="refunded")), "2026-10", None),
    "on its way": (now(line("2026-10", **SENT)), "2026-10", "on_its_way"),
    "the rest is on its way": (now(line("2026-10", 4000), line("2026-10", 250, **SENT)), "2026-10", "on_its_way"),
    "too little is on its way": (now(line("2026-10", 250, **SENT)), "2026-10", None),
    "no rate of this year": (now(today="2027-01-15"), "2027-01", "no_rate"),
    "no rate to pay ahead at": (now(today="2027-01-15"), "2027-06", "no_rate"),
    "arrears have the rate of their year": (now(today="2027-01-15"), "2026-12", None),
    "paid ahead at this year's rate": (now(today="2026-12-31"), "2027-06", None),
    # Two lines reach today's rate together, but on its own day neither reached the sole trader's.
    "nothing missing": (
        now(line("2026-10", 3000, payer="sole_trader"), line("2026-10", 1250, payer="sole_trader", name="2")),
        "2026-10",
        "nothing_missing",
    ),
}


@pytest.mark.parametrize(("where", "text", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_month_by_itself(where, text, reason):
    assert refused(where, text) == ({} if reason is None else {0: reason})


@pytest.mark.parametrize(
    ("where", "text", "ordered", "not_paid", "found"),
    [
        (now(), "2026-10", "2026-10", "", {0: "ordered"}),
        (now(), "2026-10", "2026-09 2026-11", "", {}),
        (now(line("2026-10")), "2026-10", "2026-10", "", {0: "paid"}),
        (now(line("2026-10", **SENT)), "2026-10", "2026-10", "", {0: "on_its_way"}),
        (now(today="2027-01-15"), "2027-02", "2027-02", "", {0: "ordered"}),
        # Only the employer's months are lifted, and only those that were named.
        (now(line("2026-10", **EMPLOYER)), "2026-10", "", "2026-10", {}),
        (now(line("2026-10", **EMPLOYER)), "2026-10", "", "2026-09", {0: "covered_by_employer"}),
        (now(line("2026-10", **EMPLOYER)), "2026-10", "2026-10", "", {0: "ordered"}),
        (now(line("2026-10")), "2026-10", "", "2026-10", {0: "paid"}),
        (now(state_paid=(state_paid("2026-10"),)), "2026-10", "", "2026-10", {0: "covered_by_state"}),
        (
            now(line("2026-10", **EMPLOYER), state_paid=(state_paid("2026-10"),)),
            "2026-10",
            "",
            "2026-10",
            {0: "covered_by_state"},
        ),
        # Twice in one list
        (now(), "2026-10 2026-10", "", "", {1: "twice"}),
        (now(), "2026-10 2026-09 2026-10 2026-10", "", "", {2: "twice", 3: "twice"}),
        (now(line("2026-10")), "2026-10 2026-10", "", "", {0: "paid", 1: "twice"}),
        (now(), "2028-10 2028-10 2019-01 2019-01", "", "", dict(enumerate([*["too_far"] * 2, *["too_early"] * 2]))),
        # All at once, each at its place
        (
            now(line("2026-08"), line("2026-09", **SENT)),
            "2026-07 2026-08 2026-09 2026-10 2019-12 2027-12 2026-07",
            "2026-10",
            "",
            {1: "paid", 2: "on_its_way", 3: "ordered", 4: "too_early", 5: "too_far", 6: "twice"},
        ),
        (now(), "", "", "", {}),
    ],
)
def test_a_list(where, text, ordered, not_paid, found):
    assert refused(where, text, ordered, not_paid) == found


def test_every_refusal_has_its_case():
    in_lists = {"twice", "ordered"}
    assert {reason for *_, reason in REFUSED.values()} - {None} | in_lists == set(Unpayable)


@pytest.mark.parametrize(
    ("today", "last"),
    [
        ("2026-11-22", "2026-11-25"),
        ("2026-11-27", "2026-11-30"),
        ("2026-11-28", "2026-11-30"),
        ("2026-11-30", "2026-11-30"),
        ("2026-12-31", "2026-12-31"),
        ("2028-02-27", "2028-02-29"),
    ],
)
def test_a_payment_is_valid_for_three_days_within_its_month(today, last):
    assert last_valid_day(day(today)) == day(last)


@given(lists(), st.data())
def test_a_month_refused_alone_is_refused_in_a_list(drawn, data):
    where, listed = drawn
    ordered = data.draw(st.sets(st.sampled_from(listed))) if listed else ()
    found = refusals(where, listed, ordered=ordered)
    for place, one in enumerate(listed):
        alone = why_not_payable(where, one, ordered=ordered)
        repeated = one in listed[:place] and alone not in OUT_OF_REACH
        assert found.get(place) == (Unpayable.TWICE if repeated else alone)


@given(lists(), st.randoms())
def test_no_refusal_but_twice_depends_on_the_order(drawn, random):
    where, listed = drawn
    mixed = random.sample(listed, len(listed))

    def by_month(some):
        found = refusals(where, some, ordered=())
        return sorted((some[place], reason) for place, reason in found.items())

    assert by_month(listed) == by_month(mixed)


@given(lists())
def test_the_word_that_the_employer_has_not_paid_is_enough(drawn):
    where, listed = drawn
    for one in listed:
        before = why_not_payable(where, one, ordered=())
        lifted = why_not_payable(where, one, ordered=(), employer_has_not_paid=[one])
        assert lifted == (None if before is Unpayable.COVERED_BY_EMPLOYER else before)


@given(lists())
def test_what_is_not_refused_has_a_price(drawn):
    where, listed = drawn
    found = refusals(where, listed, ordered=())
    assert all(where.price(one) for place, one in enumerate(listed) if place not in found)
