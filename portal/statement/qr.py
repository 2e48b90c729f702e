"""A QR code as a drawing: one path of dark squares, ready for an `<svg>` that has no style of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import segno

QUIET_ZONE = 4  # light squares all around, which a scanner needs (ISO/IEC 18004)


@dataclass(frozen=True, slots=True)
class QrCode:
    """`side` squares each way, the quiet zone among them; `path`, drawn in strokes of width 1, is the dark ones."""

    side: int
    path: str


def qr_code(text: str) -> QrCode:
    """The text with the highest redundancy: nearly a third of the code may be creased, wet or badly printed."""
    rows = list(segno.make_qr(text, error="h").matrix_iter(border=QUIET_ZONE))
    return QrCode(len(rows), "".join(stroke for y, row in enumerate(rows) for stroke in _strokes(y, row)))


def _strokes(y: int, row: bytes) -> Iterator[str]:
    """Each unbroken run of dark squares of one row, through its middle."""
    for is_dark, run in groupby(range(len(row)), key=row.__getitem__):
        squares = list(run)
        if is_dark:
            yield f"M{squares[0]} {y}.5h{len(squares)}"
