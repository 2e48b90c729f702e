"""What is written past the triggers `verify_ledger` names by the promise that it breaks; of what is right, nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from payments import history, ledger, triggers
from payments.models import Actor, Partner, RegistryLine, Suggestion, Transaction
from payments.rules.accounts import Account
from tests.payments.orders import NOVEMBER, OCTOBER, TODAY, arrives, bank, ordered, paid, received
from tests.payments.samples import AISHA, BOLAT, person, registry, reversed_line, staff

pytestmark = pytest.mark.django_db(transaction=True)
JULY = OCTOBER - 3


@pytest.fixture(autouse=True)
def _books() -> None:
    """A little of everything: an order, a payment at a terminal, one taken back, one credited, one reversed."""
    Partner.objects.create(actor=bank(), kind=Partner.Kind.BANK, login="bank")
    person(BOLAT)
    ordered(NOVEMBER - 3)
    paid(ordered(OCTOBER), number="T-1")
    ledger.take(partner=bank(), deposit=ledger.Deposit("T-2", 4250, TODAY, Account(None, AISHA, NOVEMBER)))
    ledger.take(partner=bank(), deposit=ledger.Deposit("T-3", 4250, TODAY, Account(None, AISHA, NOVEMBER + 1)))
    ledger.cancel_deposit(partner=bank(), number="T-3", day=TODAY)
    line = received(arrives(OCTOBER, credited_on=TODAY), "")
    reversed_line(line)
    with transaction.atomic():
        ledger.note("record_opened", actor=Actor.system())


@contextmanager
def past_the_triggers(*statements: str) -> Iterator[None]:
    """What somebody did who owns the database; undone in the end."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            for guard in triggers._guards(connection):
                cursor.execute(triggers._drop(connection, guard))
            for statement in statements:
                cursor.execute(statement)
        yield
        transaction.set_rollback(True)


def broken() -> list[str]:
    """The promises that do not hold, but for the triggers, which every tampering takes away."""
    return [one.promise for one in history.verify_ledger() if one.promise != "every trigger stands"]


def test_what_is_right_breaks_nothing(capsys):
    assert list(history.verify_ledger()) == []
    call_command("verify_ledger")
    assert f"All {len(history.PROMISES) + 2} promises hold." in capsys.readouterr().out


OF_THE_SECOND = "(SELECT id FROM payments_transaction WHERE number = 'T-2')"

OF_A_PARTNER = "WHERE number = 'T-2'"
SOMEBODY_ELSE = f"(SELECT id FROM payments_person WHERE iin = '{BOLAT}')"


@pytest.mark.parametrize(
    ("statement", "promise"),
    [
        ("DELETE FROM payments_registryline", "every credited line came from one line of a registry"),
        ("UPDATE payments_contribution SET amount = 1 WHERE kind = 'credit'", "reversals never exceed their line"),
        (
            "UPDATE payments_contribution SET period = '2026-01-01' WHERE kind = 'return'",
            "a reversal is of a credit of the same person, month and purpose",
        ),
        ("DELETE FROM payments_transaction_for_payments", "every payment that was accepted has one transaction"),
        ("UPDATE payments_payment SET amount = amount + 1", "a transaction sends payments of its own sum"),
        (f"UPDATE payments_transaction SET amount = 9999 {OF_A_PARTNER}", "a transaction sends payments of its own"),
        (
            "UPDATE payments_contribution SET amount = amount + 1 WHERE kind = 'credit'",
            "a payment is credited by a line of its own person, month and sum",
        ),
        (
            f"UPDATE payments_transaction SET person_id = {SOMEBODY_ELSE} {OF_A_PARTNER}",
            "a transaction that names a person sends a payment of theirs",
        ),
        (
            f"UPDATE payments_transaction SET period = '2026-01-01' {OF_A_PARTNER}",
            "a transaction that names a person sends a payment of theirs",
        ),
        (
            "DELETE FROM payments_paymentstep WHERE state = 'returned'",
            "what a transaction that was taken back had sent has come back",
        ),
        (
            "UPDATE payments_paymentstep SET state = 'returned', transaction_id = NULL "
            f"WHERE transaction_id = {OF_THE_SECOND}",
            "payments move as the table of moves says",
        ),
        ("DELETE FROM payments_paymentstep", "every payment has a state"),
        ("DELETE FROM payments_openpayment", "a payment that waits holds its month, and no other does"),
        ("UPDATE payments_registryfile SET line_count = 9", "a registry has as many lines as it says"),
        ("DELETE FROM payments_journalentry", "every entry of the journal vouches for the one before it"),
        (
            "UPDATE payments_contribution SET kind = 'refund' WHERE kind = 'return'",
            "every refund in the ledger was paid out",
        ),
    ],
)
def test_what_was_tampered_with_is_named(statement, promise):
    with past_the_triggers(statement):
        assert [one for one in broken() if one.startswith(promise)]


def test_what_staff_have_said_breaks_nothing():
    """A line of another month that is a payment's money, and money without a month."""
    payment = ledger.take(partner=bank(), deposit=ledger.Deposit("T-4", 4250, TODAY, Account(None, AISHA, JULY)))
    line = arrives(JULY - 1, reference="GCVP-4", credited_on=TODAY)
    RegistryLine.objects.create(file=registry(2), number=1, received={}, outcome="posted", contribution=line)
    suggestion = Suggestion.objects.get(payment__transactions=payment.id)
    ledger.decide_suggestion(
        suggestion=suggestion, decision=Suggestion.Decision.ASSIGN, reason="A letter", actor=staff("Desk")
    )
    ledger.take(partner=bank(), deposit=ledger.Deposit("T-5", 4250, TODAY, Account(None, AISHA, None)))
    taken = Transaction.objects.get(number="T-5")
    ledger.allocate(taken=taken, period=JULY, reason="A letter", actor=staff("Desk"))
    assert broken() == []


def test_a_missing_trigger_is_named(capsys):
    with triggers.lifted(connection):
        assert [one.promise for one in history.verify_ledger()] == ["every trigger stands"]
        with pytest.raises(SystemExit):
            call_command("verify_ledger")
        assert "Broken: every trigger stands" in capsys.readouterr().err
