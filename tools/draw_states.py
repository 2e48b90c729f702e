"""Draw the moves between a payment's states into the documentation: `.venv/bin/python -m tools.draw_states`."""

from collections.abc import Iterator
from pathlib import Path

from payments.rules.payment_states import MOVES, PaymentState

PAGE = Path(__file__).resolve().parent.parent / "docs" / "payments.md"
BEGIN = "<!-- drawn by tools/draw_states.py from payments/rules/payment_states.py -->\n"
END = "<!-- end of the drawing -->\n"


def main() -> None:
    """Write the page anew."""
    PAGE.write_text(with_drawing(PAGE.read_text("utf-8")), "utf-8")


def with_drawing(page: str) -> str:
    """The page with the moves as they are in the code; ValueError where its two marks are missing."""
    before, rest = split(page, BEGIN)
    _, after = split(rest, END)
    return f"{before}{BEGIN}{drawing()}{END}{after}"


def split(text: str, mark: str) -> tuple[str, str]:
    """What stands before a mark and what behind it."""
    before, found, after = text.partition(mark)
    if not found:
        raise ValueError(f"the page has no line {mark!r}")
    return before, after


def drawing() -> str:
    """The states as a diagram in Mermaid, which reads as a list of moves where it is not drawn."""
    return "\n".join(["```mermaid", "stateDiagram-v2", *(f"    {move}" for move in moves()), "```", ""])


def moves() -> Iterator[str]:
    """Each move in the order of the table, from the order to the states that nothing leads out of."""
    yield f"[*] --> {PaymentState.ORDERED}"
    for state, following in MOVES.items():
        for to in following or ["[*]"]:
            yield f"{state} --> {to}"


if __name__ == "__main__":
    main()
