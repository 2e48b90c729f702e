"""What of a basket is not to be paid is said and not offered: paid, cancelled, expired, or paid otherwise since."""

from datetime import timedelta
from uuid import uuid4

import pytest

from payments import ledger
from payments.models import Payment
from payments.rules.facts import Payer, Settings
from tests.payments.orders import ARRIVED, NOVEMBER, OCTOBER, TODAY, arrives, bank, ordered, paid, payer
from tests.payments.samples import COMPANY, entry, person
from tests.web.citizens import text_of

LATER = TODAY + timedelta(days=1)


def plain(text: str) -> str:
    """With plain spaces."""
    return text.replace("\xa0", " ")


def row_of(citizen, basket) -> dict:
    """What the page says of October, which is not offered; November is."""
    context = citizen.get(f"/pay/{basket.key}/").context
    assert offered(context) == ["November 2026"]
    [row] = [row for row in context["rows"] if plain(row["month"]) == "October 2026"]
    return row


def offered(context) -> list[str]:
    """The months that are offered to be paid."""
    return [plain(slip["month"]) for slip in context["slips"]]


def october(basket) -> Payment:
    """The payment in question."""
    return basket.payments.get(period=OCTOBER.first_day)


def is_paid(basket):
    """The bank says so."""
    ledger.accept(partner=bank(), number="T-1", payments=[october(basket)], amount=4250, paid_on=TODAY)


def is_credited(basket):
    """The registry says so."""
    is_paid(basket)
    arrives(OCTOBER, payment_reference=october(basket).reference, credited_on=LATER)


def is_cancelled(basket):
    """The citizen gives it up."""
    ledger.cancel(payment=october(basket), actor=payer(), today=TODAY)


def is_paid_otherwise(basket):
    """Another payment comes, of another sum, so that it is not taken for this one."""
    arrives(OCTOBER, amount=5000, credited_on=TODAY)


def is_paid_by_employer(basket):
    """The employer pays after all."""
    arrives(OCTOBER, amount=6000, sender_bin=COMPANY, sender_name="Altyn Dala LLP", credited_on=LATER)


@pytest.mark.parametrize(
    ("happens", "text", "to_cancel"),
    [
        (is_paid, "The payment is on its way.", False),
        (is_credited, "The payment arrived.", False),
        (is_cancelled, "It was cancelled on 22 November 2026.", False),
        (is_paid_otherwise, "This month has been paid in another way since. Do not pay this one, cancel it.", True),
        (is_paid_by_employer, "This month has been paid in another way since.", True),
    ],
)
def test_what_became_of_a_payment_is_said_and_it_is_not_offered(citizen, settings, happens, text, to_cancel):
    basket = ordered(OCTOBER, NOVEMBER)
    happens(basket)
    settings.DEMO_TODAY = LATER
    row = row_of(citizen, basket)
    assert plain(row["text"]).startswith(text)
    assert row["to_cancel"] is to_cancel
    assert (
        october(basket).reference not in citizen.get(f"/pay/{basket.key}/?way=requisites").text.split("Ways to pay")[1]
    )


def test_other_money_for_the_month_is_on_its_way(citizen):
    first = ordered(OCTOBER)
    ledger.cancel(payment=october(first), actor=payer(), today=TODAY)
    basket = ordered(OCTOBER, NOVEMBER)
    paid(first)
    row = row_of(citizen, basket)
    assert row["text"] == "Other money for this month is on its way. Do not pay this one, cancel it."
    assert f'action="/payments/{october(basket).reference}/cancel/"' in citizen.get(f"/pay/{basket.key}/").text


def test_what_the_employer_had_paid_before_does_not_speak_against_it(citizen):
    sent = {"sender_bin": COMPANY, "sender_name": "Altyn Dala LLP", "credited_on": TODAY}
    arrives(OCTOBER, amount=6000, **sent)
    wish = {"person": person(), "actor": payer(), "payer": Payer.SELF, "months": (OCTOBER,), "today": TODAY}
    said = {"employer_has_not_paid": {OCTOBER}, "settings": Settings()}
    total = ledger.quote(**wish, **said).total
    basket = ledger.order(key=uuid4(), total=total, **wish, **said)
    assert offered(citizen.get(f"/pay/{basket.key}/").context) == ["October 2026"]


def test_after_the_last_day_one_orders_again_what_is_still_unpaid(citizen, settings):
    basket = ordered(OCTOBER, NOVEMBER)
    arrives(NOVEMBER, amount=5000, credited_on=TODAY)
    settings.DEMO_TODAY = ARRIVED + timedelta(days=1)
    shown = citizen.get(f"/pay/{basket.key}/")
    assert shown.context["heading"] == "Nothing is left to pay here"
    assert shown.context["slips"] == []
    assert shown.context["order_again"] == {
        "months": ["2026-10"],
        "payer": "self",
        "label": "Order again: October\xa02026",
    }
    assert '<input type="hidden" name="month" value="2026-10">' in shown.text


def test_what_is_ordered_again_is_not_offered_twice(citizen, settings):
    basket = ordered(OCTOBER)
    settings.DEMO_TODAY = LATER = TODAY + timedelta(days=4)
    ordered(OCTOBER, today=LATER)
    assert citizen.get(f"/pay/{basket.key}/").context["order_again"] is None


def test_what_the_bank_sent_back_is_ordered_again(citizen, settings):
    basket = ordered(OCTOBER)
    is_credited(basket)
    back = entry(period=OCTOBER, reference=f"GCVP-{OCTOBER}", paid_on=TODAY, credited_on=LATER)
    ledger.post_returns(entries=[back], actor=bank())
    settings.DEMO_TODAY = LATER
    assert citizen.get(f"/pay/{basket.key}/").context["order_again"]["months"] == ["2026-10"]
    assert "The bank sent the money back" in text_of(citizen.get(f"/pay/{basket.key}/"))
