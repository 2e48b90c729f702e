"""Who may do what in PostgreSQL: the owner makes tables, the web role serves, the reader reads.

Triggers refuse what is wrong, whoever asks; these rights keep the portal itself from lifting them. What is added to and
never changed, the web role cannot change: of such a table it has the right to update `id` at most, for PostgreSQL asks
for that right of whoever locks a row, and a trigger refuses the update.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True, slots=True)
class Roles:
    """What the three are called."""

    owner: str = "jarna_owner"
    web: str = "jarna_web"
    reader: str = "jarna_reader"


@dataclass(frozen=True, slots=True)
class Rights:
    """What the web role may do with a table that it may read; `changes` are columns, or * for all."""

    adds: bool = True
    changes: str = ""
    deletes: bool = False


READ = Rights(adds=False)
ADDED_TO = Rights()
LOCKED = Rights(changes="id")
SLOT = Rights(deletes=True)
FREE = Rights(changes="*", deletes=True)

# A table that is missing here stops the command and a test: somebody has to decide.
RIGHTS = {
    "auth_group": FREE,
    "auth_group_permissions": FREE,
    "auth_permission": READ,
    "django_admin_log": ADDED_TO,
    "django_content_type": READ,
    "django_migrations": READ,
    "django_session": FREE,
    "payments_access": ADDED_TO,
    "payments_actor": Rights(changes="label"),
    "payments_allocation": ADDED_TO,
    "payments_basket": ADDED_TO,
    "payments_cancellation": ADDED_TO,
    "payments_categoryspan": Rights(changes="last_month"),
    "payments_checkout": ADDED_TO,
    "payments_checkout_payments": ADDED_TO,
    "payments_checkoutanswer": ADDED_TO,
    "payments_contribution": LOCKED,
    "payments_journalentry": ADDED_TO,
    "payments_journalhead": Rights(changes="count, hash"),
    "payments_linecorrection": Rights(changes="confirmed_by_id, confirmed_at", deletes=True),
    "payments_openpayment": SLOT,
    "payments_openrefund": SLOT,
    "payments_partner": Rights(changes="kind, dialect, login, addresses, calls_a_minute, is_on"),
    "payments_partnerkey": Rights(changes="revoked_at, revoked_by_id"),
    "payments_partnerregistry": ADDED_TO,
    "payments_partnerregistryline": ADDED_TO,
    "payments_payeecheck": ADDED_TO,
    "payments_payment": LOCKED,
    "payments_paymentstep": ADDED_TO,
    "payments_payout": ADDED_TO,
    "payments_payoutanswer": ADDED_TO,
    "payments_payoutanswerfile": ADDED_TO,
    "payments_payoutfile": ADDED_TO,
    "payments_payoutseal": ADDED_TO,
    # Whoever makes people at once with others names the IIN in both arms; a trigger keeps it.
    "payments_person": Rights(changes="iin, last_name, first_name, patronymic"),
    "payments_prooffile": Rights(changes="request_id, removed_at", deletes=True),
    "payments_rate": FREE,
    "payments_reconciliationcase": Rights(changes="decision, reason, decided_by_id, decided_at"),
    "payments_refundaccount": ADDED_TO,
    "payments_refunddecision": Rights(changes="outcome, second_by_id, second_at, note"),
    "payments_refundhold": FREE,
    "payments_refundrequest": LOCKED,
    "payments_refundstep": ADDED_TO,
    "payments_registryfile": ADDED_TO,
    "payments_registryline": Rights(changes="outcome, contribution_id"),
    "payments_suggestion": Rights(changes="decision, reason, decided_by_id, decided_at"),
    "payments_transaction": LOCKED,
    "payments_transaction_for_payments": ADDED_TO,
    "payments_workdayexception": FREE,
    "portal_account": Rights(changes="*"),
    "portal_account_groups": FREE,
    "portal_account_user_permissions": FREE,
    "portal_draft": FREE,
    "portal_onetimecode": Rights(changes="used_at"),
    "portal_refunddraft": FREE,
    "portal_tally": FREE,
}

# What the reader does not see: secrets, and what nobody has said yet. Of the other tables all.
HIDDEN = {
    "django_session": "*",
    "payments_partnerkey": "key_hash",
    "portal_account": "password",
    "portal_draft": "*",
    "portal_onetimecode": "*",
    "portal_refunddraft": "*",
    "portal_tally": "*",
}

# A bulk import numbers its lines before it adds them, and so is a stranger whose money comes numbered. The right is to
# draw a number, not to set the next one.
NUMBERED = ("payments_contribution", "payments_person")

TABLES = """
    SELECT relname, pg_get_userbyid(relowner) FROM pg_class
    WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace
    ORDER BY relname"""
FUNCTIONS = r"""
    SELECT oid::regprocedure::text FROM pg_proc
    WHERE pronamespace = current_schema()::regnamespace AND proname LIKE 'payments\_%' ORDER BY 1"""


def undecided(connection: BaseDatabaseWrapper) -> list[str]:
    """Tables of which nobody has said who may do what with them."""
    return sorted(set(connection.introspection.table_names()) - set(RIGHTS))


def statements(connection: BaseDatabaseWrapper, roles: Roles) -> Iterator[str]:
    """All of it, safe to repeat: by a superuser the first time, by the owner after each migration."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), current_schema()")
        database, schema = map(quote, cursor.fetchone())
        cursor.execute(TABLES)
        owners = dict(cursor.fetchall())
        cursor.execute(FUNCTIONS)
        functions = [name for (name,) in cursor.fetchall()]
    yield from _roles(roles, schema)
    yield from _doors(roles, database, schema)
    # To make somebody the owner waits for all who use the table, even if they own it already.
    yield from (f"ALTER TABLE {table} OWNER TO {roles.owner}" for table in owners if owners[table] != roles.owner)
    yield from (f"ALTER FUNCTION {function} OWNER TO {roles.owner}" for function in functions)
    yield from (f"GRANT USAGE ON SEQUENCE {name}_id_seq TO {roles.web}" for name in NUMBERED if name in owners)
    for table in sorted(set(owners) & set(RIGHTS)):
        yield f"REVOKE ALL ON {table} FROM PUBLIC, {roles.web}, {roles.reader}"
        yield from _of_web(roles.web, table, RIGHTS[table])
        yield from _of_reader(roles.reader, table, connection)


