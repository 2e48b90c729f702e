"""What no constraint can keep: rows that are never changed, and reversals that never exceed their line.

They are made after each migration (`after_migrate.py`), the same on SQLite and on PostgreSQL.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from payments.rules.payment_states import MOVES, PaymentState


@dataclass(frozen=True, slots=True)
class Guard:
    """What the database refuses on one table: an event, where a condition holds of the rows OLD and NEW.

    `first` locks what the condition counts, where the database has row locks.
    """

    name: str
    table: str
    event: str
    refusal: str
    when: str = "TRUE"
    first: str = ""

    @property
    def is_truncate(self) -> bool:
        """SQLite has no TRUNCATE."""
        return self.event == "TRUNCATE"


def never(table: str, *events: str, refusal: str, when: str = "TRUE") -> tuple[Guard, ...]:
    """A guard for each event."""
    return tuple(Guard(f"{table}_no_{event.lower()}", table, event, refusal, when) for event in events)


REVERSAL_FITS = """EXISTS (
    SELECT 1 FROM payments_contribution line
    WHERE line.id = NEW.reverses_id AND line.kind = 'credit' AND line.person_id = NEW.person_id
      AND line.period = NEW.period AND line.purpose_code = NEW.purpose_code
      AND line.amount >= NEW.amount + (
        SELECT COALESCE(SUM(reversal.amount), 0) FROM payments_contribution reversal
        WHERE reversal.reverses_id = line.id))"""

FIRST_MOVE = f"'>{PaymentState.ORDERED}'"
EVERY_MOVE = ", ".join([FIRST_MOVE, *(f"'{state}>{to}'" for state, following in MOVES.items() for to in following)])
MOVE = """(
    SELECT COALESCE((
        SELECT step.state FROM payments_paymentstep step
        WHERE step.payment_id = NEW.payment_id ORDER BY step.id DESC LIMIT 1), '')
    || '>' || NEW.state)"""

GUARDS = (
    *never("payments_contribution", "UPDATE", "DELETE", "TRUNCATE", refusal="a contribution is only ever reversed"),
    Guard(
        name="payments_contribution_reversal_fits",
        table="payments_contribution",
        event="INSERT",
        refusal="a reversal keeps person, period and purpose code, and takes back no more than is left",
        when=f"NEW.reverses_id IS NOT NULL AND NOT {REVERSAL_FITS}",
        first="PERFORM 1 FROM payments_contribution WHERE id = NEW.reverses_id FOR UPDATE;",
    ),
    Guard(
        name="payments_person_keeps_iin",
        table="payments_person",
        event="UPDATE",
        refusal="a person keeps their IIN: money never moves to somebody else",
        when="NEW.iin <> OLD.iin",
    ),
    *never("payments_access", "UPDATE", "DELETE", "TRUNCATE", refusal="who looked is never changed"),
    *never("payments_registryfile", "UPDATE", "DELETE", "TRUNCATE", refusal="a registry is never changed"),
    *never("payments_registryline", "DELETE", "TRUNCATE", refusal="a received line is never deleted"),
    *never(
        "payments_registryline",
        "UPDATE",
        refusal="a line that is posted or decided is never changed",
        when="OLD.outcome <> 'rejected'",
    ),
    Guard(
        name="payments_registryline_as_received",
        table="payments_registryline",
        event="UPDATE OF file_id, number, person_id, sender_id, received, understood, reason",
        refusal="a line stays as it was received",
    ),
    *never("payments_linecorrection", "TRUNCATE", refusal="a correction is never deleted"),
    *never(
        "payments_linecorrection",
        "UPDATE",
        "DELETE",
        refusal="a confirmed correction is never changed or deleted",
        when="OLD.confirmed_by_id IS NOT NULL",
    ),
    Guard(
        name="payments_linecorrection_as_requested",
        table="payments_linecorrection",
        event="UPDATE OF line_id, action, person_id, period, purpose_code, document, requested_by_id",
        refusal="a correction is confirmed as it was requested",
    ),
    *never("payments_basket", "UPDATE", "DELETE", "TRUNCATE", refusal="what was ordered is never changed"),
    *never("payments_payment", "UPDATE", "DELETE", "TRUNCATE", refusal="a payment is never changed"),
    *never("payments_paymentstep", "UPDATE", "DELETE", "TRUNCATE", refusal="a step of a payment is never changed"),
    Guard(
        name="payments_paymentstep_move",
        table="payments_paymentstep",
        event="INSERT",
        refusal="a payment moves only as the table of moves says",
        when=f"{MOVE} NOT IN ({EVERY_MOVE})",
        first="PERFORM 1 FROM payments_payment WHERE id = NEW.payment_id FOR UPDATE;",
    ),
    *(
        guard
        for table in ("transaction", "transaction_for_payments", "checkout", "checkout_payments", "checkoutanswer")
        for guard in never(f"payments_{table}", "UPDATE", "DELETE", "TRUNCATE", refusal="what a partner said stays")
    ),
    *never("payments_payeecheck", "UPDATE", "DELETE", "TRUNCATE", refusal="who asked is never changed"),
    *never("payments_suggestion", "DELETE", "TRUNCATE", refusal="a suggestion is decided, never deleted"),
    *never(
        "payments_suggestion",
        "UPDATE",
        refusal="a decided suggestion is never changed",
        when="OLD.decision <> ''",
    ),
    Guard(
        name="payments_suggestion_as_found",
        table="payments_suggestion",
        event="UPDATE OF contribution_id, payment_id, kind, found_at",
        refusal="a suggestion stays as it was found",
    ),
)


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
