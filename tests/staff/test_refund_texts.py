"""What applicants read of a decision, made of what is published, in Kazakh and in Russian whoever decides."""

import pytest
from django.utils.translation import override

from payments.rules.refund_numbers import grouped_number
from payments.rules.refund_reasons import RefusalGround
from portal.words import refund_decisions as words
from portal.words import refunds as refund_words
from tests.payments.refunds import IIK, TODAY, recorded, requested
from tests.staff.refund_desk import address, claimed, first, take

Verdict = words.Verdict
MONTH = {"text_kk": "Тамыз 2026", "text_ru": "август 2026"}
LANGUAGES = {"text_kk": "kk", "text_ru": "ru"}


@pytest.fixture
def refund(db):
    """A request as it is recorded."""
    return recorded(requested())


def texts_read_in(reader, *decided) -> dict[str, str]:
    """What somebody of the staff is offered who reads in a language, with plain spaces."""
    with override(reader):
        return {name: text.replace("\xa0", " ") for name, text in words.texts(*decided).items()}


@pytest.mark.parametrize("reader", ["kk", "ru", "en"])
@pytest.mark.parametrize("ground", RefusalGround)
def test_a_refusal_cites_its_ground_in_both_languages(refund, ground, reader):
    texts = texts_read_in(reader, Verdict.REFUSE, ground, refund)
    for name, language in LANGUAGES.items():
        with override(language):
            assert refund_words.ground(ground).replace("\xa0", " ") in texts[name]
            assert words.afterwards(ground) in texts[name]
        assert MONTH[name] in texts[name]
        assert "4 250 ₸" in texts[name]
        assert grouped_number(refund.number) in texts[name]


@pytest.mark.parametrize("reader", ["kk", "en"])
@pytest.mark.parametrize("iik", ["", IIK])
def test_an_approval_says_where_the_money_goes_and_names_no_account(db, iik, reader):
    refund = recorded(requested(iik=iik))
    texts = texts_read_in(reader, Verdict.APPROVE, None, refund)
    for name, language in LANGUAGES.items():
        with override(language):
            assert words.way_back(refund) in texts[name]
        assert MONTH[name] in texts[name]
        assert IIK not in texts[name]


def test_the_two_ways_differ(db):
    ways = {words.way_back(recorded(claimed(number, iik=iik))) for number, iik in ((1, ""), (2, IIK))}
    assert len(ways) == 2


def test_both_stand_in_the_form_ready_to_be_sent(db, settings):
    settings.DEMO_TODAY = TODAY
    request, client = requested(), first()
    take(client, request)
    page = client.get(address(request, "decide/?act=refuse&ground=no_grounds")).text.replace("\xa0", " ")
    assert "Тамыз 2026" in page.partition('name="text_kk"')[2].partition("</textarea>")[0]
    assert "август 2026" in page.partition('name="text_ru"')[2].partition("</textarea>")[0]


def test_every_text_fits_the_ledger(refund):
    found = [words.texts(Verdict.REFUSE, ground, refund) for ground in RefusalGround]
    assert max(len(text) for texts in found for text in texts.values()) < 1000
