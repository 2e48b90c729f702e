"""Rows of a delimited text file, one at a time: its encoding, separator and columns are found by content."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from portal.registry.readers.fields import count_in, tiyn_in
from portal.registry.readers.received import ControlTotals, FileRefused
from portal.registry.reasons import FileReason

LONGEST_LINE = 10_000
LONGEST_CELL = 1_000
CHUNK = 1 << 16
SEPARATORS = (";", ",", "\t")
CONTROL_CHARACTER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
TRAILER = ("total", "итого", "барлығы")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a format by name; they may stand in any order."""

    required: tuple[str, ...]
    optional: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the cells by column, as received. `ended` is false for a last row without a line break."""

    number: int
    cells: dict[str, str]
    ended: bool


class Lines:
    """The lines of a text, none longer than a bound, and the number of the last one that was read."""

    def __init__(self, text: io.TextIOBase) -> None:
        self.text, self.number, self.ended, self.exhausted = text, 0, True, False

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> str:
        line = self.text.readline(LONGEST_LINE + 1)
        if not line:
            self.exhausted = True
            raise StopIteration
        self.number += 1
        self.ended = line.endswith(("\n", "\r"))
        if len(line) > LONGEST_LINE:
            raise FileRefused(FileReason.LINE_TOO_LONG, self.number)
        if CONTROL_CHARACTER.search(line):
            raise FileRefused(FileReason.CONTROL_CHARACTER, self.number)
        return line


def read_rows(stream: BinaryIO, columns: Columns, control: ControlTotals) -> Iterator[Row]:
    """The rows below the header. A trailer `TOTAL;count;sum` is held against the caller's `control`."""
    with lines_of(stream) as lines:
        try:
            yield from _rows(lines, columns, control)
        except csv.Error:
            # An open quote swallows the rest of the file: at its end that is a cut, before it a broken row.
            reason = FileReason.TRUNCATED if lines.exhausted else FileReason.BROKEN_ROW
            raise FileRefused(reason, lines.number) from None


@contextmanager
def lines_of(stream: BinaryIO) -> Iterator[Lines]:
    """The lines of a stream in the encoding that its bytes say; those that are no letters refuse the file."""
    text = io.TextIOWrapper(stream, encoding=encoding_of(stream), newline="")
    try:
        yield Lines(text)
    except UnicodeDecodeError:
        # The text is decoded ahead of its lines, so the line is not known.
        raise FileRefused(FileReason.BAD_ENCODING) from None
    finally:
        text.detach()


def encoding_of(stream: BinaryIO) -> str:
    """UTF-8 or UTF-16 by its mark; else UTF-8, or KZ-1048 where most letters are none in UTF-8.

    A UTF-8 file with a few broken bytes stays UTF-8 and is refused: as KZ-1048 its names would be nonsense.
    """
    stream.seek(0)
    mark = stream.read(3)
    if mark.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif mark == codecs.BOM_UTF8:
        encoding = "utf-8-sig"
    else:
        encoding = "utf-8" if _reads_as_utf8(stream) else "kz1048"
    stream.seek(0)
    return encoding


def _reads_as_utf8(stream: BinaryIO) -> bool:
    stream.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    letters = broken = 0
    while chunk := stream.read(CHUNK):
        if not chunk.isascii():
            text = decoder.decode(chunk)
            lost = text.count("\N{REPLACEMENT CHARACTER}")
            letters += len(text) - len(text.encode("ascii", "ignore")) - lost
            broken += lost
    return broken <= letters


def split_header(line: str) -> tuple[str, list[str]]:
    """The separator that makes the most columns of a header, and their names in lower case."""
    found = {separator: next(csv.reader([line], delimiter=separator), []) for separator in SEPARATORS}
    separator = max(SEPARATORS, key=lambda each: len(found[each]))
    return separator, [name.strip().casefold() for name in found[separator]]


def _rows(lines: Lines, columns: Columns, control: ControlTotals) -> Iterator[Row]:
    separator, header = split_header(next(lines, ""))
    _check_header(header, columns)
    summed = None
    for cells in csv.reader(lines, delimiter=separator, strict=True):
        if not any(cell.strip() for cell in cells):
            continue
        if summed is not None:
            raise FileRefused(FileReason.BROKEN_ROW, lines.number)
        if cells[0].strip(" :").casefold() in TRAILER:
            summed = lines.number
            _check_trailer(cells, control, summed)
        else:
            yield Row(lines.number, _cells(header, cells, lines), lines.ended)


def _check_header(header: list[str], columns: Columns) -> None:
    for name in columns.required:
        if name not in header:
            raise FileRefused(FileReason.MISSING_COLUMN, 1, name)
    for place, name in enumerate(header, start=1):
        # An unknown column may be a return's mark misspelt. It is named by its place: it may hold data.
        if name not in columns.required + columns.optional:
            raise FileRefused(FileReason.UNKNOWN_COLUMN, 1, str(place))
        if name in header[: place - 1]:
            raise FileRefused(FileReason.REPEATED_COLUMN, 1, name)


def _check_trailer(cells: list[str], control: ControlTotals, line: int) -> None:
    said = [cell.strip() for cell in cells[1:]]
    while said and not said[-1]:
        said.pop()
    read = [parse(text) for parse, text in zip((count_in, tiyn_in), said, strict=False)]
    if len(read) != len(said) or not read or None in read:
        raise FileRefused(FileReason.BROKEN_ROW, line)
    control.check(*read, line=line)


def _cells(header: list[str], cells: list[str], lines: Lines) -> dict[str, str]:
    if len(cells) != len(header):
        raise FileRefused(FileReason.BROKEN_ROW if lines.ended else FileReason.TRUNCATED, lines.number)
    if max(map(len, cells)) > LONGEST_CELL:
        raise FileRefused(FileReason.LINE_TOO_LONG, lines.number)
    return dict(zip(header, cells, strict=True))
