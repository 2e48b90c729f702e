"""The Fund's CSV: its columns by name, its encodings, separators, dates and sums."""

from datetime import date

import pytest

from payments.rules.months import Month
from portal.registry.readers.received import ControlTotals, Operation
from tests.registry.samples import ASEL, COLUMNS, EMPLOYER, MARAT, csv_file, csv_text, line, read_all


def test_a_line_says_who_paid_what_for_which_month() -> None:
    (read,) = read_all(csv_file(line(senderbin=EMPLOYER, sendername="Altyn  Dala LLP")))
    assert (read.number, read.reasons, read.operation) == (2, (), Operation.CREDIT)
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
    assert (read.sender_bin, read.sender_iin, read.sender_name) == (EMPLOYER, "", "Altyn Dala LLP")
    assert read.fields["sendername"] == "Altyn  Dala LLP"


def test_the_same_bytes_are_counted_and_added_up() -> None:
    control = ControlTotals()
    read_all(csv_file(line(), line(paymentsum="85000,50")), control)
    assert (control.count, control.tiyn, control.covers) == (2, 425000 + 8500050, None)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("columns", [COLUMNS, COLUMNS[::-1], [name.upper() for name in COLUMNS]])
def test_columns_stand_in_any_order_behind_any_separator(separator: str, columns: list[str]) -> None:
    text = csv_text({name: line()[name.lower()] for name in columns}, separator=separator, columns=columns)
    (read,) = read_all(text.encode())
    assert (read.iin, read.amount, read.reasons) == (ASEL, 4250, ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "kz1048", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_kazakh_names_come_through_every_encoding(encoding: str, ending: str) -> None:
    name = "ӘҒҚҢӨҰҮҺІ әғқңөұүһі"
    content = csv_text(line(lastname=name)).replace("\n", ending).encode(encoding)
    (read,) = read_all(content)
    assert (read.last_name, read.reasons) == (name, ())


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("4250", 4250),
        ("4250.00", 4250),
        ("4250,00", 4250),
        ("4 250", 4250),
        ("12\u00a0750,0", 12750),
        ("1", 1),
    ],
)
def test_a_sum_is_whole_tenge(text: str, amount: int) -> None:
    (read,) = read_all(csv_file(line(paymentsum=text)))
    assert (read.amount, read.reasons) == (amount, ())


@pytest.mark.parametrize(
    "text", ["2026-11-16", "16.11.2026", "2026-11-16 09:41:07", "2026-11-16T09:41:07.123+05:00"]
)
def test_a_day_is_iso_or_dotted_and_a_time_behind_it_says_nothing(text: str) -> None:
    (read,) = read_all(csv_file(line(paymentdate=text, createdon=text)))
    assert (read.paid_on, read.credited_on) == (date(2026, 11, 16), date(2026, 11, 16))


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("", "credit"),
        ("Credit", "credit"),
        ("RETURN", "return"),
        ("Возврат", "return"),
        ("қайтару", "return"),
    ],
)
def test_a_return_is_marked_by_its_operation(text: str, operation: str) -> None:
    (read,) = read_all(csv_file(line(operation=text)))
    assert (read.operation, read.reasons) == (operation, ())


def test_a_person_may_send_for_another() -> None:
    (read,) = read_all(csv_file(line(senderbin=MARAT)))
    assert (read.sender_bin, read.sender_iin) == ("", MARAT)


def test_quotes_hold_separators_quotes_and_line_breaks() -> None:
    content = csv_file(line(sendername='"Altyn ""Dala"";\nLLP"'), line(reference="GCVP-2"))
    first, second = read_all(content)
    assert first.sender_name == 'Altyn "Dala"; LLP'
    assert (first.number, second.number) == (3, 4)


def test_empty_lines_are_no_lines() -> None:
    content = csv_file(line()).replace(b"\n", b"\n\n") + b";;;;;;;;;;\n  \n"
    assert [read.number for read in read_all(content)] == [3]


@pytest.mark.parametrize(
    "trailer", ["TOTAL;2;8500\n", "total:;2;8500.00;;;;;;;;\n", "ИТОГО;2;8500,00", "TOTAL;2\n"]
)
def test_a_right_trailer_is_no_line(trailer: str) -> None:
    assert len(read_all(csv_file(line(), line(), trailer=trailer))) == 2


def test_a_file_without_payments_is_a_day_without_payments() -> None:
    assert read_all(csv_file(trailer="TOTAL;0;0\n")) == []
