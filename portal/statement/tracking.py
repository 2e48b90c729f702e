"""The payments that somebody ordered, or that were ordered for them: where each stands, and what to do next."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from payments.history import RecordedPayment
from payments.ledger import Uncancellable
from payments.models import Actor
from payments.rules.facts import NextMonths
from payments.rules.identifiers import masked
from payments.rules.months import Month, span
from payments.rules.payment_states import PaymentState
from payments.rules.references import grouped_reference
from payments.rules.status import YEAR
from payments.rules.tracking import Arrival, arrival
from portal import written
from portal.statement.account import Assessed
from portal.statement.rows import due_day
from portal.words import pay as pay_words
from portal.words import tracking as words
from portal.words.pay import Obstacle
from portal.words.tracking import Stage

ON_HOME = 3

ARRIVALS = {
    Arrival.ON_TIME: Stage.SENT,
    Arrival.NOT_KNOWN_YET: Stage.NOT_KNOWN_YET,
    Arrival.LATE: Stage.LATE,
}
TRAVELLING = (Stage.SENT, Stage.NOT_KNOWN_YET, Stage.LATE)
OPEN = (Stage.ORDERED, Stage.SENT, Stage.NOT_KNOWN_YET)
LIVE = (*OPEN, Stage.LATE, Stage.CREDITED)
CREDITED_WRONGLY = (Stage.CREDITED_ELSEWHERE, Stage.CREDITED_TO_ANOTHER)


@dataclass(frozen=True, slots=True)
class Tracked:
    """A payment as a reader sees it today; `day` is the one that matters at its stage.

    Of one that may be being paid at the acquirer nobody is told to pay it.
    """

    payment: RecordedPayment
    stage: Stage
    day: date
    is_mine: bool
    is_being_paid: bool = False


def tracked(
    payments: Iterable[RecordedPayment], assessed: Assessed, reader: Actor, *, being_paid: Collection[int] = ()
) -> list[Tracked]:
    """Some payments as somebody sees them today, their own and those for others; `being_paid` are numbers of them."""
    return [track(payment, assessed, reader, is_being_paid=payment.number in being_paid) for payment in payments]


def track(payment: RecordedPayment, assessed: Assessed, reader: Actor, *, is_being_paid: bool = False) -> Tracked:
    """One of them."""
    stage = stage_of(payment, assessed)
    is_mine = payment.person_id == reader.person_id
    return Tracked(payment, stage, day_of(payment, stage, assessed), is_mine, is_being_paid)


def stage_of(payment: RecordedPayment, assessed: Assessed) -> Stage:
    """Its state; of one that was sent whether it is late, of one that was credited where to and whether it counts."""
    if payment.state is PaymentState.SENT:
        known_until = assessed.facts.known_until
        return ARRIVALS[arrival(payment.paid_on, assessed.facts.today, known_until, assessed.law)]
    if payment.state is PaymentState.CREDITED and payment.is_refunded:
        return Stage.REFUNDED
    if payment.state is PaymentState.CREDITED and payment.credited_to != payment.person_id:
        return Stage.CREDITED_TO_ANOTHER
    if payment.state is PaymentState.CREDITED and payment.credited_period != payment.period:
        return Stage.CREDITED_ELSEWHERE
    return Stage(payment.state)


def day_of(payment: RecordedPayment, stage: Stage, assessed: Assessed) -> date:
    """By when it has to be paid or to arrive, or when its way ended."""
    if stage in TRAVELLING:
        return assessed.law.crediting_day(payment.paid_on)
    return payment.valid_until if stage in (Stage.ORDERED, Stage.EXPIRED) else payment.day_of(payment.state)


def overview(found: Sequence[Tracked], assessed: Assessed) -> dict[str, Any]:
    """All of them: what is open, what calls for something to be done, and the rest by the year of the month."""
    opened = sorted((one for one in found if one.stage in OPEN), key=urgency)
    to_act = [one for one in found if calls(one, found, assessed)]
    rest = sorted((one for one in found if one not in opened and one not in to_act), key=latest_first)
    years = groupby(rest, key=lambda one: one.payment.period.year)
    return {
        "is_empty": not found,
        "open": [row(one) for one in opened],
        "baskets": baskets(opened),
        "to_act": [row(one) | call(one) for one in to_act],
        "years": [{"year": year, "rows": [row(one) for one in group]} for year, group in years],
        "next": next_payment(assessed),
    }


def urgency(one: Tracked) -> tuple[bool, date, Month]:
    """What is to be paid comes before what is on its way, the sooner first."""
    return (one.stage is not Stage.ORDERED, one.day, one.payment.period)


def latest_first(one: Tracked) -> tuple[int, int]:
    """The latest month first, and of one month the latest order."""
    return (-one.payment.period, -one.payment.number)


def calls(one: Tracked, found: Iterable[Tracked], assessed: Assessed) -> bool:
    """Has somebody to do something about it? Not once its month is paid, or ordered, in another way."""
    if one.stage is Stage.LATE:
        return True
    if one.stage is not Stage.RETURNED and one.stage not in CREDITED_WRONGLY:
        return False
    return is_open_month(one, assessed) and not any(renews(other, one) for other in found)


def renews(other: Tracked, one: Tracked) -> bool:
    """Is it another payment for the same month of the same person, and not over?"""
    months = [(each.payment.person_id, each.payment.period) for each in (other, one)]
    return other.stage in LIVE and months[0] == months[1]


def is_open_month(one: Tracked, assessed: Assessed) -> bool:
    """Has its month still to be paid? Of somebody else's record nothing is asked, so theirs always has."""
    return not one.is_mine or bool(assessed.now.unpaid([one.payment.period]))


