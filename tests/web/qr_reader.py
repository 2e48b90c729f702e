"""A scanner for the QR codes of the tests: what the drawing says, read from nothing but its dark squares."""

from collections.abc import Iterator

from portal.statement.qr import QUIET_ZONE, QrCode


def squares(code: QrCode) -> set[tuple[int, int]]:
    """The dark squares that the strokes of the drawing cover."""
    strokes = [stroke.replace("h", " ").split() for stroke in code.path.removeprefix("M").split("M")]
    return {(int(x) + step, int(y.removesuffix(".5"))) for x, y, length in strokes for step in range(int(length))}


MASKS = [
    lambda row, column: (row + column) % 2,
    lambda row, column: row % 2,
    lambda row, column: column % 3,
    lambda row, column: (row + column) % 3,
    lambda row, column: (row // 2 + column // 3) % 2,
    lambda row, column: row * column % 2 + row * column % 3,
    lambda row, column: (row * column % 2 + row * column % 3) % 2,
    lambda row, column: ((row + column) % 2 + row * column % 3) % 2,
]
SIDE = 21  # version 1, which has no alignment pattern


def read(code: QrCode) -> str:
    """Read the digits back as a scanner does (ISO/IEC 18004), short of mending what is damaged."""
    dark = {(y - QUIET_ZONE, x - QUIET_ZONE) for x, y in squares(code)}
    assert code.side == SIDE + 2 * QUIET_ZONE
    format_bits = "".join(str(int((8, column) in dark)) for column in range(5))
    level, mask = divmod(int(format_bits, 2) ^ 0b10101, 8)
    assert level == 0b10  # H: the highest redundancy
    bits = "".join(str(int(((row, column) in dark) ^ (MASKS[mask](row, column) == 0))) for row, column in data_places())
    assert bits.startswith("0001")  # digits
    count, bits = int(bits[4:14], 2), bits[14:]
    digits = ""
    while len(digits) < count:
        left = min(count - len(digits), 3)
        width = 1 + 3 * left
        digits += f"{int(bits[:width], 2):0{left}}"
        bits = bits[width:]
    return digits


def data_places() -> Iterator[tuple[int, int]]:
    """The squares in the order in which they are read: in pairs of columns from the right, up and down in turn."""
    for number, right in enumerate([20, 18, 16, 14, 12, 10, 8, 5, 3, 1]):
        for row in range(SIDE) if number % 2 else reversed(range(SIDE)):
            yield from ((row, column) for column in (right, right - 1) if is_data(row, column))


def is_data(row: int, column: int) -> bool:
    """Neither a corner with its border and format, nor one of the two rulers."""
    in_corner = (row < 9 and column < 9) or (row < 9 and column > 12) or (row > 12 and column < 9)
    return not in_corner and 6 not in (row, column)
