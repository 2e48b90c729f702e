"""A request for money back: its states, the one table of who may move it where, and its terms.

Order 478 of 2017-06-30, annex 2: the State Corporation checks the crediting within five operational days and passes the
request on, the Fund decides; from filing to answer fifteen working days at most (fms.kz; zakon.kz of 2026-02-17), where
an older note says two weeks: `RefundSettings`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import count, islice, takewhile

from payments.rules.facts import LineState, Payer
from payments.rules.months import Month
from payments.rules.requisites import PurposeCode
from payments.rules.workdays import WorkCalendar

DAY = timedelta(days=1)


class RefundState(StrEnum):
    """Where a request stands. A draft is nobody's business but the applicant's."""

    DRAFT = "draft"
    SENT = "sent"
    CHECKING = "checking"  # a first reviewer has taken it: the State Corporation checks the crediting
    ASKED = "asked"  # the applicant was asked for something, and the clock stands
    WITH_FUND = "with_fund"  # a first decision waits for the second
    APPROVED = "approved"
    REFUSED = "refused"
    PAYING_OUT = "paying_out"  # it stands in a payout file
    PAID_OUT = "paid_out"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"  # the bank sent the payment itself back: nothing is left to refund


class Mover(StrEnum):
    """Who moves a request. A registry is any file of the State Corporation: contributions or answers to payouts."""

    APPLICANT = "applicant"
    FIRST = "first"
    SECOND = "second"
    EXPORTER = "exporter"
    REGISTRY = "registry"


State, By = RefundState, Mover
RETURN = {State.RETURNED: (By.REGISTRY,)}

# The buttons, the server, the database's trigger, the drawing in docs/ and the tests read this table. A request may be
# withdrawn until its review begins. A question that stays without an answer goes on without it once its term is over
# (`ASKED` to `CHECKING` by the first reviewer). A payout that comes back asks for another account, and two decide anew.
MOVES: dict[RefundState, dict[RefundState, tuple[Mover, ...]]] = {
    State.DRAFT: {State.SENT: (By.APPLICANT,)},
    State.SENT: {State.CHECKING: (By.FIRST,), State.WITHDRAWN: (By.APPLICANT,), **RETURN},
    State.CHECKING: {State.ASKED: (By.FIRST,), State.WITH_FUND: (By.FIRST,), **RETURN},
    State.ASKED: {State.CHECKING: (By.APPLICANT, By.FIRST), **RETURN},
    State.WITH_FUND: {
        State.CHECKING: (By.SECOND,),
        State.APPROVED: (By.SECOND,),
        State.REFUSED: (By.SECOND,),
        **RETURN,
    },
    State.APPROVED: {State.PAYING_OUT: (By.EXPORTER,), **RETURN},
    State.PAYING_OUT: {State.PAID_OUT: (By.REGISTRY,), State.ASKED: (By.REGISTRY,), **RETURN},
    State.REFUSED: {},
    State.PAID_OUT: {},
    State.WITHDRAWN: {},
    State.RETURNED: {},
}
STANDING = frozenset({State.ASKED, State.APPROVED, State.PAYING_OUT})
CLOSED = frozenset(state for state, following in MOVES.items() if not following)


def may_move(state: RefundState, to: RefundState, mover: Mover) -> bool:
    """Is this one of the moves of the table?"""
    return mover in MOVES[state].get(to, ())


class NotRefundable(StrEnum):
    """Why a line cannot be claimed back, in the order of asking."""

    NOT_CREDITED = "not_credited"  # wait until it has arrived
    RETURNED = "returned"  # the bank sent it back: it is to be paid again, nothing to be claimed
    NOTHING_LEFT = "nothing_left"
    EMPLOYERS = "employers"  # whoever paid applies: the employer, with the employee's consent
    SOMEBODY_ELSES = "somebody_elses"  # another person paid it, and applies
    OPEN_REQUEST = "open_request"


@dataclass(frozen=True, slots=True)
class PaidLine:
    """A credited line as its claim sees it. `left` is what reversals left of `amount`.

    `is_applicants` says that whoever asks has paid it; `is_own_record` that it stands in their own record.
    """

    id: str
    period: Month
    purpose_code: PurposeCode
    amount: int
    left: int
    payer: Payer
    paid_on: date
    credited_on: date
    state: LineState
    is_applicants: bool = True
    is_own_record: bool = True
    has_open_request: bool = False


def why_not_refundable(line: PaidLine, today: date) -> NotRefundable | None:
    """What keeps a line from being claimed back, None if nothing: for the button, the form and the ledger alike.

    The payer applies (Order 478, annex 2). No time limit was found in any source, so there is none.
    """
    if line.state is LineState.SENT or line.credited_on > today:
        return NotRefundable.NOT_CREDITED
    if line.state is LineState.RETURNED:
        return NotRefundable.RETURNED
    if line.left <= 0:
        return NotRefundable.NOTHING_LEFT
    if line.payer in (Payer.EMPLOYER, Payer.PLATFORM):
        return NotRefundable.EMPLOYERS
    if not line.is_applicants:
        return NotRefundable.SOMEBODY_ELSES
    return NotRefundable.OPEN_REQUEST if line.has_open_request else None


@dataclass(frozen=True, slots=True)
class RefundSettings:
    """The terms, in working days: the sources differ, so an operator sets them.

    `reply_days` is how long a question waits for its answer before the review may go on without it; no source has it.
    """

    check_days: int = 5
    answer_days: int = 15
    reply_days: int = 10


@dataclass(frozen=True, slots=True)
class Pause:
    """From the day of a question, which still counts, to the day of its answer; None while it is open."""

    asked_on: date
    answered_on: date | None = None

    def has(self, day: date, today: date) -> bool:
        """Does the clock stand on this day?"""
        return self.asked_on < day <= (self.answered_on or today)


def pauses_in(steps: Sequence[tuple[RefundState, date]]) -> tuple[Pause, ...]:
    """When the clock stood, of the states that a request came to and their days.

    From each question to its answer; and from an approval on, with which the terms are kept, should a payout come back.
    """
    following = [*(day for _, day in steps[1:]), None]
    return tuple(Pause(day, then) for (state, day), then in zip(steps, following, strict=True) if state in STANDING)


@dataclass(frozen=True, slots=True)
class Clock:
    """How many working days a request has used, and when its terms end; those move on while the clock stands."""

    used: int
    check_due: date
    answer_due: date

    def left(self, days: int) -> int:
        """How many working days of a term of so many are left: below 0 once it is over."""
        return days - self.used


def clock(
    sent_on: date,
    pauses: Iterable[Pause],
    *,
    until: date,
    calendar: WorkCalendar,
    settings: RefundSettings = RefundSettings(),  # noqa: B008 - frozen
) -> Clock:
    """The terms of a request sent on a day, as they stand on `until`: today, or the day on which it was closed.

    The day of sending never counts, nor does a working day after a question until its answer.
    """
    stood = tuple(pauses)

    def counts(day: date) -> bool:
        return calendar.is_working(day) and not any(pause.has(day, until) for pause in stood)

    def due(days: int) -> date:
        return next(islice(filter(counts, _days_after(sent_on)), days - 1, None))

    return Clock(
        used=sum(map(counts, takewhile(lambda day: day <= until, _days_after(sent_on)))),
        check_due=due(settings.check_days),
        answer_due=due(settings.answer_days),
    )


def _days_after(day: date) -> Iterator[date]:
    return (day + DAY * number for number in count(1))


def reply_due(asked_on: date, calendar: WorkCalendar, settings: RefundSettings) -> date:
    """The last day on which a question waits for its answer."""
    return calendar.after(asked_on, settings.reply_days)
