"""Ordering payments: each for one month, at the sum that the law sets on the day, and never two for one month."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from payments import history
from payments.history import Record, RecordedPayment
from payments.ledger.checkouts import at_the_acquirer
from payments.ledger.people import Names, lock_people
from payments.ledger.steps import close_slots, write_steps
from payments.models import Actor, Basket, OpenPayment, Payment, Person
from payments.rules.facts import Facts, Payer, Settings
from payments.rules.law import Law
from payments.rules.months import Month
from payments.rules.ordering import Caution, Unpayable, cautions, last_valid_day, refusals
from payments.rules.payment_states import PaymentState
from payments.rules.situation import Situation, situation


class Unorderable(StrEnum):
    """What keeps an order as a whole from being made."""

    NOTHING = "nothing"  # it names no month
    NOT_IN_ORDER = "not_in_order"  # somebody else's record says no, and that is all it says
    PRICE_CHANGED = "price_changed"  # the payer was shown another total
    OTHER_ORDER = "other_order"  # the key of the form was used for other months, or by somebody else


@dataclass(frozen=True, slots=True)
class Quote:
    """What the months of an order cost today, and what speaks against it.

    `prices` stand in the order of the months, None without a rate; `refusals` go by place among them; `opened` are
    the months that are ordered already, as far as the payer may know.
    """

    prices: tuple[int | None, ...]
    refusals: Mapping[int, Unpayable]
    reason: Unorderable | None
    cautions: tuple[Caution, ...]
    opened: Mapping[Month, RecordedPayment]

    @property
    def total(self) -> int:
        """The sum of all that has a price."""
        return sum(price or 0 for price in self.prices)


class NotOrdered(Exception):
    """An order that changed nothing: what speaks against its months, or against the whole."""

    def __init__(self, refusals: Mapping[int, Unpayable], reason: Unorderable | None) -> None:
        super().__init__(reason or "refused")
        self.refusals = refusals
        self.reason = reason


def quote(
    *,
    person: Person,
    actor: Actor,
    payer: Payer,
    months: Sequence[Month],
    employer_has_not_paid: Collection[Month],
    today: date,
    settings: Settings,
) -> Quote:
    """What an order would cost and why it would be refused. Nothing is written.

    A month is ordered as well while a payment for it may be being paid at the acquirer, expired or not.
    """
    record = history.record(person, today)
    law = Law(record.rates, record.calendar, settings)
    now = situation(replace(record.facts, payer=payer), law)
    opened = _opened(record)
    if actor.person_id != person.pk:
        return _quote_for_other(now, months, opened, actor)
    refused = refusals(now, months, ordered=opened, employer_has_not_paid=employer_has_not_paid)
    reason = None if months else Unorderable.NOTHING
    return Quote(tuple(map(now.price, months)), refused, reason, cautions(now, months), opened)


def _quote_for_other(
    now: Situation, months: Sequence[Month], opened: Mapping[Month, RecordedPayment], actor: Actor
) -> Quote:
    """Of somebody else's record a payer learns nothing.

    Months cost the full rate, and whatever the record says against them comes out as one reason for the whole.
    """
    blank = situation(Facts(now.facts.today, now.facts.payer, ()), now.law)
    own = {month: payment for month, payment in opened.items() if payment.ordered_by == actor.pk}
    shown = refusals(blank, months, ordered=own)
    prices = tuple(map(blank.price, months))
    is_in_order = (
        refusals(now, months, ordered=opened).keys() <= shown.keys()
        # Late money may be paid again only by whoever can be asked about it, what is partly paid only as far as it is.
        and not any(now.coverage.at(month).awaited for month in months)
        and all(now.price(month) == price for month, price in zip(months, prices, strict=True))
    )
    reason = None if is_in_order else Unorderable.NOT_IN_ORDER
    return Quote(prices, shown, reason if months else Unorderable.NOTHING, (), own)


@transaction.atomic
def order(
    *,
    person: Person,
    actor: Actor,
    key: UUID,
    payer: Payer,
    months: Sequence[Month],
    employer_has_not_paid: Collection[Month],
    total: int,
    today: date,
    settings: Settings,
) -> Basket:
    """Order one payment for each month, all or none (NotOrdered); the same key for the same months is the same basket.

    Whatever was ordered for the person and has expired makes room first: nothing waits for a timer. `total` is what
    the payer was shown.
    """
    lock_people({person.iin: Names()})
    made = Basket.objects.filter(key=key).first()
    if made is not None:
        return _the_same(made, person, actor, months)
    _expire(person, actor=Actor.system(), today=today)
    asked = quote(
        person=person,
        actor=actor,
        payer=payer,
        months=months,
        employer_has_not_paid=employer_has_not_paid,
        today=today,
        settings=settings,
    )
    if asked.refusals or asked.reason:
        raise NotOrdered(asked.refusals, asked.reason)
    if asked.total != total:
        raise NotOrdered({}, Unorderable.PRICE_CHANGED)
    basket = Basket.objects.create(key=key, person=person, payer=payer, ordered_by=actor, ordered_on=today)
    _write_payments(basket, dict(zip(months, asked.prices, strict=True)), employer_has_not_paid)
    return basket


def _the_same(made: Basket, person: Person, actor: Actor, months: Sequence[Month]) -> Basket:
    ordered = {Month.containing(period) for period in made.payments.values_list("period", flat=True)}
    if (made.person_id, made.ordered_by_id, ordered) != (person.pk, actor.pk, set(months)):
        raise NotOrdered({}, Unorderable.OTHER_ORDER)
    return made


def _opened(record: Record) -> dict[Month, RecordedPayment]:
    """The months that hold a slot, or would if they had not expired at the acquirer."""
    waiting = (PaymentState.ORDERED, PaymentState.EXPIRED)
    found = [payment for payment in record.payments if payment.state in waiting]
    kept = at_the_acquirer([payment.number for payment in found if payment.state is PaymentState.EXPIRED])
    return {
        payment.period: payment for payment in found if payment.state is PaymentState.ORDERED or payment.number in kept
    }


def _expire(person: Person, *, actor: Actor, today: date) -> None:
    stale = list(Payment.objects.filter(slot__person=person, valid_until__lt=today))
    kept = at_the_acquirer([payment.pk for payment in stale])
    stale = [payment for payment in stale if payment.pk not in kept]
    if stale:
        write_steps(stale, PaymentState.EXPIRED, day=today, actor=actor)
        close_slots(stale)


def _write_payments(
    basket: Basket, prices: Mapping[Month, int | None], employer_has_not_paid: Collection[Month]
) -> None:
    valid_until = last_valid_day(basket.ordered_on)
    payments = Payment.objects.bulk_create(
        Payment(
            basket=basket,
            person_id=basket.person_id,
            period=month.first_day,
            amount=price,
            valid_until=valid_until,
            employer_has_not_paid=month in employer_has_not_paid,
        )
        for month, price in prices.items()
    )
    write_steps(payments, PaymentState.ORDERED, day=basket.ordered_on, actor=basket.ordered_by)
    OpenPayment.objects.bulk_create(
        OpenPayment(payment=payment, person_id=payment.person_id, period=payment.period) for payment in payments
    )
