"""Signing in and out: who gets in, what the others are told, and what becomes of the session."""

import re

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client

from portal.models import Account
from tests.portal.accounts import (
    AIGUL,
    BEKZAT,
    NOBODY,
    PASSWORD,
    SIGN_IN,
    citizen,
    clerk,
    count_hashing,
    english,
    page_of,
    person,
    sign_in,
)

pytestmark = pytest.mark.django_db
WRONG = "The IIN or the password is wrong. Check both and try again"


def signed_in(client: Client) -> str | None:
    """The account that the server takes this browser for."""
    return client.session.get("_auth_user_id")


@pytest.mark.parametrize("typed", [AIGUL, "500101 100 010", " 500101-100-010 ", "500101\u00a0100–010"])
def test_an_iin_is_taken_as_people_write_it(client, typed):
    account = citizen()
    response = sign_in(client, typed)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert signed_in(client) == str(account.pk)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Enter the IIN"),
        (" - ", "Enter the IIN"),
        ("50010110001", "The IIN has 12 digits. You entered 11"),
        ("5001011000101", "The IIN has 12 digits. You entered 13"),
        ("1" * 100_000, "The IIN has 12 digits. You entered 100000"),
        ("50010110001O", "The IIN has digits only. Remove everything else"),
        ("٥٠٠١٠١١٠٠٠١٠", "The IIN has digits only. Remove everything else"),
        ("500101100010\0", "The IIN has digits only. Remove everything else"),
        ("500101\0100010", "The IIN has digits only. Remove everything else"),
        ("500101100011", "There is a mistake in the IIN. Compare it with the ID card"),
    ],
)
def test_what_is_wrong_with_an_iin_is_said_twice_and_in_the_title(typed, told):
    response = sign_in(english(), typed)
    assert response.status_code == 422
    assert re.search(f'<a href="#id_iin">{told}</a>', response.text)
    assert re.search(f'id="id_iin_error">.*<span>{told} </span>', response.text, re.DOTALL)
    assert re.search("<title>Error: Sign in", response.text)


@pytest.mark.parametrize(("field", "value"), [("password", ""), ("password", "ә" * 200_000), ("password", "\0")])
def test_a_password_that_is_none_is_refused(field, value):
    citizen()
    assert english().post(SIGN_IN, {"iin": AIGUL, "password": PASSWORD, field: value}).status_code == 422


def test_nobody_learns_who_has_an_account(monkeypatch):
    """Unknown, without an account, switched off, a wrong password: one answer, and one hash each."""
    citizen()
    person(BEKZAT)
    off = citizen("560815200010")
    Account.objects.filter(pk=off.pk).update(is_active=False)
    hashed = count_hashing(monkeypatch)
    seen = set()
    for iin, password in [(AIGUL, "x"), (BEKZAT, "x"), (NOBODY, "x"), ("560815200010", PASSWORD)]:
        before = len(hashed)
        response = sign_in(english(), iin, password)
        seen.add((response.status_code, page_of(response, iin), len(hashed) - before))
    [(status, text, work)] = seen
    assert (status, work) == (422, 1)
    assert WRONG in text


def test_an_account_without_a_usable_password_is_one_of_the_others(monkeypatch):
    account = citizen()
    account.set_unusable_password()
    account.save()
    hashed = count_hashing(monkeypatch)
    assert sign_in(english()).status_code == 422
    assert len(hashed) == 1


def test_no_iin_is_logged_or_stands_in_an_address(client, caplog):
    citizen()
    for iin, password in [(AIGUL, "x"), (NOBODY, "x"), (AIGUL, PASSWORD)]:
        response = sign_in(client, iin, password)
        assert iin not in response.get("Location", "")
    said = " ".join(caplog.messages)
    assert "account unknown" in said
    assert AIGUL not in said
    assert NOBODY not in said


