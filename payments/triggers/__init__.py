"""What no constraint can keep: rows that are never changed, and reversals that never exceed their line.

They are made after each migration (`after_migrate.py`), the same on SQLite and on PostgreSQL.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from payments.triggers.guard import Guard
from payments.triggers.money import MONEY
from payments.triggers.partners import PARTNERS
from payments.triggers.refunds import REFUNDS

GUARDS = MONEY + PARTNERS + REFUNDS


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


def guards_of(table: str, parts: Iterable[str] = ()) -> list[Guard]:
    """Those of a table, and of its partitions: each row of theirs has its table's, but one can be emptied by itself."""
    guards = [guard for guard in GUARDS if guard.table == table]
    return guards + [replace(guard, table=part) for part in parts for guard in guards if guard.is_truncate]


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The triggers that should stand and do not."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING[connection.vendor])
        standing = set(cursor.fetchall())
    return [guard.name for guard in _guards(connection) if (guard.name, guard.table) not in standing]


def _guards(connection: BaseDatabaseWrapper) -> list[Guard]:
    """Those of the tables that are there."""
    standing = set(connection.introspection.table_names())
    if connection.vendor != "postgresql":
        return [guard for guard in GUARDS if guard.table in standing and not guard.is_truncate]
    tables, parts = dict.fromkeys(guard.table for guard in GUARDS if guard.table in standing), _partitions(connection)
    return [guard for table in tables for guard in guards_of(table, parts.get(table, ()))]


def _partitions(connection: BaseDatabaseWrapper) -> dict[str, list[str]]:
    parts = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(PARTITIONS)
        for table, part in cursor.fetchall():
            parts[table].append(part)
    return parts


def _drop(connection: BaseDatabaseWrapper, guard: Guard) -> str:
    on_table = f" ON {guard.table}" if connection.vendor == "postgresql" else ""
    return f"DROP TRIGGER IF EXISTS {guard.name}{on_table}"


def _on_sqlite(guard: Guard) -> Iterator[str]:
    yield f"DROP TRIGGER IF EXISTS {guard.name}"
    yield (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} "
        f"WHEN ({guard.only}) AND ({guard.when}) "
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
        f"FOR EACH {'STATEMENT' if guard.is_truncate else 'ROW'} WHEN ({guard.only}) EXECUTE FUNCTION {guard.name}()"
    )


STATEMENTS = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}
STANDING = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    # One that is switched off on a single partition is no trigger of the table either.
    "postgresql": """
        SELECT tgname, relname FROM pg_trigger stands JOIN pg_class ON pg_class.oid = tgrelid
        WHERE tgenabled <> 'D' AND pg_table_is_visible(tgrelid) AND NOT EXISTS (
            SELECT FROM pg_trigger part WHERE part.tgparentid = stands.oid AND part.tgenabled = 'D')""",
}
PARTITIONS = """
    SELECT parent.relname, part.relname
    FROM pg_inherits JOIN pg_class part ON part.oid = inhrelid JOIN pg_class parent ON parent.oid = inhparent
    WHERE part.relkind = 'r' AND part.relispartition AND pg_table_is_visible(inhparent)
    ORDER BY part.relname"""
