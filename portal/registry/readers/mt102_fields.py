"""An item of MT-102 under the names of the Fund's columns: one reading serves every format."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from payments.rules.identifiers import is_bin, without_iins
from payments.rules.references import references_in
from portal.registry.readers.fields import interpret, tiyn_in
from portal.registry.readers.received import Operation, ReceivedLine
from portal.registry.reasons import LineReason

RETURNED = "021"  # the purpose code under which the State Corporation sends wrong items back

# Typed by people on two keyboards: what a tag or a currency is, its letters' shapes say.
LOOKALIKES = str.maketrans("АВЕКМНОРСТХУІЅЈ", "ABEKMHOPCTXYISJ")
# KZ-1048 that somebody read as cp1251: names in Kazakhstan have no letters like these.
MISREAD = str.maketrans("ЌЋќћЎўЈҐЄЇґєјЅѕї", "ҚҺқһҰұӘӨҒҮөғәҢңү")

TAG = re.compile(r"/{1,2}([A-ZА-ЯІЅЈ]{1,8})/")
OF_ORDERS = "NUM DATE SEND VO KNP PSO PRT PERIOD ASSIGN NAME IDN RNN CHIEF MAINBK IRS SECO"
OF_PEOPLE = "OPV FM NM FT DT LA LS NPD PHONE"
TAGS = frozenset(f"{OF_ORDERS} {OF_PEOPLE}".split())
# A bank breaks a text at this width, in the middle of a word if need be.
WIDTH = 70
FREE_TEXT = "ASSIGN"

TOTAL = re.compile(r"([0-9]{6})(.+)")
MONEY = re.compile(r"(.{3}) ?(.+?),?")  # the standard lets a sum end with its comma
DAY = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})")
RETURNED_REFERENCE = re.compile(r"(?:референс|reference)[а-я]*[\s:№]*([0-9a-z][0-9a-z/-]*)", re.IGNORECASE)
RETURNED_CODE = re.compile(r"(?<!\w)(?:KNP|КНП)[/:\s№]{1,3}([0-9]{3})(?![0-9])")
NAMES = {"lastname": "FM", "firstname": "NM", "secondname": "FT"}

Tags = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Money:
    """A sum as it is written, and in its parts; both are empty where it is none."""

    written: str
    currency: str = ""
    amount: str = ""

    @classmethod
    def of(cls, text: str) -> "Money":
        """Read `KZT4250,00`."""
        found = MONEY.fullmatch(text.strip())
        return cls(text, latin(found[1]), found[2]) if found else cls(text)


@dataclass(frozen=True, slots=True)
class Header:
    """What a message says once, for all its items. `total` is None where it cannot be read."""

    reference: str
    credited_on: str
    total: Money | None
    sender: Tags
    order: Tags
    is_list: bool

    @classmethod
    def of(cls, fields: Mapping[str, str], *, is_list: bool) -> "Header":
        """Read the fields that stand before the items, and the total behind them."""
        found = TOTAL.fullmatch(fields.get("32A", "").strip())
        total = found and Money.of(found[2])
        return cls(
            reference=_line(fields.get("20", "")),
            credited_on=_day(found[1]) if found else "",
            total=total if total and tiyn_in(total.amount) is not None else None,
            sender=tags(fields.get("50", "")),
            order=tags(fields.get("70", "")),
            is_list=is_list,
        )

    @property
    def is_return(self) -> bool:
        """Does the money go back?"""
        return self.order.get("KNP") == RETURNED


def latin(text: str) -> str:
    """A tag or a currency in the letters that it was meant in."""
    return text.translate(LOOKALIKES)


def repaired(name: str) -> str:
    """A name with its Kazakh letters, where they were misread on the way."""
    return name.translate(MISREAD)


def tags(text: str) -> dict[str, str]:
    """What stands behind each `/TAG/`; different texts behind the same one all together, which no field can be.

    Free text ends only where a known tag begins a line: whoever pays writes it.
    """
    found: dict[str, str] = {}
    tag, begins = "", 0
    for next_one in TAG.finditer(text):
        name, at = latin(next_one[1]), next_one.start()
        starts_line = at == 0 or text[at - 1] == "\n"
        if (name in TAGS and starts_line) or (tag != FREE_TEXT and (name in TAGS or starts_line)):
            _keep(found, tag, text[begins:at])
            tag, begins = name, next_one.end()
    _keep(found, tag, text[begins:])
    return found


def line_in(header: Header, number: int, money: Money, said: str, today: date) -> ReceivedLine:
    """One item, of a single payment the message itself, read as every line of a registry."""
    fields = _fields(header, money, said)
    line = interpret(number, {name: text for name, text in fields.items() if text}, today)
    # What a return was paid for, the line says that it returns: nothing else of it may be missing.
    if header.is_return and fields["knp"] == RETURNED and line.reasons == (LineReason.UNKNOWN_PURPOSE_CODE,):
        return replace(line, purpose_code="", reasons=())
    return line


def _fields(header: Header, money: Money, said: str) -> dict[str, str]:
    item = tags(said) if header.is_list else header.order
    text = item.get(FREE_TEXT, "")
    return {
        "reference": header.reference,
        "paymentdate": _day(header.order.get("DATE", "")) or header.credited_on,
        "createdon": header.credited_on,
        "knp": header.order.get("KNP", ""),
        "paymentsum": money.amount,
        "currency": money.currency,
        **_person(header, item),
        "birthdate": item.get("DT", ""),
        "paymentperiod": item.get("PERIOD") or header.order.get("PERIOD", ""),
        "senderbin": header.sender.get("IDN", ""),
        "sendername": repaired(header.sender.get("NAME", "")),
        "paymentreference": " ".join(references_in(text)),
        "operation": Operation.CREDIT,
        "remittance": said,
    } | (_returned(header, text) if header.is_return else {})


def _person(header: Header, item: Tags) -> dict[str, str]:
    """The insured: named by tags, or in a single payment the person who pays it."""
    named = {column: repaired(item.get(tag, "")) for column, tag in NAMES.items()}
    payer = header.sender.get("IDN", "")
    if header.is_list or "IDN" in item or "RNN" in item or is_bin(payer):
        return {"iin": item.get("IDN", "")} | named
    # An undivided name begins with the surname.
    names = without_iins(repaired(header.sender.get("NAME", ""))).split(maxsplit=2)
    return {"iin": payer} | (named if any(named.values()) else dict(zip(NAMES, names, strict=False)))


def _returned(header: Header, text: str) -> dict[str, str]:
    """Of a return, which message it returns and for which purpose, as far as its text says so."""
    reference = RETURNED_REFERENCE.search(header.order.get(FREE_TEXT, ""))
    code = RETURNED_CODE.search(header.order.get(FREE_TEXT, ""))
    return {
        "reference": reference[1] if reference else header.reference,
        "knp": code[1] if code else RETURNED,
        "operation": Operation.RETURN,
        "returnreason": text,
    }


def _keep(found: dict[str, str], tag: str, text: str) -> None:
    value, before = _line(_unbroken(text) if tag == FREE_TEXT else text), found.get(tag, "")
    found[tag] = f"{before} {value}".strip() if value != before else value


def _unbroken(text: str) -> str:
    """Free text without the breaks that its width made; the first line has a tag before it."""
    first, *others = text.split("\n")
    full = [len(first) + len(f"/{FREE_TEXT}/") >= WIDTH, *(len(line) >= WIDTH for line in others)]
    return "".join(line if is_full else f"{line} " for line, is_full in zip([first, *others], full, strict=True))


def _line(text: str) -> str:
    return " ".join(text.split())


def _day(text: str) -> str:
    """A day as every format has it; what is none stays as it is."""
    return DAY.sub(r"20\1-\2-\3", text) if DAY.fullmatch(text) else text
