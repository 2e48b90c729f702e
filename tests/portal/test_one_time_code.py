"""One-time codes: they open an account or renew its password, once, for one person, for a week."""

import io
import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from payments.models import Actor, Person
from portal.models import Account, OneTimeCode
from portal.sign_in import CODE_ALPHABET, CODE_LENGTH, CODE_LIFE
from tests.portal.accounts import (
    AIGUL,
    BEKZAT,
    NOBODY,
    PASSWORD,
    citizen,
    code,
    count_hashing,
    english,
    open_account,
    page_of,
    person,
    sign_in,
)

pytestmark = pytest.mark.django_db
NEW = "наурыз көже 2027"


def test_a_code_opens_an_account_and_signs_in(client):
    response = open_account(client, code())
    account = Account.objects.get()
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(account.pk)
    assert (account.person.iin, account.actor.kind, account.email) == (AIGUL, Actor.Kind.PERSON, None)
    assert sign_in(Client()).status_code == 302


def test_it_holds_forty_bits_and_nobody_misreads_it():
    assert len(set(CODE_ALPHABET)) ** CODE_LENGTH >= 2**40
    assert not set(CODE_ALPHABET) & set("01OIl")
    assert re.fullmatch(f"[{CODE_ALPHABET}]{{4}}-[{CODE_ALPHABET}]{{4}}", code())
    assert len({code() for _ in range(50)}) == 50


def test_what_is_kept_does_not_tell_the_code():
    plain = code().replace("-", "")
    [kept] = OneTimeCode.objects.values()
    assert not [value for value in kept.values() if plain in str(value)]


@pytest.mark.parametrize(
    "typed", [str.lower, lambda text: text.replace("-", ""), lambda text: f" {text[0]} {text[1:]}\u00a0"]
)
def test_it_is_taken_as_people_type_it(client, typed):
    assert open_account(client, typed(code())).status_code == 302


def test_a_kazakh_keyboard_will_do(client, monkeypatch):
    monkeypatch.setattr("portal.sign_in.CODE_ALPHABET", "ABEKMHPCTYX")
    cyrillic = code().translate(str.maketrans("ABEKMHPCTYX", "АВЕКМНРСТУХ"))
    assert open_account(client, cyrillic).status_code == 302


def test_it_works_once(client):
    given = code()
    assert open_account(client, given).status_code == 302
    assert open_account(Client(), given, password=NEW).status_code == 422
    assert Account.objects.get().check_password(PASSWORD)


@pytest.mark.parametrize(("after", "status"), [(CODE_LIFE - timedelta(minutes=1), 302), (CODE_LIFE, 422)])
def test_it_is_good_for_a_week(client, after, status):
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        given = code()
    with time_machine.travel(now + after, tick=False):
        assert open_account(client, given).status_code == status


def test_a_new_code_voids_the_one_before(client):
    first, second = code(), code()
    assert open_account(client, first).status_code == 422
    assert open_account(client, second).status_code == 302


def test_the_one_before_stays_void_when_the_new_one_is_used(client):
    first, second = code(), code()
    assert open_account(client, second).status_code == 302
    assert open_account(Client(), first, password=NEW).status_code == 422


def test_it_is_nobody_else_s(client):
    person(BEKZAT)
    given = code(AIGUL)
    code(BEKZAT)
    assert open_account(client, given, iin=BEKZAT).status_code == 422
    assert not Account.objects.exists()


def test_a_lost_password_is_renewed_and_every_other_session_dies(client):
    account = citizen()
    elsewhere = Client()
    sign_in(elsewhere)
    assert open_account(client, code(), password=NEW).status_code == 302
    assert Account.objects.get() == account
    assert "Сапарова" not in elsewhere.get("/sign-in/").text
    assert "Айгүл С." not in elsewhere.get("/sign-in/").text
    assert "Айгүл С." in client.get("/sign-in/").text
    assert sign_in(Client(), password=PASSWORD).status_code == 422
    assert sign_in(Client(), password=NEW).status_code == 302


def test_an_account_that_is_switched_off_stays_so(client):
    Account.objects.filter(pk=citizen().pk).update(is_active=False)
    assert open_account(client, code(), password=NEW).status_code == 422
    assert Account.objects.get().check_password(PASSWORD)


def test_nobody_learns_whose_code_it_is_not(monkeypatch):
    code(AIGUL)
    person(BEKZAT)
    hashed = count_hashing(monkeypatch)
    answers = {page_of(open_account(english(), "AAAA-AAAA", iin), iin) for iin in (AIGUL, BEKZAT, NOBODY)}
    [text] = answers
    assert "The IIN or the code is wrong, or the code is no longer valid." in text
    assert hashed == []


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("code", "", "Enter the code"),
        ("code", "\0", "Null characters are not allowed."),
        ("code", "A" * 100_000, "Ensure this value has at most 40 characters"),
        ("password", "", "Enter the password"),
        ("password", "қысқа", "This password is too short. It must contain at least 10 characters."),
        ("password", "12345678901", "This password is entirely numeric."),
        ("repeat", "", "Enter the password once more"),
        ("repeat", "another one", "The passwords differ. Enter the same one twice"),
        ("iin", "500101100011", "There is a mistake in the IIN."),
    ],
)
def test_a_mistake_in_the_form_costs_no_code(field, value, told):
    given = code()
    response = open_account(english(), given, **{field: value})
    assert response.status_code == 422
    assert told in response.text
    assert "<title>Error: " in response.text
    assert open_account(Client(), given).status_code == 302


def test_a_session_from_before_is_not_the_one_after(client):
    session = client.session
    session["planted"] = "yes"
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    open_account(client, code())
    assert "planted" not in client.session
    assert not Session.objects.filter(pk=session.session_key).exists()


def run(monkeypatch, typed: str, *arguments: str) -> str:
    """The command with something on its standard input."""
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    call_command("open_account", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_the_command_reads_the_iin_and_prints_a_code(client, monkeypatch):
    person()
    printed = run(monkeypatch, "500101 100 010\n")
    assert AIGUL not in printed
    assert open_account(client, printed.split()[0]).status_code == 302
    assert OneTimeCode.objects.get().made_by == Actor.system()


def test_the_command_begins_a_record_only_if_it_is_told_to(client, monkeypatch):
    with pytest.raises(CommandError, match="Nothing is recorded for this IIN"):
        run(monkeypatch, NOBODY)
    assert not Person.objects.exists()
    printed = run(monkeypatch, NOBODY, "--new")
    assert Person.objects.get().iin == NOBODY
    assert open_account(client, printed.split()[0], iin=NOBODY).status_code == 302


def test_a_record_that_is_there_is_not_begun_again(monkeypatch):
    known = person()
    run(monkeypatch, AIGUL, "--new")
    assert Person.objects.get() == known
    assert OneTimeCode.objects.get().person == known


@pytest.mark.parametrize("typed", ["", "\n", "500101100011", "abc"])
def test_the_command_refuses_what_is_no_iin(monkeypatch, typed):
    with pytest.raises(CommandError, match="This is no IIN"):
        run(monkeypatch, typed)
    assert not Person.objects.exists()


def test_the_command_takes_no_iin_as_an_argument(monkeypatch):
    with pytest.raises(CommandError, match="unrecognized arguments"):
        run(monkeypatch, "", AIGUL)
