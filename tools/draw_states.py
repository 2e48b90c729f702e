"""Draw the moves between the states of payments and refunds into the documentation.

`.venv/bin/python -m tools.draw_states`
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from payments.rules import payment_states, refunds

DOCS = Path(__file__).resolve().parent.parent / "docs"
END = "<!-- end of the drawing -->\n"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page, the module whose table it draws, and the lines of the drawing."""

    page: Path
    source: str
    lines: Callable[[], Iterator[str]]

    @property
    def begin(self) -> str:
        """The mark before the drawing."""
        return f"<!-- drawn by tools/draw_states.py from {self.source} -->\n"

    @property
    def text(self) -> str:
        """The drawing as the page holds it."""
        return "".join(f"{line}\n" for line in self.lines())

    def put_into(self, page: str) -> str:
        """The page with the moves as they are in the code; ValueError where its two marks are missing."""
        before, rest = split(page, self.begin)
        _, after = split(rest, END)
        return f"{before}{self.begin}{self.text}{END}{after}"


def split(text: str, mark: str) -> tuple[str, str]:
    """What stands before a mark and what behind it."""
    before, found, after = text.partition(mark)
    if not found:
        raise ValueError(f"the page has no line {mark!r}")
    return before, after


def payment_lines() -> Iterator[str]:
    """The states of a payment and the moves between them."""
    table = payment_states.MOVES
    return diagram(payment_states.FIRST, {state: list(table[state]) for state in table})


def refund_lines() -> Iterator[str]:
    """The same for a refund request, then who may move it where."""
    table = refunds.MOVES
    yield from diagram([refunds.RefundState.DRAFT], {state: list(table[state]) for state in table})
    yield ""
    yield f"| from | {' | '.join(refunds.Mover)} |"
    yield f"|---|{'---|' * len(refunds.Mover)}"
    for state, following in table.items():
        if following:
            cells = (", ".join(to for to, movers in following.items() if mover in movers) for mover in refunds.Mover)
            yield f"| **{state}** | {' | '.join(cells)} |"


def diagram(first: Iterable[str], moves: dict[str, list[str]]) -> Iterator[str]:
    """The moves in Mermaid, from the first states to those that nothing leads out of; a list where it is not drawn."""
    yield from ("```mermaid", "stateDiagram-v2", *(f"    [*] --> {state}" for state in first))
    for state, following in moves.items():
        yield from (f"    {state} --> {to}" for to in following or ["[*]"])
    yield "```"


PAYMENTS = Drawing(DOCS / "payments.md", "payments/rules/payment_states.py", payment_lines)
REFUNDS = Drawing(DOCS / "refunds.md", "payments/rules/refunds.py", refund_lines)


def main() -> None:
    """Write both pages anew."""
    for drawing in (PAYMENTS, REFUNDS):
        drawing.page.write_text(drawing.put_into(drawing.page.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
