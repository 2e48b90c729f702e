"""Readers never hold a file: memory stays the same, however long it is."""

import io
import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portal.registry.readers.received import ControlTotals
from tests.registry.samples import (
    camt_text,
    csv_text,
    entry,
    item,
    line,
    lines_of,
    mt102_text,
    transaction,
)

MEGABYTE = 1 << 20
MEMORY = Path("/proc/self/statm")


class Made(io.BytesIO):
    """A long stream that is made while it is read, twice if asked to start again."""

    def __init__(self, pieces: Callable[[], Iterator[bytes]]) -> None:
        super().__init__()
        self.pieces, self.left, self.length = pieces, pieces(), sum(map(len, pieces()))
        self.rest = b""

    def seek(self, place: int, whence: int = 0) -> int:
        self.left, self.rest = self.pieces(), b""
        return self.length if whence else place

    def read(self, size: int = -1) -> bytes:
        while len(self.rest) < size and (piece := next(self.left, b"")):
            self.rest += piece
        read, self.rest = self.rest[:size], self.rest[size:]
        return read

    read1 = read


def csv_pieces(count: int) -> Iterator[bytes]:
    header, row, _ = csv_text(line(sendername="Алтын Дала")).split("\n")
    yield f"{header}\n".encode()
    yield from itertools.repeat(f"{row}\n".encode() * 100, count // 100)


def camt_pieces(count: int) -> Iterator[bytes]:
    start, end = camt_text("|").split("|")
    yield start.encode()
    yield from itertools.repeat(entry(transaction()).encode() * 100, count // 100)
    yield end.encode()


def batch_pieces(count: int) -> Iterator[bytes]:
    start, end = camt_text(entry("|", amount=f"{4250 * count}.00")).split("|")
    yield start.encode()
    yield from itertools.repeat(transaction().encode() * 100, count // 100)
    yield end.encode()


def list_pieces(count: int) -> Iterator[bytes]:
    for number in range(count // 1000):
        yield mt102_text(*[item()] * 1000, reference=f"GCVP-{number}").encode()


def resident() -> int:
    """Bytes of memory in use, those of the XML library too, which Python's own count does not see."""
    return int(MEMORY.read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


@pytest.mark.skipif(not MEMORY.exists(), reason="this system does not say how much memory is in use")
@pytest.mark.parametrize("pieces", [csv_pieces, camt_pieces, batch_pieces, list_pieces])
def test_a_long_file_takes_no_more_memory_than_a_short_one(pieces: Callable[[int], Iterator[bytes]]) -> None:
    count = 5_000
    control = ControlTotals()
    before = peak = resident()
    for number, _ in enumerate(lines_of(Made(lambda: pieces(count)), control)):
        if number % 1000 == 0:
            peak = max(peak, resident())
    assert control.count == count
    assert peak - before < 8 * MEGABYTE
