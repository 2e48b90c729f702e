"""A payer who names somebody else learns whether all is in order, and nothing more; each question is kept."""

import pytest
from django.db import IntegrityError, connection, transaction

from payments import ledger
from payments.models import PayeeCheck, Person
from tests.payments.orders import payer
from tests.payments.samples import AISHA, BOLAT

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("recorded", "typed", "in_order"),
    [
        ("Айгүл", "Айгүл", True),
        ("Айгүл", "  айгүл ", True),
        ("Алёна", "Алена", True),
        ("Айгүл", "Айгерім", False),
        ("Айгүл", "", False),
        ("", "Айгерім", True),
        (None, "Айгерім", True),  # nothing is known of the person at all
    ],
)
def test_one_answer(recorded: str | None, typed: str, in_order: bool) -> None:
    if recorded is not None:
        Person.objects.create(iin=AISHA, first_name=recorded)
    found = ledger.check_payee(actor=payer(BOLAT), iin=AISHA, first_name=typed)
    assert (found is not None) is in_order
    check = PayeeCheck.objects.get()
    assert (check.person.iin, check.actor, check.in_order) == (AISHA, payer(BOLAT), in_order)


def test_what_was_typed_is_not_recorded_as_anybody_s_name() -> None:
    ledger.check_payee(actor=payer(BOLAT), iin=AISHA, first_name="Айгүл")
    assert Person.objects.get(iin=AISHA).first_name == ""


def test_a_question_is_never_changed() -> None:
    ledger.check_payee(actor=payer(BOLAT), iin=AISHA, first_name="Айгүл")
    for verb in ("UPDATE payments_payeecheck SET in_order = in_order", "DELETE FROM payments_payeecheck"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(verb)
