"""A real browser, and a reader in it who notices what a person or a machine would complain about."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, sync_playwright

from payments.models import Actor
from portal.models import Account
from tests.browser.reader import Reader
from tests.payments.samples import person
from tests.staff import desk
from tests.web.citizens import TODAY

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# The driver of the browser keeps an event loop in this thread, which Django takes for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "on"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs Chromium."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of a process."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def account(transactional_db) -> Account:
    """The one citizen, with an account; on 22 November 2026."""
    account = Account(actor=Actor.objects.create(kind=Actor.Kind.PERSON, person=person()))
    account.set_password("шай мен бауырсақ")
    account.save()
    return account


@pytest.fixture
def open_reader(chromium, live_server, monkeypatch) -> Iterator[Callable[..., Reader]]:
    """Somebody who opens a browser: with which language, how wide, with scripts or without, signed in or not."""
    monkeypatch.setattr(settings, "DEMO_TODAY", TODAY)
    contexts, readers = [], []

    def opened(language: str, width: int = 360, *, scripts: bool = True, account: Account | None = None) -> Reader:
        context = chromium.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
        contexts.append(context)
        cookies = {"language": language} | (session_of(account) if account else {})
        context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()])
        readers.append(Reader(context.new_page(), live_server.url, language))
        return readers[-1]

    yield opened
    assert [complaint for reader in readers for complaint in reader.complaints] == []
    for context in contexts:
        context.close()


@pytest.fixture
def at_the_desk(open_reader, transactional_db, settings, tmp_path) -> Callable[..., Reader]:
    """Somebody of the staff who may do everything."""
    settings.REGISTRY_DIR = tmp_path
    return lambda language, name="root": open_reader(language, account=desk.account(name, is_superuser=True))


def session_of(account: Account) -> dict[str, str]:
    """The cookie of somebody who has signed in."""
    client = Client()
    client.force_login(account, "portal.sign_in.ByEmail" if account.is_staff else "portal.sign_in.ByIin")
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}