def baskets(opened: Iterable[Tracked]) -> list[dict[str, Any]]:
    """A way on to each basket with payments that nobody has paid yet, with what tells it from the others."""
    to_pay = sorted((one for one in opened if one.stage is Stage.ORDERED), key=lambda one: one.payment.basket_key)
    by_basket = [list(group) for _, group in groupby(to_pay, key=lambda one: one.payment.basket_key)]
    in_order = sorted(by_basket, key=lambda group: min(map(urgency, group)))
    return [
        basket([one.payment for one in group], is_being_paid=any(one.is_being_paid for one in group))
        | {"whom": whom(group[0])}
        for group in in_order
    ]


def basket(payments: Sequence[RecordedPayment], *, is_being_paid: bool) -> dict[str, Any]:
    """The way on to some payments of one basket, and for which months they are."""
    amount = written.tenge(sum(payment.amount for payment in payments))
    months = tuple(sorted(payment.period for payment in payments))
    label = words.see_the_money() if is_being_paid else words.go_on_to_pay(len(payments), amount)
    return {"key": payments[0].basket_key, "label": label, "months": written.months(months)}


def open_order(assessed: Assessed, being_paid: Collection[int]) -> dict[str, Any] | None:
    """The way on to the order for the person themselves that has to be paid first; None if nothing of it is due."""
    ordered = [payment for payment in assessed.record.payments if payment.state is PaymentState.ORDERED]
    due = assessed.now.unpaid(payment.period for payment in ordered)
    to_pay = sorted((one for one in ordered if one.period in due), key=lambda one: (one.valid_until, one.number))
    first = [one for one in to_pay if one.basket_key == to_pay[0].basket_key]
    return basket(first, is_being_paid=any(one.number in being_paid for one in first)) if first else None


def row(one: Tracked) -> dict[str, Any]:
    """One payment in a list."""
    payment = one.payment
    return {
        "reference": payment.reference,
        "grouped": grouped_reference(payment.reference),
        "month": written.month(payment.period),
        "tag": tag(one),
        "amount": written.tenge(payment.amount),
        "when": "" if one.is_being_paid else words.when(one.stage, written.short_day(one.day)),
        "whom": whom(one),
    }


def tag(one: Tracked) -> dict[str, str]:
    """Its stage, or that it may be being paid at this moment."""
    return pay_words.obstacle_tag(Obstacle.AT_THE_ACQUIRER) if one.is_being_paid else words.tag(one.stage)


def whom(one: Tracked) -> str:
    """For whom it is: oneself, or an IIN, masked; a name would be of that person's record."""
    return pgettext("payment for", "Me") if one.is_mine else masked(one.payment.iin)


def meaning(one: Tracked) -> str:
    """Where the money is and what that means, in a sentence."""
    if one.is_being_paid:
        return words.uncancellable(Uncancellable.AT_THE_ACQUIRER)
    payment = one.payment
    values = {"day": written.day(one.day), "month": written.in_sentence(payment.period)}
    if payment.credited_period:
        values["counted"] = written.in_sentence(payment.credited_period)
    return words.meaning(one.stage, values)


def call(one: Tracked) -> dict[str, Any]:
    """What is wrong with it, and the one thing to do."""
    month = written.in_sentence(one.payment.period)
    also = "" if one.stage is Stage.LATE else words.month_is_open(one.stage, month)
    return {"meaning": meaning(one), "also": also, "step": next_step(one)}


def next_step(one: Tracked) -> dict[str, Any]:
    """The one thing to do about it: what is late has its own page, the rest is paid anew."""
    if one.stage is Stage.LATE:
        return {"reference": one.payment.reference, "label": _("See what to do now")}
    return renewal(one)


def renewal(one: Tracked) -> dict[str, Any]:
    """How its month is paid anew: at once for oneself; for somebody else one says first for whom."""
    period = one.payment.period
    if not one.is_mine:
        return {"months": [], "label": _("Pay for somebody else")}
    label = words.pay_for((period,))
    return {"months": [str(period)], "payer": one.payment.payer, "label": label}


def on_their_way(found: Sequence[Tracked]) -> dict[str, Any]:
    """For the home page: the first few that are open or should have arrived, and whether there are more."""
    shown = sorted((one for one in found if one.stage in (*OPEN, Stage.LATE)), key=urgency)
    return {"rows": [row(one) for one in shown[:ON_HOME]], "has_more": len(shown) > ON_HOME}


def payments_for(assessed: Assessed, month: Month, reader: Actor) -> list[dict[str, Any]]:
    """Those of the person's own record for one month, whoever ordered them, newest first."""
    ordered = [payment for payment in assessed.record.payments if payment.period == month]
    return [row(track(payment, assessed, reader)) for payment in reversed(ordered)]


def next_payment(assessed: Assessed) -> dict[str, str] | None:
    """The next month that is the person's own to pay and not ordered yet, with its last day."""
    ordered = {payment.period for payment in assessed.record.payments if payment.state is PaymentState.ORDERED}
    months = [month for month in coming_months(assessed) if month not in ordered]
    if not months:
        return None
    day = written.day(due_day(months[0]))
    return {"text": words.next_payment(written.in_sentence(months[0]), day)}


def coming_months(assessed: Assessed) -> tuple[Month, ...]:
    """The unpaid months from the current one on that nobody else pays."""
    if assessed.facts.next_months is not NextMonths.SELF:
        return ()
    return assessed.now.unpaid(span(assessed.month, assessed.month + YEAR))
