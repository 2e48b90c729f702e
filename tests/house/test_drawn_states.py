"""The documentation draws the moves between the states of payments and refunds as the code has them."""

from enum import StrEnum
from itertools import product

import pytest

from payments.rules import payment_states, refunds
from payments.rules.refund_reasons import NotAGround, RefundReason, RefusalGround
from tools.draw_states import PAYMENTS, REFUNDS, Drawing

TABLES = [
    pytest.param(PAYMENTS, payment_states.MOVES, payment_states.FIRST, id="payments"),
    pytest.param(REFUNDS, refunds.MOVES, (refunds.RefundState.DRAFT,), id="refunds"),
]


@pytest.mark.parametrize("drawing", [PAYMENTS, REFUNDS])
def test_the_page_is_as_the_tool_would_write_it(drawing: Drawing) -> None:
    page = drawing.page.read_text("utf-8")
    assert drawing.put_into(page) == page


@pytest.mark.parametrize(("drawing", "moves", "first"), TABLES)
def test_every_move_is_drawn(drawing: Drawing, moves: dict, first: tuple) -> None:
    drawn = drawing.text
    ends = [state for state in moves if not moves[state]]
    assert all(f"    {state} --> {to}\n" in drawn for state, following in moves.items() for to in following)
    assert all(f"    {state} --> [*]\n" in drawn for state in ends)
    assert all(f"    [*] --> {state}\n" in drawn for state in first)
    assert drawn.count("-->") == sum(map(len, moves.values())) + len(ends) + len(first)


@pytest.mark.parametrize(("drawing", "moves", "first"), TABLES)
def test_every_state_is_explained(drawing: Drawing, moves: dict, first: tuple) -> None:
    explained = drawing.page.read_text("utf-8").replace(drawing.text, "")
    assert [state for state in moves if f"| **{state}** |" not in explained] == []


@pytest.mark.parametrize("state", [state for state in refunds.RefundState if state not in refunds.CLOSED])
def test_whoever_may_move_a_refund_stands_beside_it(state: refunds.RefundState) -> None:
    row = next(line for line in REFUNDS.text.splitlines() if line.startswith(f"| **{state}** |"))
    cells = dict(zip(refunds.Mover, (cell.strip().split(", ") for cell in row.split("|")[2:-1]), strict=True))
    for mover, to in product(refunds.Mover, refunds.RefundState):
        assert (to in cells[mover]) is refunds.may_move(state, to, mover)


@pytest.mark.parametrize("drawing", [PAYMENTS, REFUNDS])
def test_a_page_without_its_marks_is_refused(drawing: Drawing) -> None:
    with pytest.raises(ValueError, match="no line"):
        drawing.put_into("# Payments\n")


@pytest.mark.parametrize("codes", [RefundReason, NotAGround, RefusalGround])
def test_every_reason_and_every_ground_is_explained(codes: type[StrEnum]) -> None:
    page = REFUNDS.page.read_text("utf-8")
    assert [code for code in codes if f"| **{code}** |" not in page] == []
