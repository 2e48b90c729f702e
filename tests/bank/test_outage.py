"""Whatever happens behind the door, a partner is told "ask again", in time and by 200, and never "no"."""

import socket
from contextlib import contextmanager
from http import HTTPStatus
from time import monotonic

import pytest
from django.db import InterfaceError, OperationalError, connection

from payments.models import Transaction
from portal.bank import callers, deadlines, meaning, outage
from tests.bank.osmp import OSMP, PAY, asked, check, code, element, pay
from tests.bank.partners import call, partner

TEMPORARY = 1


@pytest.fixture
def _partner(db) -> None:
    partner()


@contextmanager
def refused(error: Exception, *verbs: str):
    """A database that refuses such statements, or all."""

    def execute(run, sql, *rest):
        if not verbs or sql.lstrip().startswith(verbs):
            raise error
        return run(sql, *rest)

    with connection.execute_wrapper(execute):
        yield


@pytest.mark.django_db
@pytest.mark.usefixtures("_partner")
@pytest.mark.parametrize("error", [OperationalError("gone"), InterfaceError("closed")])
@pytest.mark.parametrize("fields", [{}, {"command": "check"}, {"command": "cancel"}, {"command": "status"}])
def test_a_database_that_is_away(error: Exception, fields: dict) -> None:
    with refused(error):
        answer = pay(**fields)
    assert (code(answer), element(answer, "osmp_txn_id")) == (TEMPORARY, "1234567")
    assert not Transaction.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("_partner")
@pytest.mark.parametrize("error", [OperationalError("locked"), ValueError("a fault of ours"), KeyError("another")])
def test_anything_else_that_happens(error: Exception, monkeypatch) -> None:
    def fail(*_call):
        raise error

    monkeypatch.setattr(meaning, "answer", fail)
    assert (code(pay()), code(check())) == (TEMPORARY, TEMPORARY)


@pytest.mark.django_db
@pytest.mark.usefixtures("_partner")
def test_what_is_refused_for_good_is_refused_when_it_is_known_who_calls() -> None:
    assert code(pay(account="1")) == 4
    callers.forget()
    with refused(OperationalError("gone")):
        assert code(pay(account="1")) == TEMPORARY
        assert call(OSMP, PAY, headers={"Authorization": "Basic x"}).status_code == HTTPStatus.OK


@pytest.fixture
def elsewhere(monkeypatch):
    """The connection as it would be to another server."""
    own = dict(connection.settings_dict)

    def move(**changes) -> None:
        connection.close()
        connection.settings_dict.update(changes)

    yield move
    connection.close()
    connection.settings_dict.update(own)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_partner")
class TestPostgres:
    """With a server of its own behind it."""

    def test_nobody_listens(self, elsewhere) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            elsewhere(HOST="127.0.0.1", PORT=taken.getsockname()[1])
            assert code(pay()) == TEMPORARY

    def test_a_server_that_takes_the_line_and_says_nothing(self, elsewhere, monkeypatch) -> None:
        options = connection.settings_dict["OPTIONS"] | {"connect_timeout": 2}  # the least there is
        with socket.create_server(("127.0.0.1", 0)) as silent:
            elsewhere(HOST="127.0.0.1", PORT=silent.getsockname()[1], OPTIONS=options)
            assert code(pay()) == TEMPORARY

    def test_a_server_that_goes_silent_is_left_at_the_deadline(self, monkeypatch) -> None:
        monkeypatch.setattr(outage, "PATIENCE", 0.3)
        monkeypatch.setattr(deadlines, "LOOKS_EVERY", 0.01)
        monkeypatch.setattr(meaning, "answer", sleeps)
        began = monotonic()
        assert code(pay()) == TEMPORARY
        assert monotonic() - began < SLEEP
        monkeypatch.undo()
        assert code(pay()) == 0
        with connection.cursor() as cursor:  # the server has not noticed yet that nobody waits for it
            cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'")

    def test_a_connection_that_was_cut_is_made_anew(self) -> None:
        first = pay()
        cut(connection)
        assert pay() == first
        cut(connection)
        assert code(pay(txn_id="8")) == 0

    def test_one_that_is_cut_in_the_middle_is_asked_once_more(self, monkeypatch) -> None:
        whole = meaning.answer

        def cut_afterwards(*call):
            monkeypatch.setattr(meaning, "answer", whole)
            whole(*call)
            cut(connection)
            return whole(*call)

        monkeypatch.setattr(meaning, "answer", cut_afterwards)
        assert code(pay()) == 0
        assert Transaction.objects.count() == 1

    def test_a_write_that_is_refused_at_its_end_is_no_answer(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''full''; END'")
            cursor.execute(
                "CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON payments_transaction DEFERRABLE INITIALLY DEFERRED"
                " FOR EACH ROW EXECUTE FUNCTION refuse()"
            )
        try:
            assert code(pay()) == TEMPORARY
            assert not Transaction.objects.exists()
        finally:
            with connection.cursor() as cursor:
                cursor.execute("DROP FUNCTION refuse CASCADE")
        assert code(asked(PAY)) == 0


SLEEP = 20


def sleeps(*_call) -> None:
    """A call whose statement never ends in time."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_sleep({SLEEP})")


def cut(line) -> None:
    """End a connection from the other side."""
    number = line.connection.info.backend_pid
    other = line.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [number])
    other.close()
