"""What was wrong with a payment: what its record bears out, what has to be proved, and how much is claimed."""

import pytest

from payments.rules.facts import Payer
from payments.rules.refund_checks import after
from payments.rules.refund_reasons import (
    SHOWN_BY_RECORD,
    NotAGround,
    Proof,
    RefundReason,
    claimable,
    is_borne_out,
    line_alone,
    month_facts,
    proof_needed,
    suggested_reason,
)
from payments.rules.requisites import PurposeCode
from payments.rules.situation import situation
from tests.rules.claims import claimed
from tests.rules.people import day, facts, law, line, paid, state_paid

PERIOD = "2026-08"
EMPLOYER = {"payer": "employer", "amount": 1}
TRADER = {"payer": "sole_trader", "amount": 5950}
STATE = {"state_paid": (state_paid(PERIOD, PERIOD),)}
PENALTY = {"purpose_code": PurposeCode.PENALTY}


def judged(lines, changes, **more):
    """The first of a month's lines as it is claimed, and what the record shows of its month."""
    named = [line(**{"period": PERIOD, **one}, name=f"c{number}") for number, one in enumerate(lines, start=1)]
    # A penalty covers no month: the rules are not told of it.
    known = named[1:] if changes.get("purpose_code") is PurposeCode.PENALTY else named
    one = claimed(named[0], **changes)
    return one, month_facts(situation(facts(*known, **more), law()), one)


