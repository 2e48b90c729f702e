"""What no constraint can keep: rows that are never changed, and reversals that never exceed their line.

They are made after each migration (`after_migrate.py`), the same on SQLite and on PostgreSQL.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from payments.triggers.guard import Guard
from payments.triggers.money import MONEY
from payments.triggers.refunds import REFUNDS

GUARDS = MONEY + REFUNDS


def make(connection: BaseDatabaseWrapper) -> None:
    """Make every trigger whose table is there; those that stand are made anew."""
    statements = STATEMENTS[connection.vendor]
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for guard in _guards(connection):
            for statement in statements(guard):
                cursor.execute(statement)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Remove every trigger."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for guard in _guards(connection):
            cursor.execute(_drop(connection, guard))


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """No trigger stands for a while: for the test runner, which empties tables, and nobody else."""
    drop(connection)
    try:
        yield
    finally:
        make(connection)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The triggers that should stand and do not."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING[connection.vendor])
        standing = {name for (name,) in cursor.fetchall()}
    return [guard.name for guard in _guards(connection) if guard.name not in standing]


def _guards(connection: BaseDatabaseWrapper) -> list[Guard]:
    tables = connection.introspection.table_names()
    truncates = connection.vendor == "postgresql"
    return [guard for guard in GUARDS if guard.table in tables and (truncates or not guard.is_truncate)]


def _drop(connection: BaseDatabaseWrapper, guard: Guard) -> str:
    on_table = f" ON {guard.table}" if connection.vendor == "postgresql" else ""
    return f"DROP TRIGGER IF EXISTS {guard.name}{on_table}"


def _on_sqlite(guard: Guard) -> Iterator[str]:
    yield f"DROP TRIGGER IF EXISTS {guard.name}"
    yield (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} WHEN {guard.when} "
        f"BEGIN SELECT RAISE(ABORT, '{guard.refusal}'); END"
    )


def _on_postgresql(guard: Guard) -> Iterator[str]:
    yield (
        f"CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN {guard.first} IF {guard.when} THEN "
        f"RAISE EXCEPTION '{guard.refusal}' USING ERRCODE = 'integrity_constraint_violation'; "
        "END IF; RETURN COALESCE(NEW, OLD); END $$"
    )
    yield (
        f"CREATE OR REPLACE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} "
        f"FOR EACH {'STATEMENT' if guard.is_truncate else 'ROW'} EXECUTE FUNCTION {guard.name}()"
    )


STATEMENTS = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}
STANDING = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D' AND pg_table_is_visible(tgrelid)",
}
