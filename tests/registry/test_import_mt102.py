"""MT-102 in the ledger: the same money as in any other registry, and returns that find the line they return."""

import pytest

from payments.models import Contribution, PaymentStep, RegistryFile, RegistryLine
from portal.registry.reasons import LineReason
from tests.registry.samples import ASEL, ITEM_TAGS, MARAT, csv_file, item, line, mt102_file, mt102_text, take

pytestmark = pytest.mark.django_db

MARATS = f"/FM/Маратов/NM/Марат/FT/-/IDN/{MARAT}/PERIOD/112024"
BACK = """/DATE/241120\n/KNP/021\n/ASSIGN/Возврат ошибочных элементов платежа № 17 референс {}. Ошибка на 1 чел."""


def returned(back: str, reference: str = "GCVP-00000000001", **changed: str) -> bytes:
    """A message that sends an item back."""
    order = BACK.format(reference)
    return mt102_file(back, reference="GCVP-00000000077", order=order, **changed).replace(b"241118", b"241120")


def test_every_line_counts_and_the_commission_waits_for_staff() -> None:
    report = take(mt102_file(item(), item(MARATS), item("/ASSIGN/Комиссия", amount="12,00"), total="8512,00"))
    assert (report.format, report.lines, report.total) == ("mt102", 3, 8512)
    assert (report.posted, report.reasons) == (2, {LineReason.BAD_IIN: 1})
    assert RegistryFile.objects.get().format == "mt102"
    assert set(Contribution.objects.values_list("person__iin", "reference", "sender_bin")) == {
        (ASEL, "GCVP-00000000001", "291240000017"),
        (MARAT, "GCVP-00000000001", "291240000017"),
    }


def test_one_person_twice_in_a_list_is_two_payments() -> None:
    assert take(mt102_file(item(), item())).posted == 2
    assert list(Contribution.objects.order_by("pk").values_list("occurrence", flat=True)) == [1, 2]


def test_the_same_money_in_another_format_is_known() -> None:
    take(mt102_file())
    again = line(paymentdate="2024-11-16", createdon="2024-11-18", paymentperiod="112024")
    assert take(csv_file(again)).known == 1


@pytest.mark.parametrize("code", ["121", "122"])
def test_a_return_finds_its_line_whatever_it_was_paid_for(code: str) -> None:
    take(mt102_file(item(), item(MARATS)).replace(b"/KNP/122", f"/KNP/{code}".encode()))
    report = take(returned(item(f"{MARATS}/ASSIGN/не соответствует указанным Ф.И.О.")))
    assert (report.posted, report.rejected_count) == (1, 0)
    back = Contribution.objects.get(kind="return")
    assert (back.person.iin, back.purpose_code, str(back.credited_on)) == (MARAT, code, "2024-11-20")
    assert RegistryLine.objects.get(contribution=back).received["knp"] == "021"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (returned(item(MARATS)), LineReason.UNMATCHED_RETURN),
        (returned(item(), reference="GCVP-2"), LineReason.UNMATCHED_RETURN),
        (returned(item(amount="100,00"), total="100,00"), LineReason.OTHER_RETURN),
        (returned(item(ITEM_TAGS.replace("/PERIOD/112024", ""))), LineReason.NO_PERIOD),
    ],
)
def test_a_return_that_fits_no_line_goes_to_staff(content: bytes, reason: LineReason) -> None:
    take(mt102_file())
    assert take(content).reasons == {reason: 1}
    assert not Contribution.objects.filter(kind="return").exists()


def test_of_two_codes_under_one_reference_none_is_guessed() -> None:
    take(csv_file(*(line(paymentdate="2024-11-16", paymentperiod="112024", knp=code) for code in ("121", "122"))))
    assert take(returned(item())).reasons == {LineReason.UNMATCHED_RETURN: 1}
    assert not PaymentStep.objects.exists()


def test_a_file_of_both_finds_its_return_wherever_it_stands() -> None:
    both = returned(item()) + mt102_file()
    assert (take(both).posted, Contribution.objects.filter(kind="return").count()) == (2, 1)
    assert take(mt102_text().encode()).known == 1
