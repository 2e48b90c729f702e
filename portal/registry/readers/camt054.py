"""ISO 20022 camt.054, the bank's notification of credits and debits (docs/registries.md)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import BinaryIO

from lxml import etree

from portal.registry.readers.camt054_fields import Leaves, transaction_fields
from portal.registry.readers.fields import count_in, interpret, tiyn_in
from portal.registry.readers.received import ControlTotals, FileRefused, ReceivedLine
from portal.registry.reasons import FileReason

CHUNK = 1 << 16
MOST_ELEMENTS = 20_000  # at once, in a tree that is cleared behind each transaction: more is no notification
STEPS = (
    "Document",
    "MsgPgntn",
    "NtfctnPgntn",
    "FrToDt",
    "TxsSummry",
    "Btch",
    "TxDtls",
    "NtryDtls",
    "Ntry",
    "Ntfctn",
)
SUMMARIES = {"TtlNtries": ("CRDT", "DBIT"), "TtlCdtNtries": ("CRDT",), "TtlDbtNtries": ("DBIT",)}


def read(stream: BinaryIO, control: ControlTotals, today: date) -> Iterator[ReceivedLine]:
    """The transactions one by one, counted in `control`; the message's own totals are checked."""
    message = Message(control, today)
    for element in _elements(stream):
        line = message.take(_name(element), element)
        if line is not None:
            yield line


class Message:
    """Where the reading of a message stands: totals of the batch, the entry and the notification it is in."""

    def __init__(self, control: ControlTotals, today: date) -> None:
        self.control, self.today = control, today
        self.notifications = 0
        self.summary: Leaves = {}
        self.entries = {"CRDT": ControlTotals(), "DBIT": ControlTotals()}
        self.entry: Leaves | None = None
        self.transactions = ControlTotals()
        self.batch: Leaves = {}
        self.in_batch = ControlTotals()

    def take(self, name: str, element: etree._Element) -> ReceivedLine | None:
        """One finished element: it is read, and cleared where it may be one of many."""
        line = None
        match name:
            case "MsgPgntn" | "NtfctnPgntn":
                _check_one_page(_leaves(element))
            case "FrToDt":
                self._cover(_leaves(element))
            case "TxsSummry":
                self.summary = _leaves(element)
            case "Btch":
                self.batch = _leaves(element)
            case "TxDtls":
                line = self._transaction(_entry_of(element), _leaves(element))
            case "NtryDtls":
                self._end_batch()
            case "Ntry":
                line = self._end_entry(element)
            case "Ntfctn":
                self._end_notification()
        if name in ("TxDtls", "Ntry", "Ntfctn"):
            _clear(element)
        return line

    def _cover(self, said: Leaves) -> None:
        """The days of one notification; of several that differ, staff say which days the file covers."""
        days = _days(said)
        self.notifications += 1
        self.control.covers = days if self.notifications == 1 or days == self.control.covers else None

    def _transaction(self, entry: etree._Element, transaction: Leaves) -> ReceivedLine:
        if self.entry is None:
            self.entry = _leaves(entry, without="NtryDtls")
        fields = transaction_fields(self.entry, transaction)
        tiyn = tiyn_in(fields.get("paymentsum", ""))
        for totals in (self.control, self.transactions, self.in_batch):
            totals.add(tiyn)
        return interpret(self.control.count, fields, self.today)

    def _end_batch(self) -> None:
        self.in_batch.check(*_said(self.batch, "NbOfTxs", "TtlAmt"), line=self.control.count)
        self.batch, self.in_batch = {}, ControlTotals()

    def _end_entry(self, element: etree._Element) -> ReceivedLine | None:
        """An entry is as much as its transactions; one without any is a transaction itself."""
        line = self._transaction(element, {}) if self.entry is None else None
        tiyn = tiyn_in(self.entry.get("Amt", ""))
        self.transactions.check(tiyn=tiyn, line=self.control.count)
        self.entries["DBIT" if self.entry.get("CdtDbtInd") == "DBIT" else "CRDT"].add(tiyn)
        self.entry, self.transactions, self.in_batch = None, ControlTotals(), ControlTotals()
        return line

    def _end_notification(self) -> None:
        for name, indicators in SUMMARIES.items():
            entries = [self.entries[indicator] for indicator in indicators]
            total = ControlTotals(sum(each.count for each in entries), sum(each.tiyn for each in entries))
            total.check(*_said(self.summary, f"{name}/NbOfNtries", f"{name}/Sum"))
        self.summary, self.entries = {}, {"CRDT": ControlTotals(), "DBIT": ControlTotals()}


