"""MT-102 lists and MT-100 payments: what their tags say, whoever typed them, and what of it is no line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payments.rules.months import Month
from portal.registry.readers.mt102_fields import MISREAD
from portal.registry.readers.received import ControlTotals, FileRefused, Operation
from portal.registry.reasons import LineReason
from tests.registry.samples import (
    ASEL,
    EMPLOYER,
    ITEM_TAGS,
    MARAT,
    ORDER,
    item,
    mt100_text,
    mt102_file,
    mt102_text,
    read_all,
)

KAZAKH = "ӘҒҚҢӨҰҮҺІ әғқңөұүһі"


def test_an_item_says_who_paid_what_for_which_month() -> None:
    (read,) = read_all(mt102_file())
    assert (read.reasons, read.operation, read.number) == ((), Operation.CREDIT, 24)
    assert (read.reference, read.iin, read.purpose_code, read.amount) == ("GCVP-00000000001", ASEL, "122", 4250)
    assert (read.last_name, read.first_name, read.patronymic) == ("Әділова", "Әсел", "Ғаниқызы")
    assert (read.period, read.paid_on, read.credited_on) == (
        Month.of(2024, 11),
        date(2024, 11, 16),
        date(2024, 11, 18),
    )
    assert (read.sender_bin, read.sender_name, read.fields["remittance"]) == (EMPLOYER, "Altyn Dala LLP", ITEM_TAGS)


def test_a_file_has_many_messages_each_with_many_people() -> None:
    control = ControlTotals()
    single = mt100_text(reference="GCVP-3").replace("-}\n", "-}{5:{MAC:00000000}{CHK:1}}\n\n")
    text = mt102_text(item(), item(f"/FM/Маратов/IDN/{MARAT}/PERIOD/102024")) + single + mt102_text(reference="G4")
    read = read_all(text.replace("-}\n{1:", "-}{1:").encode(), control)
    assert [(line.iin, line.reference) for line in read] == [
        (ASEL, "GCVP-00000000001"),
        (MARAT, "GCVP-00000000001"),
        (ASEL, "GCVP-3"),
        (ASEL, "G4"),
    ]
    assert len({line.number for line in read}) == 4
    assert [line.reasons for line in read] == [()] * 4
    assert (control.count, control.tiyn, control.covers) == (4, 4 * 425000, None)


@pytest.mark.parametrize("encoding", ["kz1048", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_kazakh_names_come_through_every_encoding(encoding: str, ending: str) -> None:
    text = mt102_text(item(ITEM_TAGS.replace("Әділова", KAZAKH)))
    (read,) = read_all(text.replace("\n", ending).encode(encoding))
    assert (read.last_name, read.reasons) == (KAZAKH, ())


def test_names_that_were_misread_as_cp1251_are_repaired() -> None:
    tags = f"/FM/{KAZAKH}/NM/Семён/FT/Вячеславовна/IDN/{ASEL}/PERIOD/112024"
    text = mt102_text(item(tags)).replace("Altyn Dala", "Алтын Өріс")
    (read,) = read_all(text.encode("kz1048").decode("cp1251").encode())
    assert (read.last_name, read.first_name, read.patronymic) == (KAZAKH, "Семён", "Вячеславовна")
    assert read.sender_name == "Алтын Өріс LLP"


def test_every_letter_that_differs_between_the_two_pages_is_repaired_and_no_other() -> None:
    differing = {}
    for byte in range(0x80, 0x100):
        kazakh, cyrillic = (bytes([byte]).decode(page, "replace") for page in ("kz1048", "cp1251"))
        if kazakh != cyrillic:
            differing[ord(cyrillic)] = kazakh
    assert {wrong: chr(right) for wrong, right in MISREAD.items()} == differing


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (":32В:", ":32B:"),
        (":32А:", ":32A:"),
        (":52В:", ":52B:"),
        ("КZТ", "KZT"),
        ("{2:О102", "{2:I102"),
        ("SGRОSS", "SGROSS"),
        ("/FМ/", "/FM/"),
        ("/КNР/", "/KNP/"),
    ],
)
@pytest.mark.parametrize("encoding", ["kz1048", "utf-8"])
def test_tags_and_currency_may_be_typed_in_cyrillic(typed: str, meant: str, encoding: str) -> None:
    text = mt102_text()
    assert meant in text
    (read,) = read_all(text.replace(meant, typed).encode(encoding))
    assert (read.reasons, read.amount, read.last_name) == ((), 4250, "Әділова")


def test_names_are_left_in_the_letters_they_were_typed_in() -> None:
    (read,) = read_all(mt102_file(item(f"/FM/МАРАТОВ/NM/MAPAT/IDN/{ASEL}/PERIOD/112024")))
    assert (read.last_name, read.first_name) == ("МАРАТОВ", "MAPAT")


@pytest.mark.parametrize(
    "tags",
    [
        f"/OPV/1/FM/Әділова/NM/Әсел/FT/Ғаниқызы/DT/18560815/IDN/{ASEL}/PERIOD/112024/LA/KZ86125KZT5004100100",
        f"\n/FM/Әділова\n/NM/Әсел\n/FT/Ғаниқызы\n/DT/1856081\n/IDN/{ASEL}\n/PERIOD/112024",
        f"//FM/Әділова//NM/Әсел//FT/Ғаниқызы//LS/7//NPD/0//PHONE/77011234567//IDN/{ASEL}//PERIOD/112024",
        f"/FM/Әділова /NM/Әсел /FT/Ғаниқызы /IDN/{ASEL} /PERIOD/112024 /ASSIGN/Договор /IDN/ 7",
        f"/FM/Әділова/NM/Әсел/FT/Ғаниқызы/IDN/{ASEL}/PERIOD/112024\n/NEW/whatever it is",
    ],
)
def test_tags_stand_in_a_row_or_in_lines(tags: str) -> None:
    (read,) = read_all(mt102_file(item(tags)))
    assert (read.reasons, read.iin, read.period) == ((), ASEL, Month.of(2024, 11))
    assert (read.last_name, read.first_name, read.patronymic) == ("Әділова", "Әсел", "Ғаниқызы")


@pytest.mark.parametrize(
    ("written", "patronymic"),
    [("/FT/-", ""), ("/FT/", ""), ("", ""), ("/FT/Ғани қызы", "Ғани қызы"), ("/FT/Ғани\nқызы", "Ғани қызы")],
)
def test_a_patronymic_is_missing_a_dash_or_two_words(written: str, patronymic: str) -> None:
    (read,) = read_all(mt102_file(item(ITEM_TAGS.replace("/FT/Ғаниқызы", written))))
    assert (read.patronymic, read.reasons) == (patronymic, ())


@pytest.mark.parametrize(
    ("of_header", "of_item", "read_as"),
    [
        ("/PERIOD/102024", "", Month.of(2024, 10)),
        ("/PERIOD/102024", "/PERIOD/112024", Month.of(2024, 11)),
        ("", "", LineReason.NO_PERIOD),
        ("", "/PERIOD/112024 122024", LineReason.TWO_PERIODS),
        ("/PERIOD/102024\n/PERIOD/112024", "", LineReason.TWO_PERIODS),
        ("", "/PERIOD/202411", LineReason.IMPOSSIBLE_PERIOD),
    ],
)
def test_an_item_without_a_month_has_that_of_its_message(of_header: str, of_item: str, read_as: object) -> None:
    order = ORDER.replace("/ASSIGN/", f"{of_header}\n/ASSIGN/")
    (read,) = read_all(mt102_file(item(ITEM_TAGS.replace("/PERIOD/112024", of_item)), order=order))
    assert [read.period, *read.reasons] == ([read_as] if isinstance(read_as, Month) else [None, read_as])


@pytest.mark.parametrize(
    ("tags", "reason"),
    [
        ("/FM/Әділова/NM/Әсел/RNN/600700800900/PERIOD/112024", LineReason.BAD_IIN),
        ("/ASSIGN/Комиссия банка", LineReason.BAD_IIN),
        ("", LineReason.BAD_IIN),
        (f"/IDN/{EMPLOYER}/PERIOD/112024", LineReason.BAD_IIN),
        (f"/IDN/{ASEL}/IDN/{MARAT}/PERIOD/112024", LineReason.BAD_IIN),
        ("/IDN/560815200108/PERIOD/112024", LineReason.BAD_IIN),
        (ITEM_TAGS.replace("Әсел", "Ә" * 101), LineReason.TOO_LONG),
    ],
)
def test_an_item_with_a_fault_goes_to_staff_and_the_others_are_read(tags: str, reason: LineReason) -> None:
    bad, good = read_all(mt102_file(item(tags), item()))
    assert bad.reasons[0] is reason
    assert good.reasons == ()


@pytest.mark.parametrize(
    ("amount", "read_as"),
    [
        ("4250,", 4250),
        ("4250", 4250),
        (" 4250,00", 4250),
        ("4250,5", LineReason.NOT_WHOLE_TENGE),
    ],
)
def test_a_sum_has_a_comma(amount: str, read_as: object) -> None:
    (read,) = read_all(mt102_file(item(amount=amount), total=amount))
    assert [read.amount, *read.reasons] == ([4250] if read_as == 4250 else [None, read_as])


@pytest.mark.parametrize(
    ("order", "paid_on", "reasons"),
    [
        (ORDER.replace("/DATE/241116\n", ""), date(2024, 11, 18), ()),
        (ORDER.replace("241116", "16.11.2024"), date(2024, 11, 16), ()),
        (ORDER.replace("241116", "241131"), None, (LineReason.NO_DATE,)),
        (ORDER.replace("241116", "24111"), None, (LineReason.NO_DATE,)),
        (ORDER.replace("241116", "120116"), None, (LineReason.IMPOSSIBLE_DAY,)),
        (ORDER.replace("241116", "241119"), date(2024, 11, 19), (LineReason.IMPOSSIBLE_DAY,)),
    ],
)
def test_the_day_of_payment_is_the_orders(order: str, paid_on: date | None, reasons: tuple) -> None:
    (read,) = read_all(mt102_file(order=order))
    assert (read.paid_on, read.reasons) == (paid_on, reasons)


def test_whoever_pays_cannot_write_tags_into_the_purpose() -> None:
    (read,) = read_all(mt102_file(order=f"{ORDER} /KNP/121 /PERIOD/012023"))
    assert (read.purpose_code, read.period) == ("122", Month.of(2024, 11))
    (read,) = read_all(mt102_file(order=f"{ORDER}\n/KNP/121"))
    assert read.reasons == (LineReason.UNKNOWN_PURPOSE_CODE,)


def test_a_single_payment_is_of_whom_it_names_or_of_whom_it_is_from() -> None:
    (named,) = read_all(mt100_text().encode())
    assert (named.iin, named.amount, named.sender_bin, named.reasons) == (ASEL, 4250, EMPLOYER, ())
    own = mt100_text(sender=ASEL, order=f"{ORDER}\n/PERIOD/112024").replace("Altyn Dala LLP", "Әділова Әсел")
    (read,) = read_all(own.encode())
    assert (read.iin, read.sender_iin, read.last_name, read.first_name) == (ASEL, ASEL, "Әділова", "Әсел")
    assert (read.period, read.patronymic, read.reasons) == (Month.of(2024, 11), "", ())


@pytest.mark.parametrize(
    ("sender", "more"), [(EMPLOYER, ""), (EMPLOYER, f"/IDN/{EMPLOYER}"), (ASEL, "/RNN/600700800900"), (ASEL, "/IDN/1")]
)
def test_a_single_payment_of_an_organisation_or_for_somebody_unknown_is_nobodys(sender: str, more: str) -> None:
    (read,) = read_all(mt100_text(sender=sender, order=f"{ORDER}\n/PERIOD/112024\n{more}").encode())
    assert (read.reasons, read.iin, read.last_name) == ((LineReason.BAD_IIN,), None, "")


RETURNED = ORDER.replace("/KNP/122", "/KNP/021").split("/ASSIGN/")[0]
TEXT = "/ASSIGN/Возврат ошибочных элементов платежа № 17 от 16.11.2024 референс GCVP-00000000001. Ошибка на 1 чел."
SHORT = TEXT.replace("от 16.11.2024 ", "")  # its width breaks the reference


@pytest.mark.parametrize(
    ("text", "reference", "code"),
    [
        (TEXT, "GCVP-00000000001", ""),
        (f"{TEXT} КНП 121", "GCVP-00000000001", "121"),
        (f"{TEXT[:70]}\n{TEXT[70:]}", "GCVP-00000000001", ""),
        (f"{SHORT[:70]}\n{SHORT[70:]}", "GCVP-00000000001", ""),
        ("/ASSIGN/Возврат. Референс\nGCVP-00000000001\n1 чел.", "GCVP-00000000001", ""),
        ("/ASSIGN/Возврат", "GCVP-00000000009", ""),
    ],
)
def test_a_return_names_the_message_that_it_returns(text: str, reference: str, code: str) -> None:
    said = f"{ITEM_TAGS}/ASSIGN/{ASEL} не соответствует указанным Ф.И.О."
    (read,) = read_all(mt102_file(item(said), reference="GCVP-00000000009", order=RETURNED + text))
    assert (read.operation, read.reasons, read.iin, read.reference) == (Operation.RETURN, (), ASEL, reference)
    assert (read.purpose_code, read.return_reason) == (code, "5608·· ···· 09 не соответствует указанным Ф.И.О.")


def test_a_return_that_lacks_more_than_its_code_lacks_that_too() -> None:
    (read,) = read_all(mt102_file(item(ITEM_TAGS.replace("112024", "")), order=RETURNED + TEXT))
    assert (read.reasons, read.purpose_code) == ((LineReason.NO_PERIOD, LineReason.UNKNOWN_PURPOSE_CODE), None)


GOOD = (mt102_text(item(), item()) + mt100_text()).encode("kz1048")
PIECES = st.sampled_from([*GOOD.splitlines(keepends=True), *(bytes([byte]) for byte in b"{}:/-\n,"), "🜚".encode()])


@given(st.integers(0, len(GOOD)), st.integers(0, 40), st.lists(PIECES | st.binary(max_size=4), max_size=20))
def test_any_bytes_are_lines_or_a_refusal(place: int, without: int, pieces: list[bytes]) -> None:
    try:
        read = read_all(GOOD[:place] + b"".join(pieces) + GOOD[place + without :])
    except FileRefused:
        return
    assert all(line.number for line in read)
    assert len({line.number for line in read}) == len(read)
