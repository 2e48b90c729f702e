"""Is a payment right, before a partner takes money for it? Nothing is written, and nobody becomes known by it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from payments import history
from payments.models import Payment, Person
from payments.rules.accounts import Account, masked_name
from payments.rules.facts import Facts, Payer, Settings
from payments.rules.law import Law
from payments.rules.months import Month, span
from payments.rules.ordering import Unpayable, refusals, why_not_still_due
from payments.rules.payment_states import PaymentState, state_on
from payments.rules.situation import Situation, situation
from payments.rules.status import YEAR


class Unwanted(StrEnum):
    """Why money should not be taken; that it is taken all the same is no fault of the payer's."""

    NO_PAYMENT = "no_payment"  # a right reference that no payment has
    ALREADY_PAID = "already_paid"  # the month needs no payment, or its payment has its money
    OVER = "over"  # the payment expired, was cancelled or came back
    OUT_OF_REACH = "out_of_reach"  # no such month can be paid, or nobody knows its price yet


@dataclass(frozen=True, slots=True)
class Checked:
    """What a partner may tell a payer: a masked first name, and each month that may be paid with its tenge.

    One month where one was asked for, all that may be paid where none was; none with a reason in `unwanted`.
    """

    name: str
    months: tuple[tuple[Month, int], ...]
    unwanted: Unwanted | None


# What the record says of a month comes out as one word: who pays for somebody, and when, is nobody else's business.
BEYOND = (Unpayable.TOO_EARLY, Unpayable.TOO_FAR, Unpayable.NO_RATE)


def check_deposit(*, account: Account, today: date, settings: Settings) -> Checked:
    """What may be paid for an account, and what it costs today; a right IIN of somebody unknown may be paid for."""
    if account.payment is not None:
        return _payment(account.payment, today, settings)
    person = Person.objects.filter(iin=account.iin).first()
    now = _situation(person, today, settings)
    months = span(now.month - (YEAR - 1), now.month + YEAR) if account.period is None else (account.period,)
    refused = refusals(now, months, ordered=())
    payable = tuple((month, now.price(month) or 0) for place, month in enumerate(months) if place not in refused)
    return Checked(masked_name(person.first_name if person else ""), payable, None if payable else _why(refused))


def _payment(number: int, today: date, settings: Settings) -> Checked:
    payment = Payment.objects.filter(pk=number).select_related("person", "basket").with_state().first()
    if payment is None:
        return Checked("", (), Unwanted.NO_PAYMENT)
    unwanted = _why_not_payment(payment, today, settings)
    months = () if unwanted else ((Month.containing(payment.period), payment.amount),)
    return Checked(masked_name(payment.person.first_name), months, unwanted)


def _why_not_payment(payment: Payment, today: date, settings: Settings) -> Unwanted | None:
    state = state_on(PaymentState(payment.state), payment.valid_until, today)
    if state in (PaymentState.SENT, PaymentState.CREDITED):
        return Unwanted.ALREADY_PAID
    if state is not PaymentState.ORDERED:
        return Unwanted.OVER
    now = _situation(payment.person, today, settings)
    overtaken = why_not_still_due(now, Month.containing(payment.period), payment.basket.ordered_on)
    return Unwanted.ALREADY_PAID if overtaken else None


def _situation(person: Person | None, today: date, settings: Settings) -> Situation:
    if person is None:
        return situation(Facts(today, Payer.SELF, ()), Law(*history.figures(), settings))
    record = history.record(person, today)
    return situation(record.facts, Law(record.rates, record.calendar, settings))


def _why(refused: dict[int, Unpayable]) -> Unwanted:
    return Unwanted.OUT_OF_REACH if set(refused.values()) <= set(BEYOND) else Unwanted.ALREADY_PAID
