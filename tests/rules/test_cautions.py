"""What to ask about before paying: each caution is a true sentence, and stops nobody."""

from dataclasses import replace

import pytest
from hypothesis import given

from payments.rules.facts import Line, LineState, NextMonths
from payments.rules.months import Month, span
from payments.rules.ordering import Caution, cautions, gaps_before
from payments.rules.situation import situation
from tests.rules.month_lists import lists
from tests.rules.people import facts, law, line, months, paid, state_paid

EMPLOYER = {"payer": "employer", "amount": 1}
SENT = {"paid_on": "2026-11-20", "state": "sent"}
BY_EMPLOYER = {"next_months": NextMonths.EMPLOYER}


def now(*lines, **more):
    """One person's situation on 22 November 2026, unless said otherwise."""
    return situation(facts(*lines, **more), law())


def asked(where, text):
    """The cautions about a list of months, as text."""
    return " ".join(cautions(where, months(text)))


UNINSURED = now()
TO_OCTOBER = now(paid("2025-01…2026-10"))
TO_AUGUST = now(paid("2025-01…2026-08"))
YEAR_AHEAD = now(paid("2026-12…2027-11", paid_on="2026-11-20"))
AHEAD_AND_IN_GRACE = now(paid("2025-01…2026-10"), paid("2026-12…2027-11", paid_on="2026-11-20"))
EMPLOYED = now(paid("2026-02…2026-11", **EMPLOYER), **BY_EMPLOYER)


@pytest.mark.parametrize(
    ("where", "listed", "found"),
    [
        # The year that begins with the current month is one month short
        (UNINSURED, "2026-11…2027-10", "current_among_twelve"),
        (UNINSURED, "2026-11…2027-11", ""),
        (UNINSURED, "2026-12…2027-11", ""),
        (UNINSURED, "2026-10…2027-10", "current_among_twelve"),
        (TO_AUGUST, "2026-11…2027-10", "current_among_twelve"),
        (now(paid("2027-03", paid_on="2026-11-20")), "2026-11…2027-02 2027-04…2027-10", "current_among_twelve"),
        (now(paid("2027-03", **SENT)), "2026-11…2027-02 2027-04…2027-10", "current_among_twelve"),
        (now(paid("2026-12…2027-10", paid_on="2026-11-20")), "2026-11", "current_among_twelve"),
        (now(paid("2027-11", paid_on="2026-11-20")), "2026-11…2027-10", ""),
        # … which costs nothing where the last twelve are whole then, and is another's matter where somebody else pays
        (TO_OCTOBER, "2026-11…2027-10", ""),
        (TO_AUGUST, "2026-09…2027-10", ""),
        (now(**BY_EMPLOYER), "2026-11…2027-10", ""),
        (now(next_months=NextMonths.STATE), "2026-11…2027-10", ""),
        # A gap before the listed months
        (TO_OCTOBER, "2026-12", "gap_before"),
        (TO_OCTOBER, "2026-12…2027-10", "gap_before"),
        (TO_OCTOBER, "2026-11", ""),
        (TO_OCTOBER, "2026-11 2026-12", ""),
        (TO_OCTOBER, "2026-11 2027-01", "gap_before"),
        (TO_OCTOBER, "2026-12…2027-11", ""),
        (TO_AUGUST, "2026-11", "gap_before"),
        (TO_AUGUST, "2026-09 2026-11", "gap_before"),
        (TO_AUGUST, "2026-09", ""),
        (TO_AUGUST, "2026-09…2026-11", ""),
        (UNINSURED, "2026-12", "gap_before"),
        (UNINSURED, "2027-01…2027-11", "gap_before"),
        # … which is none where it is older than the twelve that count, on its way, or the state's
        (now(paid("2026-01…2026-11")), "2026-12", ""),
        (now(paid("2025-01…2026-10"), line("2026-11", **SENT)), "2026-12", ""),
        (now(paid("2025-01…2026-10"), state_paid=(state_paid("2026-11", "2026-11"),)), "2026-12", ""),
        # Months that change nothing
        (UNINSURED, "2026-06", "changes_nothing"),
        (YEAR_AHEAD, "2026-09", "changes_nothing"),
        (YEAR_AHEAD, "2025-12…2026-10", "changes_nothing"),
        (YEAR_AHEAD, "2026-11", ""),
        (AHEAD_AND_IN_GRACE, "2026-11", "changes_nothing"),
        (now(paid("2025-01…2026-11")), "2024-12", "changes_nothing"),
        (now(paid("2025-01…2026-11")), "2026-12", ""),
        (now(paid("2025-01…2026-10"), paid("2026-12…2027-11", **SENT)), "2026-11", "changes_nothing"),
        # … until they make sixty in a row, and with them six months of grace
        (now(paid("2021-12…2026-03"), paid("2026-05…2026-11")), "2026-04", ""),
        (now(paid("2021-10…2022-03"), paid("2022-05…2026-11")), "2022-04", ""),
        (now(paid("2021-10…2022-03"), paid("2022-05…2026-11")), "2021-09", "changes_nothing"),
        (EMPLOYED, "2026-01", "gap_before"),
        (now(paid("2025-07…2026-02"), paid("2026-04 2026-05 2026-07…2026-09")), "2026-06", "gap_before"),
        (EMPLOYED, "2025-12 2026-01", ""),
        (EMPLOYED, "2025-12", "changes_nothing"),
        (UNINSURED, "", ""),
    ],
)
def test_what_to_ask_about(where, listed, found):
    assert asked(where, listed) == found


