"""A bank's notification in camt.054, as docs/registries.md reads the standard."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"
ORGANISATION, PERSON = "OrgId", "PrvtId"
TAGS = {
    "IIN": "iin",
    "KNP": "knp",
    "PERIOD": "paymentperiod",
    "FM": "lastname",
    "NM": "firstname",
    "FT": "secondname",
}

Line = Mapping[str, str]  # by the Fund's own columns; every day as ISO 8601


def camt054(lines: Sequence[Line], covers: tuple[date, date]) -> bytes:
    """The lines as one notification: an entry for each day's credits and each day's returns."""
    in_order = sorted(lines, key=itemgetter("createdon", "operation"))
    groups = groupby(in_order, key=itemgetter("createdon", "operation"))
    entries = [_entry(day, operation, list(group)) for (day, operation), group in groups]
    first, last = covers
    document = _element(
        "Document",
        _element(
            "BkToCstmrDbtCdtNtfctn",
            _element("GrpHdr", _element("MsgId", f"{last}-1"), _element("CreDtTm", f"{last}T19:00:00+05:00")),
            _element(
                "Ntfctn",
                _element("Id", "1"),
                _element(
                    "FrToDt",
                    _element("FrDtTm", f"{first}T00:00:00+05:00"),
                    _element("ToDtTm", f"{last}T23:59:59+05:00"),
                ),
                _element("TxsSummry", _element("TtlNtries", _element("NbOfNtries", f"{len(entries)}"))),
                *entries,
            ),
        ),
    )
    document.set("xmlns", NAMESPACE)
    ElementTree.indent(document)
    return ElementTree.tostring(document, encoding="utf-8", xml_declaration=True)


def _entry(day: str, operation: str, lines: Sequence[Line]) -> Element:
    total = sum(int(line["paymentsum"]) for line in lines)
    goes_back = operation == "return"
    return _element(
        "Ntry",
        _amount(f"{total}"),
        _element("CdtDbtInd", "DBIT" if goes_back else "CRDT"),
        _element("RvslInd", "true" if goes_back else "false"),
        _element("Sts", _element("Cd", "BOOK")),
        _element("BookgDt", _element("Dt", day)),
        _element("NtryDtls", *map(_transaction, lines)),
    )


def _transaction(line: Line) -> Element:
    return _element(
        "TxDtls",
        _element("Refs", _element("EndToEndId", line["reference"])),
        _amount(line["paymentsum"]),
        *_parties(line),
        _element("RmtInf", _element("Ustrd", _remittance(line))),
        _element("RltdDts", _element("AccptncDtTm", f"{line['paymentdate']}T10:15:00+05:00")),
    )


def _parties(line: Line) -> list[Element]:
    """Who paid, where somebody else did."""
    if not line["senderbin"]:
        return []
    kind = ORGANISATION if line["sendername"] else PERSON
    number = _element("Id", _element(kind, _element("Othr", _element("Id", line["senderbin"]))))
    name = [_element("Nm", line["sendername"])] if line["sendername"] else []
    return [_element("RltdPties", _element("Dbtr", _element("Pty", *name, number)))]


def _remittance(line: Line) -> str:
    return "".join(f"/{tag}/{line[column]}" for tag, column in TAGS.items() if line[column])


def _amount(tenge: str) -> Element:
    amount = _element("Amt", f"{tenge}.00")
    amount.set("Ccy", "KZT")
    return amount


def _element(name: str, *content: Element | str) -> Element:
    element = Element(name)
    for each in content:
        if isinstance(each, str):
            element.text = each
        else:
            element.append(each)
    return element
