"""A copy of the database that is behind: read by what only shows, by nothing that decides, and never written."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.db import connection, connections, transaction
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.test import RequestFactory

from payments.models import Person, Rate
from portal import replica
from portal.models import Account, Tally
from portal.replica import REPLICA, ByPurpose, only_shows, shown
from tests.portal.accounts import person
from tests.staff.desk import root

pytestmark = pytest.mark.django_db

ASKED = RequestFactory().get("/")


@pytest.fixture(autouse=True)
def _copy(db, settings, tmp_path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A second database with no people and one rate, 1 tenge from 2030 on; the test's own transaction is not seen."""
    monkeypatch.setattr(replica, "connection", SimpleNamespace(in_atomic_block=False))
    settings.DATABASE_ROUTERS = ["portal.replica.ByPurpose"]
    behind = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "copy.sqlite3")}
    connections.settings[REPLICA] = connections.configure_settings({"default": {}, REPLICA: behind})[REPLICA]
    connections[REPLICA].connect()  # by itself a test opens no database that it did not begin with
    with connections[REPLICA].schema_editor() as editor:
        editor.create_model(Rate)
        editor.create_model(Person)
    Rate.objects.using(REPLICA).bulk_create([Rate(payer="self", valid_from="2030-01-01", amount=1, law="A law")])
    replica.begin_anew()
    yield
    connections[REPLICA].close()
    del connections[REPLICA], connections.settings[REPLICA]
    replica.begin_anew()


def is_behind() -> bool:
    """Was it the copy that answered?"""
    return list(Rate.objects.values_list("amount", flat=True)) == [1]


def test_everything_is_read_where_it_is_written() -> None:
    assert not is_behind()


def test_what_is_shown_may_be_behind() -> None:
    with shown():
        assert is_behind()
    assert not is_behind()


def test_a_page_is_rendered_before_it_is_left() -> None:
    assert only_shows(lambda request: HttpResponse(f"{is_behind()}"))(ASKED).text == "True"
    page = TemplateResponse(ASKED, "503.html")
    assert only_shows(lambda request: page)(ASKED).is_rendered


def test_a_form_that_is_sent_is_no_show() -> None:
    sent = RequestFactory().post("/")
    assert only_shows(lambda request: HttpResponse(f"{is_behind()}"))(sent).text == "False"


def test_within_a_transaction_nothing_is_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replica, "connection", connection)
    with shown(), transaction.atomic():
        assert not is_behind()


def test_after_a_write_nothing_is_behind_until_the_next_request() -> None:
    with shown():
        assert is_behind()
        person()
        assert not is_behind()
        replica.begin_anew()
        assert is_behind()


def test_a_row_that_was_read_there_is_written_here() -> None:
    with shown():
        [rate] = Rate.objects.all()
    rate.pk, rate.amount = None, 7
    rate.save()
    assert Rate.objects.using("default").filter(amount=7).exists()
    assert not Rate.objects.using(REPLICA).filter(amount=7).exists()


@pytest.mark.parametrize("model", [Account, Tally])
def test_who_signs_in_is_asked_where_it_is_written(model: type) -> None:
    with shown():
        assert ByPurpose().db_for_read(model) == "default"
        assert ByPurpose().db_for_read(Person) == REPLICA


def test_the_copy_is_not_migrated() -> None:
    assert not ByPurpose().allow_migrate(REPLICA, "payments")
    assert ByPurpose().allow_migrate("default", "payments")


@pytest.mark.parametrize(("noun", "is_asked"), [("payeecheck", True), ("refundrequest", False), ("rate", False)])
def test_lists_of_the_staff(noun: str, is_asked: bool) -> None:
    client, asked = root(), []
    with connections[REPLICA].execute_wrapper(lambda run, sql, *rest: asked.append(sql) or run("SELECT 0", *rest)):
        client.raise_request_exception = False
        client.get(f"/staff/payments/{noun}/")
    assert bool(asked) == is_asked


def test_without_a_copy_nothing_changes() -> None:
    connections[REPLICA].close()
    kept = connections.settings.pop(REPLICA)
    try:
        with shown():
            assert ByPurpose().db_for_read(Person) == "default"
    finally:
        connections.settings[REPLICA] = kept
