"""A file that is broken, hostile or does not add up is refused whole, and says why."""

import gzip
import io
import zipfile

import pytest

from portal.registry.readers import mt102
from portal.registry.readers.detection import detect_file
from portal.registry.readers.received import FileRefused
from portal.registry.reasons import FileReason
from tests.registry.samples import (
    COLUMNS,
    LINE,
    camt_file,
    csv_file,
    csv_text,
    entry,
    item,
    line,
    mt100_text,
    mt102_file,
    mt102_text,
    read_all,
    transaction,
)


def without(column: str) -> bytes:
    """A file that lacks a column."""
    return csv_file(LINE, columns=[name for name in COLUMNS if name != column])


def packed() -> bytes:
    """A zip bomb in small."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("registry.csv", b"0" * 1_000_000)
    return target.getvalue()


ENTITIES = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "{}">]>'.format("&a;" * 1000)
OUTSIDE = '<!DOCTYPE Document SYSTEM "file:///etc/passwd">'
MARAT_LINE = line(lastname="Маратов", firstname="Марат", secondname="-")
GOOD = csv_file(LINE)
XML = camt_file(entry(transaction()))
LIST = mt102_file(item(), item())

CASES = {
    "nothing": (b"", FileReason.EMPTY),
    "blank": (b"\xef\xbb\xbf", FileReason.EMPTY),
    "zip": (packed(), FileReason.COMPRESSED),
    "gzip": (gzip.compress(GOOD), FileReason.COMPRESSED),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0", FileReason.CONTROL_CHARACTER),
    "prose": (b"Dear colleagues, please find the registry below\n", FileReason.UNKNOWN_FORMAT),
    "other xml": (b"<html><body/></html>", FileReason.UNKNOWN_FORMAT),
    "nul at the start": (b"\0" + GOOD, FileReason.CONTROL_CHARACTER),
    "nul later": (GOOD * 200 + b"\0", FileReason.CONTROL_CHARACTER),
    "no period column": (without("paymentperiod"), FileReason.MISSING_COLUMN),
    "no header": (GOOD.split(b"\n", 1)[1], FileReason.UNKNOWN_FORMAT),
    "a column twice": (csv_file(LINE, columns=[*COLUMNS, "iin"]), FileReason.REPEATED_COLUMN),
    "a column misspelt": (csv_file(line(operaton="return")), FileReason.UNKNOWN_COLUMN),
    "a cell too many": (csv_text(LINE).replace(";122;", ";122;;").encode(), FileReason.BROKEN_ROW),
    "a cell too few": (csv_text(LINE).replace(";122;", ";").encode(), FileReason.BROKEN_ROW),
    "a quote too many": (csv_file(line(lastname='"Altyn" Dala')), FileReason.BROKEN_ROW),
    "an open quote": (csv_file(line(lastname='"Altyn')), FileReason.TRUNCATED),
    "cut in a row": (GOOD[:-30], FileReason.TRUNCATED),
    "cut in a date": (GOOD[:-3], FileReason.TRUNCATED),
    "cut in a name": (csv_file(line(sendername="Altyn Dala"))[:-4], FileReason.TRUNCATED),
    "cut before a mark": (csv_file(line(operation="return"))[:-7], FileReason.TRUNCATED),
    "cut in a letter": (csv_file(line(sendername="Әлия"))[:-2], FileReason.BAD_ENCODING),
    "long line": (csv_file(LINE) + b";" * 20_000, FileReason.LINE_TOO_LONG),
    "long cell": (csv_file(line(sendername="x" * 2_000)), FileReason.LINE_TOO_LONG),
    "broken utf-8": (csv_file(MARAT_LINE).replace("М".encode(), b"\xd0"), FileReason.BAD_ENCODING),
    "zero": (csv_file(LINE, line(paymentsum="0,00")), FileReason.AMOUNT_NOT_POSITIVE),
    "negative": (csv_file(LINE, line(paymentsum="-4250")), FileReason.AMOUNT_NOT_POSITIVE),
    "wrong count": (csv_file(LINE, trailer="TOTAL;2;4250\n"), FileReason.WRONG_COUNT),
    "wrong total": (csv_file(LINE, trailer="TOTAL;1;4250.50\n"), FileReason.WRONG_TOTAL),
    "unreadable trailer": (csv_file(LINE, trailer="TOTAL;one;4250\n"), FileReason.BROKEN_ROW),
    "endless count": (csv_file(LINE, trailer=f"TOTAL;{'1' * 6000};4250\n"), FileReason.BROKEN_ROW),
    "bare trailer": (csv_file(LINE, trailer="TOTAL;\n"), FileReason.BROKEN_ROW),
    "line behind the trailer": (csv_file(LINE, trailer="TOTAL;1;4250\nx;y\n"), FileReason.BROKEN_ROW),
    "entity bomb": (camt_file(entry(), doctype=ENTITIES), FileReason.DOCTYPE),
    "foreign entity": (camt_file(entry(), doctype=OUTSIDE), FileReason.DOCTYPE),
    "cut xml": (XML[:-40], FileReason.BROKEN_XML),
    "nul in xml": (XML.replace(b"M1", b"M\0"), FileReason.CONTROL_CHARACTER),
    "wrong tags": (XML.replace(b"</Refs>", b"</Ref>"), FileReason.BROKEN_XML),
    "a transaction anywhere": (camt_file(transaction()), FileReason.BROKEN_XML),
    "nothing but tags": (camt_file("<a/>" * 60_000), FileReason.BROKEN_XML),
    "another message": (LIST.replace(b"{2:I102", b"{2:I940"), FileReason.UNKNOWN_FORMAT),
    "another message later": (LIST + LIST.replace(b"{2:I102", b"{2:I940"), FileReason.BROKEN_MESSAGE),
    "prose behind a message": (LIST + b"Dear colleagues", FileReason.TRUNCATED),
    "much behind a message": (LIST + b"Dear colleagues\n" * 100, FileReason.BROKEN_MESSAGE),
    "a message that does not end": (LIST.replace(b"-}\n", b""), FileReason.TRUNCATED),
    "the second does not end": (LIST + mt102_file()[:-3], FileReason.TRUNCATED),
    "the list adds up to less": (mt102_file(item(), total="8500,00"), FileReason.WRONG_TOTAL),
    "an item that is no sum": (mt102_file(item(amount="4250,0O"), item()), FileReason.WRONG_TOTAL),
    "no total": (LIST.replace(b":32A:", b":32C:"), FileReason.BROKEN_MESSAGE),
    "a total that is no sum": (mt102_file(total="many"), FileReason.BROKEN_MESSAGE),
    "a total twice": (LIST.replace(b"-}", b":32A:241118KZT8500,00\n-}"), FileReason.BROKEN_MESSAGE),
    "a sum twice": (mt102_file(item() + ":32B:KZT0,00\n"), FileReason.BROKEN_MESSAGE),
    "a total in two lines": (LIST.replace(b"KZT8500,00", b"KZT85\n00,00"), FileReason.BROKEN_MESSAGE),
    "two currencies": (LIST.replace(b"KZT4250", b"USD4250", 1), FileReason.BROKEN_MESSAGE),
    "text before the fields": (LIST.replace(b"{4:", b"{4:To whom it may concern"), FileReason.BROKEN_MESSAGE),
    "one payment for many": (mt100_text(items=item()).encode(), FileReason.BROKEN_MESSAGE),
    "one payment of no sum": (mt100_text(total=",").encode(), FileReason.BROKEN_MESSAGE),
    "one payment of nothing": (mt100_text(total="0,00").encode(), FileReason.AMOUNT_NOT_POSITIVE),
    "the same list twice": (LIST + LIST, FileReason.REPEATED_MESSAGE),
    "endless text": (mt102_file(order="/ASSIGN/" + "ОСМС\n" * 500), FileReason.LINE_TOO_LONG),
    "broken letters": (mt102_text().encode().replace("Ә".encode(), b"\xd3"), FileReason.BAD_ENCODING),
    "nul in a list": (LIST.replace(b"/NUM/17", b"/NUM/\0"), FileReason.CONTROL_CHARACTER),
}


@pytest.mark.parametrize(("content", "reason"), CASES.values(), ids=CASES)
def test_refused_whole(content: bytes, reason: FileReason) -> None:
    with pytest.raises(FileRefused) as refused:
        read_all(content)
    assert refused.value.reason is reason


def test_every_cut_is_refused_or_loses_nothing_but_a_line_break() -> None:
    content = csv_file(LINE, line(reference="GCVP-2", paymentperiod="122026"))
    whole = [line for line in range(len(content)) if content[line : line + 1] == b"\n"]
    for end in range(1, len(content)):
        try:
            read = read_all(content[:end])
        except FileRefused:
            continue
        assert end in whole or end - 1 in whole, content[:end]
        assert all(not each.reasons for each in read)


def test_a_message_is_whole_or_the_file_is_refused() -> None:
    content = mt102_file() + mt100_text(reference="GCVP-2").encode("kz1048") + b"{5:{CHK:1}}\n"
    whole = len(mt102_file()), len(content)
    taken = [end for end in range(1, len(content) + 1) if is_taken(content[:end])]
    # A line break may be missing; what comes before a trailer, or after one, is a whole message.
    assert taken == [whole[0] - 1, whole[0], whole[1] - 13, whole[1] - 12, whole[1] - 1, whole[1]]


def is_taken(content: bytes) -> bool:
    try:
        return bool(read_all(content))
    except FileRefused:
        return False


@pytest.mark.parametrize("bound", ["MOST_ITEMS", "MOST_CHARACTERS", "MOST_MESSAGES"])
def test_a_message_that_is_held_until_its_end_has_bounds(bound: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mt102, bound, 1)
    with pytest.raises(FileRefused) as refused:
        read_all(LIST + mt102_file())
    assert refused.value.reason is FileReason.MESSAGE_TOO_LONG


def test_a_refusal_names_the_line_and_no_persons_data() -> None:
    with pytest.raises(FileRefused) as refused:
        read_all(csv_file(LINE, LINE, line(paymentsum="0")))
    assert (refused.value.line, refused.value.detail) == (4, "")
    with pytest.raises(FileRefused) as refused:
        read_all(csv_file(LINE, trailer="TOTAL;1;8500\n"))
    assert (refused.value.line, refused.value.detail) == (3, "8500.00 / 4250.00")


def test_a_file_larger_than_allowed_is_not_read() -> None:
    with pytest.raises(FileRefused) as refused:
        detect_file(io.BytesIO(GOOD), largest=len(GOOD) - 1)
    assert refused.value.reason is FileReason.TOO_LARGE
    assert detect_file(io.BytesIO(GOOD), largest=len(GOOD)) == "csv"