def _roles(roles: Roles, schema: str) -> Iterator[str]:
    """Without a password: nobody signs in as one of them until it gets one, or pg_hba.conf says otherwise."""
    # A temporary table, which a bulk import needs, never stands before a real one of its name.
    paths = {roles.web: f"ALTER ROLE {roles.web} SET search_path = {schema}, pg_temp;"}
    for role in (roles.owner, roles.web, roles.reader):
        yield (
            f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN "
            f"CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS; "
            f"{paths.get(role, '')} END IF; END $$"
        )


def _doors(roles: Roles, database: str, schema: str) -> Iterator[str]:
    yield f"ALTER DATABASE {database} OWNER TO {roles.owner}"
    yield f"REVOKE ALL ON DATABASE {database} FROM PUBLIC, {roles.web}, {roles.reader}"
    yield f"GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {roles.web}"
    yield f"GRANT CONNECT ON DATABASE {database} TO {roles.reader}"
    yield f"REVOKE ALL ON SCHEMA {schema} FROM PUBLIC, {roles.web}, {roles.reader}"
    yield f"GRANT USAGE ON SCHEMA {schema} TO {roles.web}, {roles.reader}"
    yield f"GRANT USAGE, CREATE ON SCHEMA {schema} TO {roles.owner}"


def _of_web(web: str, table: str, rights: Rights) -> Iterator[str]:
    held = ["SELECT", *(["INSERT"] if rights.adds else []), *(["DELETE"] if rights.deletes else [])]
    if rights.changes:
        held.append("UPDATE" if rights.changes == "*" else f"UPDATE ({rights.changes})")
    yield f"GRANT {', '.join(held)} ON {table} TO {web}"


def _of_reader(reader: str, table: str, connection: BaseDatabaseWrapper) -> Iterator[str]:
    hidden = HIDDEN.get(table)
    if hidden is None:
        yield f"GRANT SELECT ON {table} TO {reader}"
    elif hidden != "*":
        with connection.cursor() as cursor:
            found = connection.introspection.get_table_description(cursor, table)
        shown = ", ".join(column.name for column in found if column.name != hidden)
        yield f"GRANT SELECT ({shown}) ON {table} TO {reader}"
