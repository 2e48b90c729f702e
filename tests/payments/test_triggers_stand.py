"""The triggers: made with every migration, missed by a check, lifted only for the test runner."""

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from payments import taking, triggers
from payments.models import Contribution, Rate
from tests.payments.samples import credited


@pytest.mark.django_db
def test_they_stand_after_migrating() -> None:
    assert triggers.missing(connection) == []
    assert run_checks(tags=["database"], databases=["default"]) == []


@pytest.mark.django_db
def test_a_check_names_each_that_is_gone() -> None:
    triggers.drop(connection)
    warnings = run_checks(tags=["database"], databases=["default"])
    assert {warning.id for warning in warnings} == {"payments.W001"}
    assert len(warnings) == len(triggers.missing(connection)) > 10
    assert "payments_contribution_no_update" in warnings[0].msg


@pytest.mark.postgres
@pytest.mark.django_db
def test_a_check_names_each_function_that_is_gone() -> None:
    [name, _other] = [name for name, _body in taking.FUNCTIONS.values()]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP FUNCTION {name}")
    [warning] = run_checks(tags=["database"], databases=["default"])
    assert (warning.id, name in warning.msg) == ("payments.W002", True)


@pytest.mark.django_db
def test_they_are_lifted_for_a_while() -> None:
    credited()
    with triggers.lifted(connection):
        Contribution.objects.update(amount=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.update(amount=2)


@pytest.mark.django_db
def test_they_stand_again_after_a_failure() -> None:
    with pytest.raises(ZeroDivisionError), triggers.lifted(connection):
        raise ZeroDivisionError
    assert triggers.missing(connection) == []


@pytest.mark.django_db(transaction=True)
def test_migrating_makes_them_again() -> None:
    triggers.drop(connection)
    call_command("migrate", verbosity=0)
    assert triggers.missing(connection) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_the_test_runner_empties_the_tables(time: int) -> None:
    assert not Contribution.objects.exists()
    assert Rate.objects.exists()
    credited()


@pytest.mark.django_db(transaction=True)
def test_nobody_else_empties_them() -> None:
    credited()
    with pytest.raises(Exception, match="flush"):
        call_command("flush", interactive=False, verbosity=0)
    assert Contribution.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db
def test_the_many_credits_of_an_import_call_no_trigger() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = 'payments_contribution_reversal_fits'"
        )
        assert "WHEN ((new.reverses_id IS NOT NULL))" in cursor.fetchone()[0]
