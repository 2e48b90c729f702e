"""What a partner says it took, and all that taking it has to know: one statement, the same on both databases."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from payments.rules.accounts import Account
from payments.rules.deposits import Open
from payments.rules.payment_states import PaymentState
from payments.taking import BY_IIN, BY_PAYMENT, FIND


@dataclass(frozen=True, slots=True)
class Deposit:
    """What a partner says it took: its own number, tenge, the day of payment, and what the payer typed."""

    number: str
    amount: int
    paid_on: date
    account: Account

    @property
    def period(self) -> date | None:
        """The month that was said, by its first day."""
        return self.account.period.first_day if self.account.period else None


class Known(NamedTuple):
    """A transaction that was taken before; `payment` is what it was made for."""

    id: int
    amount: int
    person: int | None
    period: date | None
    paid_on: date
    received_at: datetime
    cancelled_on: date | None
    payment: int | None


class Found(NamedTuple):
    """The person, the transaction of this number if there is one, and the payment that is named or open.

    `is_trader`: the person is registered as a sole trader in the month.
    """

    person: int | None
    known: Known | None
    payment: Open | None
    is_trader: bool


class Written(NamedTuple):
    """The row that stands for a number, and when it was written."""

    id: int
    received_at: datetime


def which_person(account: Account) -> str:
    """The condition that finds whom an account names."""
    return BY_IIN if account.payment is None else BY_PAYMENT


def question(partner: int, deposit: Deposit) -> tuple[str, dict[str, Any]]:
    """The statement and its values."""
    values = {
        "partner": partner,
        "number": deposit.number,
        "iin": deposit.account.iin,
        "period": deposit.period,
        "payment": deposit.account.payment,
    }
    return FIND.format(person=which_person(deposit.account)), values


def found_in(row: tuple[Any, ...]) -> Found:
    """One row of the answer."""
    person, *known, payment, amount, state, is_trader = row
    return Found(
        person=person,
        known=None if known[0] is None else _in_utc(Known(*known)),
        payment=None if payment is None else Open(payment, amount, PaymentState(state)),
        is_trader=bool(is_trader),
    )


def _in_utc(known: Known) -> Known:
    # SQLite keeps moments without their zone.
    at = known.received_at
    return known if at.tzinfo else known._replace(received_at=at.replace(tzinfo=UTC))