@pytest.mark.parametrize(
    ("where", "listed", "gaps"),
    [
        (TO_OCTOBER, "2026-12", "2026-11"),
        (TO_OCTOBER, "2026-11 2027-01", "2026-12"),
        (TO_AUGUST, "2026-09 2026-11", "2026-10"),
        (TO_AUGUST, "2026-12", "2026-09…2026-11"),
        (UNINSURED, "2027-01…2027-11", "2026-12"),
        (UNINSURED, "2026-09…2026-11", "2025-12…2026-08"),
        (UNINSURED, "2026-09", ""),
        (now(paid("2025-07…2026-02"), paid("2026-04 2026-05 2026-07…2026-09")), "2026-06", "2026-03"),
        (EMPLOYED, "2026-01", "2025-12"),
        (TO_OCTOBER, "2026-11", ""),
        (YEAR_AHEAD, "2026-09", ""),
        (UNINSURED, "", ""),
    ],
)
def test_the_gap_is_named(where, listed, gaps):
    assert list(gaps_before(where, months(listed))) == months(gaps)


def test_no_month_waits_for_a_gap_where_grace_counts_on_from_the_last_covered_month():
    counts_on = situation(TO_AUGUST.facts, law(grace_counts_from="last_covered"))
    assert (asked(TO_AUGUST, "2026-11"), asked(counts_on, "2026-11")) == ("gap_before", "")


def test_too_late_in_the_month_to_gain_the_month():
    """Paid on the last day, the current month is over before the money is credited; next month is insured anyway."""
    year_ahead = paid("2026-12…2027-11", paid_on="2026-11-20")
    assert asked(now(year_ahead, today="2026-11-25"), "2026-11") == ""
    assert asked(now(year_ahead, today="2026-11-30"), "2026-11") == "changes_nothing"


def insured_months(where, listed):
    """The months insured from the crediting day on if these are paid today: worked out from the facts anew.

    Own money on its way has arrived by then; of somebody else's nothing is known.
    """
    facts, arrives = where.facts, where.crediting_day

    def then(known):
        if not known.is_sent(facts.today):
            return known
        if not known.payer.is_own:
            return replace(known, state=LineState.SENT, credited_on=None)
        return replace(known, state=LineState.CREDITED, credited_on=arrives)

    new = [Line("", one, where.price(one), facts.payer, facts.today, LineState.CREDITED, arrives) for one in listed]
    lines = (*map(then, facts.lines), *new)
    found = situation(replace(facts, today=arrives, lines=lines), where.law)
    return {one for one in span(Month.containing(arrives), where.month + 40) if found.status.is_insured(one)}


@given(lists(payable=True))
def test_the_cautions_are_true(drawn):
    where, listed = drawn
    found, without = cautions(where, listed), insured_months(where, ())
    brings = insured_months(where, listed) - without
    if Caution.CHANGES_NOTHING in found:
        assert listed
        assert not brings
    gaps = gaps_before(where, listed)
    assert (Caution.GAP_BEFORE in found) == bool(gaps)
    if gaps:
        assert not set(gaps) & set(listed)
        before = [one for one in listed if one < gaps[0]]
        assert insured_months(where, before) - without == brings
        if all(where.price(gap) for gap in gaps):
            assert insured_months(where, {*listed, *gaps}) - insured_months(where, {*before, *gaps})
    if listed and not brings:
        assert {Caution.CHANGES_NOTHING, Caution.GAP_BEFORE} & set(found)


@given(lists())
def test_the_current_month_among_the_twelve_is_one_month_short_of_cover(drawn):
    where, listed = drawn
    if Caution.CURRENT_AMONG_TWELVE in cautions(where, listed):
        assert where.after_paying(listed).basis(where.month) in (None, "grace")
        assert where.after_paying([*listed, where.month + 12]).basis(where.month) == "ahead"
