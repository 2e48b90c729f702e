"""The guard: a page of one's own record opens for its owner alone, and no copy of it stays anywhere."""

from datetime import timedelta
from urllib.parse import quote

import pytest
import time_machine
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.utils import timezone

from payments.models import Person
from portal.models import Account
from portal.sign_in import LONGEST_SESSION
from portal.web.access import of_person
from tests.portal.accounts import AIGUL, BEKZAT, citizen, clerk, english, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.portal.test_guard")]


@of_person
def own_page(request: HttpRequest, person: Person) -> HttpResponse:
    """A page that says whose it is."""
    return HttpResponse(person.iin)


urlpatterns = [path("own/", own_page), path("", include("portal.urls"))]


def test_each_sees_their_own(client):
    for iin in (AIGUL, BEKZAT):
        citizen(iin)
        sign_in(client, iin)
        assert client.get("/own/").text == iin


def test_nothing_in_the_request_names_somebody_else(client):
    citizen()
    citizen(BEKZAT)
    sign_in(client)
    assert client.get("/own/", {"iin": BEKZAT, "person": "2"}).text == AIGUL


def test_to_sign_in_comes_first_and_then_the_page(client):
    citizen()
    response = client.get("/own/", {"year": "2026"})
    assert (response.status_code, response["Location"]) == (302, f"/sign-in/?next={quote('/own/?year=2026')}")
    signed_in = client.post(response["Location"], {"iin": AIGUL, "password": "шай мен бауырсақ"})
    assert signed_in["Location"] == "/own/?year=2026"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "LOOK"])
def test_it_is_only_looked_at(client, method):
    assert client.generic(method, "/own/").status_code == 405
    citizen()
    sign_in(client)
    assert client.generic(method, "/own/").status_code == 405
    assert client.head("/own/").status_code == 200


def test_a_part_of_a_page_asks_the_browser_to_leave_the_page(client):
    page = {"HX-Request": "true", "HX-Current-URL": "http://testserver/statement/?year=2025"}
    response = client.get("/own/", headers=page)
    assert response["HX-Redirect"] == f"/sign-in/?next={quote('/statement/?year=2025')}"


@pytest.mark.parametrize("page", ["https://evil.example/", "nonsense", "", "http://[x", "http://testserver]/"])
def test_nor_does_it_send_anybody_elsewhere(client, page):
    response = client.get("/own/", headers={"HX-Request": "true", "HX-Current-URL": page})
    assert response["HX-Redirect"] == "/sign-in/?next=/"


def test_staff_have_no_record_and_are_told_so():
    client = english()
    client.force_login(clerk(), backend="portal.sign_in.ByEmail")
    response = client.get("/own/")
    assert response.status_code == 404
    assert "You are signed in as staff." in response.text
    assert "Sign out" in response.text


@pytest.mark.parametrize("who", ["nobody", "citizen", "staff"])
def test_no_copy_is_kept(client, who):
    if who == "citizen":
        citizen()
        sign_in(client)
    if who == "staff":
        client.force_login(clerk(), backend="portal.sign_in.ByEmail")
    response = client.get("/own/")
    assert "no-store" in response["Cache-Control"]
    assert "Cookie" in response["Vary"]


def test_an_account_that_is_switched_off_is_out_at_once(client):
    account = citizen()
    sign_in(client)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert client.get("/own/").status_code == 302


def test_half_an_hour_of_silence_ends_the_session(client):
    citizen()
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        sign_in(client)
    for minutes, status in ((29, 200), (58, 200), (89, 302)):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            assert client.get("/own/").status_code == status


def test_a_session_that_is_kept_awake_ends_as_well(client):
    citizen()
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        sign_in(client)
    passed = timedelta()
    while passed < LONGEST_SESSION:
        with time_machine.travel(start + passed, tick=False):
            assert client.get("/own/").status_code == 200
        passed += timedelta(minutes=20)
    with time_machine.travel(start + passed, tick=False):
        assert client.get("/own/").status_code == 302


def test_the_guard_asks_little_of_the_database(client, django_assert_num_queries):
    """The session, and the account with its person."""
    citizen()
    sign_in(client)
    with django_assert_num_queries(2):
        client.get("/own/")
