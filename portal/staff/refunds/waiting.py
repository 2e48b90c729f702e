"""What waits at the desk: the open requests in the order of their deadlines, and who of the staff has which."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Exists, FilteredRelation, OuterRef, Q

from payments import history
from payments.models import RefundRequest, RefundStep
from payments.rules.refunds import STANDING, Clock, Pause, RefundState, clock, pauses_in
from portal.staff.refunds.terms import deadline, near, overdue_answer
from portal.words.refund_review import Show

State = RefundState

AT_THE_DESK = (State.SENT, State.CHECKING, State.ASKED, State.WITH_FUND)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One open request as its place in the queue is told; actors by their rows.

    `due` is None while the applicant has time to answer. `first_by` made the first decision that waits for a second,
    and `held_by` has taken it now. `came_back` says that a payout of it was returned.
    """

    row: int
    state: RefundState
    sent_on: date
    due: date | None
    requested_by: int
    first_by: int | None
    held_by: int | None
    came_back: bool


def waiting(today: date, now: datetime) -> list[Waiting]:
    """Every request that staff work on, oldest deadline first; those that wait for the applicant come last."""
    _rates, calendar = history.figures()
    stood = _stood()

    @cache  # many were sent on the same day
    def terms(sent_on: date, paused: tuple[Pause, ...]) -> Clock:
        return clock(sent_on, paused, until=today, calendar=calendar, settings=settings.REFUNDS)

    def due(row: int, state: RefundState, sent_on: date) -> date | None:
        paused = stood.get(row, ())
        asked_on = paused[-1].asked_on if state is State.ASKED else None
        return deadline(state, terms(sent_on, paused), overdue_answer(asked_on, today, calendar))

    found = (
        Waiting(row, state, sent_on, due(row, state, sent_on), *others) for row, state, sent_on, *others in _rows(now)
    )
    return sorted(found, key=lambda one: (one.due is None, one.due or one.sent_on, one.sent_on, one.row))


def how_many(today: date, now: datetime) -> dict[Show, int]:
    """How much there is of what concerns every reviewer alike."""
    _rates, calendar = history.figures()
    places, last = waiting(today, now), near(today, calendar)
    return {show: len(shown(places, show, 0, last)) for show in (Show.FREE, Show.DUE)}


def shown(places: Iterable[Waiting], show: Show, actor: int, last: date) -> list[Waiting]:
    """Those of the queue that somebody asks for; `last` is the last day on which a deadline is near."""
    wanted = {
        Show.ALL: lambda one: True,
        Show.MINE: lambda one: one.held_by == actor,
        Show.FREE: is_free,
        Show.DUE: lambda one: one.due is not None and one.due <= last,
        Show.SECOND: lambda one: one.state is State.WITH_FUND,
        Show.ASKED: lambda one: one.state is State.ASKED,
        Show.CAME_BACK: lambda one: one.came_back,
    }
    return list(filter(wanted[show], places))


def is_free(one: Waiting) -> bool:
    """Can somebody of the staff take it now?"""
    return one.held_by is None and one.due is not None


def next_for(places: Iterable[Waiting], actor: int, *, first: bool, second: bool) -> Waiting | None:
    """The first free request that this one may work on, as a first or as a second reviewer."""
    return next((one for one in places if is_free(one) and _is_for(one, actor, first, second)), None)


def _is_for(one: Waiting, actor: int, first: bool, second: bool) -> bool:
    if one.state is State.WITH_FUND:
        return second and actor not in (one.requested_by, one.first_by)
    return first and actor != one.requested_by


def _rows(now: datetime) -> Iterator[tuple[Any, ...]]:
    """In the order of the fields of `Waiting`, without the deadline."""
    paid_out = RefundStep.objects.filter(request=OuterRef("pk"), state=State.PAYING_OUT)
    rows = (
        RefundRequest.objects.filter(slot__isnull=False)
        .with_state()
        .filter(state__in=AT_THE_DESK)
        .annotate(
            held=FilteredRelation("hold", condition=Q(hold__until__gt=now)),
            undecided=FilteredRelation("decisions", condition=Q(decisions__outcome="")),
            came_back=Exists(paid_out),
        )
        .values_list("pk", "state", "sent_on", "requested_by", "undecided__first_by", "held__held_by", "came_back")
    )
    return ((row, State(state), *others) for row, state, *others in rows)


def _stood() -> dict[int, tuple[Pause, ...]]:
    """When the clock stood, of the open requests whose clock ever did."""
    ever = RefundStep.objects.filter(state__in=STANDING, request__slot__isnull=False).values("request")
    steps = defaultdict(list)
    for row, state, day in (
        RefundStep.objects.filter(request__in=ever).order_by("pk").values_list("request", "state", "day")
    ):
        steps[row].append((State(state), day))
    return {row: pauses_in(days) for row, days in steps.items()}
