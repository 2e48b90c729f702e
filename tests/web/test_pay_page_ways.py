"""The last step of paying: what is to be paid, until when, and in which ways."""

from datetime import timedelta

import pytest

from payments.rules.references import grouped_reference
from payments.rules.requisites import BENEFICIARY
from tests.payments.orders import NOVEMBER, OCTOBER, SEPTEMBER, TODAY, ordered
from tests.web.citizens import text_of


@pytest.fixture
def card(settings) -> None:
    """An acquirer is set up."""
    settings.ACQUIRER_URL, settings.ACQUIRER_MERCHANT, settings.ACQUIRER_SECRET = "http://127.0.0.1:1", "1", "x"


def page(citizen, basket, way=""):
    """The page of a basket."""
    return citizen.get(f"/pay/{basket.key}/", {"way": way} if way else {})


def test_each_month_is_a_payment_of_its_own(citizen):
    basket = ordered(NOVEMBER, SEPTEMBER, OCTOBER)
    shown = page(citizen, basket)
    text = text_of(shown)
    assert "3 payments, in all 12,750 ₸" in text
    months = [slip["month"].replace("\xa0", " ") for slip in shown.context["slips"]]
    assert months == ["September 2026", "October 2026", "November 2026"]
    for payment in basket.payments.all():
        assert (
            "<wbr>".join(f"<span>{group}</span>" for group in grouped_reference(payment.reference).split())
            in shown.text
        )
    assert shown.text.count('class="qr"') == 3


def test_it_says_until_when_and_what_then(citizen):
    text = text_of(page(citizen, ordered(OCTOBER)))
    assert "Pay by 25 November 2026. After that day the references expire" in text
    assert "If you pay today, the money has to arrive by 25 November 2026." in text


@pytest.mark.parametrize("way", ["", "reference", "card", "bitcoin", "card'--"])
def test_a_way_that_there_is_not_is_by_reference(citizen, way):
    shown = page(citizen, ordered(OCTOBER), way)
    assert shown.context["way"] == "reference"
    assert "By card" not in text_of(shown)
    assert 'href="?way=card"' not in shown.text


def test_by_card_only_where_there_is_an_acquirer(citizen, card):
    shown = page(citizen, ordered(OCTOBER, NOVEMBER), "card")
    assert 'href="?way=card" aria-current="page"' in shown.text
    assert "Pay 8,500 ₸ by card" in text_of(shown)
    assert 'class="qr"' not in shown.text


def test_an_order_for_each_month(citizen):
    basket = ordered(OCTOBER, NOVEMBER)
    shown = page(citizen, basket, "requisites")
    for payment in basket.payments.all():
        assert f"reference {payment.reference}" in shown.text
    assert (shown.text.count("102026"), shown.text.count("112026")) == (2, 2)  # the field, and the text of the order
    assert BENEFICIARY.bik in shown.text
    assert "500101</span><wbr><span>100</span><wbr><span>010" in shown.text


def test_the_slips_on_paper_say_everything(citizen):
    basket = ordered(OCTOBER, NOVEMBER)
    sheets = citizen.get(f"/pay/{basket.key}/slips/")
    text = text_of(sheets)
    assert sheets.text.count('class="qr"') == 2
    for piece in ("October 2026", "November 2026", "102026", "122", BENEFICIARY.bik, "Pay by 25 November 2026", "IIN"):
        assert piece in text


def test_after_the_last_day_no_slip_is_printed(citizen, settings):
    basket = ordered(OCTOBER)
    settings.DEMO_TODAY = TODAY + timedelta(days=4)
    sheets = citizen.get(f"/pay/{basket.key}/slips/")
    assert 'class="qr"' not in sheets.text
    assert "Nothing is left to pay here." in text_of(sheets)


@pytest.mark.parametrize("address", ["", "?way=requisites", "slips/"])
def test_no_number_of_a_person_stands_in_an_address_or_a_title(citizen, address):
    shown = citizen.get(f"/pay/{ordered(OCTOBER).key}/{address}").text
    addresses = [part.split('"')[0] for part in shown.split('href="')[1:]]
    assert "500101" not in shown.split("</title>")[0] + "".join(addresses)
