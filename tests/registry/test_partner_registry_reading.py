"""Registries of partners are read as docs/partner-registries.md has them, or refused with a reason."""

from datetime import date
from pathlib import Path

import pytest

from payments.rules.accounts import Account
from payments.rules.months import Month
from portal.bank import meaning
from portal.registry.partners import fields
from portal.registry.partners.reasons import PartnerFileReason
from portal.registry.readers.received import FileRefused
from portal.registry.reasons import FileReason
from tests.registry.partner_files import HEADER, LISTED, YESTERDAY, qiwi, read, text, total
from tests.registry.samples import ASEL, MARAT

DOCUMENT = Path(__file__).parents[2] / "docs/partner-registries.md"
EXAMPLES = [block[1:] for block in DOCUMENT.read_text().split("```")[1::2] if block.startswith("\n")]
SUNDAY = date(2026, 11, 22)
NOVEMBER = Month.of(2026, 11)


def test_the_documented_examples_are_read() -> None:
    found = [read(example, SUNDAY) for example in EXAMPLES]
    assert [[(line.number, line.amount) for line in lines] for lines in found] == [
        [("1234567", 4250), ("1234568", 4250)],
        [("A-1", 4250), ("A-2", 12750), ("A-3", 4250)],
        [("050000-1", 4250), ("050000-2", 4250)],
    ]
    assert all(line.account for lines in found for line in lines)
    # By the clock of Moscow it was half past eleven at night.
    assert [line.paid_on for line in found[0]] == [SUNDAY, date(2026, 11, 23)]


@pytest.mark.parametrize("written", ["21.11.2026", "2026-11-21", "20261121"])
@pytest.mark.parametrize(("at", "day"), [("21:59:59", 21), ("215959", 21), ("22:00", 22)])
def test_moscows_evening_is_almatys_next_day(written: str, at: str, day: int) -> None:
    (line,) = read(text(qiwi(at=at, day=written)))
    assert line.paid_on == date(2026, 11, day)


@pytest.mark.parametrize(
    ("typed", "period", "account", "shown"),
    [
        (f"{ASEL}112026", "", Account(None, ASEL, NOVEMBER), "5608·· ···· 09 112026"),
        (ASEL, "112026", Account(None, ASEL, NOVEMBER), "5608·· ···· 09 112026"),
        (ASEL, "", Account(None, ASEL, None), "5608·· ···· 09"),
        (f"{ASEL}992026", "", Account(None, ASEL, None), "5608·· ···· 09"),
        ("470 820 375 11", "", Account(1, "", None), "470 820 375 11"),
        ("560815200108", "", None, "560815200108"),  # no IIN: staff see what was wrong
        (f"7{ASEL}", "", None, "7560·· ···· 09"),
        (f"{ASEL}1120261", "", None, "5608·· ···· 61"),
    ],
)
def test_whom_it_is_for(typed: str, period: str, account: Account | None, shown: str) -> None:
    (line,) = read(text(HEADER, f"1;2026-11-21;{typed};{period};4250"))
    if account and account.payment:
        assert line.account.payment
    else:
        assert line.account == account
    assert line.received["account"] == shown
    assert ASEL not in str(line.received)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "kz1048"])
def test_a_list_in_every_encoding(encoding: str) -> None:
    head = f"{LISTED};lastname"
    (line,) = read(text(head, f"K-1;21.11.2026;{MARAT};112026;4250;;Әділова", "БАРЛЫҒЫ;1;4250").encode(encoding))
    assert line.account == Account(None, MARAT, NOVEMBER)
    assert "Әділова" not in str(line.received)


def test_a_broken_month_is_left_to_staff() -> None:
    (line,) = read(text(LISTED, f"K-1;2026-11-21;{MARAT};132026;4250;"))
    assert line.account == Account(None, MARAT, None)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([qiwi(), total(2, 4250)], FileReason.WRONG_COUNT),
        ([qiwi(), total(1, 4251)], FileReason.WRONG_TOTAL),
        ([qiwi(), total(1, 4250), qiwi("2")], FileReason.BROKEN_ROW),
        ([qiwi(), total(1, 4250), total(1, 4250)], FileReason.BROKEN_ROW),
        ([qiwi(), "Total:\t1"], FileReason.BROKEN_ROW),
        ([qiwi(), "Total:\tone\t4250.00"], FileReason.BROKEN_ROW),
        ([qiwi() + "\tmore"], PartnerFileReason.UNKNOWN_FORMAT),
        ([qiwi(), qiwi() + "\tmore"], FileReason.BROKEN_ROW),
        ([qiwi(), qiwi(number="1 2")], PartnerFileReason.BAD_NUMBER),
        ([qiwi(), qiwi(number="1" * 65)], PartnerFileReason.BAD_NUMBER),
        ([qiwi(tenge="0.00")], FileReason.AMOUNT_NOT_POSITIVE),
        ([qiwi(tenge="-1.00")], FileReason.AMOUNT_NOT_POSITIVE),
        ([qiwi(tenge="4250.50")], PartnerFileReason.NOT_WHOLE_TENGE),
        ([qiwi(tenge="much")], PartnerFileReason.BAD_AMOUNT),
        ([qiwi(tenge="99999999999")], PartnerFileReason.BAD_AMOUNT),
        ([qiwi(day="22.11.2026")], PartnerFileReason.OTHER_DAY),
        ([qiwi(day="2026112")], PartnerFileReason.BAD_DAY),
        ([qiwi(at="25:00:00")], PartnerFileReason.BAD_DAY),
        ([qiwi(account="1" * 1001)], FileReason.LINE_TOO_LONG),
        ([qiwi(account="\x01")], FileReason.CONTROL_CHARACTER),
        ([], FileReason.EMPTY),
        (["PK\x03\x04"], FileReason.COMPRESSED),
        (["reference;iin;knp"], PartnerFileReason.UNKNOWN_FORMAT),
        (["number;paymentdate;account;tenge", "1;2;3;4"], FileReason.MISSING_COLUMN),
        ([f"{HEADER};colour", "1;2;3;4;5;6"], FileReason.UNKNOWN_COLUMN),
        ([HEADER, f"1;2026-11-21;{ASEL};112026"], FileReason.BROKEN_ROW),
        ([HEADER, f"1;2026-11-21;{ASEL};112026;4250", "TOTAL;2;4250"], FileReason.WRONG_COUNT),
    ],
)
def test_what_is_refused(lines: list[str], reason) -> None:
    with pytest.raises(FileRefused) as refused:
        read(text(*lines), YESTERDAY)
    assert refused.value.reason is reason


def test_a_number_is_what_it_is_at_the_banks_door() -> None:
    assert fields.NUMBER.pattern == meaning.NUMBER.pattern