@pytest.mark.parametrize(
    ("lines", "changes", "more", "claims"),
    [
        # the line claimed comes first; each reason that the record bears out and what it claims, in order of suggesting
        ([{}], {}, {}, {}),
        ([TRADER], {}, {}, {}),
        ([{"amount": 4249}], {}, {}, {}),
        # above the price of the month
        ([{"amount": 4251}], {}, {}, {"excess_amount": 1}),
        ([{"amount": 8499}], {}, {}, {"excess_amount": 4249}),
        ([{"amount": 8500}], {}, {}, {"lump_sum": 4250, "excess_amount": 4250}),
        ([{"amount": 51000}], {}, {}, {"lump_sum": 46750, "excess_amount": 46750}),
        ([{**TRADER, "amount": 8500}], {}, {}, {"excess_amount": 2550}),
        ([{**TRADER, "amount": 11900}], {}, {}, {"lump_sum": 5950, "excess_amount": 5950}),
        ([{"period": "2023-05", "amount": 7000}], {}, {}, {"lump_sum": 3500, "excess_amount": 3500}),
        # refunded in part before
        ([{"amount": 8500}], {"amount": 51000}, {}, {"lump_sum": 4250, "excess_amount": 4250}),
        ([{"amount": 4250}], {"amount": 51000}, {}, {}),
        ([{"state": "refunded"}], {"left": 0}, {}, {}),
        # several lines: each may be claimed, as long as the month stays paid
        ([{}, {}], {}, {}, {"duplicate": 4250, "excess_amount": 4250}),
        ([{}, {"paid_on": "2026-11-02"}], {}, {}, {"duplicate": 4250, "excess_amount": 4250}),
        ([{"paid_on": "2026-11-02"}, {}], {}, {}, {"duplicate": 4250, "excess_amount": 4250}),
        ([{}, {}, {}], {}, {}, {"duplicate": 4250, "excess_amount": 4250}),
        ([{}, TRADER], {}, {}, {"duplicate": 4250, "excess_amount": 4250}),
        (
            [{"amount": 51000}, {}],
            {},
            {},
            {"lump_sum": 51000, "duplicate": 51000, "excess_amount": 51000},
        ),
        ([{}, {"amount": 51000}], {}, {}, {"duplicate": 4250, "excess_amount": 4250}),
        ([{"amount": 1000}, {}], {}, {}, {"excess_amount": 1000}),
        ([{}, {"amount": 1000}], {}, {}, {"excess_amount": 1000}),
        ([{"amount": 1000}, {}, {}], {}, {}, {"excess_amount": 1000}),
        ([{"amount": 4000}, {"amount": 4000}], {}, {}, {"excess_amount": 3750}),
        ([{"amount": 3000}, {"amount": 1250}], {}, {}, {}),
        # beside a sole trader's line that is short: without a self-payer's the month would be open
        ([{"paid_on": "2026-08-05"}, {**TRADER, "amount": 5000}], {}, {}, {}),
        (
            [{"paid_on": "2026-08-05", "amount": 8500}, {**TRADER, "amount": 5000}],
            {},
            {},
            {"lump_sum": 4250, "excess_amount": 4250},
        ),
        ([{"amount": 3000}, {"amount": 1000}], {}, {}, {}),
        # what is sent or returned is no second payment
        ([{}, {"state": "sent"}], {}, {}, {}),
        ([{}, {"state": "returned"}], {}, {}, {}),
        ([{}, {"state": "refunded"}], {}, {}, {}),
        # the employer or the state paid as well: a sole trader owes both
        ([{}, EMPLOYER], {}, {}, {"employer_also_paid": 4250}),
        ([{"amount": 1}, EMPLOYER], {}, {}, {"employer_also_paid": 1}),
        ([{}, {"payer": "platform", "amount": 1}], {}, {}, {"employer_also_paid": 4250}),
        ([{}, {**EMPLOYER, "state": "sent"}], {}, {}, {}),
        ([TRADER, EMPLOYER], {}, {}, {}),
        ([{}], {}, STATE, {"state_covered": 4250}),
        ([TRADER], {}, STATE, {}),
        ([{}, EMPLOYER], {}, STATE, {"employer_also_paid": 4250, "state_covered": 4250}),
        (
            [{"amount": 51000}, EMPLOYER],
            {},
            {},
            {"employer_also_paid": 51000, "lump_sum": 46750, "excess_amount": 46750},
        ),
        # a penalty covers nothing; only a sole trader can owe one
        ([{}], PENALTY, {}, {"wrong_knp": 4250}),
        ([{"amount": 51000}, {}, {}], PENALTY, {}, {"wrong_knp": 51000}),
        ([{}, EMPLOYER], PENALTY, STATE, {"wrong_knp": 4250}),
        ([TRADER], PENALTY, {}, {}),
        # without a rate nothing is above the price
        ([{"period": "2027-03", "paid_on": "2027-01-10", "amount": 51000}], {}, {"today": "2027-01-15"}, {}),
    ],
)
def test_what_the_record_bears_out(lines, changes, more, claims):
    one, month = judged(lines, changes, **more)
    shown = [reason for reason in SHOWN_BY_RECORD if is_borne_out(reason, one, month)]
    assert {reason: claimable(reason, one, month) for reason in shown} == claims
    assert suggested_reason(one, month) == next(iter(claims), None)


def test_a_month_paid_at_two_rates_stays_paid():
    """Paid ahead at the old rate, and topped up for nothing: the top-up can be claimed, the payment cannot."""
    early, late = line("2024-01", 3500, paid_on="2023-12-31", name="c1"), line("2024-01", 750, "self", "2024-01-05")
    now = situation(facts(early, late, today="2024-01-15"), law())
    assert [month_facts(now, claimed(one)).surplus for one in (early, late)] == [0, 750]


def test_a_second_payment_for_a_month_whose_rate_is_not_known_can_be_claimed():
    ahead, again = line("2027-03", paid_on="2026-12-10", name="c1"), line("2027-03", paid_on="2027-01-05", name="c2")
    now = situation(facts(ahead, again, today="2027-01-15"), law())
    assert month_facts(now, claimed(again)).surplus == 4250
    assert claimable(RefundReason.EXCESS_AMOUNT, claimed(again), month_facts(now, claimed(again))) == 4250


def test_a_sole_trader_is_known_by_the_record():
    """Whoever paid for them may not know."""
    trader = line(PERIOD, 5950, "sole_trader", name="c1")
    now = situation(facts(trader, line(PERIOD, 1, "employer")), law())
    seen = claimed(trader, payer=Payer.SELF, is_own_record=False)
    assert not is_borne_out(RefundReason.EMPLOYER_ALSO_PAID, seen, month_facts(now, seen))


