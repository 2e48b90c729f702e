"""Refund requests with all that has become of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch

from payments import models
from payments.history.figures import figures
from payments.history.refundable import CreditedLine, lines_claimed
from payments.rules.months import Month
from payments.rules.refund_numbers import refund_number, row_of
from payments.rules.refund_reasons import RefundReason
from payments.rules.refunds import CLOSED, Clock, Mover, RefundSettings, RefundState, clock, pauses_in
from payments.rules.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class RecordedRefundStep:
    """One state that a request came to; `text` is what was asked, answered, or said by the bank."""

    state: RefundState
    mover: Mover
    day: date
    at: datetime
    by: str
    text: str


@dataclass(frozen=True)
class RecordedRefund:
    """A request as it stands on a day. `iik` is empty where the money goes back the way it was paid.

    `line` is as the applicant sees it, `decision` the latest, confirmed or not; `clock` stands where the request is
    closed, waits for an answer or is approved. `asked_on` and `question` are those of an open question.
    """

    row: int
    key: UUID
    state: RefundState
    reason: RefundReason
    right_period: Month | None
    explanation: str
    amount: int
    phone: str = field(repr=False)
    language: str
    sent_on: date
    applicant: models.Person = field(repr=False)
    requested_by: int  # the actor
    line: CreditedLine
    iik: str = field(repr=False)
    steps: tuple[RecordedRefundStep, ...]
    decision: models.RefundDecision | None
    proofs: tuple[models.ProofFile, ...]
    hold: models.RefundHold | None
    clock: Clock

    @property
    def number(self) -> str:
        """What people call it."""
        return refund_number(self.row)

    @property
    def is_open(self) -> bool:
        """Can it still move?"""
        return self.state not in CLOSED

    @property
    def asked_on(self) -> date | None:
        """The day of the open question, None if there is none."""
        return self.steps[-1].day if self.state is RefundState.ASKED else None

    @property
    def question(self) -> str:
        """The open question."""
        return self.steps[-1].text if self.state is RefundState.ASKED else ""

    @property
    def is_payout_returned(self) -> bool:
        """Does the open question come from a payout that the person's bank sent back?"""
        return self.state is RefundState.ASKED and self.steps[-1].mover is Mover.REGISTRY

    @property
    def was_checked(self) -> bool:
        """Did the State Corporation end its check once, even if it checks again by now?"""
        return self.day_of(RefundState.WITH_FUND) is not None

    def day_of(self, state: RefundState) -> date | None:
        """The last day on which it came to a state, None if it never did."""
        return next((step.day for step in reversed(self.steps) if step.state is state), None)


def refund(number: str, today: date, settings: RefundSettings) -> RecordedRefund | None:
    """The request with this number, None if there is none."""
    found = refunds_in([row_of(number) or 0], today, settings)
    return found[0] if found else None


def refunds_of(person: models.Person, today: date, settings: RefundSettings) -> tuple[RecordedRefund, ...]:
    """Every request of a person, newest first."""
    return refunds_in(person.refund_requests.order_by("-pk").values_list("pk", flat=True), today, settings)


def refunds_in(rows: Iterable[int], today: date, settings: RefundSettings) -> tuple[RecordedRefund, ...]:
    """The requests of these rows, in their order; as many queries for a hundred as for one."""
    wanted = list(rows)
    found = {request.pk: request for request in _requests(wanted)}
    lines = lines_claimed({claim_of(request) for request in found.values()}, today)
    _rates, calendar = figures()
    return tuple(
        _recorded(found[row], lines[claim_of(found[row])], calendar, today, settings) for row in wanted if row in found
    )


def claim_of(request: models.RefundRequest) -> tuple[int, int]:
    """The row of the line that is claimed, and the person who claims it."""
    return request.contribution_id, request.applicant_id


def _requests(rows: Sequence[int]) -> Iterable[models.RefundRequest]:
    return (
        models.RefundRequest.objects.filter(pk__in=rows)
        .select_related("applicant", "hold__held_by")
        .prefetch_related(
            Prefetch("steps", models.RefundStep.objects.order_by("pk").select_related("entered_by")),
            Prefetch("accounts", models.RefundAccount.objects.order_by("pk")),
            Prefetch("decisions", models.RefundDecision.objects.order_by("pk").select_related("first_by", "second_by")),
            Prefetch("proofs", models.ProofFile.objects.filter(removed_at=None).order_by("pk")),
        )
    )


def _recorded(
    request: models.RefundRequest, line: CreditedLine, calendar: WorkCalendar, today: date, settings: RefundSettings
) -> RecordedRefund:
    steps = tuple(map(_step, request.steps.all()))
    decisions, state = list(request.decisions.all()), steps[-1].state
    return RecordedRefund(
        row=request.pk,
        key=request.key,
        state=state,
        reason=RefundReason(request.reason),
        right_period=Month.containing(request.right_period) if request.right_period else None,
        explanation=request.explanation,
        amount=request.amount,
        phone=request.phone,
        language=request.language,
        sent_on=request.sent_on,
        applicant=request.applicant,
        requested_by=request.requested_by_id,
        line=line,
        iik=list(request.accounts.all())[-1].iik,
        steps=steps,
        decision=decisions[-1] if decisions else None,
        proofs=tuple(request.proofs.all()),
        hold=getattr(request, "hold", None),
        clock=clock(
            request.sent_on,
            pauses_in([(step.state, step.day) for step in steps]),
            until=steps[-1].day if state in CLOSED else today,
            calendar=calendar,
            settings=settings,
        ),
    )


def _step(row: models.RefundStep) -> RecordedRefundStep:
    return RecordedRefundStep(
        state=RefundState(row.state),
        mover=Mover(row.mover),
        day=row.day,
        at=row.entered_at,
        by=str(row.entered_by),
        text=row.text,
    )
