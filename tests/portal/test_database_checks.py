"""What is said at start of a PostgreSQL that may lose what was acknowledged, or lets the portal change it."""

from contextlib import contextmanager

import pytest
from django.core.checks import run_checks
from django.db import OperationalError, connection

from portal import database_checks
from portal.database_checks import Role, check_database, clock, durability, its_log, rights, way

RIGHT = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "TimeZone": "UTC",
    "log_error_verbosity": "terse",
}


def ids(said) -> list[str]:
    """The numbers of what is said."""
    return [warning.id for warning in said]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({}, []),
        ({"fsync": "off"}, ["portal.W101"]),
        ({"synchronous_commit": "off"}, ["portal.W102"]),
        ({"synchronous_commit": "local"}, []),
        ({"synchronous_commit": "remote_apply"}, []),
        ({"full_page_writes": "off"}, ["portal.W103"]),
        ({"TimeZone": "Asia/Almaty"}, ["portal.W104"]),
        ({"TimeZone": "Etc/UTC"}, []),
        ({"fsync": "off", "full_page_writes": "off"}, ["portal.W101", "portal.W103"]),
        ({"log_error_verbosity": "default"}, ["portal.W109"]),
    ],
)
def test_settings(wrong: dict[str, str], said: list[str]) -> None:
    settings = RIGHT | wrong
    assert ids([*durability(settings), *clock(settings), *its_log(settings)]) == said


@pytest.mark.parametrize(
    ("role", "said"),
    [
        (Role("web", False, False, False), []),
        (Role("web", False, False, True), ["portal.W107"]),
        (Role("owner", False, True, True), ["portal.W106"]),
        (Role("postgres", True, True, True), ["portal.W105"]),
    ],
)
def test_roles(role: Role, said: list[str]) -> None:
    assert ids(rights(role)) == said


@pytest.mark.parametrize(
    ("host", "is_encrypted", "said"),
    [
        ("", False, []),
        ("/run/postgresql", False, []),
        ("127.0.0.1", False, []),
        ("db.example", True, []),
        ("db.example", False, ["portal.W108"]),
    ],
)
def test_the_way(host: str, is_encrypted: bool, said: list[str]) -> None:
    assert ids(way(host, is_encrypted)) == said


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("SET LOCAL synchronous_commit = off", "portal.W102"),
        ("SET LOCAL TIME ZONE 'Asia/Almaty'", "portal.W104"),
    ],
)
def test_a_session_is_asked(statement: str, said: str) -> None:
    assert said not in ids(check_database(None))
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert said in ids(run_checks(include_deployment_checks=True))


@pytest.mark.postgres
@pytest.mark.django_db
def test_a_superuser_is_named() -> None:
    assert "portal.W105" in ids(check_database(None))


@pytest.mark.postgres
@pytest.mark.django_db
def test_a_database_that_is_away_stops_no_start(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def away():
        raise OperationalError("connection refused")
        yield

    monkeypatch.setattr(database_checks.connections["default"], "cursor", away)
    assert ids(check_database(None)) == ["portal.W100"]
