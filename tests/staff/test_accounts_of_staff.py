"""Root makes accounts for staff and switches them off; the accounts of citizens are nobody's business here."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.test import Client

from payments.models import Actor
from portal.models import Account
from tests.payments.samples import person
from tests.staff.desk import FRONT, account, browser, clerk, root

ACCOUNTS = "/staff/portal/account/"
PASSWORD = "twelve-steppes"  # noqa: S105 - of nobody
NEW = {"email": "Aigul@Jarna.example", "label": "Desk 7", "password1": PASSWORD, "password2": PASSWORD}


def signs_in(email: str, password: str) -> bool:
    """Does the staff door open?"""
    return Client().post("/staff/login/", {"username": email, "password": password}).status_code == 302


def test_added_and_signed_in():
    answer = root().post(f"{ACCOUNTS}add/", NEW)
    made = Account.objects.get(email="aigul@jarna.example")
    assert answer.status_code == 302
    assert (made.is_staff, made.is_active, made.is_superuser) == (True, True, False)
    assert (made.actor.kind, made.actor.label, str(made.actor)) == ("staff", "Desk 7", "Desk 7")
    assert signs_in("aigul@jarna.example", PASSWORD)
    assert LogEntry.objects.get().user.actor.label == "root"


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"email": "ROOT@jarna.example"}, "already exists"),
        ({"email": ""}, "This field is required"),
        ({"label": ""}, "This field is required"),
        ({"password1": "short", "password2": "short"}, "too short"),
        ({"password2": "another-steppe"}, "didn’t match"),
    ],
)
def test_nonsense_is_refused_in_words(fields, says):
    page = root().post(f"{ACCOUNTS}add/", NEW | fields)
    assert page.status_code == 200
    assert says in page.text
    assert PASSWORD not in page.text
    assert Account.objects.count() == Actor.objects.count() == 1


def test_changed_and_switched_off():
    whose, group, client = account("Aigul"), Group.objects.create(name="Desk"), root()
    theirs = browser(whose)
    assert theirs.get(FRONT).status_code == 200
    client.post(f"{ACCOUNTS}{whose.pk}/change/", {"email": whose.email, "label": "Desk 8", "groups": [group.pk]})
    whose = Account.objects.get(pk=whose.pk)
    assert (whose.actor.label, whose.is_active, list(whose.groups.all())) == ("Desk 8", False, [group])
    assert theirs.get(FRONT).status_code == 302


def test_nobody_switches_themselves_off():
    client = root()
    own = Account.objects.get()
    client.post(f"{ACCOUNTS}{own.pk}/change/", {"email": own.email, "label": "root"})
    own.refresh_from_db()
    assert own.is_active


def test_a_new_password():
    whose, client = account("Aigul"), root()
    theirs, address = browser(whose), f"{ACCOUNTS}{whose.pk}/password/"
    refused = client.post(address, {"new_password1": "short", "new_password2": "short"})
    assert refused.status_code == 422
    answer = client.post(address, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert (answer.status_code, answer.url) == (302, f"{ACCOUNTS}{whose.pk}/change/")
    assert signs_in(whose.email, PASSWORD)
    assert theirs.get(FRONT).status_code == 302  # a session of the old password is over
    assert LogEntry.objects.get().object_id == str(whose.pk)


def test_a_citizen_s_account_is_not_there():
    citizen = Account.objects.create(actor=Actor.objects.create(kind=Actor.Kind.PERSON, person=person()))
    client = root()
    assert [row.email for row in client.get(ACCOUNTS).context["cl"].result_list] == ["root@jarna.example"]
    assert client.get(f"{ACCOUNTS}{citizen.pk}/change/").url == FRONT
    assert client.get(f"{ACCOUNTS}{citizen.pk}/password/").status_code == 404


@pytest.mark.parametrize("page", ["", "add/", "1/change/", "1/password/", "1/delete/"])
def test_for_root_alone(page):
    client = clerk("portal.view_account", "portal.add_account", "portal.change_account", "portal.delete_account")
    assert client.get(ACCOUNTS + page).status_code == 403
    assert "portal/account" not in client.get(FRONT).text


def test_nobody_deletes_one():
    whose = account("Aigul")
    assert root().post(f"{ACCOUNTS}{whose.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Account.objects.filter(pk=whose.pk).exists()
