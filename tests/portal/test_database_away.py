"""A database that is locked or gone: the page says so in the reader's language and when to come back."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
import time_machine
from django.db import OperationalError, connection
from django.utils import timezone

from tests.portal.accounts import AIGUL, PASSWORD, SIGN_IN, citizen, code, sign_in

pytestmark = pytest.mark.django_db
SAID = {
    "kk": "Қызмет уақытша істемей тұр",
    "ru": "Сервис временно не работает",
    "en": "The service is not working right now",
}


@pytest.fixture
def browser(client):
    """One that shows what a reader would see."""
    client.raise_request_exception = False
    client.cookies.load({"language": "en"})
    return client


@contextmanager
def refused(*verbs: str):
    """A database that refuses such statements, or all."""

    def execute(run, sql, *rest):
        if not verbs or sql.lstrip().startswith(verbs):
            raise OperationalError("database is locked")
        return run(sql, *rest)

    with connection.execute_wrapper(execute):
        yield


def locked():
    """Somebody else writes."""
    return refused("INSERT", "UPDATE", "DELETE", "SAVEPOINT", "BEGIN")


def check(response, language: str = "en") -> None:
    """The page that says so."""
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert SAID[language] in response.text
    assert f'<html lang="{language}"' in response.text
    assert "Traceback" not in response.text
    assert "locked" not in response.text
    assert response["Content-Security-Policy"]
    assert response["Content-Language"] == language


def test_reading_waits_for_no_writer(browser):
    citizen()
    sign_in(browser)
    with locked():
        for address in ("/", "/statement/", "/plan/", "/access/", "/privacy/"):
            assert browser.get(address).status_code == 200


@pytest.mark.parametrize("language", SAID)
def test_nobody_signs_in_while_somebody_else_writes(browser, language):
    citizen()
    browser.cookies.load({"language": language})
    with locked():
        check(sign_in(browser), language)


def test_a_session_that_cannot_be_kept_awake_is_not_lost(browser):
    citizen()
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        sign_in(browser)
    with time_machine.travel(start + timedelta(minutes=6), tick=False):
        with locked():
            check(browser.get("/statement/"))
        assert browser.get("/statement/").status_code == 200


@pytest.mark.parametrize("address", ["/", "/statement/", "/privacy/", "/nowhere/", "/staff/"])
def test_gone_for_who_is_signed_in(browser, address):
    citizen()
    sign_in(browser)
    with refused():
        check(browser.get(address))


def test_gone_for_everybody_else(browser):
    given = code()
    with refused():
        assert browser.get("/").status_code == 200
        check(browser.post(SIGN_IN, {"iin": AIGUL, "password": PASSWORD}))
        check(browser.post("/open-account/", {"iin": AIGUL, "code": given, "password": PASSWORD, "repeat": PASSWORD}))


def test_the_log_says_what_happened(browser, caplog):
    with refused():
        sign_in(browser)
    [record] = [record for record in caplog.records if record.levelname == "ERROR"]
    assert record.getMessage() == "Service Unavailable: /sign-in/"
    assert isinstance(record.exc_info[1], OperationalError)


def test_any_other_fault_is_our_own(browser, monkeypatch):
    monkeypatch.setattr("portal.clock.today", lambda: 1 / 0)
    response = browser.get("/plan/")
    assert response.status_code == 500
    assert response["Content-Security-Policy"]
    for words in SAID.values():
        assert words in response.text
