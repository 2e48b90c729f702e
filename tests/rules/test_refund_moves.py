"""The life of a refund request: who may move it where, and that it ends once."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payments.rules.refunds import CLOSED, MOVES, Mover, RefundState, may_move

ALLOWED = {
    ("draft", "applicant"): "sent",
    ("sent", "applicant"): "withdrawn",
    ("sent", "first"): "checking",
    ("sent", "registry"): "returned",
    ("checking", "first"): "asked with_fund",
    ("checking", "registry"): "returned",
    ("asked", "applicant"): "checking",
    ("asked", "first"): "checking",
    ("asked", "registry"): "returned",
    ("with_fund", "second"): "checking approved refused",
    ("with_fund", "registry"): "returned",
    ("approved", "exporter"): "paying_out",
    ("approved", "registry"): "returned",
    ("paying_out", "registry"): "paid_out asked returned",
}
CLOSED_STATES = {"refused", "paid_out", "withdrawn", "returned"}


@pytest.mark.parametrize("state", RefundState)
def test_a_move_is_allowed_or_not(state):
    allowed = {(to, mover) for to, mover in product(RefundState, Mover) if may_move(state, to, mover)}
    assert allowed == {(to, mover) for mover in Mover for to in ALLOWED.get((state, mover), "").split()}


def test_every_state_has_its_row_in_the_table():
    assert set(MOVES) == set(RefundState)


def test_nothing_leads_out_of_a_closed_state():
    assert CLOSED == CLOSED_STATES
    assert [state for state in CLOSED if MOVES[state]] == []


def test_nothing_leads_back_to_a_draft():
    assert [state for state, following in MOVES.items() if RefundState.DRAFT in following] == []


def test_withdrawn_only_before_the_review():
    assert [state for state in RefundState if may_move(state, RefundState.WITHDRAWN, Mover.APPLICANT)] == ["sent"]


@pytest.mark.parametrize("state", sorted(set(RefundState) - CLOSED - {RefundState.DRAFT}))
def test_the_banks_own_return_closes_whatever_is_open(state):
    assert MOVES[state][RefundState.RETURNED] == (Mover.REGISTRY,)


@pytest.mark.parametrize("decided", [RefundState.APPROVED, RefundState.REFUSED])
def test_only_the_second_decides_and_only_what_the_first_proposed(decided):
    leading = [(state, following[decided]) for state, following in MOVES.items() if decided in following]
    assert leading == [(RefundState.WITH_FUND, (Mover.SECOND,))]


def test_no_money_goes_out_without_an_approval():
    assert [state for state, following in MOVES.items() if RefundState.PAID_OUT in following] == ["paying_out"]
    assert [state for state, following in MOVES.items() if RefundState.PAYING_OUT in following] == ["approved"]


def test_who_may_stop_a_review_may_take_it_up_again():
    assert MOVES[RefundState.ASKED][RefundState.CHECKING] == (Mover.APPLICANT, Mover.FIRST)


@given(st.data())
def test_any_walk_goes_on_or_has_ended_and_ends_once(data):
    state, ended = RefundState.DRAFT, 0
    for _ in range(40):
        moves = [(to, mover) for to, mover in product(RefundState, Mover) if may_move(state, to, mover)]
        assert bool(moves) is (state not in CLOSED)
        if not moves:
            break
        state, _ = data.draw(st.sampled_from(moves))
        ended += state in CLOSED
    assert ended == (state in CLOSED)


@pytest.mark.parametrize("state", list(RefundState))
def test_from_every_state_there_is_a_way_to_an_end(state):
    reached, seen = [state], set()
    while reached:
        one = reached.pop()
        seen.add(one)
        reached += [to for to in MOVES[one] if to not in seen]
    assert seen & CLOSED
    assert state is not RefundState.DRAFT or seen == set(RefundState)
