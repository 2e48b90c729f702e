"""Which format a partner's registry has, by its content: its name is not asked."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date
from typing import BinaryIO

from payments import ledger
from payments.models import PartnerRegistry
from portal.registry.partners import delimited, qiwi
from portal.registry.partners.fields import Totals
from portal.registry.partners.reasons import PartnerFileReason
from portal.registry.readers.detection import ENOUGH, PACKED
from portal.registry.readers.received import FileRefused
from portal.registry.readers.rows import encoding_of, split_header
from portal.registry.reasons import FileReason

LARGEST_FILE = 64 * 1024 * 1024  # more than half a million lines
Format = PartnerRegistry.Format

Reader = Callable[[BinaryIO, Totals, date], Iterator[ledger.PartnerLine]]
READERS: dict[Format, Reader] = {
    Format.QIWI: qiwi.read,
    Format.CSV: delimited.read_csv,
    Format.POST: delimited.read_post,
}
NAMES = {
    Format.CSV: {"account", *delimited.CSV.required},
    Format.POST: {"iin", "paymentperiod", *delimited.POST.required},
}


def detect(stream: BinaryIO) -> Format:
    """The format of a seekable stream; refused if too large, packed, empty or unknown."""
    if stream.seek(0, io.SEEK_END) > LARGEST_FILE:
        raise FileRefused(FileReason.TOO_LARGE, detail=f"{LARGEST_FILE // 1_048_576} MB")
    encoding = encoding_of(stream)
    first = stream.read(ENOUGH)
    if first.startswith(PACKED):
        raise FileRefused(FileReason.COMPRESSED)
    lines = first.decode(encoding, errors="replace").lstrip("\ufeff\r\n ").splitlines()
    if not lines:
        raise FileRefused(FileReason.EMPTY)
    return _format(lines[0])


def _format(line: str) -> Format:
    cells = line.split("\t")
    if len(cells) in (qiwi.TOTAL, len(qiwi.FIELDS)) and (qiwi.is_total(cells[0]) or cells[0].strip().isdecimal()):
        return Format.QIWI
    try:
        header = set(split_header(line)[1])
    except csv.Error:
        header = set()
    # One column may be missing, which its reader then says by name.
    likely = max(NAMES, key=lambda one: len(header & NAMES[one]))
    if len(header & NAMES[likely]) < len(NAMES[likely]) - 1:
        raise FileRefused(PartnerFileReason.UNKNOWN_FORMAT)
    return likely
