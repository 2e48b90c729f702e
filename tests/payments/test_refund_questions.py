"""A question to the applicant: the clock stands until any answer, or until the term of the answer is over."""

from datetime import date, timedelta

import pytest

from payments import ledger
from payments.ledger import Unmovable
from payments.rules.refund_reasons import Obstacle
from payments.rules.refunds import RefundState
from payments.rules.requisites import BENEFICIARY
from tests.payments.orders import payer
from tests.payments.refunds import (
    IIK,
    NOW,
    TERMS,
    TODAY,
    WAYS,
    answered,
    asked,
    first,
    in_a_file,
    payout_of,
    proof,
    recorded,
    reply,
    states,
    taken,
    why_not,
)
from tests.payments.samples import BOLAT

pytestmark = pytest.mark.django_db

# Ten working days from Monday, 23 November 2026.
REPLY_DUE = date(2026, 12, 7)


def take(by=None, at=NOW) -> dict:
    """The details of taking."""
    return {"actor": by or first(), "now": at, "today": TODAY}


@pytest.mark.parametrize("question", ["", " \n "])
def test_a_question_says_something(question: str) -> None:
    assert why_not(ledger.ask_applicant, taken(), **take(), question=question) == Unmovable.NO_TEXT


def test_a_question_stops_the_clock_and_lets_the_case_go() -> None:
    request = asked(question="Which month did you mean?")
    found = recorded(request, REPLY_DUE)
    assert (found.state, found.question, found.asked_on) == ("asked", "Which month did you mean?", TODAY)
    assert (found.clock.used, found.hold) == (0, None)


@pytest.mark.parametrize("how", ["words", "account", "the way it was paid", "file"])
def test_any_answer_is_an_answer(how: str) -> None:
    request = asked()
    if how == "file":
        proof(request.key)
    text, iik = ("September." if how == "words" else ""), {"account": IIK, "the way it was paid": ""}.get(how)
    ledger.answer_refund(request=request, actor=payer(), text=text, iik=iik, today=TODAY)
    found = recorded(request)
    assert (found.state, found.steps[-1].text, found.asked_on) == ("checking", text, None)
    assert found.iik == ("" if how == "the way it was paid" else IIK)
    assert len(found.proofs) == (how == "file")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"text": " ", "iik": None}, Unmovable.NO_TEXT),
        ({"text": "", "iik": IIK[:-1] + "2"}, Obstacle.WRONG_ACCOUNT),
        ({"text": "Mine.", "iik": "KZ1"}, Obstacle.WRONG_ACCOUNT),
        ({"text": "Mine.", "iik": BENEFICIARY.iik}, Obstacle.NOT_OWN_ACCOUNT),
    ],
)
def test_an_answer_that_is_none(answer: dict, reason: str) -> None:
    assert why_not(ledger.answer_refund, asked(), actor=payer(), today=TODAY, **answer) == reason


def test_nobody_else_answers() -> None:
    request = asked()
    proof(request.key, payer(BOLAT))
    wish = {"text": "September.", "iik": None, "today": TODAY}
    assert why_not(ledger.answer_refund, request, actor=payer(BOLAT), **wish) == Unmovable.NOT_NOW
    assert why_not(ledger.answer_refund, request, actor=first(), **wish) == Unmovable.NOT_NOW


@pytest.mark.parametrize("stands", ["sent", "checking", "with_fund", "approved", "paying_out"])
def test_there_is_no_answer_without_a_question(stands: str) -> None:
    request = WAYS[RefundState(stands)]()
    wish = {"actor": payer(), "text": "September.", "iik": None, "today": TODAY}
    assert why_not(ledger.answer_refund, request, **wish) == Unmovable.NOT_NOW


@pytest.mark.parametrize(("day", "is_due"), [(TODAY, False), (REPLY_DUE, False), (REPLY_DUE + timedelta(days=1), True)])
def test_without_an_answer_the_review_goes_on_once_the_term_is_over(day: date, is_due: bool) -> None:
    request = taken(asked())
    wish = take() | {"today": day, "settings": TERMS}
    if is_due:
        ledger.resume_review(request=request, **wish)
        assert states(request) == ["sent", "checking", "asked", "checking"]
    else:
        assert why_not(ledger.resume_review, request, **wish) == Unmovable.NOT_DUE


def test_after_the_payout_came_back_it_goes_on_without_an_answer_too() -> None:
    request = in_a_file()
    answered(reply(payout_of(request), "returned"))
    taken(request)
    ledger.resume_review(request=request, **take() | {"today": REPLY_DUE + timedelta(days=1)}, settings=TERMS)
    assert states(request)[-2:] == ["asked", "checking"]
