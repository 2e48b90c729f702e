"""One index keeps a line from being posted twice, and answers the read of a statement by itself."""

from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from payments import history, ledger
from payments.history.lines import LINES
from payments.models import Actor, Contribution
from payments.models.contribution import IDENTITY
from payments.rules.months import Month
from tests.payments.samples import PEOPLE, credited, entry, person, reversed_line

MIGRATION = import_module("payments.migrations.0010_covering_index")
DEFINITION = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'contribution_identity'"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_lines_of_a_statement_are_read_from_it_alone() -> None:
    months = [Month.of(2020, 1) + number for number in range(36)]
    entries = [entry(iin=iin, period=month) for iin in PEOPLE for month in months]
    ledger.credit(entries=entries, actor=Actor.system())
    reversed_line(credited(occurrence=2))
    [(sql, params)] = [(sql, params) for sql, params in asked_by_a_record() if sql == LINES]
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE payments_contribution")
        cursor.execute("SET enable_seqscan = off")  # the ledger of a test is too small for any index
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
        [[plan]] = cursor.fetchone()
        cursor.execute("RESET enable_seqscan")
    found = plan["Plan"]
    assert (found["Node Type"], found["Index Name"]) == ("Index Only Scan", "contribution_identity")
    assert (found["Actual Rows"], found["Heap Fetches"]) == (38, 0)


def asked_by_a_record() -> list[tuple[str, Any]]:
    """Every statement, as it is sent."""
    sent = []

    def keep(run, sql, params, *rest):
        sent.append((sql, params))
        return run(sql, params, *rest)

    somebody = person()
    with connection.execute_wrapper(keep):
        history.record(somebody, date(2026, 11, 22))
    return sent


@pytest.mark.postgres
@pytest.mark.django_db
def test_no_other_index_is_written_by_every_line() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexrelid::regclass::text FROM pg_index"
            " WHERE indrelid = 'payments_contribution'::regclass AND indpred IS NULL ORDER BY 1"
        )
        assert [name for (name,) in cursor.fetchall()] == ["contribution_identity", "payments_contribution_pkey"]


@pytest.mark.django_db
def test_a_line_is_known_by_its_identity_alone() -> None:
    line = credited()
    twin = Contribution.objects.get(pk=line.pk)
    twin.pk, twin.amount, twin._state.adding = None, 1, True
    with pytest.raises(ValidationError) as refused:
        twin.validate_constraints()
    with translation.override("en"):
        assert "already exists" in refused.value.messages[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)
    twin.pk = None
    Contribution.objects.bulk_create([twin], ignore_conflicts=True)
    target = ", ".join("person_id" if name == "person" else name for name in IDENTITY)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO payments_contribution (kind, person_id, period, purpose_code, amount, reference, occurrence,"
            " paid_on, credited_on, sender_bin, sender_name, entered_by_id)"
            " SELECT kind, person_id, period, purpose_code, 7, reference, occurrence, paid_on, credited_on, '', '',"
            f" entered_by_id FROM payments_contribution WHERE true ON CONFLICT ({target}) DO NOTHING"
        )
        assert cursor.rowcount == 0
    assert [row.amount for row in Contribution.objects.all()] == [line.amount]


@pytest.mark.postgres
@pytest.mark.django_db
def test_the_migration_goes_back() -> None:
    assert "INCLUDE (amount" in definition()
    names = set(indexes())
    with connection.schema_editor() as editor:
        MIGRATION.uncover(apps, editor)
        MIGRATION.make_full_index(apps, editor)
    assert "INCLUDE" not in definition()
    assert len(set(indexes()) - names) == 1
    with connection.schema_editor() as editor:
        MIGRATION.drop_full_index(apps, editor)
        MIGRATION.cover(apps, editor)
    assert "INCLUDE (amount" in definition()
    assert set(indexes()) >= {"contribution_returned_once", "contribution_taken_back"}


def definition() -> str:
    """Of the constraint, as it stands."""
    with connection.cursor() as cursor:
        cursor.execute(DEFINITION)
        return cursor.fetchone()[0]


def indexes() -> list[str]:
    """Of the ledger, all of them."""
    with connection.cursor() as cursor:
        return list(connection.introspection.get_constraints(cursor, "payments_contribution"))
