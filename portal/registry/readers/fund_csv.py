"""The Fund's list of credited contributions as CSV (docs/registries.md)."""

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from portal.registry.readers.fields import interpret, tiyn_in
from portal.registry.readers.received import ControlTotals, FileRefused, ReceivedLine
from portal.registry.readers.rows import Columns, Row, read_rows
from portal.registry.reasons import FileReason

COLUMNS = Columns(
    required=("reference", "paymentdate", "knp", "paymentsum", "iin", "paymentperiod", "createdon"),
    optional=(
        "lastname",
        "firstname",
        "secondname",
        "birthdate",
        "senderbin",
        "sendername",
        "operation",
        "paymentreference",
        "returnreason",
    ),
)
# The columns in which a cut would show, because what is left of a value is none.
CUT_SHOWS = ("paymentdate", "knp", "iin", "paymentperiod", "createdon", "senderbin", "operation")


def read(stream: BinaryIO, control: ControlTotals, today: date) -> Iterator[ReceivedLine]:
    """The lines one by one, counted in `control`; a broken file is refused at the line where it breaks."""
    for row in read_rows(stream, COLUMNS, control):
        line = interpret(row.number, row.cells, today)
        control.add(tiyn_in(row.cells["paymentsum"]))
        if not row.ended and (line.reasons or not _cut_would_show(row)):
            raise FileRefused(FileReason.TRUNCATED, row.number)
        yield line


def _cut_would_show(row: Row) -> bool:
    """A last row without a line break may be cut, unless its last cell could be nothing shorter."""
    name, cell = list(row.cells.items())[-1]
    return name in CUT_SHOWS and bool(cell.strip())
