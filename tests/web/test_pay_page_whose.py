"""Whose a basket is: whoever ordered it sees it, and whom it is for; nobody else, and nobody more than is theirs."""

import pytest
from django.test import Client

from payments import ledger
from portal.models import Account
from tests.payments.orders import NOVEMBER, OCTOBER, TODAY, arrives, ordered, payer
from tests.payments.samples import AISHA, BOLAT, PEOPLE, person
from tests.web.citizens import NAMES, text_of

ADDRESSES = ["", "?way=requisites", "?way=card", "slips/", "back/"]
BOLATS_NAMES = ledger.Names("Ахметов", "Болат", "Ерланұлы")


@pytest.fixture
def named(citizen):
    """Both are known by name."""
    ledger.lock_people({AISHA: NAMES, BOLAT: BOLATS_NAMES})


def opened_by(iin: str) -> Client:
    """The browser of somebody else."""
    account, _ = Account.objects.get_or_create(actor=payer(iin))
    client = Client()
    client.force_login(account)
    client.cookies.load({"language": "en"})
    return client


@pytest.mark.parametrize("address", ADDRESSES)
def test_to_anybody_else_there_is_none(citizen, address):
    basket = ordered(OCTOBER, who=person(BOLAT), by=payer(AISHA))
    answers = {iin: opened_by(iin).get(f"/pay/{basket.key}/{address}").status_code for iin in (AISHA, BOLAT, PEOPLE[2])}
    seen = 303 if address == "back/" else 200
    assert answers == {AISHA: seen, BOLAT: seen, PEOPLE[2]: 404}


def test_nobody_else_pays_it_by_card_either(citizen, settings):
    settings.ACQUIRER_URL, settings.ACQUIRER_MERCHANT, settings.ACQUIRER_SECRET = "http://127.0.0.1:1", "1", "x"
    key = ordered(OCTOBER, who=person(BOLAT), by=payer(BOLAT)).key
    assert citizen.post(f"/pay/{key}/card/", {"key": f"{key}"}).status_code == 404


@pytest.mark.parametrize("address", ["", "?way=requisites", "slips/"])
def test_of_somebody_else_nothing_but_the_iin(citizen, named, address):
    key = ordered(OCTOBER, who=person(BOLAT), by=payer(AISHA)).key
    text = text_of(citizen.get(f"/pay/{key}/{address}"))
    assert "560815 200 109".replace(" ", "") in text.replace(" ", "")
    for secret in ("АХМЕТОВ", "Ахметов", "Болат", "Ерланұлы"):
        assert secret not in text
    assert "is-to-fill-in" in citizen.get(f"/pay/{key}/{address}").text


def test_whom_it_is_for_sees_their_own_name(citizen, named):
    key = ordered(OCTOBER, who=person(BOLAT), by=payer(AISHA)).key
    assert "АХМЕТОВ Болат Ерланұлы" in text_of(opened_by(BOLAT).get(f"/pay/{key}/"))


def test_what_somebody_else_s_record_says_comes_out_as_one_sentence(citizen):
    basket = ordered(OCTOBER, NOVEMBER, who=person(BOLAT), by=payer(AISHA))
    arrives(OCTOBER, iin=BOLAT, amount=5000, credited_on=TODAY)
    [row] = citizen.get(f"/pay/{basket.key}/").context["rows"]
    assert row["text"].startswith("This payment is no longer in order. Do not pay it, cancel it.")
    [own] = opened_by(BOLAT).get(f"/pay/{basket.key}/").context["rows"]
    assert own["text"].startswith("This month has been paid in another way since.")


def test_for_somebody_else_one_begins_by_saying_for_whom(citizen, settings):
    basket = ordered(OCTOBER, who=person(BOLAT), by=payer(AISHA))
    settings.DEMO_TODAY = TODAY.replace(day=27)
    assert citizen.get(f"/pay/{basket.key}/").context["order_again"] == {"months": [], "label": "Begin a new order"}
    assert opened_by(BOLAT).get(f"/pay/{basket.key}/").context["order_again"]["months"] == ["2026-10"]


def test_not_signed_in_one_signs_in_first(citizen):
    key = ordered(OCTOBER).key
    assert Client().get(f"/pay/{key}/").status_code == 302
