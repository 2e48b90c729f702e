"""What goes wrong is told on a page like any other, in the reader's language: forms with mistakes, and error pages."""

import pytest
from django.conf import settings
from django.db import OperationalError

from portal import sign_in
from portal.models import Account
from portal.web import home
from tests.browser.reader import Reader
from tests.payments.samples import AISHA

in_every_language = pytest.mark.parametrize("language", ["kk", "ru", "en"])

MORE_FIELDS_THAN_ARE_READ = """form => {
    for (let field = 0; field < 600; field++) form.append(form.querySelector("input").cloneNode());
    form.submit();
}"""


@pytest.fixture
def staff(transactional_db) -> Account:
    """Somebody of the staff who may do nothing."""
    return Account.objects.create_staff("clerk@jarna.example", "x", label="Clerk")


@in_every_language
def test_forms_with_mistakes(open_reader, transactional_db, language):
    reader = open_reader(language)
    reader.open("/sign-in/").send(iin="", password="").look()
    reader.send(iin=AISHA, password="not this one").look()
    reader.open("/open-account/").send(iin="5001", code="", password="12345", repeat="1").look()
    reader.open("/plan/").send(on_date="31.02.2026").look()
    option = reader.page.locator("select[name=by-2026-08] option").first
    option.evaluate("option => { option.value = 'nobody' }")
    reader.send(on_date="").look()
    reader.press(reader.page.locator(".errors a"))
    assert reader.page.evaluate("document.activeElement.name") == "by-2026-08"


@in_every_language
def test_error_pages(open_reader, staff, language, monkeypatch):
    reader = open_reader(language, account=staff)
    reader.open("/nowhere/").look()  # 404
    reader.open("/statement/").look()  # 404: staff have no record of their own
    reader.open("/staff/payments/rate/").look()  # 403
    reader.open("/plan/")
    with reader.page.expect_navigation():
        reader.page.locator("main form").evaluate(MORE_FIELDS_THAN_ARE_READ)
    reader.look()  # 400
    reader.open("/sign-in/").page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    reader.send(iin=AISHA, password="x").look()  # 403: nobody knows from where the form came
    monkeypatch.setattr(sign_in, "TRIES_OF_ONE", 0)
    reader.open("/sign-in/").send(iin=AISHA, password="x").look()  # 429


@in_every_language
def test_the_database_is_away(open_reader, account, language, monkeypatch):
    reader = fails_with(OperationalError(), open_reader(language, account=account), monkeypatch)
    reader.look()  # 503


def test_the_fault_is_ours(open_reader, account, monkeypatch):
    fails_with(ZeroDivisionError(), open_reader("kk", account=account), monkeypatch).look()  # 500, in all languages


def fails_with(error: Exception, reader: Reader, monkeypatch) -> Reader:
    """The home page, which cannot be made; nobody need complain of its status."""

    def raised(*_args: object) -> None:
        raise error

    monkeypatch.setattr(home, "assessed", raised)
    reader.open("/").complaints.clear()
    return reader


@in_every_language
def test_a_record_without_anything_in_it(open_reader, account, language):
    reader = open_reader(language, account=account)
    for address in ("/", "/statement/", "/statement/2026-08/", "/statement/print/"):
        reader.open(address).look()
