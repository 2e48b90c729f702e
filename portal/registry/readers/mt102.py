"""MT-102 lists and MT-100 payments, the bank messages of the years before 2025 (docs/registries.md)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import BinaryIO

from portal.registry.readers.fields import tiyn_in
from portal.registry.readers.mt102_fields import Header, Money, latin, line_in
from portal.registry.readers.received import ControlTotals, FileRefused, ReceivedLine
from portal.registry.readers.rows import Lines, lines_of
from portal.registry.reasons import FileReason

# A message is held until its end, where its day and total stand; no list of this country's employers comes near.
MOST_ITEMS = 50_000
MOST_CHARACTERS = 10_000_000
MOST_MESSAGES = 250_000  # of each sixteen bytes are kept, to know it again
LONGEST_FIELD = 2_000
LONGEST_HEADER = 1_000

BLOCK = r"(?:[^{}]|\{[^{}]*\})*"
TRAILER = re.compile(rf"\s*(?:\{{5:{BLOCK}\}}\s*)?")
HEADER = re.compile(
    rf"{TRAILER.pattern}(\{{1:[^{{}}]*\}}\s*\{{2:[IO](100|102)[^{{}}]*\}})\s*(?:\{{3:{BLOCK}\}}\s*)?\{{4:"
)
# The letter may be typed in Cyrillic: `latin` tells which one is meant.
FIELD = re.compile(r":([0-9]{2}[A-ZА-ЯІЅЈ]?):")
TEXT, END = "{4:", "-}"
OF_ITEM = ("32B", "70")
ONCE = ("20", "32A", "50", "70")


@dataclass(slots=True)
class Item:
    """One person of a list: the line on which they begin, and the fields as they came."""

    line: int
    fields: dict[str, str]


@dataclass(slots=True)
class Message:
    """One message as far as it was read: the fields of its header and its items."""

    line: int
    is_list: bool
    fields: dict[str, str] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    characters: int = 0
    digest: blake2b = field(default_factory=lambda: blake2b(digest_size=16))
    tag: str = ""
    text: str = ""

    def take(self, line: str, number: int) -> None:
        """One line: it begins a field or goes on with the one before."""
        self.digest.update(line.rstrip().encode())
        self.characters += len(line)
        found = FIELD.match(line)
        if found is not None:
            self.end_field(number)
            self.tag, self.text = latin(found[1]), line[found.end() :].rstrip("\r\n")
            self._begin(number)
        elif self.tag:
            self.text += "\n" + line.rstrip("\r\n")
        elif line.strip():
            raise FileRefused(FileReason.BROKEN_MESSAGE, number)
        if len(self.text) > LONGEST_FIELD:
            raise FileRefused(FileReason.LINE_TOO_LONG, number)
        if self.characters > MOST_CHARACTERS or len(self.items) > MOST_ITEMS:
            raise FileRefused(FileReason.MESSAGE_TOO_LONG, number)

    def end_field(self, number: int) -> None:
        """Keep the field that was read, once where it belongs; of the others nothing is asked."""
        fields = self.items[-1].fields if self.items and self.tag in OF_ITEM else self.fields
        if self.tag in fields:
            raise FileRefused(FileReason.BROKEN_MESSAGE, number)
        if self.tag in (OF_ITEM if fields is not self.fields else ONCE):
            fields[self.tag] = self.text

    def _begin(self, number: int) -> None:
        if self.tag == "21":
            self.items.append(Item(number, {}))
        elif self.tag == "32A" and not self.is_list:
            # Of a single payment the total is its sum, and no other line of it begins so.
            self.line = number


def read(stream: BinaryIO, control: ControlTotals, today: date) -> Iterator[ReceivedLine]:
    """The lines one by one, counted in `control`; each message's own total is checked before any of it is given."""
    known: set[bytes] = set()
    with lines_of(stream) as lines:
        for message in _messages(lines):
            _check_new(message, known)
            yield from _lines(message, control, today)


def _messages(lines: Lines) -> Iterator[Message]:
    """Whole messages as they come; what stands between two of them may be a trailer and nothing else."""
    message, between = None, ""
    for piece in _pieces(lines):
        if message is None:
            between, text, piece = (between + piece).partition(TEXT)
            if len(between) > LONGEST_HEADER:
                raise FileRefused(FileReason.BROKEN_MESSAGE, lines.number)
            if not text:
                continue
            message, between = _begun(between + text, lines.number), ""
        if piece == END:
            message.end_field(lines.number)
            yield message
            message = None
        else:
            message.take(piece, lines.number)
    if message is not None or TRAILER.fullmatch(between) is None:
        raise FileRefused(FileReason.TRUNCATED, lines.number)


def _pieces(lines: Lines) -> Iterator[str]:
    """The lines, the end of a message apart from what follows it."""
    for line in lines:
        if line.startswith(END):
            yield END
            line = line[len(END) :]
        yield line


def _begun(header: str, number: int) -> Message:
    found = HEADER.fullmatch(latin(header))
    if found is None:
        raise FileRefused(FileReason.BROKEN_MESSAGE, number)
    message = Message(number, is_list=found[2] == "102")
    message.digest.update(found[1].encode())
    return message


def _check_new(message: Message, known: set[bytes]) -> None:
    """The same message twice would be the same money twice: no two are alike to the letter by chance."""
    digest = message.digest.digest()
    if digest in known:
        raise FileRefused(FileReason.REPEATED_MESSAGE, message.line)
    known.add(digest)
    if len(known) > MOST_MESSAGES:
        raise FileRefused(FileReason.MESSAGE_TOO_LONG, message.line)


def _lines(message: Message, control: ControlTotals, today: date) -> Iterator[ReceivedLine]:
    header = Header.of(message.fields, is_list=message.is_list)
    if header.total is None or (message.items and not message.is_list):
        raise FileRefused(FileReason.BROKEN_MESSAGE, message.line)
    single = Item(message.line, {"32B": header.total.written, "70": message.fields.get("70", "")})
    items = message.items if message.is_list else [single]
    sums = [Money.of(item.fields.get("32B", "")) for item in items]
    _check_total(sums, header.total, message.line)
    for item, money in zip(items, sums, strict=True):
        control.add(tiyn_in(money.amount))
        yield line_in(header, item.line, money, item.fields.get("70", ""), today)


def _check_total(sums: list[Money], total: Money, line: int) -> None:
    """Is the total what its items add up to, all in one currency?"""
    added = ControlTotals()
    for money in sums:
        added.add(tiyn_in(money.amount))
    if any(money.currency != total.currency for money in sums):
        raise FileRefused(FileReason.BROKEN_MESSAGE, line)
    added.check(tiyn=tiyn_in(total.amount), line=line)
