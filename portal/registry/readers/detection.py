"""Which format a file has, by its content: its name and what the sender calls it are not asked."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from typing import BinaryIO

from portal.registry.readers import camt054, categories_csv, fund_csv, mt102
from portal.registry.readers.received import ControlTotals, FileRefused, ReceivedLine, ReceivedSpan
from portal.registry.readers.rows import split_header
from portal.registry.reasons import FileReason

ENOUGH = 4096
LARGEST_FILE = 512 * 1024 * 1024
# Nothing is unpacked, so nothing can burst: zip (and xlsx), gzip, bzip2, xz, zstd, 7z, rar, old Office.
PACKED = (
    b"PK",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
    b"7z\xbc\xaf",
    b"Rar!",
    b"\xd0\xcf\x11\xe0",
)
CAMT054 = re.compile(r"urn:iso:std:iso:20022:tech:xsd:camt\.054\.001\.[0-9]{2}")
# Before the encoding is known, a letter of the type that was typed in Cyrillic is any character.
MT102 = re.compile(r"\{1:[^{}]*\}\s*\{2:.10[02]")


class Format(StrEnum):
    """The formats that have a reader."""

    CSV = "csv"
    CAMT054 = "camt054"
    MT102 = "mt102"
    CATEGORIES = "categories"


Reader = Callable[[BinaryIO, ControlTotals, date], Iterator[ReceivedLine | ReceivedSpan]]
READERS: dict[Format, Reader] = {
    Format.CSV: fund_csv.read,
    Format.CAMT054: camt054.read,
    Format.MT102: mt102.read,
    Format.CATEGORIES: categories_csv.read,
}


def detect_file(stream: BinaryIO, largest: int = LARGEST_FILE) -> Format:
    """The format of a seekable stream, left at its start; refused if too large, packed, empty or unknown."""
    if stream.seek(0, io.SEEK_END) > largest:
        raise FileRefused(FileReason.TOO_LARGE, detail=f"{largest // 1_048_576} MB")
    stream.seek(0)
    first = stream.read(ENOUGH)
    stream.seek(0)
    return detect(first)


def detect(first: bytes) -> Format:
    """The format by the first few thousand bytes."""
    if first.startswith(PACKED):
        raise FileRefused(FileReason.COMPRESSED)
    text = _text(first)
    if not text:
        raise FileRefused(FileReason.EMPTY)
    if "\0" in text:
        raise FileRefused(FileReason.CONTROL_CHARACTER, 1)
    if text.startswith("<"):
        found = CAMT054.search(text) and Format.CAMT054
    elif text.startswith("{"):
        found = MT102.match(text) and Format.MT102
    else:
        found = _delimited(text.splitlines()[0])
    if not found:
        raise FileRefused(FileReason.UNKNOWN_FORMAT)
    return found


def _text(first: bytes) -> str:
    encoding = "utf-16" if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    return first.decode(encoding, errors="replace").lstrip()


def _delimited(header: str) -> Format | None:
    try:
        names = set(split_header(header)[1])
    except csv.Error:
        return None
    if "category" in names:
        return Format.CATEGORIES
    # One column may be missing, which its reader then says by name.
    return Format.CSV if len(names.intersection(fund_csv.COLUMNS.required)) > 1 else None
