"""What is missing or unreadable in a line becomes a numbered reason; the lines beside it are read as ever."""

import pytest

from portal.registry.readers.fields import interpret
from portal.registry.reasons import FileReason, LineReason
from tests.registry.samples import ASEL, EMPLOYER, TODAY, csv_file, line, read_all

CASES = [
    ("iin", "", LineReason.BAD_IIN),
    ("iin", "560815200108", LineReason.BAD_IIN),
    ("iin", "56081520010", LineReason.BAD_IIN),
    ("iin", "٥٦٠٨١٥٢٠٠١٠٩", LineReason.BAD_IIN),
    ("iin", EMPLOYER, LineReason.BAD_IIN),
    ("paymentperiod", "", LineReason.NO_PERIOD),
    ("paymentperiod", "112026 122026", LineReason.TWO_PERIODS),
    ("paymentperiod", "112026-122026", LineReason.TWO_PERIODS),
    ("paymentperiod", "132026", LineReason.IMPOSSIBLE_PERIOD),
    ("paymentperiod", "002026", LineReason.IMPOSSIBLE_PERIOD),
    ("paymentperiod", "202611", LineReason.IMPOSSIBLE_PERIOD),
    ("paymentperiod", "12026", LineReason.IMPOSSIBLE_PERIOD),
    ("paymentperiod", "11.2026", LineReason.IMPOSSIBLE_PERIOD),
    ("paymentperiod", "062017", LineReason.IMPOSSIBLE_PERIOD),
    ("paymentperiod", "122031", LineReason.IMPOSSIBLE_PERIOD),
    ("paymentperiod", "122199", LineReason.IMPOSSIBLE_PERIOD),
    ("knp", "", LineReason.UNKNOWN_PURPOSE_CODE),
    ("knp", "124", LineReason.UNKNOWN_PURPOSE_CODE),
    ("reference", " ", LineReason.NO_REFERENCE),
    ("reference", "x" * 36, LineReason.TOO_LONG),
    ("paymentdate", "", LineReason.NO_DATE),
    ("paymentdate", "31.11.2026", LineReason.NO_DATE),
    ("paymentdate", "20261116", LineReason.NO_DATE),
    ("createdon", "2026-11", LineReason.NO_DATE),
    ("paymentdate", "2017-06-30", LineReason.IMPOSSIBLE_DAY),
    ("paymentdate", "0001-01-01", LineReason.IMPOSSIBLE_DAY),
    ("paymentdate", "2026-11-19", LineReason.IMPOSSIBLE_DAY),
    ("createdon", "2026-11-23", LineReason.IMPOSSIBLE_DAY),
    ("createdon", "9999-12-31", LineReason.IMPOSSIBLE_DAY),
    ("createdon", "2026-11-15", LineReason.IMPOSSIBLE_DAY),
    ("paymentsum", "", LineReason.BAD_AMOUNT),
    ("paymentsum", "четыре", LineReason.BAD_AMOUNT),
    ("paymentsum", "4,250.00", LineReason.BAD_AMOUNT),
    ("paymentsum", "٤٢٥٠", LineReason.BAD_AMOUNT),
    ("paymentsum", "9" * 40, LineReason.BAD_AMOUNT),
    ("paymentsum", "10000000001", LineReason.BAD_AMOUNT),
    ("paymentsum", "4250.000001", LineReason.BAD_AMOUNT),
    ("paymentsum", "4250.50", LineReason.NOT_WHOLE_TENGE),
    ("senderbin", "291240000018", LineReason.BAD_SENDER),
    ("senderbin", "560815200108", LineReason.BAD_SENDER),
    ("operation", "refund?", LineReason.BAD_OPERATION),
    ("lastname", "Ә" * 101, LineReason.TOO_LONG),
    ("sendername", "Ә" * 141, LineReason.TOO_LONG),
]


@pytest.mark.parametrize(("column", "text", "reason"), CASES)
def test_one_fault_is_one_reason_and_the_text_is_kept(column: str, text: str, reason: LineReason) -> None:
    bad, good = read_all(csv_file(line(**{column: text}), line(reference="GCVP-2")))
    assert bad.reasons == (reason,)
    assert bad.fields[column] == text
    assert good.reasons == ()


@pytest.mark.parametrize("operation", ["", "return"])
def test_a_line_that_cannot_be_waits_for_nothing_whatever_it_does(operation: str) -> None:
    (read,) = read_all(csv_file(line(paymentdate="9999-12-31", createdon="9999-12-31", operation=operation)))
    assert read.reasons == (LineReason.IMPOSSIBLE_DAY,)
    assert (read.paid_on, read.credited_on) == (None, None)


@pytest.mark.parametrize(
    "edge",
    [
        {"paymentdate": "2017-07-01", "createdon": "2017-07-01", "paymentperiod": "072017"},
        {"paymentdate": "2026-11-22", "createdon": "2026-11-22"},
        {"paymentperiod": "112031"},
    ],
)
def test_the_first_and_the_last_that_can_be(edge: dict[str, str]) -> None:
    (read,) = read_all(csv_file(line(**edge)))
    assert read.reasons == ()


def test_a_category_may_last_long_but_begins_within_five_years() -> None:
    header = "iin;category;from;to\n"
    near, far = read_all(f"{header}{ASEL};state_paid;2031-11;2044-01\n{ASEL};state_paid;2031-12;\n".encode())
    assert (near.reasons, far.reasons) == ((), (LineReason.IMPOSSIBLE_PERIOD,))


def test_a_line_with_many_faults_has_them_all_and_keeps_what_reads() -> None:
    read = interpret(7, {"reference": "GCVP-7", "paymentsum": "4250"}, TODAY)
    assert read.reasons == (
        LineReason.BAD_IIN,
        LineReason.NO_PERIOD,
        LineReason.UNKNOWN_PURPOSE_CODE,
        LineReason.NO_DATE,
    )
    assert (read.number, read.reference, read.amount, read.iin) == (7, "GCVP-7", 4250, None)


def test_numbers_of_reasons_are_stored_so_they_never_change() -> None:
    assert {reason.name: reason.value for reason in LineReason} == {
        "BAD_IIN": 1,
        "NO_PERIOD": 2,
        "TWO_PERIODS": 3,
        "IMPOSSIBLE_PERIOD": 4,
        "UNKNOWN_PURPOSE_CODE": 5,
        "NO_REFERENCE": 6,
        "NO_DATE": 7,
        "BAD_AMOUNT": 8,
        "NOT_WHOLE_TENGE": 9,
        "NOT_IN_TENGE": 10,
        "BAD_SENDER": 11,
        "BAD_OPERATION": 12,
        "NOT_BOOKED": 13,
        "TOO_LONG": 14,
        "UNKNOWN_CATEGORY": 15,
        "SPAN_BACKWARDS": 16,
        "IMPOSSIBLE_DAY": 17,
        "OTHER_AMOUNT": 31,
        "UNMATCHED_RETURN": 32,
        "OTHER_SPAN": 33,
        "OTHER_RETURN": 34,
        "NOT_IN_THE_LEDGER": 35,
    }
    assert not set(LineReason) & set(FileReason)
