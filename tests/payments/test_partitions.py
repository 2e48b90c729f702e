"""The ledger divided by a hash of the person: every promise stands, and every verb does what it did."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from payments import history, ledger, partitions, triggers
from payments.models import Actor, Contribution
from portal import database_roles
from portal.database_roles import Roles
from tests.payments.orders import NOVEMBER, TODAY, arrives, ordered, paid
from tests.payments.refunds import paid_out, requested, returned, returned_by_the_bank, withdrawn
from tests.payments.samples import PEOPLE, credited, entry, person, reversed_line
from tests.registry.samples import csv_file, many, take

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

PARTS = 4


@pytest.fixture
def _divided(monkeypatch: pytest.MonkeyPatch) -> None:
    """With lines that were there before, of several people; undone with the test's transaction."""
    ledger.credit(entries=[entry(iin=iin) for iin in PEOPLE], actor=Actor.system())
    reversed_line(credited(occurrence=2))
    divide(monkeypatch)


def divide(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the command; nothing vacuums inside a transaction."""
    monkeypatch.setattr(partitions, "vacuum", lambda: None)
    run("SET CONSTRAINTS ALL IMMEDIATE")  # what waits for the end of a transaction would be in the way
    call_command("partition_contributions", partitions=PARTS, stdout=StringIO())
    run("SET CONSTRAINTS ALL DEFERRED")


def run(*statements: str) -> None:
    """Past every model and verb."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def rows() -> list[tuple]:
    """The ledger as it stands."""
    return list(Contribution.objects.order_by("pk").values_list())


def test_nothing_is_lost_and_numbers_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    ledger.credit(entries=[entry(iin=iin) for iin in PEOPLE], actor=Actor.system())
    before, record = rows(), history.record(person(), TODAY)
    divide(monkeypatch)
    assert partitions.is_divided()
    assert (rows(), history.record(person(), TODAY)) == (before, record)
    assert credited(occurrence=3).pk > before[-1][0]


@pytest.mark.usefixtures("_divided")
def test_every_trigger_stands_on_every_part() -> None:
    assert triggers.missing(connection) == []
    triggers.make(connection)
    for statement in ("UPDATE {} SET amount = 1", "DELETE FROM {}", "TRUNCATE {} CASCADE"):
        for table in ("payments_contribution", *(f"payments_contribution_{part:02}" for part in range(PARTS))):
            if holds_rows(table) or statement.startswith("TRUNCATE"):
                with pytest.raises(IntegrityError), transaction.atomic():
                    run(statement.format(table))


def holds_rows(table: str) -> bool:
    """A row trigger is asked for rows alone."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT FROM {table})")
        return cursor.fetchone()[0]


@pytest.mark.usefixtures("_divided")
def test_a_trigger_that_is_gone_from_one_part_is_named() -> None:
    run("ALTER TABLE payments_contribution_02 DISABLE TRIGGER payments_contribution_no_update")
    assert triggers.missing(connection) == ["payments_contribution_no_update"]
    run("DROP TRIGGER payments_contribution_no_truncate ON payments_contribution_01")
    assert triggers.missing(connection) == ["payments_contribution_no_update", "payments_contribution_no_truncate"]
    triggers.make(connection)
    assert triggers.missing(connection) == []


@pytest.mark.usefixtures("_divided")
@pytest.mark.parametrize(
    "verbs",
    [
        lambda: (paid(ordered(NOVEMBER)), arrives(NOVEMBER)),
        lambda: take(csv_file(*many(20))),
        lambda: take(csv_file(*many(20), *many(20, first=11))),
        lambda: paid_out(requested(credited(occurrence=5))),
        lambda: withdrawn(),
        lambda: returned(),
    ],
    ids=["a payment is credited", "a registry is taken", "with doubles", "a refund", "withdrawn", "returned"],
)
def test_every_verb_does_what_it_did(verbs) -> None:
    verbs()
    broken = {broken.promise for broken in history.verify_ledger()}
    assert {promise for promise in broken if "registry" not in promise} == set()


@pytest.mark.usefixtures("_divided")
def test_the_same_line_is_refused_and_returned_once() -> None:
    line = credited()
    assert Contribution.objects.filter(kind="credit", person=line.person).count() == 2
    twin = Contribution.objects.get(pk=line.pk)
    twin.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)
    returned_by_the_bank(line)
    again = line.reversal("return", reference="another", amount=1, day=line.credited_on, actor=Actor.system())
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save(force_insert=True)


@pytest.mark.usefixtures("_divided")
def test_migrations_go_on() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    call_command("migrate", verbosity=0)
    run("ALTER TABLE payments_contribution ADD COLUMN later int", "CREATE INDEX ON payments_contribution (later)")
    with pytest.raises(CommandError, match="divided already"):
        call_command("partition_contributions")


def test_rights_and_owner_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    names = Roles(*(f"{connection.settings_dict['NAME']}_{role}" for role in ("owner", "web", "reader")))
    run(*database_roles.statements(connection, names))
    divide(monkeypatch)
    run(f"SET LOCAL ROLE {names.web}")
    credited()
    take(csv_file(*many(5)))
    run("SET CONSTRAINTS ALL IMMEDIATE")
    for statement in ("UPDATE payments_contribution SET amount = 1", "DELETE FROM payments_contribution_00"):
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            run(statement)
    run(f"SET LOCAL ROLE {names.owner}", "ALTER TABLE payments_contribution_00 SET (fillfactor = 100)", "RESET ROLE")


@pytest.mark.parametrize("parts", [1, 101])
def test_a_number_without_sense_is_refused(parts: int) -> None:
    with pytest.raises(CommandError, match="2 to 100"):
        call_command("partition_contributions", partitions=parts)


def test_the_statements_are_printed_and_nothing_is_changed() -> None:
    printed = StringIO()
    call_command("partition_contributions", print=True, partitions=PARTS, stdout=printed)
    lines = printed.getvalue().splitlines()
    assert (lines[0], lines[-1]) == ("BEGIN;", "VACUUM (FREEZE, ANALYZE) payments_contribution;")
    assert not partitions.is_divided()