def _said(leaves: Leaves, count: str, total: str) -> tuple[int | None, int | None]:
    """A count and a total that the message states, None where it does not."""
    said = leaves.get(count), leaves.get(total)
    read = count_in(said[0] or ""), tiyn_in(said[1] or "")
    if any(text is not None and value is None for text, value in zip(said, read, strict=True)):
        raise FileRefused(FileReason.BROKEN_XML)
    return read


def _days(said: Leaves) -> tuple[date, date] | None:
    """The days from `FrToDt`; an end at midnight is the end of the day before."""
    try:
        first, last = date.fromisoformat(said["FrDtTm"][:10]), date.fromisoformat(said["ToDtTm"][:10])
    except (KeyError, ValueError):
        return None
    if said["ToDtTm"][10:].startswith("T00:00:00") and last > first:
        last -= timedelta(days=1)
    return (first, last) if first <= last else None


def _check_one_page(said: Leaves) -> None:
    if said.get("PgNb", "1") != "1" or said.get("LastPgInd", "true") not in ("true", "1"):
        raise FileRefused(FileReason.NOT_ONE_PAGE)


def _leaves(element: etree._Element, prefix: str = "", without: str = "") -> Leaves:
    """The texts below an element by path, lines of one path together. Newer versions put `Pty` between."""
    found: Leaves = {}
    for child in element.iterchildren(tag=etree.Element):
        name = _name(child)
        if name == without:
            continue
        path = prefix if name == "Pty" else f"{prefix}{name}/"
        for key, text in _leaves(child, path).items() if len(child) else _texts(path[:-1], child):
            found[key] = f"{found[key]}\n{text}" if key in found else text
    return found


def _texts(path: str, leaf: etree._Element) -> list[tuple[str, str]]:
    texts = ((path, leaf.text), (f"{path}@Ccy", leaf.get("Ccy")))
    return [(key, text.strip()) for key, text in texts if text and text.strip()]


def _name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2]


def _elements(stream: BinaryIO) -> Iterator[etree._Element]:
    """The finished elements that matter, in the order of the file: no entities, and never the whole tree."""
    parser = etree.XMLPullParser(
        events=("start", "end"),
        tag=[f"{{*}}{step}" for step in STEPS],
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    root = None
    try:
        while chunk := stream.read(CHUNK):
            parser.feed(chunk)
            for event, element in parser.read_events():
                if event == "end":
                    yield element
                elif root is None:
                    root = _checked_root(element)
            if root is None or sum(1 for _ in root.iter()) > MOST_ELEMENTS:
                raise FileRefused(FileReason.BROKEN_XML)
        parser.close()
    except etree.XMLSyntaxError as error:
        # The parser's own words may quote a person's data.
        raise FileRefused(FileReason.BROKEN_XML, error.lineno) from None


def _checked_root(element: etree._Element) -> etree._Element:
    if element.getroottree().docinfo.internalDTD is not None:
        raise FileRefused(FileReason.DOCTYPE)
    if element.getparent() is not None or _name(element) != "Document":
        raise FileRefused(FileReason.BROKEN_XML)
    return element


def _entry_of(transaction: etree._Element) -> etree._Element:
    details = transaction.getparent()
    entry = None if details is None else details.getparent()
    if entry is None or _name(entry) != "Ntry":
        raise FileRefused(FileReason.BROKEN_XML, transaction.sourceline)
    return entry


def _clear(element: etree._Element) -> None:
    """Free what was read: the element's content, and its elder siblings, which were cleared before it."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
