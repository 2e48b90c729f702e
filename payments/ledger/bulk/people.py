"""The people of a registry: found or made by their IIN, named, and locked in the order of their IINs."""

from django.db import connection

from payments.ledger.people import Names

# Credits before returns, each in the order of the lines, senders last: the first who says a name is believed. One
# statement for all of them, in the order of IINs, as everybody does who makes people: nobody waits for each other.
MAKE = """
    INSERT INTO payments_person (iin, last_name, first_name, patronymic)
    SELECT iin, COALESCE(last_name, ''), COALESCE(first_name, ''), COALESCE(patronymic, '')
    FROM (
        SELECT DISTINCT ON (iin COLLATE "C") iin, last_name, first_name, patronymic
        FROM (
            SELECT iin, last_name, first_name, patronymic, (operation = 'return')::int AS part, number
            FROM registry_arriving WHERE iin IS NOT NULL
            UNION ALL
            SELECT sender_iin, NULL, NULL, NULL, 2, number FROM registry_arriving WHERE sender_iin IS NOT NULL
        ) AS named
        ORDER BY iin COLLATE "C", part, number
    ) AS arriving
    WHERE NOT EXISTS (SELECT 1 FROM payments_person person WHERE person.iin = arriving.iin)
    ORDER BY iin COLLATE "C"
    ON CONFLICT (iin) DO NOTHING
"""
LOCK = """
    INSERT INTO registry_people
    SELECT person.id, person.iin, person.last_name, person.first_name, person.patronymic
    FROM payments_person person
    WHERE person.iin IN (SELECT iin FROM registry_arriving UNION SELECT sender_iin FROM registry_arriving)
    ORDER BY person.iin COLLATE "C"
    FOR NO KEY UPDATE
"""
# Who pays for others is one of few: they are not looked for among all.
SENDERS = """
    INSERT INTO registry_senders
    SELECT id, iin FROM registry_people WHERE iin IN (SELECT sender_iin FROM registry_arriving)
"""
FIRST_SAID = ", ".join(
    f"(array_agg(arriving.{name} ORDER BY operation = 'return', number)"
    f" FILTER (WHERE arriving.{name} IS NOT NULL))[1] AS {name}"
    for name in Names._fields
)
BLANK = " OR ".join(f"people.{name} = '' AND arriving.{name} IS NOT NULL" for name in Names._fields)
FILLED = ", ".join(f"{name} = COALESCE(NULLIF(person.{name}, ''), said.{name}, '')" for name in Names._fields)
FILL_IN = f"""
    UPDATE payments_person person SET {FILLED}
    FROM (
        SELECT people.id, {FIRST_SAID}
        FROM registry_arriving arriving JOIN registry_people people ON people.iin = arriving.iin
        WHERE {BLANK}
        GROUP BY people.id
    ) AS said
    WHERE person.id = said.id
"""  # noqa: S608


def lock_their_people() -> None:
    """As `lock_people` does for some: everybody whom a line names, and their blank names filled in."""
    with connection.cursor() as cursor:
        cursor.execute(MAKE)
        cursor.execute(LOCK)
        cursor.execute(SENDERS)
        cursor.execute("ANALYZE registry_people, registry_senders")
        cursor.execute(FILL_IN)
