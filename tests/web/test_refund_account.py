"""Where the money is to go: back the way it came, or to an account of one's own; and the phone."""

import pytest

from payments.models import RefundRequest
from payments.rules.requisites import BENEFICIARY
from tests.web.citizens import text_of
from tests.web.refund_wizard import HALYK, PHONE, UNKNOWN_BANK, answer, choose, draft, filled_in, paid_line, to_send

OWN = {"way": "account", "is_own": "on"}


@pytest.fixture
def asked(citizen):
    """The reason is said, and needs no proof."""
    choose(citizen, paid_line())
    answer(citizen, "what", reason="wrong_period", month_new="9", year_new="2026")
    return citizen


def test_without_proof_there_are_five_steps(asked):
    assert "Step 3 of 5" in text_of(asked.get("/refunds/account/"))
    assert asked.get("/refunds/proof/")["Location"] == "/refunds/account/"
    assert 'href="/refunds/what/"' in asked.get("/refunds/account/").text


def test_the_way_it_was_paid_needs_no_account(asked):
    answer(asked, "account", **OWN, iik=HALYK)
    response = answer(asked, "account", way="as_paid", iik="whatever was typed before")
    assert response["Location"] == "/refunds/phone/"
    assert (draft().way, draft().iik) == ("as_paid", "")


@pytest.mark.parametrize("typed", [HALYK, "kz31 601a 0000 0000 0001", "KZ31-601A-0000-0000-0001"])
def test_an_account_is_taken_with_spaces_and_in_small_letters(asked, typed):
    assert answer(asked, "account", **OWN, iik=typed)["Location"] == "/refunds/phone/"
    assert draft().iik == HALYK
    page = text_of(asked.get("/refunds/account/"))
    assert "Halyk" in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter the IIK"),
        ("KZ31\0", "The IIK has Latin letters and digits only."),
        ("KZ31 601А 0000 0000 0001", "The IIK has Latin letters and digits only."),  # a Cyrillic А
        ("KZ31601A00000000001", "The IIK has 20 characters. You entered 19"),
        ("DE31601A000000000001", "The IIK begins with KZ and five digits."),
        ("KZ32601A000000000001", "There is a mistake in the IIK."),  # REF-5
    ],
)
def test_a_wrong_account_is_refused_in_words(asked, typed, said):
    response = answer(asked, "account", **OWN, iik=typed)
    assert response.status_code == 422
    assert said in text_of(response)
    assert draft().way == ""


def test_an_account_has_to_be_one_s_own(asked):
    response = answer(asked, "account", way="account", iik=HALYK)
    assert response.status_code == 422
    assert "The account has to be your own." in text_of(response)
    assert draft().iik == ""


def test_the_account_that_was_paid_to_is_nobody_s_own(asked):
    response = answer(asked, "account", **OWN, iik=BENEFICIARY.iik)
    assert response.status_code == 422
    assert "The account has to be your own." in text_of(response)
    assert draft().iik == ""


def test_an_unknown_bank_is_a_warning_and_no_refusal(asked):
    assert answer(asked, "account", **OWN, iik=UNKNOWN_BANK)["Location"] == "/refunds/phone/"
    answer(asked, "phone", phone=PHONE)
    assert "We do not know a bank with this code." in text_of(asked.get("/refunds/check/"))


def test_one_of_the_two_has_to_be_chosen(asked):
    assert answer(asked, "account", iik=HALYK).status_code == 422


@pytest.mark.parametrize(
    "typed", [PHONE, "8 701 123 45 67", "8(701)123-45-67", "+7 701 123 45 67", "7 701 1234567", "701 123 45 67"]
)
def test_a_phone_is_taken_as_people_write_it(asked, typed):
    assert answer(asked, "phone", phone=typed).status_code == 303
    assert draft().phone == PHONE


def test_a_phone_at_home_is_a_phone_too(asked):
    page = asked.get("/refunds/phone/").text
    assert "Phone</label>" in page
    assert "obile" not in page.partition("<main")[2]
    assert answer(asked, "phone", phone="+7 727 123 45 67").status_code == 303
    assert draft().phone == "+77271234567"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter your phone"),
        ("my phone", "The phone has digits only."),
        ("8701\0", "The phone has digits only."),
        ("٧٠١١٢٣٤٥٦٧", "The phone has digits only."),
        ("8 701 123 45 6", "A phone has 10 digits after +7."),
        ("+7 701 123 45 678", "A phone has 10 digits after +7."),
        ("+7 501 123 45 67", "After +7 a phone of Kazakhstan begins with 7."),
        ("+996 555 123 456", "A phone has 10 digits after +7."),
    ],
)
def test_a_wrong_phone_is_refused_in_words(asked, typed, said):
    response = answer(asked, "phone", phone=typed)
    assert response.status_code == 422
    assert said in text_of(response)
    assert draft().phone == ""


def test_the_phone_of_the_last_request_stands_there_already(citizen):
    filled_in(citizen, paid_line("2026-07"))
    citizen.post("/refunds/check/", to_send(citizen))
    assert RefundRequest.objects.get().phone == PHONE
    choose(citizen, paid_line("2026-08"))
    assert 'value="+7\xa0701\xa0123\xa045\xa067"' in citizen.get("/refunds/phone/").text


@pytest.mark.parametrize("step", ["account", "phone"])
def test_no_account_and_no_phone_in_titles_and_addresses(asked, step):
    answer(asked, "account", **OWN, iik=HALYK)
    answer(asked, "phone", phone=PHONE)
    page = asked.get(f"/refunds/{step}/")
    title = page.text.partition("<title>")[2].partition("</title>")[0]
    assert "KZ" not in title
    assert "701" not in title
