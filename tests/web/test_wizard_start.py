"""From the plan to the list of months without typing anything; and what was begun waits until one comes back."""

import pytest
from django.test import Client

from portal.models import Draft
from tests.web.citizens import text_of
from tests.web.wizard import AHEAD, begin, made_of, months_of_draft


def test_the_plan_fills_the_list(citizen):
    response = begin(citizen, "2026-08", "2026-06", "2026-07")
    assert (response.status_code, response["Location"]) == (303, "/pay/months/")
    page = text_of(citizen.get("/pay/months/"))
    assert "500101 100 010" in page
    assert page.index("June 2026") < page.index("July 2026") < page.index("August 2026")
    assert "3 payments, in all 12,750 ₸" in page


def test_without_months_one_says_first_for_whom(citizen):
    assert citizen.post("/pay/start/")["Location"] == "/pay/who/"
    begin(citizen, *AHEAD)
    assert citizen.post("/pay/start/")["Location"] == "/pay/who/"
    assert months_of_draft() == list(AHEAD)  # what was begun is kept


def test_another_plan_begins_anew(citizen):
    begin(citizen, *AHEAD)
    old = made_of()
    begin(citizen, "2026-10")
    assert months_of_draft() == ["2026-10"]
    assert made_of()["key"] != old["key"]


@pytest.mark.parametrize(("months", "address"), [((), "/plan/"), (AHEAD, "/pay/months/")])
def test_coming_back_leads_to_where_it_stands(citizen, months, address):
    if months:
        begin(citizen, *months)
    assert citizen.get("/pay/start/")["Location"] == address


@pytest.mark.parametrize("address", ["/pay/who/", "/pay/months/", "/pay/check/"])
def test_no_step_without_a_draft(citizen, address):
    assert citizen.get(address)["Location"] == "/plan/"
    assert citizen.post(address)["Location"] == "/plan/"


@pytest.mark.parametrize("form", [{"month": "2026-13"}, {"month": ""}, {"month": AHEAD, "payer": "employer"}])
def test_nonsense_begins_nothing(citizen, form):
    assert citizen.post("/pay/start/", form).status_code == 400
    assert not Draft.objects.exists()


@pytest.mark.parametrize("address", ["/pay/start/", "/pay/who/", "/pay/months/", "/pay/check/"])
def test_whoever_is_signed_out_signs_in_and_comes_back(db, address):
    for method in (Client().get, Client().post):
        assert method(address)["Location"] == f"/sign-in/?next={address}"


def test_home_offers_to_go_on(citizen):
    assert "Unfinished payment" not in citizen.get("/").text
    begin(citizen, *AHEAD)
    assert "3 months for you" in text_of(citizen.get("/"))


def test_home_offers_to_discard(citizen):
    begin(citizen, *AHEAD)
    stale = made_of()["key"]
    begin(citizen, "2026-10")
    citizen.post("/pay/discard/", {"key": stale})
    assert Draft.objects.exists()  # another one was begun since
    assert citizen.post("/pay/discard/", {"key": made_of()["key"]})["Location"] == "/"
    assert not Draft.objects.exists()
    assert citizen.post("/pay/discard/", {"key": "nonsense"}).status_code == 303
