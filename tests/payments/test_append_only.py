"""What was credited, received, decided or looked at stays: the database refuses to change or delete it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from payments import ledger
from payments.models import Access, Actor
from tests.payments.samples import AUGUST, credited, person, registry, rejected_line, staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_row_in_each_table() -> None:
    credited()
    now = datetime(2026, 11, 22, tzinfo=UTC)
    Access.objects.create(
        person=person(), actor=staff("A"), reason="A call", opened_at=now, until=now + timedelta(minutes=15)
    )
    line = rejected_line(registry(), period=None)
    correction = ledger.propose_correction(
        line=line, action="mend", document="Order 7", actor=staff("A"), period=(AUGUST + 1).first_day
    )
    ledger.confirm_correction(correction=correction, actor=staff("B"))
    rejected_line(registry(2), 3, period=None)


CHANGES = [
    "UPDATE payments_contribution SET amount = 1",
    "UPDATE payments_contribution SET person_id = person_id",
    "DELETE FROM payments_contribution",
    "UPDATE payments_person SET iin = '560815200109'",
    "UPDATE payments_access SET reason = 'another'",
    "DELETE FROM payments_access",
    "UPDATE payments_registryfile SET total = 1",
    "DELETE FROM payments_registryfile",
    "DELETE FROM payments_registryline WHERE outcome = 'rejected'",
    "UPDATE payments_registryline SET outcome = 'rejected' WHERE outcome = 'mended'",
    "UPDATE payments_registryline SET reason = 1 WHERE outcome = 'rejected'",
    "UPDATE payments_registryline SET person_id = NULL WHERE outcome = 'rejected'",
    "UPDATE payments_linecorrection SET document = 'another'",
    "UPDATE payments_linecorrection SET confirmed_by_id = NULL, confirmed_at = NULL",
    "DELETE FROM payments_linecorrection",
]
TABLES = ("contribution", "access", "registryfile", "registryline", "linecorrection")


@pytest.mark.parametrize("statement", CHANGES)
def test_a_change_is_refused(statement: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        run(statement)


@pytest.mark.postgres
@pytest.mark.parametrize("table", TABLES)
def test_emptying_a_table_is_refused(table: str) -> None:
    run("SET CONSTRAINTS ALL IMMEDIATE")  # what waits for the end of the transaction would refuse it as well
    with pytest.raises(IntegrityError), transaction.atomic():
        run(f"TRUNCATE payments_{table} CASCADE")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE payments_person SET last_name = 'Oralbek'",
        "UPDATE payments_registryline SET outcome = 'discarded' WHERE outcome = 'rejected'",
    ],
)
def test_what_may_change_does(statement: str) -> None:
    assert run(statement) == 1


def test_the_system_is_one_actor() -> None:
    assert Actor.system() == Actor.system()


def run(statement: str) -> int:
    """Past every model and verb."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount
