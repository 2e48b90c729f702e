"""Category spans as CSV: for whom the state pays, and who is a sole trader (docs/registries.md)."""

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from portal.registry.readers.fields import interpret_span
from portal.registry.readers.received import ControlTotals, FileRefused, ReceivedSpan
from portal.registry.readers.rows import Columns, read_rows
from portal.registry.reasons import FileReason

COLUMNS = Columns(
    required=("iin", "category", "from", "to"),
    optional=("lastname", "firstname", "secondname"),
)


def read(stream: BinaryIO, control: ControlTotals, today: date) -> Iterator[ReceivedSpan]:
    """The spans one by one, counted in `control`. The last row must end: a cut `to` is an open span."""
    for row in read_rows(stream, COLUMNS, control):
        if not row.ended:
            raise FileRefused(FileReason.TRUNCATED, row.number)
        control.add(None)
        yield interpret_span(row.number, row.cells, today)
