"""Limits on tries: five for one person, thirty from one address, in a quarter of an hour, before any hashing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import time_machine
from django.contrib.auth import authenticate
from django.db import connection
from django.test import Client, RequestFactory, override_settings
from django.utils import timezone

from payments.rules.identifiers import check_digit
from portal.models import Account, Tally
from portal.sign_in import TRIES_FROM_ADDRESS, TRIES_OF_ONE, WINDOW, TooManyTries, client_network
from tests.portal.accounts import (
    AIGUL,
    BEKZAT,
    ENGLISH,
    NOBODY,
    PASSWORD,
    citizen,
    clerk,
    code,
    count_hashing,
    english,
    open_account,
    sign_in,
)

FULL = [422] * TRIES_OF_ONE + [429]


def others(count: int) -> list[str]:
    """So many right IINs of nobody."""
    elevens = (f"5001011{number:04}" for number in range(1000, 9999))
    numbers = [f"{eleven}{check_digit(eleven)}" for eleven in elevens if check_digit(eleven) is not None]
    return numbers[:count]


def tries(client: Client, count: int, iin: str = AIGUL, password: str = "x", **more: str) -> list[int]:
    return [sign_in(client, iin, password, **more).status_code for _ in range(count)]


@pytest.mark.django_db
def test_the_sixth_try_for_one_person_is_refused_before_hashing(monkeypatch):
    citizen()
    hashed = count_hashing(monkeypatch)
    assert tries(english(), TRIES_OF_ONE + 1) == FULL
    assert sign_in(Client(), AIGUL, PASSWORD, REMOTE_ADDR="192.0.2.7").status_code == 429
    assert len(hashed) == TRIES_OF_ONE
    assert sign_in(english(), BEKZAT).status_code == 422


@pytest.mark.django_db
def test_somebody_unknown_is_refused_as_well():
    """Else the limit would tell who has an account."""
    assert tries(english(), TRIES_OF_ONE + 1, iin=NOBODY) == FULL


@pytest.mark.django_db
def test_the_refusal_says_until_when_in_the_language_of_the_reader():
    with time_machine.travel("2026-11-22T09:40:20+05:00", tick=False):
        tries(english(), TRIES_OF_ONE)
        answers = {language: sign_in(in_language(language), AIGUL) for language in ("kk", "ru", "en")}
    for language, response in answers.items():
        assert (response.status_code, response["Retry-After"]) == (429, str(15 * 60 + 1))
        assert response["Content-Language"] == language
        assert f'<html lang="{language}"' in response.text
        assert "09:56" in response.text
        assert AIGUL not in response.text
        assert "no-store" in response["Cache-Control"]


def in_language(language: str) -> Client:
    """A browser in one of the three."""
    client = Client()
    client.cookies.load(ENGLISH | {"language": language})
    return client


@pytest.mark.django_db
def test_nobody_is_locked_out_for_longer_than_the_window():
    """Tries that are refused do not move its end."""
    citizen()
    start = timezone.now()
    for minute in range(15):
        with time_machine.travel(start + timedelta(minutes=minute), tick=False):
            tries(english(), 2)
    with time_machine.travel(start + WINDOW - timedelta(seconds=1), tick=False):
        assert sign_in(Client(), AIGUL, PASSWORD).status_code == 429
    with time_machine.travel(start + WINDOW, tick=False):
        assert sign_in(Client(), AIGUL, PASSWORD).status_code == 302


@pytest.mark.django_db
def test_a_success_clears_the_tries_of_the_person():
    citizen()
    for _ in range(2):
        assert tries(english(), TRIES_OF_ONE - 1) == [422] * (TRIES_OF_ONE - 1)
        assert sign_in(Client(), AIGUL, PASSWORD).status_code == 302


@pytest.mark.django_db
def test_one_address_may_fail_thirty_times_whomever_it_names(monkeypatch):
    hashed = count_hashing(monkeypatch)
    answers = [sign_in(english(), iin, "x").status_code for iin in others(TRIES_FROM_ADDRESS + 2)]
    assert answers == [422] * TRIES_FROM_ADDRESS + [429] * 2
    assert len(hashed) == TRIES_FROM_ADDRESS
    assert sign_in(english(), AIGUL, "x", REMOTE_ADDR="192.0.2.7").status_code == 422


@pytest.mark.django_db
def test_an_address_that_is_refused_locks_nobody_out():
    citizen()
    for iin in others(TRIES_FROM_ADDRESS):
        sign_in(english(), iin, "x")
    assert tries(english(), TRIES_OF_ONE) == [429] * TRIES_OF_ONE
    assert sign_in(Client(), AIGUL, PASSWORD, REMOTE_ADDR="192.0.2.7").status_code == 302


@pytest.mark.django_db
def test_those_who_get_in_do_not_use_up_a_shared_address():
    """A phone company puts thousands behind one."""
    citizen()
    answers = [sign_in(Client(), AIGUL, PASSWORD).status_code for _ in range(TRIES_FROM_ADDRESS + 5)]
    assert set(answers) == {302}


@pytest.mark.django_db
def test_the_door_of_staff_counts_with_the_same_tally():
    clerk()
    form = {"username": "clerk@example.kz", "password": "x"}
    answers = [english().post("/staff/login/", form) for _ in range(TRIES_OF_ONE + 1)]
    assert [answer.status_code for answer in answers] == [200] * TRIES_OF_ONE + [429]
    assert "Too many tries" in answers[-1].text
    for iin in others(TRIES_FROM_ADDRESS - TRIES_OF_ONE):
        sign_in(english(), iin, "x")
    assert sign_in(english(), BEKZAT, "x").status_code == 429


@pytest.mark.django_db
def test_codes_are_not_guessed_either():
    given = code()
    answers = [open_account(english(), "AAAA-AAAA").status_code for _ in range(TRIES_OF_ONE)]
    assert answers == [422] * TRIES_OF_ONE
    assert open_account(english(), given).status_code == 429
    assert not Account.objects.exists()


@pytest.mark.django_db
def test_a_form_that_is_wrong_by_itself_is_no_try():
    assert tries(english(), TRIES_OF_ONE + 5, iin="123") == [422] * (TRIES_OF_ONE + 5)
    assert not Tally.objects.exists()


@pytest.mark.django_db
def test_what_is_stored_names_nobody():
    sign_in(english(), AIGUL, "x", REMOTE_ADDR="192.0.2.7")
    keys = set(Tally.objects.values_list("key", flat=True))
    with override_settings(SECRET_KEY="another"):
        sign_in(english(), AIGUL, "x", REMOTE_ADDR="192.0.2.7")
    assert Tally.objects.exclude(key__in=keys).count() == len(keys) == 2  # without the secret nobody finds them
    assert not [key for key in keys if AIGUL in key or "192.0.2.7" in key]


@pytest.mark.django_db
def test_what_is_over_is_swept():
    citizen()
    sign_in(english(), BEKZAT, "x", REMOTE_ADDR="192.0.2.7")
    with time_machine.travel(timezone.now() + WINDOW, tick=False):
        sign_in(Client(), AIGUL, PASSWORD)
    assert Tally.objects.count() == 1  # of the address that signed in


@pytest.mark.parametrize(
    ("trusted", "remote", "forwarded", "network"),
    [
        (False, "192.0.2.7", "203.0.113.9", "192.0.2.7"),
        (True, "127.0.0.1", "203.0.113.9", "203.0.113.9"),
        (True, "127.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (True, "127.0.0.1", "", "127.0.0.1"),
        (True, "", "", ""),
        (False, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        (False, "2001:db8:1:2:ffff::1", "", "2001:db8:1:2::/64"),
        (False, "::ffff:192.0.2.7", "", "192.0.2.7"),
        (True, "127.0.0.1", "not an address\0", "not an address\0"),
    ],
)
def test_where_a_try_comes_from(trusted, remote, forwarded, network):
    request = RequestFactory().get("/", headers={"x-forwarded-for": forwarded}, REMOTE_ADDR=remote)
    with override_settings(TRUSTED_PROXY=trusted):
        assert client_network(request) == network


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_twenty_tries_at_once_five_reach_the_hasher(monkeypatch):
    citizen()
    hashed = count_hashing(monkeypatch)
    start = Barrier(20)

    def try_once(_number: int) -> str:
        start.wait()
        try:
            return str(authenticate(RequestFactory().post("/"), iin=AIGUL, password="x"))
        except TooManyTries:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(try_once, range(20)))
    assert sorted(answers) == ["None"] * TRIES_OF_ONE + ["refused"] * (20 - TRIES_OF_ONE)
    assert len(hashed) == TRIES_OF_ONE
    assert set(Tally.objects.values_list("count", flat=True)) == {20}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_who_use_one_code_at_once_one_gets_in():
    given = code()
    start = Barrier(TRIES_OF_ONE)

    def try_once(number: int) -> int:
        start.wait()
        try:
            return open_account(Client(), given, password=f"шай мен бауырсақ {number}").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(TRIES_OF_ONE) as threads:
        answers = list(threads.map(try_once, range(TRIES_OF_ONE)))
    assert sorted(answers) == [302] + [422] * (TRIES_OF_ONE - 1)
