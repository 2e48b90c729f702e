"""What a reviewer need not look up: the machine's own checks, and the record as it would be after the refund."""

from dataclasses import replace

import pytest
from hypothesis import given

from payments.rules.coverage import month_state
from payments.rules.refund_checks import Check, after, checks, without
from payments.rules.refund_reasons import RefundReason, month_facts
from payments.rules.situation import situation
from tests.rules.claims import claimed, claimed_lines
from tests.rules.people import facts, law, line, months, paid, state_paid
from tests.rules.random_facts import laws, people

PERIOD = "2026-08"
EMPLOYER = {"payer": "employer", "amount": 1}
STATE = {"state_paid": (state_paid(PERIOD, PERIOD),)}
TRADER = {"payer": "sole_trader", "amount": 5950}
QUIET = dict.fromkeys(Check, (False, None))


def checked(reason, lines, amount=None, *, changes=None, **more):
    """Every check of a claim for the first of a month's lines: found or not, and whether it speaks for the claim."""
    named = [line(**{"period": PERIOD, **one}, name=f"c{number}") for number, one in enumerate(lines, start=1)]
    one, now = claimed(named[0], **changes or {}), situation(facts(*named, **more), law())
    found = checks(RefundReason(reason), one, month_facts(now, one), now, one.left if amount is None else amount)
    return {check.check: (check.found, check.speaks_for) for check in found}


@pytest.mark.parametrize(
    ("reason", "lines", "amount", "more", "found"),
    [
        # A surplus leaves its month paid.
        ("lump_sum", [{"amount": 51000}], 46750, {}, {"reason_shown": (True, True)}),
        ("excess_amount", [{"amount": 4251}], 1, {}, {"reason_shown": (True, True)}),
        ("excess_amount", [{}], 1, {}, {"reason_shown": (False, False), "counts_for_status": (True, False)}),
        # Of two payments one may go.
        ("duplicate", [{}, {}], None, {}, {"reason_shown": (True, True), "paid_twice": (True, True)}),
        (
            *("duplicate", [{}], None, {}),
            {"reason_shown": (False, False), "paid_twice": (False, False), "counts_for_status": (True, False)},
        ),
        ("duplicate", [{"amount": 9}, {}, {}], None, {}, {"reason_shown": (False, False), "paid_twice": (True, False)}),
        (
            "excess_amount",
            [{"amount": 9}, {}, {}],
            None,
            {},
            {"reason_shown": (True, True), "paid_twice": (True, None)},
        ),
        # Another payer covers the month.
        (
            *("employer_also_paid", [{}, EMPLOYER], None, {}),
            {"reason_shown": (True, True), "employer_paid": (True, True)},
        ),
        ("state_covered", [{}], None, STATE, {"reason_shown": (True, True), "state_paid": (True, True)}),
        ("other", [{}, EMPLOYER], None, {}, {"employer_paid": (True, True)}),
        (
            *("employer_also_paid", [{}], None, {}),
            {"reason_shown": (False, False), "employer_paid": (False, False), "counts_for_status": (True, False)},
        ),
        # A sole trader owes both.
        (
            *("employer_also_paid", [TRADER, EMPLOYER], None, {}),
            {"reason_shown": (False, False), "employer_paid": (True, False)},
        ),
        ("ip_suspended", [TRADER, EMPLOYER], None, {}, {"employer_paid": (True, None)}),
        # What no record can show is neither for nor against.
        ("wrong_period", [{}], None, {}, {"counts_for_status": (True, False)}),
        ("wrong_iin", [{}], None, {}, {"iin_differs": (False, False), "counts_for_status": (True, False)}),
        ("other", [{"amount": 4249}], None, {}, {}),
    ],
)
def test_the_checks_of_a_claim(reason, lines, amount, more, found):
    assert checked(reason, lines, amount, **more) == QUIET | found


@pytest.mark.parametrize(("reason", "speaks_for"), [("wrong_iin", True), ("duplicate", None)])
def test_another_iin_is_no_fault_of_whoever_pays_for_their_parents(reason, speaks_for):
    assert checked(reason, [{}], changes={"is_own_record": False})["iin_differs"] == (True, speaks_for)


def test_refunded_before():
    assert checked("lump_sum", [{"amount": 8500}], 4250, changes={"amount": 51000})["already_refunded"] == (True, False)


def test_every_check_is_made_in_the_order_of_the_list():
    assert list(checked("other", [{}])) == list(Check)


def changed(*lines, of, amount=None, today="2026-11-22", **answers):
    """What the refund of a line, found by its id, changes."""
    now = situation(facts(*lines, today=today), law(**answers))
    line_ = claimed(next(one for one in now.facts.lines if one.id == of))
    return after(now, line_, line_.left if amount is None else amount)


