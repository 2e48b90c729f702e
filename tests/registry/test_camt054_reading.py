"""camt.054: where each field is read from, what is a return, and which totals have to agree."""

from datetime import date

import pytest

from payments.rules.months import Month
from portal.registry.readers.received import ControlTotals, FileRefused, Operation
from portal.registry.reasons import FileReason, LineReason
from tests.registry.samples import (
    ASEL,
    EMPLOYER,
    EMPLOYER_PARTY,
    MARAT,
    camt_file,
    entry,
    read_all,
    transaction,
)

NEWER = (  # since version 8 a party is a person or an agent, and a state has a code
    ("<Sts>BOOK</Sts>", "<Sts><Cd>BOOK</Cd></Sts>"),
    ("<Dbtr>", "<Dbtr><Pty>"),
    ("</Dbtr>", "</Pty></Dbtr>"),
)


def private(iin: str, name: str = "Маратов Марат") -> str:
    """A person as a party."""
    return f"<Nm>{name}</Nm><Id><PrvtId><Othr><Id>{iin}</Id></Othr></PrvtId></Id>"


def period(first: str, last: str) -> str:
    """What the notification covers."""
    return f"<FrToDt><FrDtTm>{first}</FrDtTm><ToDtTm>{last}</ToDtTm></FrToDt>"


@pytest.mark.parametrize(
    ("valued", "paid_on"), [("2026-11-17", "2026-11-17"), ("2026-11-23", "2026-11-18"), ("", "2026-11-18")]
)
def test_where_nobody_says_when_it_was_paid_the_earlier_day_counts(valued: str, paid_on: str) -> None:
    paid = "<RltdDts><AccptncDtTm>2026-11-16T10:15:00+05:00</AccptncDtTm></RltdDts>"
    text = camt_file(entry(transaction())).decode().replace(paid, "")
    (read,) = read_all(text.replace("<Dt>2026-11-17</Dt>", f"<Dt>{valued}</Dt>").encode())
    assert (str(read.paid_on), str(read.credited_on), read.reasons) == (paid_on, "2026-11-18", ())


@pytest.mark.parametrize("version", ["02", "04", "08", "13"])
def test_a_transaction_says_who_paid_what_for_which_month(version: str) -> None:
    text = camt_file(entry(transaction(debtor=EMPLOYER_PARTY)), version=version).decode()
    if version >= "08":
        for old, new in NEWER:
            text = text.replace(old, new)
    (read,) = read_all(text.encode())
    assert (read.number, read.reasons, read.operation) == (1, (), Operation.CREDIT)
    assert (read.reference, read.iin, read.purpose_code, read.amount) == (
        "GCVP-00000000001",
        ASEL,
        "122",
        4250,
    )
    assert (read.last_name, read.first_name, read.patronymic) == ("Әділова", "Әсел", "Ғаниқызы")
    assert (read.period, read.paid_on, read.credited_on) == (
        Month.of(2026, 11),
        date(2026, 11, 16),
        date(2026, 11, 18),
    )
    assert (read.sender_bin, read.sender_name) == (EMPLOYER, "Altyn Dala LLP")


@pytest.mark.parametrize(
    ("parties", "iin", "last_name"),
    [
        (f"<Dbtr>{private(MARAT)}</Dbtr>", MARAT, "Маратов"),
        (
            f"<Dbtr>{private(MARAT)}</Dbtr><UltmtDbtr>{private(ASEL, 'Әділова Әсел')}</UltmtDbtr>",
            ASEL,
            "Әділова",
        ),
        (
            f"<Dbtr>{EMPLOYER_PARTY}</Dbtr><UltmtDbtr>{private(ASEL, 'Әділова Әсел')}</UltmtDbtr>",
            ASEL,
            "Әділова",
        ),
        (f"<Dbtr>{EMPLOYER_PARTY}</Dbtr>", None, ""),
    ],
)
def test_who_owes_is_insured_and_who_pays_owes_unless_another_is_named(
    parties: str, iin: str, last_name: str
) -> None:
    text = camt_file(entry(transaction(remittance="KNP 122, 112026"))).decode()
    (read,) = read_all(text.replace("<Dbtr></Dbtr>", parties).encode())
    assert (read.iin, read.last_name, read.period) == (iin, last_name, Month.of(2026, 11))
    assert read.reasons == (() if iin else (LineReason.BAD_IIN,))


@pytest.mark.parametrize(
    ("remittance", "reasons"),
    [
        (f"/IDN/{ASEL}/KNP/122/PERIOD/112026", ()),
        (f"ИИН: {ASEL}, КНП 122, взнос за 112026 по дог. 8120265", ()),
        (f"ЖСН {ASEL} КНП 122 112026 112026", ()),
        (f"/IIN/{ASEL}/KNP/122", (LineReason.NO_PERIOD,)),
        (f"/IIN/{ASEL}/KNP/122/PERIOD/132026", (LineReason.IMPOSSIBLE_PERIOD,)),
        (f"/IIN/{ASEL}/KNP/122/PERIOD/112026 и 122026", (LineReason.TWO_PERIODS,)),
        (f"/IIN/{ASEL}/IIN/{MARAT}/KNP/122/PERIOD/112026", (LineReason.BAD_IIN,)),
        (f"/IIN/{ASEL}/PERIOD/112026", (LineReason.UNKNOWN_PURPOSE_CODE,)),
        (f"/IIN/{ASEL}/KNP/010/PERIOD/112026", (LineReason.UNKNOWN_PURPOSE_CODE,)),
        ("", (LineReason.BAD_IIN, LineReason.NO_PERIOD, LineReason.UNKNOWN_PURPOSE_CODE)),
    ],
)
def test_what_the_remittance_text_says(remittance: str, reasons: tuple[LineReason, ...]) -> None:
    (read,) = read_all(camt_file(entry(transaction(remittance=remittance))))
    assert read.reasons == reasons
    assert read.fields.get("remittance", "") == remittance


