"""Who has no record yet gets one from staff that have seen the ID card, and so a one-time code."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from payments.models import Contribution, Person
from payments.rules.identifiers import check_digit
from tests.payments.samples import AISHA, person
from tests.staff.desk import PEOPLE, clerk, open_record, root

NOBODY = "991231100010"  # a right IIN that nobody here has
BEGIN = f"{PEOPLE}begin/"
WARNING = "note is-warning"


def test_the_search_offers_it_and_begins_nothing_by_itself():
    page = root().post(PEOPLE, {"iin": NOBODY})
    assert page.status_code == 200
    assert "Nothing is recorded for this IIN" in page.text
    assert "991231 100 010" in page.text
    assert WARNING not in page.text
    assert NOBODY not in page.text.partition("</title>")[0]
    assert not Person.objects.exists()


def test_from_the_id_card_to_the_code_and_the_account():
    client = root("Desk 7")
    answer = client.post(BEGIN, {"iin": NOBODY})
    begun = Person.objects.get()
    assert (answer.status_code, answer.url) == (302, f"{PEOPLE}{begun.pk}/reason/")
    assert (begun.iin, begun.last_name) == (NOBODY, "")
    entry = LogEntry.objects.get()
    assert (entry.user.actor.label, entry.object_repr) == ("Desk 7", f"#{begun.pk}")
    assert entry.get_change_message() == "The record was begun: the ID card was seen."
    assert not Contribution.objects.exists()

    open_record(client, begun.pk, "one_time_code")
    assert client.get(f"{PEOPLE}{begun.pk}/change/").status_code == 200
    code = client.post(f"{PEOPLE}{begun.pk}/code/").context["code"]
    answer = Client().post("/open-account/", {"iin": NOBODY, "code": code, "password": "q" * 12, "repeat": "q" * 12})
    assert answer.status_code == 302
    assert begun.actor.account.is_active


@pytest.mark.parametrize(
    ("eleven", "says"),
    [
        ("50010100001", "The seventh digit is none that a person born since 1800 has"),
        ("50133210001", "The first six digits are no date"),
    ],
)
def test_an_odd_iin_is_warned_of_and_taken(eleven, says):
    client, odd = root(), f"{eleven}{check_digit(eleven)}"
    page = client.post(PEOPLE, {"iin": odd})
    assert WARNING in page.text
    assert says in page.text
    client.post(BEGIN, {"iin": odd})
    assert Person.objects.get().iin == odd


def test_begun_once_however_often_it_is_pressed():
    client, known = root(), person(AISHA)
    answer = client.post(BEGIN, {"iin": AISHA})
    assert answer.url == f"{PEOPLE}{known.pk}/reason/"
    assert Person.objects.count() == 1
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("typed", ["", "500101100019", "5001"])
def test_a_wrong_iin_begins_nothing(typed):
    answer = root().post(BEGIN, {"iin": typed})
    assert answer.status_code == 422
    assert not Person.objects.exists()


def test_who_may_only_look_is_told_that_there_is_nothing():
    client = clerk("payments.view_person")
    page = client.post(PEOPLE, {"iin": NOBODY})
    assert page.status_code == 422
    assert "Nothing is recorded for this IIN" in page.text
    assert "begin/" not in page.text
    assert client.post(BEGIN, {"iin": NOBODY}).status_code == 403
    assert not Person.objects.exists()


def test_only_a_form_begins_one():
    assert root().get(BEGIN).status_code == 405
