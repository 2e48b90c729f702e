"""A ledger of any size in a PostgreSQL database of its own: so many people, a line a month for each.

The lines stand in the order in which registries bring them, a month after the other, so that those of one person lie
far apart. Every sixth person has an employer, which a line names.
"""

from collections.abc import Iterator
from itertools import count, islice

from django.core.management import call_command
from django.db import connection

from payments import triggers
from payments.rules.identifiers import check_digit

MONTHS = 36
DATES = 100 * 12 * 28
STRIDE, SHIFT = 7919, 104729  # primes: within each month everybody comes once, in another order

COUNTED = "SELECT COUNT(*) FROM (SELECT FROM payments_contribution LIMIT 1) one"
ACTOR = "INSERT INTO payments_actor (kind, label) VALUES ('system', '')"
LINES = f"""
    INSERT INTO payments_contribution (
        kind, person_id, period, purpose_code, amount, reference, occurrence, paid_on, credited_on,
        sender_bin, sender_name, entered_by_id)
    SELECT 'credit', person, month, CASE WHEN person %% 6 = 0 THEN '121' ELSE '122' END, 4250,
        'GC' || LPAD((place + %(before)s)::text, 9, '0'), 1, month + 19, month + 23,
        CASE WHEN person %% 6 = 0 THEN '291240000017' ELSE '' END,
        CASE WHEN person %% 6 = 0 THEN '«Жаңа таң» ЖШС' ELSE '' END,
        (SELECT id FROM payments_actor WHERE kind = 'system')
    FROM (
        SELECT place, (DATE '2023-12-01' + %(number)s * INTERVAL '1 month')::date AS month,
            1 + (place::bigint * {STRIDE} + %(number)s * {SHIFT}) %% %(people)s AS person
        FROM generate_series(0, %(people)s - 1) AS place) AS received"""
FULL = ("contribution_identity", "contribution_sent_by", "contribution_taken_back", "contribution_returned_once")


def people_for(rows: int) -> int:
    """How many people have so many lines."""
    return -(-rows // MONTHS)


def use(name: str) -> None:
    """Go to a database of this name on the server of DATABASE_URL, made and migrated if it is not there."""
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        is_new = cursor.fetchone() is None
        if is_new:
            cursor.execute(f'CREATE DATABASE "{name}"')
    connection.close()
    connection.settings_dict["NAME"] = name
    if is_new:
        call_command("migrate", verbosity=0)


def drop(name: str) -> None:
    """Remove the database again."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}"')


def fill(rows: int, lines: str = LINES) -> None:
    """Bring in people and lines, unless there are some; then what PostgreSQL would do by itself later."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(COUNTED)
        if cursor.fetchone() == (0,):
            _people(cursor, people_for(rows))
            _lines(cursor, people_for(rows), lines)
            cursor.execute("VACUUM (FREEZE, ANALYZE) payments_contribution")


def _people(cursor, people: int) -> None:
    with cursor.copy("COPY payments_person (id, iin, last_name, first_name, patronymic) FROM STDIN") as copy:
        for number, iin in enumerate(islice(iins(), people), start=1):
            copy.write_row((number, iin, "Жұмабекова", "Айгүл", ""))
    cursor.execute("VACUUM (FREEZE, ANALYZE) payments_person")


def iins() -> Iterator[str]:
    """Of people born in the nineteenth century, without end."""
    for number in count():
        day, place = number % DATES, number // DATES
        eleven = f"{day // 336:02}{day // 28 % 12 + 1:02}{day % 28 + 1:02}1{place:04}"
        digit = check_digit(eleven)
        if digit is not None:
            yield f"{eleven}{digit}"


def _lines(cursor, people: int, lines: str) -> None:
    """Without triggers, and the indexes afterwards: sorted they are made in a tenth of the time."""
    standing = _definitions(cursor)
    with triggers.lifted(connection):
        cursor.execute("ALTER TABLE payments_contribution DROP CONSTRAINT contribution_identity")
        cursor.execute("DROP INDEX contribution_sent_by, contribution_taken_back, contribution_returned_once")
        cursor.execute("SET session_replication_role = replica")  # no look-up of a foreign key for each line
        cursor.execute(ACTOR)
        for number in range(MONTHS):
            cursor.execute(lines, {"people": people, "number": number, "before": number * people})
        cursor.execute("SET session_replication_role = DEFAULT")
        for definition in standing:
            cursor.execute(definition)


def _definitions(cursor) -> list[str]:
    cursor.execute("""
        SELECT COALESCE(
            'ALTER TABLE payments_contribution ADD CONSTRAINT ' || conname || ' ' || pg_get_constraintdef(kept.oid),
            pg_get_indexdef(indexrelid))
        FROM pg_index LEFT JOIN pg_constraint kept ON conindid = indexrelid AND conrelid = indrelid
        WHERE indrelid = 'payments_contribution'::regclass AND NOT indisprimary""")
    return [definition for (definition,) in cursor.fetchall()]
