"""Registry files made in a test: people who never lived, as lines of the Fund's CSV, of camt.054 and of MT-102."""

import io
from collections.abc import Iterator
from datetime import date

from payments.models import Actor
from portal.registry.importer import import_file
from portal.registry.readers.detection import READERS, detect_file
from portal.registry.readers.received import ControlTotals, ReceivedLine, ReceivedSpan
from portal.registry.report import Report

ASEL, MARAT, SAULE = "560815200109", "500101100010", "991231100010"
EMPLOYER = "291240000017"
TODAY = date(2026, 11, 22)
LINE = {
    "reference": "GCVP-00000000001",
    "paymentdate": "2026-11-16",
    "knp": "122",
    "paymentsum": "4250",
    "lastname": "Әділова",
    "firstname": "Әсел",
    "secondname": "Ғаниқызы",
    "birthdate": "1856-08-15",
    "iin": ASEL,
    "paymentperiod": "112026",
    "createdon": "2026-11-18",
}
COLUMNS = tuple(LINE)


def line(**changed: str) -> dict[str, str]:
    """One line of the Fund's CSV by column, right unless something is changed."""
    return LINE | changed


def csv_text(
    *lines: dict[str, str], separator: str = ";", columns: list[str] | None = None, trailer: str = ""
) -> str:
    """The lines as a file of text; columns beyond the usual ones come behind them."""
    columns = columns or list(dict.fromkeys([*COLUMNS, *(name for each in lines for name in each)]))
    rows = [columns, *([each.get(name, "") for name in columns] for each in lines)]
    return "".join(separator.join(row) + "\n" for row in rows) + trailer


def csv_file(*lines: dict[str, str], **form) -> bytes:
    """The lines as a file in UTF-8."""
    return csv_text(*lines, **form).encode()


TRANSACTION = """
<TxDtls>
 <Refs><EndToEndId>{reference}</EndToEndId></Refs>
 <Amt Ccy="KZT">{amount}</Amt>
 <CdtDbtInd>{indicator}</CdtDbtInd>
 <RltdPties><Dbtr>{debtor}</Dbtr></RltdPties>
 <RmtInf><Ustrd>{remittance}</Ustrd></RmtInf>
 <RltdDts><AccptncDtTm>2026-11-16T10:15:00+05:00</AccptncDtTm></RltdDts>
 {more}
</TxDtls>"""
TAGS = f"/IIN/{ASEL}/KNP/122/PERIOD/112026/FM/Әділова/NM/Әсел/FT/Ғаниқызы"
EMPLOYER_PARTY = f"<Nm>Altyn Dala LLP</Nm><Id><OrgId><Othr><Id>{EMPLOYER}</Id></Othr></OrgId></Id>"


def transaction(**changed: str) -> str:
    """One transaction of camt.054, right unless something is changed; `more` comes at its end."""
    usual = {
        "reference": "GCVP-00000000001",
        "amount": "4250.00",
        "indicator": "CRDT",
        "debtor": "",
        "remittance": TAGS,
        "more": "",
    }
    return TRANSACTION.format(**usual | changed)


def entry(
    *transactions: str, amount: str = "4250.00", indicator: str = "CRDT", batch: str = "", more: str = ""
) -> str:
    """One booked entry."""
    details = f"<NtryDtls>{batch}{''.join(transactions)}</NtryDtls>" if transactions else ""
    return f"""<Ntry><Amt Ccy="KZT">{amount}</Amt><CdtDbtInd>{indicator}</CdtDbtInd>{more}
<Sts>BOOK</Sts><BookgDt><Dt>2026-11-18</Dt></BookgDt><ValDt><Dt>2026-11-17</Dt></ValDt>{details}</Ntry>"""


def camt_text(*entries: str, header: str = "", doctype: str = "", version: str = "02") -> str:
    """A notification with these entries; `header` stands before them."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>{doctype}
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.{version}"><BkToCstmrDbtCdtNtfctn>
<GrpHdr><MsgId>M1</MsgId></GrpHdr><Ntfctn><Id>N1</Id>{header}{"".join(entries)}</Ntfctn>
</BkToCstmrDbtCdtNtfctn></Document>"""


def camt_file(*entries: str, **form: str) -> bytes:
    """The same in UTF-8."""
    return camt_text(*entries, **form).encode()


ITEM = """:21:{number}
:32B:KZT{amount}
:70:{tags}
"""
ITEM_TAGS = f"/FM/Әділова/NM/Әсел/FT/Ғаниқызы/DT/18560815/IDN/{ASEL}/PERIOD/112024"
MESSAGE = """{{1:F01K059140000000001000001}}
{{2:I{kind}SGROSS000000U3003}}
{{4:
:20:{reference}
:50:/D/KZ86125KZT5004100100
/NAME/Altyn Dala LLP
/IDN/{sender}
/CHIEF/МАРАТОВ М.
/IRS/1
/SECO/7
:52B:KZKOKZKX
:57B:GCVPKZ2A
:59:KZ92009MEDS368609103
/NAME/Мемлекеттік корпорация
/IDN/160440007161
:70:/NUM/17
{order}
{items}:32A:241118KZT{total}
-}}
"""
ORDER = "/DATE/241116\n/SEND/07\n/VO/01\n/KNP/122\n/PSO/01\n/PRT/50\n/ASSIGN/Взносы ОСМС за ноябрь"


def item(tags: str = ITEM_TAGS, amount: str = "4250,00", number: int = 1) -> str:
    """One person of an MT-102."""
    return ITEM.format(number=number, amount=amount, tags=tags)


def mt102_text(*items: str, **changed: str) -> str:
    """One message, a list of one person unless there are others; the total is that of so many such persons."""
    items = items or (item(),)
    usual = {
        "kind": "102",
        "reference": "GCVP-00000000001",
        "sender": EMPLOYER,
        "order": ORDER,
        "items": "".join(items),
        "total": f"{4250 * len(items)},00",
    }
    return MESSAGE.format(**usual | changed)


def mt100_text(**changed: str) -> str:
    """One payment of one person."""
    return mt102_text(**{"kind": "100", "items": "", "order": f"{ORDER}\n{ITEM_TAGS}"} | changed)


def mt102_file(*items: str, **changed: str) -> bytes:
    """The list in KZ-1048, as the banks wrote it."""
    return mt102_text(*items, **changed).encode("kz1048")


def read_all(content: bytes, control: ControlTotals | None = None) -> list[ReceivedLine | ReceivedSpan]:
    """Every line of a file, whose format is found by its content."""
    return list(lines_of(io.BytesIO(content), control or ControlTotals()))


def lines_of(stream: io.BytesIO, control: ControlTotals) -> Iterator[ReceivedLine | ReceivedSpan]:
    """The lines of a stream, one by one."""
    yield from READERS[detect_file(stream)](stream, control, TODAY)


def take(content: bytes, **options) -> Report:
    """Import a file, as the system."""
    options = {"name": "registry.csv", "actor": Actor.system(), "today": TODAY} | options
    return import_file(io.BytesIO(content), **options)


def many(count: int, first: int = 1) -> list[dict[str, str]]:
    """Lines that differ by their reference."""
    return [line(reference=f"GCVP-{number:011}") for number in range(first, first + count)]