@pytest.mark.parametrize(
    ("indicator", "on_entry", "more", "operation"),
    [
        ("CRDT", "", "", Operation.CREDIT),
        ("DBIT", "<RvslInd>true</RvslInd>", "", Operation.RETURN),
        ("DBIT", "", "<RtrInf><Rsn><Cd>AC01</Cd></Rsn></RtrInf>", Operation.RETURN),
        ("DBIT", "", "", None),
        ("CRDT", "<RvslInd>true</RvslInd>", "", None),
    ],
)
def test_money_that_goes_back_is_a_return(
    indicator: str, on_entry: str, more: str, operation: str | None
) -> None:
    (read,) = read_all(
        camt_file(entry(transaction(indicator=indicator, more=more), indicator=indicator, more=on_entry))
    )
    assert read.operation is operation
    assert read.reasons == (() if operation else (LineReason.BAD_OPERATION,))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("<Sts>BOOK</Sts>", "<Sts>PDNG</Sts>", LineReason.NOT_BOOKED),
        ('<Amt Ccy="KZT">', '<Amt Ccy="USD">', LineReason.NOT_IN_TENGE),
        (
            "<EndToEndId>GCVP-00000000001</EndToEndId>",
            "<EndToEndId>NOTPROVIDED</EndToEndId>",
            LineReason.NO_REFERENCE,
        ),
        ("<BookgDt><Dt>2026-11-18</Dt></BookgDt><ValDt><Dt>2026-11-17</Dt></ValDt>", "", LineReason.NO_DATE),
    ],
)
def test_what_the_bank_does_not_say_or_has_not_done(old: str, new: str, reason: LineReason) -> None:
    (read,) = read_all(camt_file(entry(transaction())).decode().replace(old, new).encode())
    assert read.reasons == (reason,)


def test_an_entry_without_transactions_is_kept_for_staff() -> None:
    (read,) = read_all(camt_file(entry(more="<AcctSvcrRef>B1</AcctSvcrRef>")))
    assert (read.amount, read.reference, read.credited_on) == (4250, "B1", date(2026, 11, 18))
    assert LineReason.BAD_IIN in read.reasons


def test_a_batch_is_many_transactions_in_one_entry() -> None:
    batch = "<Btch><NbOfTxs>2</NbOfTxs><TtlAmt Ccy='KZT'>8500.00</TtlAmt></Btch>"
    control = ControlTotals()
    content = camt_file(entry(transaction(), transaction(reference="R2"), amount="8500.00", batch=batch))
    assert [(read.number, read.reference) for read in read_all(content, control)] == [
        (1, "GCVP-00000000001"),
        (2, "R2"),
    ]
    assert (control.count, control.tiyn) == (2, 850000)


SUMMARY = "<TxsSummry><{0}><NbOfNtries>{1}</NbOfNtries><Sum>{2}</Sum></{0}></TxsSummry>"
BATCH = "<Btch><NbOfTxs>{}</NbOfTxs><TtlAmt Ccy='KZT'>{}</TtlAmt></Btch>"


@pytest.mark.parametrize(
    ("header", "batch", "amount", "reason"),
    [
        (SUMMARY.format("TtlNtries", 1, "4250"), "", "4250", None),
        (SUMMARY.format("TtlCdtNtries", 1, "4250"), "", "4250", None),
        (SUMMARY.format("TtlDbtNtries", 0, "0"), "", "4250", None),
        (SUMMARY.format("TtlNtries", 2, "4250"), "", "4250", FileReason.WRONG_COUNT),
        (SUMMARY.format("TtlCdtNtries", 1, "4251"), "", "4250", FileReason.WRONG_TOTAL),
        (SUMMARY.format("TtlDbtNtries", 1, "4250"), "", "4250", FileReason.WRONG_COUNT),
        (SUMMARY.format("TtlNtries", "many", "4250"), "", "4250", FileReason.BROKEN_XML),
        ("", BATCH.format(2, "4250"), "4250", FileReason.WRONG_COUNT),
        ("", BATCH.format(1, "8500"), "4250", FileReason.WRONG_TOTAL),
        ("", "", "8500", FileReason.WRONG_TOTAL),
        (
            "<NtfctnPgntn><PgNb>1</PgNb><LastPgInd>false</LastPgInd></NtfctnPgntn>",
            "",
            "4250",
            FileReason.NOT_ONE_PAGE,
        ),
    ],
)
def test_what_the_message_says_of_itself_has_to_be_so(header, batch, amount, reason) -> None:
    content = camt_file(entry(transaction(), amount=amount, batch=batch), header=header)
    if reason is None:
        assert len(read_all(content)) == 1
        return
    with pytest.raises(FileRefused) as refused:
        read_all(content)
    assert refused.value.reason is reason


@pytest.mark.parametrize(
    ("first", "last", "covers"),
    [
        ("2026-11-16T00:00:00", "2026-11-18T23:59:59", (date(2026, 11, 16), date(2026, 11, 18))),
        ("2026-11-16T00:00:00+05:00", "2026-11-17T00:00:00+05:00", (date(2026, 11, 16), date(2026, 11, 16))),
        ("2026-11-16T00:00:00", "2026-11-15T00:00:00", None),
        ("soon", "later", None),
    ],
)
def test_the_notification_says_which_days_it_covers(
    first: str, last: str, covers: tuple[date, date] | None
) -> None:
    control = ControlTotals()
    read_all(camt_file(entry(transaction()), header=period(first, last)), control)
    assert control.covers == covers
