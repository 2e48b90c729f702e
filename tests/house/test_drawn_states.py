"""The documentation draws the moves between a payment's states as the code has them."""

import pytest

from payments.rules.payment_states import MOVES, PaymentState
from tools.draw_states import PAGE, drawing, with_drawing


def test_the_page_is_as_the_tool_would_write_it() -> None:
    page = PAGE.read_text("utf-8")
    assert with_drawing(page) == page


def test_every_move_is_drawn() -> None:
    drawn = drawing()
    assert all(f"{state} --> {to}\n" in drawn for state, following in MOVES.items() for to in following)
    assert drawn.count("-->") == sum(map(len, MOVES.values())) + 2


def test_every_state_is_explained() -> None:
    page = PAGE.read_text("utf-8")
    assert [state for state in PaymentState if f"| **{state}** |" not in page] == []


def test_a_page_without_its_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="no line"):
        with_drawing("# Payments\n")
