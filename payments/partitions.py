"""The lines of a person kept together: on PostgreSQL the table of contributions is divided by a hash of the person.

Django's models do not know: a row keeps its plain id, and every statement stays as it is. What a divided table cannot
have is a unique key without the person in it, so nothing can point at its `id` by a constraint. What points there stays
right because it is written in the transaction that reads the line, and because no line is ever changed or deleted.
"""

import re
from collections.abc import Iterator

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from payments import triggers

TABLE, NEW, KEY = "payments_contribution", "payments_contribution_new", "person_id"
COLUMNS_OF_AN_INDEX = re.compile(r"(USING btree |PRIMARY KEY |UNIQUE )\(([^)]*)\)")
SETTINGS = "autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 10000"

UNLIMITED = ("SET LOCAL statement_timeout = 0", "SET LOCAL lock_timeout = 0")

IS_DIVIDED = f"SELECT relkind = 'p' FROM pg_class WHERE oid = '{TABLE}'::regclass"  # noqa: S608
INDEXES = f"""
    SELECT index.relname, indisunique, COALESCE(
        'ALTER TABLE {NEW} ADD CONSTRAINT ' || conname || ' ' || pg_get_constraintdef(held.oid),
        replace(pg_get_indexdef(index.oid), '{TABLE} USING', '{NEW} USING'))
    FROM pg_index JOIN pg_class index ON index.oid = indexrelid
    LEFT JOIN pg_constraint held ON conindid = index.oid AND conrelid = indrelid AND contype IN ('p', 'u')
    WHERE indrelid = '{TABLE}'::regclass
    ORDER BY indisprimary DESC, index.relname"""  # noqa: S608
POINTS_OUT = f"""
    SELECT 'ALTER TABLE {NEW} ADD CONSTRAINT ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype = 'f' AND conrelid = '{TABLE}'::regclass AND confrelid <> conrelid ORDER BY conname"""  # noqa: S608
POINTS_IN = f"""
    SELECT 'ALTER TABLE ' || conrelid::regclass || ' DROP CONSTRAINT ' || conname FROM pg_constraint
    WHERE contype = 'f' AND confrelid = '{TABLE}'::regclass ORDER BY 1"""  # noqa: S608
HELD = f"""
    SELECT 'GRANT ' || privilege_type || ' ON {TABLE} TO ' || grantee::regrole
    FROM pg_class, aclexplode(relacl) WHERE oid = '{TABLE}'::regclass AND grantee <> relowner
    UNION ALL
    SELECT 'GRANT ' || privilege_type || ' (' || attname || ') ON {TABLE} TO ' || grantee::regrole
    FROM pg_attribute, aclexplode(attacl) WHERE attrelid = '{TABLE}'::regclass
    UNION ALL
    SELECT 'GRANT ' || privilege_type || ' ON SEQUENCE {TABLE}_id_seq TO ' || grantee::regrole
    FROM pg_class, aclexplode(relacl)
    WHERE oid = pg_get_serial_sequence('{TABLE}', 'id')::regclass AND grantee <> relowner"""  # noqa: S608
OWNER = f"SELECT relowner::regrole::text FROM pg_class WHERE oid = '{TABLE}'::regclass"  # noqa: S608
SEQUENCE = f"SELECT pg_get_serial_sequence('{TABLE}', 'id')"


VACUUM = f"VACUUM (FREEZE, ANALYZE) {TABLE}"


def is_divided() -> bool:
    """Has it been done?"""
    with connection.cursor() as cursor:
        return _one(cursor, IS_DIVIDED)


def division(parts: int) -> list[str]:
    """The statements that divide the table as it stands, whatever indexes and rights later migrations gave it."""
    with connection.cursor() as cursor:
        return [*UNLIMITED, *_together(cursor, parts)]


def divide(parts: int) -> None:
    """Copy and swap in one transaction: nobody writes meanwhile, everybody reads until the swap at its end."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in division(parts):
            cursor.execute(statement)


def vacuum() -> None:
    """Without it every line that an index finds is fetched all the same."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(VACUUM)
    connection.close()


def _together(cursor: CursorWrapper, parts: int) -> Iterator[str]:
    indexes, owner, held = _all(cursor, INDEXES), _one(cursor, OWNER), _column(cursor, HELD)
    sequence = _one(cursor, SEQUENCE)
    yield f"LOCK TABLE {TABLE} IN SHARE ROW EXCLUSIVE MODE"
    yield from _new_table(parts)
    yield f"INSERT INTO {NEW} SELECT * FROM {TABLE}"  # noqa: S608
    yield from (f"ALTER INDEX {name} RENAME TO {name}_old" for name, _is_unique, _definition in indexes)
    yield from (_with_key(definition) if is_unique else definition for _name, is_unique, definition in indexes)
    yield from _column(cursor, POINTS_OUT)
    yield from _column(cursor, POINTS_IN)
    yield f"SELECT setval(pg_get_serial_sequence('{NEW}', 'id'), last_value, is_called) FROM {sequence}"  # noqa: S608
    yield f"DROP TABLE {TABLE}"
    yield f"ALTER TABLE {NEW} RENAME TO {TABLE}"
    yield f"ALTER SEQUENCE {NEW}_id_seq RENAME TO {TABLE}_id_seq"
    yield from (f"ALTER TABLE {table} OWNER TO {owner}" for table in (TABLE, *_names(parts)))
    yield from held
    for guard in triggers.guards_of(TABLE, _names(parts)):
        yield from triggers.STATEMENTS["postgresql"](guard)


def _new_table(parts: int) -> Iterator[str]:
    yield (
        f"CREATE TABLE {NEW} (LIKE {TABLE} INCLUDING DEFAULTS INCLUDING IDENTITY INCLUDING CONSTRAINTS) "
        f"PARTITION BY HASH ({KEY})"
    )
    for rest, name in enumerate(_names(parts)):
        yield (
            f"CREATE TABLE {name} PARTITION OF {NEW} "
            f"FOR VALUES WITH (MODULUS {parts}, REMAINDER {rest}) WITH ({SETTINGS})"
        )


def _names(parts: int) -> list[str]:
    return [f"{TABLE}_{rest:02}" for rest in range(parts)]


def _with_key(definition: str) -> str:
    """A unique key of a divided table holds what it is divided by; a line and its reversal have one person."""
    found = COLUMNS_OF_AN_INDEX.search(definition)
    if found is None or KEY in found[2].split(", "):
        return definition
    return definition.replace(found[0], f"{found[1]}({found[2]}, {KEY})", 1)


def _all(cursor: CursorWrapper, query: str) -> list[tuple]:
    cursor.execute(query)
    return cursor.fetchall()


def _column(cursor: CursorWrapper, query: str) -> list[str]:
    return [value for (value,) in _all(cursor, query)]


def _one(cursor: CursorWrapper, query: str) -> str:
    return _column(cursor, query)[0]
