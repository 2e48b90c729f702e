"""Everything once more, confirmed by a tick; and whatever a browser does, each month is ordered once."""

import pytest
from django.test import Client

from payments.models import Actor, Basket, Payment, Rate
from portal.models import Account, Draft
from portal.web.pay import drafts
from tests.payments.samples import AISHA, BOLAT, person
from tests.web.citizens import pays, text_of
from tests.web.wizard import AHEAD, begin, made_of, order, send

ORDERED = {"checked": "on", "total": "12750"}


def test_the_page_repeats_everything(citizen):
    begin(citizen, "2026-08", "2026-06", "2026-07")
    page = text_of(citizen.get("/pay/check/"))
    for sentence in (
        "Step 3 of 4",
        "500101 100 010",
        "Independent payer",
        "Purpose code 122",
        "You choose it on the next page",
        "1 June 2026 4,250 ₸",
        "3 August 2026 4,250 ₸",
        "Total 12,750 ₸",
        "the payments are credited by this day: 25 November 2026.",
        "The last day to pay this order: 25 November 2026.",
        "I have checked the IIN, each month and its year: 500101 100 010, June 2026, July 2026, August 2026.",
    ):
        assert sentence in page


def test_change_opens_that_row(citizen):
    begin(citizen, *AHEAD)
    send(citizen, "/pay/months/", **{"month-1": "3", "year-1": "2027"})  # the first row is the last month
    page = citizen.get("/pay/check/").text
    assert page.index("?row=2") < page.index("?row=3") < page.index("?row=1")


def test_it_has_to_be_ticked(citizen):
    begin(citizen, *AHEAD)
    response = send(citizen, "/pay/check/", total="12750")
    assert response.status_code == 422
    assert "Tick that you have checked the IIN and every month." in response.text
    assert not Basket.objects.exists()


def test_ordering(citizen):
    begin(citizen, *AHEAD)
    key = made_of()["key"]
    response = order(citizen, 12750)
    assert (response.status_code, response["Location"]) == (303, f"/pay/{key}/")
    assert Payment.objects.filter(basket__key=key, person=person()).count() == 3
    assert not Draft.objects.exists()


@pytest.mark.parametrize("address", ["/pay/check/", "/pay/months/", "/pay/who/"])
@pytest.mark.parametrize("begins_anew", [False, True])
def test_back_resubmit_and_double_click_lead_to_what_was_ordered(citizen, address, begins_anew):
    begin(citizen, *AHEAD)
    form = made_of() | ORDERED
    ordered = citizen.post("/pay/check/", form)["Location"]
    if begins_anew:
        begin(citizen, "2026-10")
    for _ in range(2):
        assert citizen.post(address, form)["Location"] == ordered
    assert Payment.objects.count() == 3


def test_of_two_clicks_at_once_one_finds_the_draft(citizen, monkeypatch):
    begin(citizen, *AHEAD)
    form = made_of() | ORDERED
    seen = Draft.objects.select_related("person").get()
    ordered = citizen.post("/pay/check/", form)["Location"]
    monkeypatch.setattr(drafts, "of", lambda _account: seen)  # the other click had read it a moment before
    assert citizen.post("/pay/check/", form)["Location"] == ordered
    assert Payment.objects.count() == 3


def test_what_changed_at_the_same_moment_is_not_ordered(citizen, monkeypatch):
    begin(citizen, *AHEAD)
    form = made_of() | ORDERED
    seen = Draft.objects.select_related("person").get()
    send(citizen, "/pay/months/", remove="1")
    monkeypatch.setattr(drafts, "of", lambda _account: seen)
    assert citizen.post("/pay/check/", form).status_code == 409
    assert not Basket.objects.exists()


def test_the_price_has_changed(citizen):
    begin(citizen, *AHEAD)
    form = made_of() | ORDERED
    Rate.objects.filter(payer="self", valid_from__year=2026).update(amount=4500)
    response = citizen.post("/pay/check/", form)
    assert response.status_code == 422
    assert "The sum has changed since the page was shown." in response.text
    assert 'name="total" value="13500"' in response.text
    assert not Basket.objects.exists()
    assert Draft.objects.exists()


@pytest.mark.parametrize("total", ["1", "0", "-12750", "12751"])
def test_no_sum_of_the_browser_is_taken(citizen, total):
    begin(citizen, *AHEAD)
    assert send(citizen, "/pay/check/", checked="on", total=total).status_code == 422
    assert not Payment.objects.exists()


def test_a_month_that_was_paid_meanwhile(citizen):
    begin(citizen, "2026-08", "2026-10")
    form = made_of() | {"checked": "on", "total": "8500"}
    pays("2026-08")
    assert citizen.post("/pay/check/", form)["Location"] == "/pay/months/"
    assert "August 2026 is already paid." in text_of(citizen.get("/pay/months/"))
    assert not Basket.objects.exists()


def test_a_stale_form_orders_nothing(citizen):
    begin(citizen, *AHEAD)
    form = made_of() | ORDERED
    send(citizen, "/pay/months/", remove="1")
    response = citizen.post("/pay/check/", form)
    assert response.status_code == 409
    assert "Total 8,500 ₸" in text_of(response)
    assert not Basket.objects.exists()


def test_an_expired_session_leads_back_to_the_draft(citizen):
    begin(citizen, *AHEAD)
    form = made_of() | ORDERED
    citizen.post("/sign-out/")
    assert citizen.post("/pay/check/", form)["Location"] == "/sign-in/?next=/pay/check/"
    again = signed_in(person().actor.account)
    assert again.get("/pay/check/").status_code == 200
    assert again.post("/pay/check/", form)["Location"] == f"/pay/{form['key']}/"


def signed_in(account: Account) -> Client:
    """A browser in which this account has signed in."""
    client = Client()
    client.force_login(account, backend="portal.sign_in.ByIin")
    return client


def test_a_stranger_gets_nowhere_with_the_key(citizen):
    begin(citizen, *AHEAD)
    form = made_of() | ORDERED
    stranger = signed_in(Account.objects.create(actor=Actor.objects.create(kind="person", person=person(BOLAT))))
    assert stranger.post("/pay/check/", form)["Location"] == "/plan/"
    citizen.post("/pay/check/", form)
    assert stranger.post("/pay/check/", form)["Location"] == "/plan/"
    assert Basket.objects.count() == 1


@pytest.fixture
def for_bolat(citizen) -> Client:
    """A draft for somebody else, with a month that they have paid."""
    begin(citizen)
    send(citizen, "/pay/who/", whom="other", iin=BOLAT, first_name="Болат", payer="self")
    send(citizen, "/pay/months/", **{"add-2026-08": "on"})
    return citizen


def test_for_somebody_else_the_right_person_is_confirmed(for_bolat):
    assert "560815 200 109" in text_of(for_bolat.get("/pay/check/"))
    response = order(for_bolat, 4250)
    assert response.status_code == 422
    assert "Tick that the IIN is that of the right person." in response.text
    assert order(for_bolat, 4250, right_person="on").status_code == 303
    assert Payment.objects.get().person.iin == BOLAT


def test_what_their_record_says_stays_theirs(for_bolat):
    pays("2026-08", iin=BOLAT)
    assert for_bolat.get("/pay/check/").status_code == 200
    response = order(for_bolat, 4250, right_person="on")
    assert response.status_code == 422
    assert "These months cannot be ordered for this person." in response.text
    assert not Basket.objects.exists()


def test_one_s_own_name_is_no_secret(citizen):
    begin(citizen, "2026-10")
    pays("2026-08")
    page = citizen.get("/pay/check/").text
    assert "Айгүл С." in page
    assert AISHA not in page
