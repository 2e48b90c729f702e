"""A record opens to one of the staff, for a reason and for fifteen minutes, and the person sees it."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.admin.models import LogEntry

from payments.models import Access
from portal.models import OneTimeCode
from tests.payments.samples import AISHA, BOLAT, credited, person
from tests.staff.desk import NOW, PEOPLE, citizen, clerk, open_record, plain, root

RECORD_PAGES = [("get", "change/"), ("get", "history/"), ("post", "code/")]


@pytest.fixture
def aisha():
    credited()
    return person(AISHA)


@pytest.mark.parametrize(("method", "page"), RECORD_PAGES)
def test_without_a_reason_the_form_comes_first(aisha, method, page):
    answer = getattr(root(), method)(f"{PEOPLE}{aisha.pk}/{page}")
    assert (answer.status_code, answer.url) == (302, f"{PEOPLE}{aisha.pk}/reason/")
    assert not OneTimeCode.objects.exists()


def test_a_reason_opens_it_and_writes_who_when_and_why(aisha):
    client = root("Desk 7")
    with time_machine.travel(NOW, tick=False):
        answer = open_record(client, aisha.pk)
    assert answer.url == f"{PEOPLE}{aisha.pk}/change/"
    access = Access.objects.get()
    assert (access.person, access.actor.label, access.reason) == (aisha, "Desk 7", "by_phone")
    assert (access.opened_at, access.until) == (NOW, NOW + timedelta(minutes=15))


@pytest.mark.parametrize(
    ("later", "status"),
    [(timedelta(0), 200), (timedelta(minutes=14, seconds=59), 200), (timedelta(minutes=15), 302), (timedelta(1), 302)],
)
def test_it_is_open_for_fifteen_minutes(aisha, later, status):
    client = root()
    with time_machine.travel(NOW, tick=False) as clock:
        open_record(client, aisha.pk)
        clock.move_to(NOW + later)
        client.force_login(client_account(), backend="portal.sign_in.ByEmail")
        assert client.get(f"{PEOPLE}{aisha.pk}/change/").status_code == status


def client_account():
    """The account of the one at the desk, to sign in again: a session is not what is tested."""
    return Access.objects.get().actor.account


def test_it_is_open_to_nobody_else_and_nobody_else_s_is(aisha):
    one, other = root("one"), root("other")
    open_record(one, aisha.pk)
    assert one.get(f"{PEOPLE}{aisha.pk}/change/").status_code == 200
    assert one.get(f"{PEOPLE}{person(BOLAT).pk}/change/").status_code == 302
    assert other.get(f"{PEOPLE}{aisha.pk}/change/").status_code == 302


def test_the_record_is_the_statement_and_every_row_behind_it(aisha):
    client = root()
    open_record(client, aisha.pk)
    page = plain(client.get(f"{PEOPLE}{aisha.pk}/change/"))
    for shown in ("You are not insured", "August 2026", "GCVP-1", "Who opened this record", "asked by phone"):
        assert shown in page
    assert AISHA not in page
    assert 'href="/statement/' not in page
    assert 'href="/plan/' not in page


@pytest.mark.parametrize(
    ("usual", "words", "says"),
    [
        ("", "", "This field is required"),
        ("curiosity", "", "Select a valid choice"),
        ("other", "", "Write the reason"),
        ("other", f"asked about {BOLAT}", "without an IIN"),
        ("other", "asked about 560815-200-109", "without an IIN"),
        ("other", "asked about 56.08.15.200.109", "without an IIN"),
        ("by_phone", "and something", "leave this empty"),
    ],
)
def test_without_a_good_reason_it_stays_shut(aisha, usual, words, says):
    answer = open_record(root(), aisha.pk, usual, words)
    assert answer.status_code == 422
    assert says in answer.text
    assert not Access.objects.exists()


def test_the_person_sees_it(aisha):
    open_record(root("Desk 7"), aisha.pk, "other", "a complaint about October")
    page = citizen().get("/access/").text
    assert "Desk 7" in page
    assert "a complaint about October" in page


def test_a_one_time_code_is_shown_once_and_says_who_made_it(aisha):
    client = root("Desk 7")
    open_record(client, aisha.pk)
    page = client.post(f"{PEOPLE}{aisha.pk}/code/")
    assert page.status_code == 200
    code = OneTimeCode.objects.get()
    assert (code.person, code.made_by.label) == (aisha, "Desk 7")
    journal = LogEntry.objects.get()
    assert (journal.user.actor.label, journal.object_repr) == ("Desk 7", f"#{aisha.pk}")
    assert page.context["code"] in page.text
    assert page.context["code"] not in client.get(f"{PEOPLE}{aisha.pk}/change/").text
    assert client.get(f"{PEOPLE}{aisha.pk}/code/").status_code == 405


def test_who_may_look_may_not_make_a_code(aisha):
    client = clerk("payments.view_person")
    open_record(client, aisha.pk)
    page = client.get(f"{PEOPLE}{aisha.pk}/change/")
    assert "one-time code" not in page.text
    assert client.post(f"{PEOPLE}{aisha.pk}/code/").status_code == 403


@pytest.mark.parametrize("pk", ["0", "999", "x", "1_2F"])
def test_a_record_that_is_not_there(pk):
    assert root().get(f"{PEOPLE}{pk}/change/").status_code == 404
    assert root("other").get(f"{PEOPLE}{pk}/reason/").status_code == 404