@pytest.mark.parametrize(
    ("changes", "required", "claims"),
    [
        ({}, 4250, {}),
        ({"left": 4251, "amount": 4251}, 4250, {"excess_amount": 1}),
        ({"left": 51000, "amount": 51000}, 4250, {"lump_sum": 46750, "excess_amount": 46750}),
        ({"left": 8499, "amount": 51000}, 4250, {"excess_amount": 4249}),
        ({"left": 51000, "amount": 51000}, None, {}),
        ({"left": 100}, 4250, {}),
        ({"left": 51000, "amount": 51000, **PENALTY}, 4250, {"wrong_knp": 51000}),
        ({"payer": Payer.SOLE_TRADER, **PENALTY}, 4250, {}),
    ],
)
def test_of_somebody_elses_record_the_line_alone_speaks(changes, required, claims):
    one = claimed(is_own_record=False, **changes)
    month = line_alone(one, required)
    shown = [reason for reason in SHOWN_BY_RECORD if is_borne_out(reason, one, month)]
    assert {reason: claimable(reason, one, month) for reason in shown} == claims


@pytest.mark.parametrize(
    ("reason", "when_shown", "otherwise"),
    [
        ("wrong_period", None, None),
        ("lump_sum", None, "receipt"),
        ("duplicate", None, "receipt"),
        ("excess_amount", None, "receipt"),
        ("employer_also_paid", None, "receipt"),
        ("state_covered", None, "receipt"),
        ("wrong_iin", "receipt", "receipt"),
        ("wrong_knp", None, "receipt"),
        ("ip_suspended", "suspension", "suspension"),
        ("other", "document", "document"),
    ],
)
def test_what_has_to_be_proved(reason, when_shown, otherwise):
    assert proof_needed(RefundReason(reason), True) == when_shown
    assert proof_needed(RefundReason(reason), False) == otherwise


def test_the_record_shows_whatever_else_needs_no_proof_of_its_own():
    by_word = {RefundReason.WRONG_PERIOD, RefundReason.WRONG_IIN, RefundReason.IP_SUSPENDED, RefundReason.OTHER}
    assert set(SHOWN_BY_RECORD) == set(RefundReason) - by_word
    one, month = judged([{"amount": 51000}, {}, EMPLOYER], {"is_own_record": False}, **STATE)
    assert [reason for reason in by_word if is_borne_out(reason, one, month)] == []


def test_nothing_asks_for_an_identity_document():
    assert set(Proof) == {"receipt", "suspension", "document"}


@pytest.mark.parametrize("asked", [pytest.param("move_it", id="REF-3"), pytest.param("no_care_used", id="REF-4")])
def test_what_is_no_ground_is_no_reason(asked):
    assert asked in set(NotAGround)
    assert asked not in set(RefundReason)
    assert set(NotAGround) & set(RefundReason) == set()


def test_every_reason_met_in_practice_is_there():
    assert [reason.upper() for reason in RefundReason] == (
        "WRONG_PERIOD LUMP_SUM DUPLICATE EXCESS_AMOUNT EMPLOYER_ALSO_PAID STATE_COVERED WRONG_IIN WRONG_KNP "
        "IP_SUSPENDED OTHER"
    ).split()


def test_the_seed_articles_year_in_one_sum():
    """51 000 in one sum count for one month: eleven months' worth comes back and the month stays paid."""
    lump = line("2026-11", 51000, paid_on="2026-11-02", name="c1")
    now = situation(facts(lump, paid("2025-12…2026-10")), law())
    one = claimed(lump, credited_on=day("2026-11-05"))
    assert suggested_reason(one, month_facts(now, one)) is RefundReason.LUMP_SUM
    assert claimable(RefundReason.LUMP_SUM, one, month_facts(now, one)) == 46750
    assert not after(now, one, 46750).changes_status
