"""QIWI's daily registry: `txn_id⇥date⇥time⇥account⇥sum` without a header, and `Total:⇥count⇥sum` as its last line."""

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from payments import ledger
from portal.registry.partners.fields import Totals, account_in, day_in_almaty, understood
from portal.registry.readers.fields import count_in, tiyn_in
from portal.registry.readers.received import FileRefused
from portal.registry.readers.rows import LONGEST_CELL, TRAILER, lines_of
from portal.registry.reasons import FileReason

FIELDS = ("number", "date", "time", "account", "sum")
TOTAL = 3  # cells of the last line


def read(stream: BinaryIO, totals: Totals, day: date) -> Iterator[ledger.PartnerLine]:
    """The lines as understood, with their days in Almaty: QIWI's own are by the clock of Moscow."""
    with lines_of(stream) as lines:
        for text in lines:
            cells = [cell.strip() for cell in text.rstrip("\r\n").split("\t")]
            if not any(cells):
                continue
            if totals.is_whole:  # something stands below the total
                raise FileRefused(FileReason.BROKEN_ROW, lines.number)
            if is_total(cells[0]):
                _check(cells, totals, lines.number)
            else:
                yield _line(lines.number, cells, totals, day)


def is_total(cell: str) -> bool:
    """Is this how the last line begins?"""
    return cell.strip(" :").casefold() in TRAILER


def _check(cells: list[str], totals: Totals, line: int) -> None:
    count, tiyn = (count_in(cells[1]), tiyn_in(cells[2])) if len(cells) == TOTAL else (None, None)
    if count is None or tiyn is None:
        raise FileRefused(FileReason.BROKEN_ROW, line)
    totals.check(count, tiyn, line=line)


def _line(line: int, cells: list[str], totals: Totals, day: date) -> ledger.PartnerLine:
    if len(cells) != len(FIELDS):
        raise FileRefused(FileReason.BROKEN_ROW, line)
    if max(map(len, cells)) > LONGEST_CELL:
        raise FileRefused(FileReason.LINE_TOO_LONG, line)
    fields = dict(zip(FIELDS, cells, strict=True))
    totals.add(tiyn_in(fields["sum"]))
    paid_on = day_in_almaty(fields["date"], fields["time"], line)
    return understood(line, fields, account=account_in(fields["account"]), day=day, paid_on=paid_on)
