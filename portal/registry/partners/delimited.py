"""Registries with a header and a total: our CSV for whoever calls, and the list of the post, which never calls."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import BinaryIO

from payments import ledger
from payments.rules.accounts import Account
from portal.registry.partners.fields import Totals, account_in, understood
from portal.registry.readers.fields import tiyn_in
from portal.registry.readers.rows import Columns, Row, read_rows

CSV = Columns(required=("number", "paymentdate", "account", "paymentsum"), optional=("period",))
# The names of the payer and the post office are read by nobody and not kept.
POST = Columns(
    required=("number", "paymentdate", "iin", "paymentperiod", "paymentsum"),
    optional=("paymentreference", "office", "lastname", "firstname", "secondname"),
)


def read_csv(stream: BinaryIO, totals: Totals, day: date) -> Iterator[ledger.PartnerLine]:
    """The lines of our CSV: what the payer typed stands in `account`, its month perhaps in a column of its own."""
    for row, cells in _rows(stream, CSV, totals):
        account = account_in(cells["account"], cells.get("period", ""))
        yield _line(row, cells, cells["account"], account, day)


def read_post(stream: BinaryIO, totals: Totals, day: date) -> Iterator[ledger.PartnerLine]:
    """The lines of the post's list: our reference if the payer had one, else the IIN and the month."""
    for row, cells in _rows(stream, POST, totals):
        reference = cells.get("paymentreference", "")
        account = account_in(reference) if reference else account_in(cells["iin"], cells["paymentperiod"])
        yield _line(row, cells, reference or cells["iin"], account, day)


def _rows(stream: BinaryIO, columns: Columns, totals: Totals) -> Iterator[tuple[Row, Mapping[str, str]]]:
    for row in read_rows(stream, columns, totals):
        cells = {name: cell.strip() for name, cell in row.cells.items()}
        totals.add(tiyn_in(cells["paymentsum"]))
        yield row, cells


def _line(row: Row, cells: Mapping[str, str], typed: str, account: Account | None, day: date) -> ledger.PartnerLine:
    fields = {
        "number": cells["number"],
        "date": cells["paymentdate"],
        "account": typed,
        "period": cells.get("period", cells.get("paymentperiod", "")),
        "sum": cells["paymentsum"],
    }
    return understood(row.number, fields, account=account, day=day)
