"""A file on its way in: what it is, before a line of it is read, and what it adds up to, after its last one."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from portal.registry.readers.detection import READERS, Format, detect_file
from portal.registry.readers.received import ControlTotals, Operation, ReceivedLine, ReceivedSpan

BATCH = 1000
CHUNK = 1 << 20

# Called now and then with how many lines are done, and of how many; None while the file is only read through.
Progress = Callable[[int, int | None], None]
Lines = Iterator[ReceivedLine | ReceivedSpan]


@dataclass(slots=True)
class Source:
    """A file: its format, its bytes in one number, and once it was read to its end what it adds up to."""

    stream: BinaryIO
    format: Format
    sha256: str
    today: date
    control: ControlTotals = field(default_factory=ControlTotals)
    has_returns: bool = False

    def lines(self) -> Lines:
        """Its lines from the first one on."""
        self.stream.seek(0)
        return READERS[self.format](self.stream, ControlTotals(), self.today)

    def read_through(self, progress: Progress) -> Lines:
        """The same, counted: after the last of them nothing in the file refuses it."""
        self.stream.seek(0)
        for number, line in enumerate(READERS[self.format](self.stream, self.control, self.today), start=1):
            self.has_returns = self.has_returns or getattr(line, "operation", None) is Operation.RETURN
            if number % BATCH == 0:
                progress(number, None)
            yield line


def opened(stream: BinaryIO, today: date, largest: int) -> Source:
    """The file in a seekable stream, of which no line is read yet."""
    return Source(stream, detect_file(stream, largest), sha256_of(stream), today)


def sha256_of(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    stream.seek(0)
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
