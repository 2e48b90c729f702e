"""A slip: what it tells of a payment, and a QR code that a scanner reads."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.utils import translation

from payments.history import RecordedPayment
from payments.models import Person
from payments.rules.months import Month
from payments.rules.references import reference, references_in
from payments.rules.requisites import BENEFICIARY, PurposeCode, periods_in
from portal.statement.qr import QUIET_ZONE, qr_code
from portal.statement.slips import slip
from tests.payments.samples import AISHA
from tests.web.qr_reader import read, squares

OCTOBER = Month.of(2026, 10)
NAMED = Person(iin=AISHA, last_name="Сағындықова", first_name="Айгүл", patronymic="Серікқызы")
NAMELESS = Person(iin=AISHA)


def made(person: Person = NAMED, *, is_own: bool = True, language: str = "en") -> dict:
    """The slip of one payment."""
    payment: RecordedPayment = SimpleNamespace(
        reference=reference(7),
        period=OCTOBER,
        amount=12750,
        purpose_code=PurposeCode.CONTRIBUTION,
        valid_until=date(2026, 11, 25),
    )
    with translation.override(language):
        return slip(payment, person, is_own=is_own)


def values(fields: list[dict]) -> dict[str, str]:
    """What is copied of each field: its groups in a row."""
    return {field["label"]: "".join(field["groups"]) for field in fields}


def test_what_is_copied_has_no_spaces_in_it():
    found = made()
    assert "".join(found["reference"]) == reference(7)
    assert values(found["person"])["IIN"] == AISHA
    assert values(found["payment"]) == {"Sum": "12750", "Period (MMYYYY)": "102026", "Purpose code": "122"}
    recipient = values(found["recipient"])
    assert [recipient[label] for label in ("BIN", "IIK", "BIK", "KBe")] == [
        BENEFICIARY.bin,
        BENEFICIARY.iik,
        BENEFICIARY.bik,
        BENEFICIARY.kbe,
    ]


@pytest.mark.parametrize(
    ("person", "is_own", "name", "is_whole"),
    [
        (NAMED, True, "САҒЫНДЫҚОВА Айгүл Серікқызы", True),
        (NAMED, False, "", False),
        (NAMELESS, True, "", False),
        (NAMELESS, False, "", False),
    ],
)
def test_of_the_name_what_the_payer_may_know_and_room_for_the_rest(person, is_own, name, is_whole):
    field = made(person, is_own=is_own)["person"][0]
    assert ("".join(field["groups"]), field["is_whole"]) == (name, is_whole)


@pytest.mark.parametrize(("language", "name"), [("kk", BENEFICIARY.name_kk), ("ru", BENEFICIARY.name_ru)])
def test_the_recipient_by_its_own_name(language, name):
    assert made(language=language)["recipient"][0]["groups"] == [name]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_text_of_an_order_names_one_month_and_one_payment(language):
    [text] = made(language=language)["purpose"][0]["groups"]
    assert periods_in(text) == (OCTOBER,)
    assert references_in(text) == (reference(7),)
    assert AISHA not in text


@pytest.mark.parametrize("number", [1, 2, 7, 12, 4250, 599_999_970])
def test_the_qr_code_holds_the_reference_and_nothing_else(number):
    assert read(qr_code(reference(number))) == reference(number)


def test_the_code_has_room_around_it():
    code = qr_code(reference(7))
    dark = squares(code)
    assert {min(x for x, _ in dark), min(y for _, y in dark)} == {QUIET_ZONE}
    assert {max(x for x, _ in dark), max(y for _, y in dark)} == {code.side - QUIET_ZONE - 1}
