"""Taking money on PostgreSQL: the lock, the decision and every row are one call, waited for once.

The rule is not written again in SQL. It is asked here, before, for each payment that may be found there, and the
function looks its answer up.
"""

import json
from functools import cache
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, connection, transaction
from psycopg.errors import UniqueViolation

from payments.ledger.deposits.found import Deposit, Found, Written, found_in, question, which_person
from payments.models import Actor
from payments.rules.accounts import may_become_payment
from payments.rules.deposits import Open, effect_of
from payments.rules.facts import Payer
from payments.rules.payment_states import PaymentState
from payments.rules.requisites import PurposeCode
from payments.taking import call


def take_at_once(partner: Actor, deposit: Deposit) -> tuple[Found, Written | None]:
    """What was known, and the row that was written: none if the number was known, or its payment is not."""
    try:
        return _take(partner, deposit)
    except IntegrityError as error:
        if not isinstance(error.__cause__, UniqueViolation):
            raise
        # A stranger, whom somebody else made known meanwhile.
        return _take(partner, deposit)


def _take(partner: Actor, deposit: Deposit) -> tuple[Found, Written | None]:
    # A statement is a transaction by itself; one that fails within another leaves that as it was.
    if connection.in_atomic_block:
        with transaction.atomic():
            return _call(partner, deposit)
    return _call(partner, deposit)


def _call(partner: Actor, deposit: Deposit) -> tuple[Found, Written | None]:
    with connection.cursor() as cursor:
        cursor.execute(call(which_person(deposit.account)), _values(partner, deposit))
        *row, number, received_at = cursor.fetchone()
    return found_in(row), None if number is None else Written(number, received_at)


def _values(partner: Actor, deposit: Deposit) -> dict[str, Any]:
    account = deposit.account
    has_month = account.period is not None and may_become_payment(account.period, deposit.paid_on)
    return question(partner.pk, deposit)[1] | {
        "amount": deposit.amount,
        "paid_on": deposit.paid_on,
        "key": uuid4(),
        "trader": Payer.SOLE_TRADER,
        "self": Payer.SELF,
        "code": PurposeCode.CONTRIBUTION,
        "effects": effects(is_named=account.payment is not None, has_month=has_month),
    }


@cache
def effects(*, is_named: bool, has_month: bool) -> str:
    """What the rule says of every payment that may be found, by its state and the sign of its sum less ours: `sent-1`.

    Without any, the place is ''; a reference that no payment has is not there at all.
    """
    payments = {f"{state}{sign}": Open(0, 2 + sign, state) for state in PaymentState for sign in (-1, 0, 1)}
    if is_named:
        said = {place: effect_of(2, payment, None, has_month=has_month) for place, payment in payments.items()}
    else:
        said = {place: effect_of(2, None, each, has_month=has_month) for place, each in ({"": None} | payments).items()}
    return json.dumps(said)
