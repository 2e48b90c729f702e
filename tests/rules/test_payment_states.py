"""The life of a payment: which moves there are, and when an order is over."""

from itertools import product

import pytest

from payments.rules.payment_states import MOVES, PaymentState, may_move, state_on
from tests.rules.people import day

ALLOWED = {
    "ordered": "sent credited expired cancelled",
    "sent": "credited returned",
    "credited": "returned",
    "returned": "",
    "expired": "sent credited",
    "cancelled": "sent credited",
}
LAST_DAY = day("2026-11-25")


@pytest.mark.parametrize(("state", "to"), list(product(PaymentState, repeat=2)))
def test_a_move_is_allowed_or_not(state, to):
    assert may_move(state, to) is (to in ALLOWED[state].split())


def test_every_state_has_its_row_in_the_table():
    assert list(MOVES) == list(PaymentState)


def test_every_state_can_be_reached_from_an_order():
    reached, seen = [PaymentState.ORDERED], set()
    while reached:
        state = reached.pop()
        seen.add(state)
        reached += [to for to in MOVES[state] if to not in seen]
    assert seen == set(PaymentState)


def test_nothing_leads_back():
    """A payment is never ordered anew, and no two moves make a circle."""

    def later(state):
        return {state}.union(*(later(to) for to in MOVES[state]))

    assert all(state not in later(to) for state in PaymentState for to in MOVES[state])


@pytest.mark.parametrize("state", list(PaymentState))
@pytest.mark.parametrize("today", ["2026-11-22", "2026-11-25", "2026-11-26", "2027-11-26"])
def test_only_an_order_expires_and_only_after_its_last_day(state, today):
    over = state == "ordered" and today > "2026-11-25"
    assert state_on(state, LAST_DAY, day(today)) == ("expired" if over else state)
