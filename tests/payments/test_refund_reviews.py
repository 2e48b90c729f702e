"""The review of a request: taken by one at a time, asked about, decided by two; and every no that a step can get."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from payments import ledger
from payments.ledger import Unmovable
from payments.models import JournalEntry, RefundHold
from tests.payments.orders import payer
from tests.payments.refunds import (
    NOW,
    TERMS,
    TODAY,
    approved,
    asked,
    decision_of,
    first,
    in_a_file,
    paid_out,
    proposed,
    recorded,
    refused,
    requested,
    second,
    state,
    states,
    taken,
    why_not,
)
from tests.payments.samples import reversed_line, staff

pytestmark = pytest.mark.django_db

QUARTER = timedelta(minutes=15)
MOMENT = timedelta(seconds=1)
# Ten working days from Monday, 23 November 2026.
REPLY_DUE = date(2026, 12, 7)


def take(by=None, at=NOW) -> dict:
    """The details of taking."""
    return {"actor": by or first(), "now": at, "today": TODAY}


def decision(by=None, **changes) -> dict:
    """The details of a first decision."""
    usual = {"verdict": "approve", "ground": "", "text_kk": "Қайтарылады.", "text_ru": "Будет возвращено."}
    return take(by) | usual | changes


def test_the_first_who_takes_it_begins_its_review() -> None:
    request = taken()
    assert states(request) == ["sent", "checking"]
    taken(request, second(), now=NOW + QUARTER)
    assert states(request) == ["sent", "checking"]


@pytest.mark.parametrize(
    ("by", "later", "reason"),
    [
        ("first", MOMENT, None),
        ("second", MOMENT, Unmovable.HELD),
        ("second", QUARTER - MOMENT, Unmovable.HELD),
        ("second", QUARTER, None),
    ],
)
def test_it_is_held_for_a_quarter_of_an_hour(by: str, later: timedelta, reason: Unmovable | None) -> None:
    request = taken()
    details = take(staff(by), NOW + later)
    if reason:
        assert why_not(ledger.take_refund, request, **details) == reason
        return
    hold = ledger.take_refund(request=request, **details)
    assert (hold.held_by.label, hold.until) == (by, NOW + later + QUARTER)
    assert RefundHold.objects.count() == 1


def test_the_journal_has_one_line_for_a_hold_however_often_it_is_renewed() -> None:
    request = taken()
    for minutes in (5, 10, 20):
        taken(request, now=NOW + timedelta(minutes=minutes))
    assert JournalEntry.objects.filter(event="refund_taken").count() == 1
    taken(request, now=NOW + timedelta(hours=1))
    assert JournalEntry.objects.filter(event="refund_taken").count() == 2


def test_it_is_let_go_by_its_holder_alone() -> None:
    request = taken()
    ledger.release_refund(request=request, actor=second())
    assert recorded(request).hold.held_by == first()
    ledger.release_refund(request=request, actor=first())
    assert recorded(request).hold is None
    taken(request, second())


@pytest.mark.parametrize("closed", [refused, paid_out])
def test_what_is_closed_is_not_taken(closed: Callable) -> None:
    assert why_not(ledger.take_refund, closed(), **take(staff("third"))) == Unmovable.NOT_NOW


def test_whoever_asked_neither_takes_nor_decides() -> None:
    request = requested()
    assert why_not(ledger.take_refund, request, **take(payer())) == Unmovable.OWN_REQUEST
    for verb, details in STEPS.values():
        assert why_not(verb, request, **details(payer())) == Unmovable.OWN_REQUEST


STEPS: dict[str, tuple[Callable, Callable[..., dict]]] = {
    "ask": (ledger.ask_applicant, lambda by=None: take(by) | {"question": "Which month?"}),
    "resume": (ledger.resume_review, lambda by=None: take(by) | {"settings": TERMS}),
    "propose": (ledger.propose_decision, decision),
    "confirm": (ledger.confirm_decision, take),
    "send back": (ledger.send_back, lambda by=None: take(by) | {"note": "The receipt is of another month."}),
}


@pytest.mark.parametrize("name", STEPS)
def test_no_step_without_taking_it_first(name: str) -> None:
    verb, details = STEPS[name]
    request = requested()
    assert why_not(verb, request, **details(first())) == Unmovable.NOT_HELD
    taken(request, second())
    assert why_not(verb, request, **details(first())) == Unmovable.HELD
    late = details(second()) | {"now": NOW + QUARTER}
    assert why_not(verb, request, **late) == Unmovable.NOT_HELD


# From where each step is possible; from all other states it is refused.
FROM = {
    "ask": {"checking"},
    "resume": {"asked"},
    "propose": {"checking"},
    "confirm": {"with_fund"},
    "send back": {"with_fund"},
}
OPEN = {"checking": taken, "asked": asked, "with_fund": proposed, "approved": approved, "paying_out": in_a_file}


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("stands", OPEN)
def test_steps_are_made_only_from_where_the_table_says(name: str, stands: str) -> None:
    request = OPEN[stands]()
    third = staff("third")
    if stands != "checking":
        taken(request, third)
    verb, details = STEPS[name]
    wish = details(first() if stands == "checking" else third) | {"today": REPLY_DUE + timedelta(days=1)}
    if stands in FROM[name]:
        verb(request=request, **wish)
        assert state(request) != stands
    else:
        assert why_not(verb, request, **wish) == Unmovable.NOT_NOW


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"text_kk": " "}, Unmovable.NO_TEXT),
        ({"text_ru": ""}, Unmovable.NO_TEXT),
        ({"verdict": "refuse"}, Unmovable.NO_GROUND),
        ({"ground": "no_grounds"}, Unmovable.NO_GROUND),
    ],
)
def test_a_first_decision_that_lacks_something(changes: dict, reason: Unmovable) -> None:
    assert why_not(ledger.propose_decision, taken(), **decision(**changes)) == reason


def test_the_first_decision_waits_and_does_nothing() -> None:
    request = proposed()
    found = recorded(request)
    assert (found.state, found.decision.outcome, found.hold) == ("with_fund", "", None)
    assert ledger.approved_refunds() == ()


@pytest.mark.parametrize("name", ["confirm", "send back"])
def test_the_second_decision_is_not_the_firsts(name: str) -> None:
    request = taken(proposed(), first())
    verb, details = STEPS[name]
    assert why_not(verb, request, **details(first())) == Unmovable.SAME_PERSON


@pytest.mark.parametrize(
    ("verdict", "ground", "end"), [("approve", "", "approved"), ("refuse", "no_grounds", "refused")]
)
def test_what_the_second_confirms_is_decided(verdict: str, ground: str, end: str) -> None:
    request = taken(proposed(verdict=verdict, ground=ground), second())
    made = ledger.confirm_decision(request=request, **take(second()))
    assert (made.outcome, made.first_by, made.second_by, made.requester) == ("confirmed", first(), second(), payer())
    found = recorded(request)
    assert (found.state, found.decision, found.hold) == (end, made, None)
    assert request.steps.latest("pk").decision == made


def test_sent_back_it_says_why_and_is_decided_anew_by_whoever_is_not_both() -> None:
    request = taken(proposed(), second())
    wish = take(second())
    assert why_not(ledger.send_back, request, **wish, note=" ") == Unmovable.NO_TEXT
    ledger.send_back(request=request, **wish, note="Of another month.")
    assert (state(request), decision_of(request).outcome, decision_of(request).note) == (
        "checking",
        "sent_back",
        "Of another month.",
    )
    proposed(request, "refuse", "no_grounds", by=second())  # they change places
    ledger.confirm_decision(request=taken(request, first()), **take())
    assert [row.outcome for row in request.decisions.order_by("pk")] == ["sent_back", "confirmed"]
    assert state(request) == "refused"


@pytest.mark.parametrize("stands", ["checking", "with_fund"])
def test_nothing_is_approved_of_which_nothing_is_left(stands: str) -> None:
    request = taken() if stands == "checking" else taken(proposed(), second())
    reversed_line(request.contribution, kind="refund", reference="R-1", amount=1)
    verb, details = STEPS["propose" if stands == "checking" else "confirm"]
    by = first() if stands == "checking" else second()
    assert why_not(verb, request, **details(by)) == Unmovable.NOTHING_LEFT
