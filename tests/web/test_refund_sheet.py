"""The application on paper: in Kazakh or Russian whatever the reader's language, with every field filled."""

import pytest
from django.utils import translation

from payments import ledger
from payments.models import Person, Suggestion
from payments.rules.references import grouped_reference
from tests.payments.orders import ordered, payer
from tests.payments.refunds import proof, requested
from tests.payments.samples import AUGUST, BOLAT, credited, person, staff
from tests.web.asking import address_of
from tests.web.citizens import NAMES, pays, text_of
from tests.web.ordered import reference_of


def sheet_of(client, request, language: str = "ru"):
    """The page."""
    return client.get(f"{address_of(request)}sheet/{language}/")


def named_request(**changes):
    """Of somebody whose name is known."""
    pays("2026-08")
    return requested(Person.objects.get().contributions.get(), **changes)


@pytest.mark.parametrize(
    ("language", "recipient", "other"),
    [("kk", "мемлекеттік корпорациясы» КЕАҚ", "ru"), ("ru", "НАО «Государственная корпорация", "kk")],
)
def test_it_has_its_own_language(asker, language, recipient, other):
    request = requested()
    page = sheet_of(asker, request, language)
    assert '<html lang="en"' in page.text
    assert f'<article class="application" lang="{language}">' in page.text
    assert recipient in page.text
    with translation.override(language):
        assert translation.gettext("Purpose code") in page.text
    assert f'href="{address_of(request)}sheet/{other}/"' in page.text
    assert f'href="{address_of(request)}sheet/{language}/"' not in page.text


def test_every_field_is_filled(asker):
    key = "6f6a1c1e-0000-4000-8000-000000000001"
    proof(key)
    request = named_request(key=key, explanation="Ошибся месяцем")
    page = text_of(sheet_of(asker, request))
    for piece in (
        "САҒЫНДЫҚОВА Айгүл Серікқызы", "500101 100 010", "+7 701 555 01 01", "GCVP-2026-08-4250", "4 250 ₸",
        "122", "08.2026", "09.2026", "Ошибся месяцем", "KZ75 8560 0000 0000 0001", "CenterCredit",
        f"{request.number[:3]} {request.number[3:6]} {request.number[6:]}", "500101 100 010, САҒЫНДЫҚОВА",
    ):  # fmt: skip
        assert piece in page


def test_what_came_as_a_payment_of_ours_is_named_by_its_reference(asker):
    basket = ordered(AUGUST)
    request = requested(credited(payment_reference=reference_of(basket)))
    assert grouped_reference(reference_of(basket)) in text_of(sheet_of(asker, request))


def test_the_address_is_written_by_hand(asker):
    page = sheet_of(asker, requested())
    assert page.text.count('<div class="is-blank">') == 1


def test_a_bank_that_we_do_not_know_too(asker):
    page = sheet_of(asker, requested(iik="KZ84777A000000000001"))
    assert page.text.count('<div class="is-blank">') == 2


def test_back_the_way_it_was_paid(asker):
    with translation.override("ru"):
        back = translation.gettext("Back the way it was paid")
    assert back in sheet_of(asker, requested(iik="")).text


def test_of_somebody_else_the_iin_that_was_paid_for_and_no_name(asker):
    line = credited(iin=BOLAT, sender_iin=person().iin, names=NAMES)
    page = text_of(sheet_of(asker, requested(line, by=payer())))
    assert "560815 200 109" in page
    assert "САҒЫНДЫҚОВА" not in page


def test_whose_iin_it_is_nobody_learns_who_has_not_named_it(asker):
    basket = ordered(AUGUST)  # for oneself
    line = credited(iin=BOLAT, payment_reference=reference_of(basket))
    ledger.decide_suggestion(
        suggestion=Suggestion.objects.get(), decision="assign", reason="a call", actor=staff("Desk")
    )
    page = text_of(sheet_of(asker, requested(line, by=payer())))
    assert "5608·· ···· 09" in page
    assert "560815" not in page


def test_it_does_not_say_to_be_what_it_is_not(asker):
    with translation.override("ru"):
        said = translation.gettext("This is not the form of Annex 1 of Order 478: it has the same data.")
    assert said in sheet_of(asker, requested()).text


@pytest.mark.parametrize("language", ["en", "de", "KK"])
def test_there_is_no_other_language(asker, language):
    assert sheet_of(asker, requested(), language).status_code == 404


def test_the_iin_stands_in_no_title_and_no_address(asker):
    page = sheet_of(asker, requested()).text
    assert "500101" not in page.partition("<body>")[0]
