"""Health: live while somebody answers, ready while the database does; no https asked for, no session, no copy."""

import socket

import pytest
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper as Postgres
from django.db.backends.sqlite3.base import DatabaseWrapper as Sqlite

from portal import health

pytestmark = pytest.mark.django_db
LIVE, READY = "/health/live", "/health/ready"


def test_live_asks_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get(LIVE)
    assert (answer.status_code, answer.text) == (200, "live\n")


def test_ready_while_the_database_answers(client):
    answer = client.get(READY)
    assert (answer.status_code, answer.text) == (200, "ready\n")


@pytest.mark.parametrize("address", [LIVE, READY])
def test_asked_without_https_and_without_a_session(client, settings, address):
    settings.SECURE_SSL_REDIRECT = True
    answer = client.get(address)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


def test_nothing_else_is_answered_without_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/").status_code == 301


def test_not_ready_while_the_database_is_away(client, monkeypatch):
    nowhere = {"NAME": "/nowhere/at.all", "OPTIONS": {}}
    monkeypatch.setattr(health, "connection", Sqlite(connection.settings_dict | nowhere))
    check_not_ready(client)


@pytest.mark.slow
def test_not_ready_while_the_database_says_nothing(client, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setattr(health, "connection", postgres_at(silent.getsockname()[1]))
        check_not_ready(client)


def test_not_ready_while_the_database_refuses(client, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    monkeypatch.setattr(health, "connection", postgres_at(port))
    check_not_ready(client)


def postgres_at(port: int) -> Postgres:
    """A PostgreSQL that is said to be there."""
    there = {"NAME": "jarna", "HOST": "127.0.0.1", "PORT": port, "USER": "jarna", "OPTIONS": {}}
    return Postgres(connection.settings_dict | there)


def check_not_ready(client):
    """503, without a word on where the database was looked for."""
    answer = client.get(READY)
    assert (answer.status_code, answer.text) == (503, "The database does not answer.\n")
    assert client.get(LIVE).status_code == 200
