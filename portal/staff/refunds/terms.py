"""The terms in which staff have to move a request on, and how near their end is."""

from datetime import date

from django.conf import settings

from payments.history import RecordedRefund
from payments.rules.refunds import Clock, RefundState, reply_due
from payments.rules.workdays import WorkCalendar
from portal.words import refund_review as words

CHECKED = (RefundState.SENT, RefundState.CHECKING)  # within the term of the check; then comes that of the answer
NEAR = 2  # working days


def deadline(state: RefundState, terms: Clock, overdue: date | None = None) -> date | None:
    """The day by which staff have to move a request on, None while they wait for somebody else.

    `overdue` is the day of a question that was not answered in time: the review can go on without.
    """
    if state in CHECKED:
        return terms.check_due
    return terms.answer_due if state is RefundState.WITH_FUND else overdue


def overdue_answer(asked_on: date | None, today: date, calendar: WorkCalendar) -> date | None:
    """The day by which the open question should have been answered, None while there is time, or no question."""
    due = reply_due(asked_on, calendar, settings.REFUNDS) if asked_on else None
    return due if due is not None and due < today else None


def due_on(refund: RecordedRefund, today: date, calendar: WorkCalendar) -> date | None:
    """The deadline of a request."""
    return deadline(refund.state, refund.clock, overdue_answer(refund.asked_on, today, calendar))


def near(today: date, calendar: WorkCalendar) -> date:
    """The last day on which a deadline is near."""
    return calendar.after(today, NEAR)


def term(state: RefundState) -> int:
    """How many working days a request has in its state."""
    return settings.REFUNDS.check_days if state in CHECKED else settings.REFUNDS.answer_days


def used(refund: RecordedRefund) -> str:
    """How many working days of its term are gone, in words."""
    return words.used(refund.clock.used, term(refund.state))


def tag(refund: RecordedRefund, due: date | None, today: date) -> dict[str, str]:
    """How near the deadline is: a word, with the look and the icon that go with it."""
    if due is None or refund.state is RefundState.ASKED:
        return words.standing(refund.state, is_over=due is not None)
    left = refund.clock.left(term(refund.state))
    return words.urgency(is_over=due < today, left=left, is_near=left <= NEAR)
