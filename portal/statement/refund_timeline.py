"""What became of a refund request so far and what is still to come, step by step, in words with dates."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from payments.history import RecordedRefund, RecordedRefundStep
from payments.rules.refunds import Mover, RefundSettings, RefundState, reply_due
from payments.rules.workdays import WorkCalendar
from portal import written
from portal.statement.account import Assessed
from portal.statement.refund_account import masked_account
from portal.statement.timeline import Item, item
from portal.words import refund_states as words
from portal.words.refund_states import Note
from portal.words.tracking import return_reason

State = RefundState

ENDED_BADLY = (State.REFUSED, State.WITHDRAWN, State.RETURNED)
ICONS = {
    State.REFUSED: "rejected",
    State.WITHDRAWN: "rejected",
    State.RETURNED: "returned",
    State.PAID_OUT: "refunded",
}
# Reached is not yet begun: what follows is what goes on now.
REACHED = (State.SENT, State.APPROVED)


def timeline(refund: RecordedRefund, assessed: Assessed, settings: RefundSettings) -> list[Item]:
    """Done, then what is going on now, then what is still to come; of what will never come there is nothing."""
    today, calendar = assessed.facts.today, assessed.law.calendar
    return [
        item("done", words.step(State.DRAFT, Mover.APPLICANT), "", [], icon="paid"),
        *taken(refund, today, calendar, settings),
        *to_come(refund, today),
    ]


def taken(refund: RecordedRefund, today: date, calendar: WorkCalendar, settings: RefundSettings) -> Iterator[Item]:
    """The steps so far. Of an open request the last one is what goes on now."""
    for before, step in zip([None, *refund.steps], refund.steps, strict=False):
        is_now = step is refund.steps[-1] and refund.is_open and step.state not in REACHED
        is_resumed = step.mover is Mover.FIRST and before is not None and before.state is State.ASKED
        title = words.step(step.state, step.mover, is_resumed=is_resumed)
        notes = [*said(step), *(notes_now(refund, today, calendar, settings) if is_now else over(step))]
        yield item(look(step.state, is_now=is_now), title, moment(step), notes, icon=icon(step.state, is_now=is_now))


def look(state: RefundState, *, is_now: bool) -> str:
    """Solid is done, saffron is now, a red edge is a bad end."""
    if is_now:
        return "now"
    return "over" if state in ENDED_BADLY else "done"


def icon(state: RefundState, *, is_now: bool) -> str:
    """What stands in the square."""
    if is_now:
        return "due" if state is State.ASKED else "checking"
    return ICONS.get(state, "paid")


def moment(step: RecordedRefundStep) -> str:
    """The day of the step, with the time where it was written on that very day by whoever took it."""
    is_same_day = timezone.localtime(step.at).date() == step.day
    return written.moment(step.at) if step.mover is not Mover.REGISTRY and is_same_day else written.day(step.day)


def said(step: RecordedRefundStep) -> Iterator[str]:
    """What was asked or answered. What the two who decide write to each other is not for the applicant."""
    if step.text and step.state is State.ASKED:
        yield return_reason(step.text) if step.mover is Mover.REGISTRY else words.asked(step.text)
    if step.text and step.mover is Mover.APPLICANT:
        yield words.answered(step.text)


def over(step: RecordedRefundStep) -> Iterator[str]:
    """What an end means."""
    if step.state is State.WITHDRAWN:
        yield words.note(Note.BEFORE_REVIEW)
    if step.state is State.RETURNED:
        yield words.note(Note.NOT_PAID)


def notes_now(refund: RecordedRefund, today: date, calendar: WorkCalendar, settings: RefundSettings) -> Iterator[str]:
    """By when what goes on now has to end."""
    if refund.state is State.CHECKING and not refund.was_checked:
        yield check_by(refund, today)
    if refund.state is State.ASKED:
        if not refund.is_payout_returned:
            yield words.note(Note.REPLY_BY, day=written.day(reply_due(refund.asked_on, calendar, settings)))
        yield words.note(Note.CLOCK_STANDS)
    if refund.state is State.WITH_FUND:
        yield answer_by(refund, today)
        yield words.note(Note.TWO_PEOPLE)
    if refund.state is State.PAYING_OUT:
        yield sent_to(refund)


def to_come(refund: RecordedRefund, today: date) -> Iterator[Item]:
    """What an open request still has before it."""
    if refund.state is State.SENT:
        yield item("now", str(words.STEPS[State.CHECKING]), check_by(refund, today), [], icon="checking")
    if refund.state in (State.SENT, State.CHECKING, State.ASKED):
        yield item("todo", str(words.STEPS[State.WITH_FUND]), answer_by(refund, today), [])
    if refund.state in (State.SENT, State.CHECKING, State.ASKED, State.WITH_FUND):
        yield item("todo", words.decision_to_come(), words.note(Note.DECISION), [])
    if refund.state is State.APPROVED:
        yield item("now", words.payout_to_come(), words.note(Note.NEXT_FILE), [], icon="checking")
    if refund.is_open:
        is_on_its_way = refund.state is State.PAYING_OUT
        text = words.note(Note.IN_THE_STATEMENT) if is_on_its_way else sent_to(refund)
        yield item("todo", str(words.STEPS[State.PAID_OUT]), text, [])


def check_by(refund: RecordedRefund, today: date) -> str:
    """The end of the check, come or still to come."""
    due = refund.clock.check_due
    return words.note(Note.CHECK_WAS_DUE if due < today else Note.CHECK_BY, day=written.day(due))


def answer_by(refund: RecordedRefund, today: date) -> str:
    """The end of the whole term, come or still to come."""
    due = refund.clock.answer_due
    return words.note(Note.ANSWER_WAS_DUE if due < today else Note.ANSWER_BY, day=written.day(due))


def sent_to(refund: RecordedRefund) -> str:
    """Where the money goes."""
    if not refund.iik:
        return words.note(Note.SENT_BACK_AS_PAID)
    return words.note(Note.SENT_TO, account=masked_account(refund.iik))
