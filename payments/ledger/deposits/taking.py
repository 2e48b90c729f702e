"""Taking money: one row for each number of a partner, for ever, and what it sends or makes."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db import connection

from payments.ledger.deposits.at_once import take_at_once
from payments.ledger.deposits.found import Deposit, Found, Known
from payments.ledger.deposits.one_by_one import take_one_by_one
from payments.ledger.entry import Refused
from payments.models import Actor

TRIES = 3


class Untakeable(StrEnum):
    """Why money is not taken, and nothing is written."""

    NO_PAYMENT = "no_payment"  # a right reference that no payment has
    KNOWN_OTHERWISE = "known_otherwise"  # the partner gave the same number to another sum or account


@dataclass(frozen=True, slots=True)
class Taken:
    """The row of a deposit, the same however often it is told: its id is our number for it."""

    id: int
    amount: int
    paid_on: date
    received_at: datetime
    is_cancelled: bool


def take(*, partner: Actor, deposit: Deposit) -> Taken:
    """Take money whatever it was for, unless it names a payment that there is not (Refused).

    The same number with the same sum and account is the same row; with others it is refused. A person who is not
    known becomes known. Whoever takes, orders or credits for one person waits for the other.
    """
    write = take_at_once if connection.vendor == "postgresql" else take_one_by_one
    for _ in range(TRIES):
        found, written = write(partner, deposit)
        if found.known is not None:
            return _the_same(found.known, found, deposit)
        if deposit.account.payment is not None and found.payment is None:
            raise Refused(Untakeable.NO_PAYMENT)
        if written is not None:
            return Taken(written.id, deposit.amount, deposit.paid_on, written.received_at, is_cancelled=False)
        # Somebody else has written the number between our asking and our writing.
    raise RuntimeError("a number that was taken cannot be found")


def _the_same(known: Known, found: Found, deposit: Deposit) -> Taken:
    account = deposit.account
    if account.payment is None:
        is_same = found.person is not None and (found.person, deposit.period) == (known.person, known.period)
    else:
        # What was said by IIN made its payment, or staff did: the partner never named that.
        is_same = known.person is None and account.payment == known.payment
    if not is_same or deposit.amount != known.amount:
        raise Refused(Untakeable.KNOWN_OTHERWISE)
    return Taken(known.id, known.amount, known.paid_on, known.received_at, known.cancelled_on is not None)
