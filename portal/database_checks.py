"""What PostgreSQL is set to and may make an answer untrue: looked at by `check --deploy`, and at the server's start."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.core.checks import CheckMessage, Warning, register
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

LEDGER = "payments_contribution"
SET = """
    SELECT name, setting FROM pg_settings
    WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit', 'TimeZone', 'log_error_verbosity')"""
ROLE = f"""
    SELECT rolname, rolsuper,
        EXISTS (SELECT FROM pg_class WHERE relname = '{LEDGER}' AND relnamespace = current_schema()::regnamespace
            AND pg_has_role(relowner, 'USAGE')),
        COALESCE(has_table_privilege(to_regclass('{LEDGER}')::oid, 'UPDATE, DELETE, TRUNCATE'), FALSE)
    FROM pg_roles WHERE rolname = current_user"""  # noqa: S608 - no value comes from outside
ENCRYPTED = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
NEAR = ("", "localhost", "127.0.0.1", "::1")

ON = {
    "fsync": "portal.W101",
    "synchronous_commit": "portal.W102",
    "full_page_writes": "portal.W103",
}


@dataclass(frozen=True, slots=True)
class Role:
    """As whom the portal signs in to PostgreSQL."""

    name: str
    is_superuser: bool
    owns_the_ledger: bool
    changes_the_ledger: bool


@register(deploy=True)
def check_database(app_configs: object, **options: object) -> list[CheckMessage]:
    """Warnings and no errors: a database that is away stops no start, the portal answers 503 until it is back."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor != "postgresql":
        return []
    was_open = connection.connection is not None
    try:
        return list(_looked_at(connection))
    except OperationalError:
        hint = "Is it started, and is DATABASE_URL right? The portal starts, and answers 503 meanwhile."
        return [
            Warning("The database does not answer, so nothing is known of its settings.", hint=hint, id="portal.W100")
        ]
    finally:
        if not was_open:
            connection.close()  # whoever forks after this must not share it


def _looked_at(connection: BaseDatabaseWrapper) -> Iterator[CheckMessage]:
    with connection.cursor() as cursor:
        cursor.execute(SET)
        settings = dict(cursor.fetchall())
        cursor.execute(ROLE)
        role = Role(*cursor.fetchone())
        cursor.execute(ENCRYPTED)
        is_encrypted = cursor.fetchone() == (True,)
    yield from durability(settings)
    yield from clock(settings)
    yield from its_log(settings)
    yield from rights(role)
    yield from way(connection.settings_dict["HOST"], is_encrypted)


def durability(settings: Mapping[str, str]) -> Iterator[CheckMessage]:
    """What was acknowledged has to outlive a crash."""
    for name, number in ON.items():
        if settings[name] == "off":
            lost = f"{name} is off: a payment that was answered for may be lost in a crash."
            yield Warning(lost, hint=f"Set {name} = on in postgresql.conf.", id=number)


def clock(settings: Mapping[str, str]) -> Iterator[CheckMessage]:
    """Django takes what it is told for UTC."""
    if settings["TimeZone"] not in ("UTC", "Etc/UTC"):
        said = f"The session's time zone is {settings['TimeZone']}, not UTC: days and hours would be off."
        yield Warning(said, hint="Take TIME_ZONE and PGTZ out, and let no pooler reset it.", id="portal.W104")


def its_log(settings: Mapping[str, str]) -> Iterator[CheckMessage]:
    """Beside an error PostgreSQL writes the values that caused it, and they are somebody's IIN."""
    if settings["log_error_verbosity"] != "terse":
        said = "PostgreSQL's log repeats values of rows beside errors, IINs among them."
        hint = "Run: ALTER SYSTEM SET log_error_verbosity = terse; SELECT pg_reload_conf();"
        yield Warning(said, hint=hint, id="portal.W109")


def rights(role: Role) -> Iterator[CheckMessage]:
    """The portal serves as a role that can change nothing of what is kept."""
    hint = "Run manage.py database_roles --apply, and sign in as the web role."
    if role.is_superuser:
        yield Warning(f"The role {role.name} is a superuser: no right holds it back.", hint=hint, id="portal.W105")
    elif role.owns_the_ledger:
        yield Warning(f"The role {role.name} owns the ledger: it could lift its triggers.", hint=hint, id="portal.W106")
    elif role.changes_the_ledger:
        yield Warning(f"The role {role.name} has the right to change the ledger.", hint=hint, id="portal.W107")


def way(host: str, is_encrypted: bool) -> Iterator[CheckMessage]:
    """To another machine nothing goes in the clear."""
    if host not in NEAR and not host.startswith("/") and not is_encrypted:
        hint = "Add ?sslmode=verify-full to DATABASE_URL, with sslrootcert=… if its authority is your own."
        yield Warning(f"The way to the database on {host} is not encrypted.", hint=hint, id="portal.W108")
