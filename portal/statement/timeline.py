"""What became of a payment so far and what is still to come, step by step, in words with dates."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from payments.history import RecordedPayment, RecordedStep
from payments.models import Actor
from payments.rules.law import CREDITING_DAYS
from payments.rules.payment_states import PaymentState
from payments.rules.tracking import CreditingDay, crediting_days
from portal import written
from portal.statement.account import Assessed
from portal.words import tracking as words
from portal.words.holidays import days_off
from portal.words.tracking import Stage

ENDED_BADLY = (PaymentState.RETURNED, PaymentState.EXPIRED, PaymentState.CANCELLED)
ICONS = {PaymentState.RETURNED: "returned", PaymentState.EXPIRED: "rejected", PaymentState.CANCELLED: "rejected"}

Item = dict[str, Any]


def timeline(
    payment: RecordedPayment, stage: Stage, assessed: Assessed, actor: Actor, *, is_being_paid: bool = False
) -> list[Item]:
    """Done, then what is going on now, then what is still to come."""
    return [*done(payment, actor), *to_come(payment, stage, assessed, is_being_paid=is_being_paid)]


def done(payment: RecordedPayment, actor: Actor) -> Iterator[Item]:
    """The steps that were taken; it may have expired without anybody writing it down."""
    for step in payment.steps:
        yield taken(step.state, moment(step), list(notes(step, payment, actor)))
    if payment.state is PaymentState.EXPIRED and payment.steps[-1].state is not PaymentState.EXPIRED:
        yield taken(PaymentState.EXPIRED, written.day(payment.valid_until), [])


def taken(state: PaymentState, when: str, notes: list[str]) -> Item:
    """One step that was taken."""
    look = "over" if state in ENDED_BADLY else "done"
    return item(look, str(words.STEPS[state]), when, notes, icon=ICONS.get(state, "paid"))


def moment(step: RecordedStep) -> str:
    """The day of the step, with the time where it was written on that very day by whoever did it."""
    is_exact = step.state in (PaymentState.ORDERED, PaymentState.CANCELLED)
    is_same_day = timezone.localtime(step.at).date() == step.day
    return written.moment(step.at) if is_exact and is_same_day else written.day(step.day)


def notes(step: RecordedStep, payment: RecordedPayment, actor: Actor) -> Iterator[str]:
    """Who did it, and by which number the money can be asked for."""
    if step.state is PaymentState.ORDERED and payment.ordered_by != actor.pk:
        yield _("Somebody else ordered it for you.")
    if step is payment.steps[0] and step.state is PaymentState.SENT:
        yield _("It was paid by IIN and month, without an order here.")
    if step.transaction:
        yield _("%(partner)s, transaction %(number)s") % {"partner": step.by, "number": step.transaction}
    if step.state is PaymentState.CREDITED and payment.counts_as_ordered:
        yield _("It counts for %(month)s.") % {"month": written.in_sentence(payment.period)}


def to_come(payment: RecordedPayment, stage: Stage, assessed: Assessed, *, is_being_paid: bool) -> Iterator[Item]:
    """What is awaited; it may have been paid at the acquirer already, which nobody knows yet."""
    if stage is Stage.ORDERED:
        if not is_being_paid:
            yield item("now", _("To be paid"), words.pay_by(written.day(payment.valid_until)), [], icon="due")
        yield item("todo", _("On its way for 3 working days"), _("They begin on the working day after you pay."), [])
        yield item("todo", str(words.STEPS[PaymentState.CREDITED]), _("The month counts from then on."), [])
    if stage in (Stage.SENT, Stage.NOT_KNOWN_YET, Stage.LATE):
        yield from on_its_way(payment.paid_on, stage, assessed)


def on_its_way(paid_on: date, stage: Stage, assessed: Assessed) -> Iterator[Item]:
    """The three working days, and the end of the way."""
    days = crediting_days(paid_on, assessed.law.calendar)
    today = assessed.facts.today
    current = next((day for day in days if day.day >= today), None)
    for day in days:
        yield working_day(day, "now" if day is current else "done" if day.day < today else "todo")
    yield arrival(stage, assessed, is_next=current is None)


def working_day(day: CreditingDay, look: str) -> Item:
    """One of the three, with the holidays that put it off."""
    icons = {"done": "paid", "now": "checking"}
    title = words.working_day(day.number, CREDITING_DAYS)
    return item(look, title, written.day(day.day), days_off(day.days_off), icon=icons.get(look, ""))


def arrival(stage: Stage, assessed: Assessed, *, is_next: bool) -> Item:
    """The end of the way: it is still to come, or by all that is known it did not come."""
    if stage is Stage.LATE:
        known = {"known": written.day(assessed.facts.known_until)}
        text = _("Contributions are known up to and with %(known)s, and it is not among them.") % known
        return item("late", _("Not arrived"), text, [], icon="warning")
    title = str(words.STEPS[PaymentState.CREDITED])
    if is_next:
        return item("now", title, _("Whether it arrived we do not know yet."), [], icon="checking")
    return item("todo", title, _("The month counts from then on."), [])


def item(look: str, title: str, text: str, notes: list[str], *, icon: str = "") -> Item:
    """One step, ready to print."""
    return {"look": look, "icon": icon, "title": title, "text": text, "notes": notes}
