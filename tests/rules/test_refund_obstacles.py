"""What the Fund would refuse and can still be mended: each published ground is met before a claim is sent."""

import pytest

from payments.rules.refund_reasons import (
    GROUND_OF,
    MonthFacts,
    Obstacle,
    RefundReason,
    RefusalGround,
    line_alone,
    obstacles,
)
from payments.rules.requisites import BENEFICIARY
from tests.rules.claims import claim, claimed
from tests.rules.people import month

LUMP = claimed(amount=51000, left=51000)
EXACT = claimed()
SHORT = claimed(amount=4249, left=4249)


def met(line=LUMP, facts=None, **changes):
    """The obstacles of a claim that lacks nothing but for some changes."""
    return obstacles(claim(**changes), line, facts or line_alone(line, 4250))


def of(reason, **more):
    """A claim for a reason."""
    return {"reason": RefundReason(reason), **more}


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        (of("lump_sum"), []),
        ({"iik": "", "account_is_own": False}, []),  # the way it was paid
        ({"iik": "kz84 722c 0000 1234 5678"}, []),
        # the bank details
        pytest.param({"iik": "KZ85722C000012345678"}, ["wrong_account"], id="REF-5"),
        ({"iik": "KZ84722C00001234567"}, ["wrong_account"]),
        ({"iik": "   "}, ["wrong_account"]),
        ({"account_is_own": False}, ["not_own_account"]),
        ({"iik": BENEFICIARY.iik}, ["not_own_account"]),
        ({"iik": "kz92 009m eds3 6860 9103"}, ["not_own_account"]),
        ({"iik": "KZ85722C000012345678", "account_is_own": False}, ["wrong_account", "not_own_account"]),
        # the month
        (of("wrong_period", right_period=month("2026-12")), []),
        (of("wrong_period"), ["no_right_period"]),
        (of("wrong_period", right_period=month("2026-08")), ["same_period"]),
        # the proof and the explanation
        (of("wrong_iin"), ["no_proof"]),
        (of("wrong_iin", proofs=1), []),
        (of("ip_suspended"), ["no_proof"]),
        (of("ip_suspended", proofs=3), []),
        (of("other"), ["no_explanation", "no_proof"]),
        (of("other", explanation=" \n", proofs=1), ["no_explanation"]),
        (of("other", explanation="The bank’s clerk took the wrong form.", proofs=1), []),
        (of("duplicate"), ["no_proof"]),
        (of("duplicate", proofs=1), []),
        (of("employer_also_paid"), ["no_proof"]),
        (of("state_covered"), ["no_proof"]),
        (of("wrong_knp"), ["no_proof"]),
        # the consent
        ({"consents": False}, ["no_consent"]),
    ],
)
def test_what_a_claim_meets(changes, found):
    assert list(met(**changes)) == found


@pytest.mark.parametrize("reason", ["lump_sum", "excess_amount"])
@pytest.mark.parametrize("line", [EXACT, SHORT])
@pytest.mark.parametrize("required", [4250, None])
def test_nothing_to_claim_where_nothing_is_above_the_price(reason, line, required):
    assert met(line, line_alone(line, required), **of(reason, proofs=1)) == (Obstacle.NOTHING_TO_CLAIM,)


def test_no_proof_is_asked_for_what_the_record_shows():
    shown = MonthFacts(required=4250, own_paid=8500, full_lines=2, surplus=4250, by_employer=True, by_state=True)
    for reason in ("duplicate", "employer_also_paid", "state_covered", "excess_amount"):
        assert met(EXACT, shown, **of(reason)) == ()


def test_every_obstacle_is_said_at_once_and_in_the_order_of_the_pages():
    empty = {"explanation": "", "iik": "KZ00", "account_is_own": False, "consents": False}
    everything = {*met(**of("other"), **{**empty}), *met(**of("wrong_period"), **empty)}
    everything |= {*met(**of("wrong_period", right_period=LUMP.period), **empty)}
    everything |= {*met(EXACT, **of("lump_sum"), **empty)}
    assert everything == set(Obstacle)
    for reason in RefundReason:
        found = met(EXACT, **of(reason), **empty)
        assert list(found) == sorted(found, key=list(Obstacle).index)


def test_every_obstacle_is_a_published_ground():
    assert list(GROUND_OF) == list(Obstacle)
    assert {type(ground) for ground in GROUND_OF.values()} == {RefusalGround}


@pytest.mark.parametrize(
    ("ground", "before_sending"),
    [
        # the older page of the Fund
        ("wrong_bank_details", ["wrong_account", "not_own_account"]),
        ("wrong_form", ["no_right_period", "no_explanation"]),
        ("wrong_reason", ["same_period"]),
        ("incomplete_documents", ["no_proof"]),
        ("no_grounds", ["nothing_to_claim"]),
        ("not_confirmed", []),
        ("temporary_foreigner", []),
        # msqory.kz
        ("false_data", []),
        ("against_rules", []),
        ("court_decision", []),
        ("no_consent", ["no_consent"]),
    ],
)
def test_each_published_ground_and_what_is_asked_before_sending(ground, before_sending):
    assert [obstacle for obstacle, of_ground in GROUND_OF.items() if of_ground == ground] == before_sending


def test_there_are_eleven_published_grounds():
    assert len(RefusalGround) == 11
