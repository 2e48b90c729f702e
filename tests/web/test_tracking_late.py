"""Late is judged by the day up to which registries are loaded; then the ladder of the Fund's own advice stands open."""

from datetime import date

import pytest

from payments import ledger
from payments.models import Basket
from tests.payments.orders import OCTOBER, TODAY, ordered, paid, payer
from tests.payments.samples import registry
from tests.web.citizens import text_of
from tests.web.ordered import page_of, reference_of

TUESDAY = date(2026, 11, 17)  # its third working day is Friday, 20 November
RUNGS = ["Check the receipt", "Ask the bank whether the money came back", "Call the State Corporation: 1414",
         "Ask for a refund"]  # fmt: skip


def sent(on: date = TUESDAY) -> Basket:
    """October, paid on a Tuesday."""
    basket = ordered(OCTOBER, today=on)
    paid(basket, on=on, number="T-77")
    return basket


@pytest.mark.parametrize(
    ("today", "known_until", "tag", "sentence"),
    [
        (date(2026, 11, 20), date(2026, 11, 18), "is-checking", "It has to arrive within 3 working days"),
        (date(2026, 11, 20), None, "is-checking", "It has to arrive within 3 working days"),
        (TODAY, None, "is-checking", "No registry of contributions has been loaded yet. Look again on 23 November"),
        (TODAY, date(2026, 11, 19), "is-checking",
         "We have no newer data yet: contributions are known up to and with 19 November 2026. "
         "Look again on 23 November 2026."),
        (TODAY, date(2026, 11, 20), "is-late", "The payment should have arrived by 20 November 2026, and it has not."),
        (TODAY, date(2026, 11, 21), "is-late", "Take these steps in their order."),
    ],
)  # fmt: skip
def test_no_alarm_before_the_registries_are_loaded_that_far(citizen, settings, today, known_until, tag, sentence):
    settings.DEMO_TODAY = today
    if known_until:
        registry(known_until=known_until)
    page = page_of(citizen, sent())
    assert f'class="tag {tag}"' in page.text
    assert sentence in text_of(page)


def test_the_ladder_stands_open_in_its_order(citizen):
    registry(known_until=TODAY)
    page = page_of(citizen, sent())
    text = text_of(page)
    places = [text.index(rung) for rung in RUNGS]
    assert places == sorted(places)
    assert "<details" not in page.text
    assert 'href="tel:1414"' in page.text
    assert 'href="/refunds/">Refunds' in page.text


def test_each_rung_has_its_data_ready(citizen):
    registry(known_until=TODAY)
    basket = sent()
    reference = reference_of(basket)
    text = text_of(page_of(citizen, basket))
    for piece in (
        "IIN 500101 100 010",
        "Month and year October 2026",
        "Period (MMYYYY) 102026",
        "Purpose code 122",
        f"I paid 4,250 ₸ on 17 November 2026 to the account KZ92009MEDS368609103, reference {reference}.",
        f"IIN 500101100010, period 102026, purpose code 122, 4,250 ₸, paid on 17 November 2026, reference {reference}.",
    ):
        assert piece in text


def cancelled() -> Basket:
    basket = ordered(OCTOBER)
    ledger.cancel(payment=basket.payments.get(), actor=payer(), today=TODAY)
    return basket


@pytest.mark.parametrize(
    ("made", "known_until", "sentence"),
    [
        (lambda: ordered(OCTOBER), None, "We do not know yet. The money arrives within 3 working days: "
         "do not pay again before 25 November 2026."),
        (cancelled, None, "do not pay again before 25 November 2026."),
        (lambda: ordered(OCTOBER, today=date(2026, 11, 13)), None, "Do not pay again before 23 November 2026."),
        (lambda: ordered(OCTOBER, today=date(2026, 11, 13)), date(2026, 11, 21),
         "Nothing has arrived up to and with 21 November 2026."),
    ],
)  # fmt: skip
def test_whoever_has_paid_what_is_not_shown_is_told_what_we_know(citizen, made, known_until, sentence):
    if known_until:
        registry(known_until=known_until)
    page = page_of(citizen, made())
    assert '<details class="ways-out">' in page.text
    text = text_of(page)
    assert "I have paid and it is not shown" in text
    assert sentence in text
    assert "paid on 17 November" not in text
    assert [rung for rung in RUNGS if rung not in text] == []