WHOLE = paid("2025-12…2026-11")
YEAR_AHEAD = paid("2026-12…2027-11", paid_on="2026-11-20")


@pytest.mark.parametrize(
    ("lines", "of", "amount", "uncovered", "insured_today", "changes_status"),
    [
        # The window holds, and grace after it; one month less and it is broken.
        ([WHOLE], "2026-08", None, "2026-08", False, True),
        ([WHOLE], "2026-11", None, "2026-11", False, True),
        ([WHOLE], "2026-11", 1, "2026-11", False, True),
        ([WHOLE, line(PERIOD, name="again")], "again", None, "", True, False),
        ([WHOLE, line("2026-08", 46750, name="more")], "more", None, "", True, False),
        # What lies behind the window covers a month and changes nothing.
        ([WHOLE, line("2025-11")], "2025-11", None, "2025-11", True, False),
        ([line("2026-08")], "2026-08", None, "2026-08", False, False),
        # A year paid ahead that begins next month: insured neither before nor after, and lost all the same.
        ([YEAR_AHEAD], "2026-12", None, "2026-12", False, True),
        ([YEAR_AHEAD], "2027-11", None, "2027-11", False, True),
        ([YEAR_AHEAD, line("2028-01", 51000)], "2028-01", None, "2028-01", False, False),
        # Insured today by the window, and until later by the year ahead.
        ([WHOLE, YEAR_AHEAD], "2027-11", None, "2027-11", True, True),
        # Of a lump sum only the price of its month has to stay.
        ([paid("2025-12…2026-10"), line("2026-11", 51000)], "2026-11", 46750, "", True, False),
        ([paid("2025-12…2026-10"), line("2026-11", 51000)], "2026-11", 46751, "2026-11", False, True),
        # Insured by grace alone afterwards, for no shorter time.
        ([paid("2025-09…2026-11")], "2025-09", None, "2025-09", True, False),
        ([paid("2025-10…2026-11")], "2026-11", None, "2026-11", True, True),
    ],
)
def test_what_a_refund_changes(lines, of, amount, uncovered, insured_today, changes_status):
    found = changed(*lines, of=of, amount=amount)
    assert found.uncovered == tuple(months(uncovered))
    assert (found.insured_today, found.changes_status) == (insured_today, changes_status)


def test_what_lies_far_ahead_changes_nothing_for_whoever_the_state_pays_for():
    far = line("2029-01")
    now = situation(facts(far, state_paid=(state_paid("2026-01"),)), law())
    assert not after(now, claimed(far), 4250).changes_status


def test_the_twelve_months_as_they_would_be():
    found = changed(WHOLE, of="2026-08")
    assert found.months == tuple(months("2025-12…2026-11"))
    states = [month_state(found.then.coverage.at(month), month, found.then.month) for month in found.months]
    assert states == ["paid"] * 8 + ["gap"] + ["paid"] * 3


def test_the_twelve_months_are_those_of_the_setting():
    assert changed(WHOLE, of="2026-08", window="before_current").months == tuple(months("2025-11…2026-10"))


def test_only_the_line_itself_is_reduced():
    person = facts(line(PERIOD, 51000, name="c1"), line(PERIOD, name="c12"), line("2026-09", name="c2"))
    amounts = {"c1": 46750, "c2": 4250, "c999": 1}
    assert [(one.id, one.amount) for one in without(person, amounts).lines] == [("c1", 4250), ("c12", 4250)]
    assert without(person, {"c12": 9000}).lines == (person.lines[0], person.lines[2])
    assert replace(without(person, amounts), lines=person.lines) == person


@given(people(), laws)
def test_without_nothing_a_record_is_as_it_was(person, in_force):
    assert without(person, {}) == person
    assert without(person, {one.id: 0 for one in person.lines}) == person


@given(claimed_lines())
def test_a_refund_touches_no_other_month_and_insures_nobody(both):
    now, one = both
    found = after(now, one, one.left)
    others = set(now.coverage.months) - {one.period}
    assert set(found.uncovered) <= {one.period}
    assert all(found.then.coverage.at(month) == now.coverage.at(month) for month in others)
    assert not found.insured_today or now.status.is_insured(now.month)
    assert found.changes_status or found.insured_today is now.status.is_insured(now.month)
    # What changes the status is always a month that no longer counts, or another line that now makes it count.
    assert not found.changes_status or found.then.coverage.at(one.period) != now.coverage.at(one.period)


@given(claimed_lines())
def test_nothing_refunded_changes_nothing(both):
    now, one = both
    found = after(now, one, 0)
    assert (found.uncovered, found.changes_status) == ((), False)