@pytest.mark.parametrize(
    ("asked", "goes_to"),
    [
        ("/statement/2026-11/?a=b", "/statement/2026-11/?a=b"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("///evil.example", "/"),
        ("/\\evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("http:evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("http://[", "/"),
        ("\0//evil.example", "/"),
        ("http://testserver@evil.example", "/"),
        ("", "/"),
    ],
)
def test_after_signing_in_one_stays_here(client, asked, goes_to):
    citizen()
    client.get(SIGN_IN, query_params={"next": asked})
    response = client.post(SIGN_IN, {"iin": AIGUL, "password": PASSWORD}, query_params={"next": asked})
    assert response["Location"] == goes_to


def test_a_line_break_in_next_is_no_header(client):
    citizen()
    response = client.post(
        SIGN_IN, {"iin": AIGUL, "password": PASSWORD}, query_params={"next": "/x\r\nSet-Cookie: a=b"}
    )
    assert "Set-Cookie" not in response.headers
    assert response.status_code == 302


def test_a_session_from_before_is_not_the_one_after(client):
    """Neither its number nor what somebody had put into it."""
    citizen()
    session = client.session
    session["planted"] = "by whoever knew the cookie"
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = planted = session.session_key
    sign_in(client)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != planted
    assert "planted" not in client.session
    assert not Session.objects.filter(pk=planted).exists()


def test_a_second_account_in_one_browser_starts_from_nothing(client):
    first, second = citizen(), citizen(BEKZAT)
    sign_in(client)
    session = client.session
    session["draft"] = "Айгүл's"
    session.save()
    sign_in(client, BEKZAT)
    assert signed_in(client) == str(second.pk)
    assert "draft" not in client.session
    assert Session.objects.count() == 1
    assert first.pk != second.pk


def test_signing_out_ends_the_session_on_the_server(client):
    citizen()
    sign_in(client)
    copied = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert client.post("/sign-out/")["Location"] == SIGN_IN
    assert not Session.objects.exists()
    client.cookies[settings.SESSION_COOKIE_NAME] = copied
    assert signed_in(client) is None


def test_every_form_is_refused_without_its_token_or_from_elsewhere():
    citizen()
    client = Client(enforce_csrf_checks=True)
    for address in (SIGN_IN, "/open-account/", "/sign-out/", "/language/"):
        assert client.post(address).status_code == 403
    token = client.get(SIGN_IN).cookies[settings.CSRF_COOKIE_NAME].value
    sent = {"headers": {"x-csrftoken": token}}
    assert sign_in(client, **sent).status_code == 302
    token = client.cookies[settings.CSRF_COOKIE_NAME].value
    foreign = {"headers": {"x-csrftoken": token, "origin": "https://evil.example"}}
    assert client.post("/sign-out/", **foreign).status_code == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS"])
@pytest.mark.parametrize("address", [SIGN_IN, "/open-account/", "/sign-out/", "/language/"])
def test_other_methods_are_refused(client, address, method):
    assert client.generic(method, address).status_code == 405


@pytest.mark.parametrize("address", ["/sign-out/", "/language/"])
def test_a_link_neither_signs_out_nor_changes_the_language(client, address):
    account = citizen()
    sign_in(client)
    assert client.get(address, {"language": "ru"}).status_code == 405
    assert signed_in(client) == str(account.pk)
    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies


def test_looking_at_the_forms_changes_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        for address in (SIGN_IN, "/open-account/"):
            response = client.get(address)
            assert response.status_code == 200
            assert "no-store" in response["Cache-Control"]


def test_the_form_helps_managers_of_passwords():
    text = english().get(SIGN_IN).text
    assert re.search('<input[^>]+name="iin"[^>]+inputmode="numeric"[^>]+autocomplete="username"', text)
    assert re.search('<input[^>]+name="password"[^>]+autocomplete="current-password"', text)
    assert "maxlength" not in re.search('<input[^>]+name="iin"[^>]*>', text)[0]


def test_staff_sign_in_by_e_mail_in_any_case(client):
    account = clerk("Clerk@Example.KZ")
    assert account.email == "clerk@example.kz"
    form = {"username": "CLERK@example.kz", "password": PASSWORD}
    assert client.post("/staff/login/", form, query_params={"next": "/staff/"}).status_code == 302
    assert signed_in(client) == str(account.pk)


def test_a_citizen_does_not_pass_the_door_of_staff(client):
    citizen()
    response = client.post("/staff/login/", {"username": AIGUL, "password": PASSWORD})
    assert response.status_code == 200
    assert signed_in(client) is None


def test_django_makes_its_superuser(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", email="Root@Example.kz", interactive=False)
    root = Account.objects.get_by_natural_key("ROOT@example.kz")
    assert (root.is_staff, root.is_superuser, root.person) == (True, True, None)
    assert root.check_password(PASSWORD)
