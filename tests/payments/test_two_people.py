"""Two people decide, and neither of them asked: the database itself refuses every row that says otherwise."""

import pytest

from payments.models import PayoutAnswer, PayoutAnswerFile
from tests.payments.orders import payer
from tests.payments.refund_rows import NOON, close, paid, refuses, row, run, step
from tests.payments.refunds import (
    TODAY,
    approved,
    decision_of,
    exported,
    first,
    in_a_file,
    payout_of,
    proposed,
    refused,
    requested,
    second,
    taken,
)
from tests.payments.samples import BOLAT, credited, staff

pytestmark = pytest.mark.django_db


def test_what_two_people_decide_is_written() -> None:
    request = taken()
    decision = row(request)
    step(request, "with_fund", "first", first())
    assert close(decision) == 1
    assert step(request, "approved", decision=decision).pk


WRONG_FIRST = {
    "the one who asked": lambda request: {"first_by": request.requested_by},
    "for somebody who did not ask": lambda request: {"requester": payer(BOLAT)},
    "the one who asked, under another name": lambda request: {"requester": first(), "first_by": request.requested_by},
    "confirmed at once": lambda request: {"outcome": "confirmed", "second_by": second(), "second_at": NOON},
    "sent back at once": lambda request: {
        "outcome": "sent_back", "second_by": second(), "second_at": NOON, "note": "No.",
    },
    "with a second and no outcome": lambda request: {"second_by": second(), "second_at": NOON},
    "with a note and no outcome": lambda request: {"note": "No."},
    "nobody": lambda request: {"first_by": None},
    "an unknown verdict": lambda request: {"verdict": "maybe"},
    "a refusal without a ground": lambda request: {"verdict": "refuse"},
    "a refusal on a ground of one's own": lambda request: {"verdict": "refuse", "ground": "bad_weather"},
    "an approval on a ground": lambda request: {"ground": "no_grounds"},
    "no Kazakh": lambda request: {"text_kk": ""},
    "no Russian": lambda request: {"text_ru": ""},
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG_FIRST)
def test_a_wrong_first_decision(wrong: str) -> None:
    request = taken()
    assert refuses(lambda: row(request, **WRONG_FIRST[wrong](request)))


def test_one_decision_waits_at_a_time() -> None:
    request = proposed()
    assert refuses(lambda: row(request, first_by=staff("third")))


@pytest.mark.parametrize(
    ("outcome", "by", "changes"),
    [
        ("confirmed", "first", {}),
        ("sent_back", "first", {"note": "No."}),
        ("confirmed", "requester", {}),
        ("sent_back", "second", {}),
        ("perhaps", "second", {}),
        ("confirmed", "second", {"second_by": None}),
        ("confirmed", "second", {"second_at": None}),
        ("", "second", {}),
    ],
)
def test_a_wrong_second_decision(outcome: str, by: str, changes: dict) -> None:
    decision = decision_of(proposed())
    who = {"first": first(), "second": second(), "requester": decision.requester}[by]
    assert refuses(lambda: close(decision, outcome, who, **changes))


@pytest.mark.parametrize(
    "change",
    [
        "verdict = 'refuse', ground = 'no_grounds'",
        "text_kk = 'Басқа.'",
        "text_ru = 'Другое.'",
        "first_by_id = (SELECT id FROM payments_actor WHERE label = 'third')",
        "requester_id = (SELECT id FROM payments_actor WHERE label = 'third')",
        "first_at = second_at",
        "request_id = request_id",
        "verdict = 'refuse', ground = 'no_grounds', outcome = 'confirmed'",
    ],
)
@pytest.mark.parametrize("is_confirmed", [False, True])
def test_a_decision_is_never_another(change: str, is_confirmed: bool) -> None:
    staff("third")
    approved() if is_confirmed else proposed()
    assert refuses(lambda: run(f"UPDATE payments_refunddecision SET {change}"))


@pytest.mark.parametrize(
    "change",
    [
        "outcome = '', second_by_id = NULL, second_at = NULL",
        "outcome = 'lapsed'",
        "note = 'Later.'",
        "second_at = first_at",
        "second_by_id = (SELECT id FROM payments_actor WHERE label = 'third')",
    ],
)
def test_what_is_confirmed_stays_confirmed_and_by_the_same(change: str) -> None:
    staff("third")
    approved()
    assert refuses(lambda: run(f"UPDATE payments_refunddecision SET {change}"))


@pytest.mark.parametrize("make", [proposed, approved])
def test_a_decision_is_never_deleted(make) -> None:
    make()
    assert refuses(lambda: run("UPDATE payments_refundstep SET decision_id = NULL"))
    assert refuses(lambda: run("DELETE FROM payments_refunddecision"))


@pytest.mark.parametrize("state", ["approved", "refused"])
def test_nothing_is_decided_without_a_decision(state: str) -> None:
    request = proposed()
    assert refuses(lambda: step(request, state))


def test_nothing_is_decided_by_a_decision_that_nobody_confirmed() -> None:
    request = proposed()
    assert refuses(lambda: step(request, "approved", decision=decision_of(request)))


@pytest.mark.parametrize(("outcome", "changes"), [("sent_back", {"note": "No."}), ("lapsed", {})])
def test_nothing_is_decided_by_what_was_sent_back_or_lapsed(outcome: str, changes: dict) -> None:
    request = proposed()
    close(decision_of(request), outcome, **changes)
    assert refuses(lambda: step(request, "approved", decision=decision_of(request)))


def test_the_step_is_the_seconds_and_says_what_was_confirmed() -> None:
    request = proposed()
    decision = decision_of(request)
    close(decision)
    assert refuses(lambda: step(request, "approved", by=first(), decision=decision))
    assert refuses(lambda: step(request, "approved", by=staff("third"), decision=decision))
    assert refuses(lambda: step(request, "refused", decision=decision))
    assert step(request, "approved", decision=decision).pk


def test_a_decision_decides_its_own_request_only() -> None:
    other, request = proposed(), proposed(requested(credited(reference="GCVP-2")))
    close(decision_of(other))
    assert refuses(lambda: step(request, "approved", decision=decision_of(other)))


def test_no_other_step_names_a_decision() -> None:
    request = proposed()
    assert refuses(lambda: step(request, "checking", decision=decision_of(request)))


def test_only_what_two_approved_is_paid_and_to_the_tenge() -> None:
    waiting, no = decision_of(proposed()), decision_of(refused(requested(credited(reference="GCVP-2"))))
    assert refuses(lambda: paid(waiting))
    assert refuses(lambda: paid(no))
    close(waiting)
    for wrong in ({"amount": 4249}, {"amount": 4251}, {"amount": 0}, {"iik": "KZ1"}):
        assert refuses(lambda wrong=wrong: paid(waiting, **wrong))
    assert paid(waiting).pk
    assert refuses(lambda: paid(waiting))


def test_a_request_is_paid_by_its_own_payout_and_once() -> None:
    request, other = approved(), approved(requested(credited(reference="GCVP-2")))
    payout = paid(decision_of(other))
    assert refuses(lambda: step(request, "paying_out", "exporter", payout=payout))
    assert refuses(lambda: step(request, "paying_out", "exporter"))
    assert step(other, "paying_out", "exporter", payout=payout).pk
    assert step(request, "paying_out", "exporter", payout=paid(decision_of(request))).pk


def test_what_is_paid_out_is_reversed_in_the_ledger() -> None:
    request = in_a_file()
    payout = payout_of(request)
    assert refuses(lambda: step(request, "paid_out", "registry", payout=payout))
    file = PayoutAnswerFile.objects.create(sha256="a" * 64, name="a", count=1, received_by=second())
    PayoutAnswer.objects.create(file=file, payout=payout, outcome="paid", day=TODAY)
    assert refuses(lambda: step(request, "paid_out", "registry", payout=payout))


def test_a_payout_of_the_past_pays_nothing_again() -> None:
    request = in_a_file()
    step(request, "asked", "registry", payout=payout_of(request))
    step(request, "checking", "first")
    step(request, "with_fund", "first")
    again = row(request)
    close(again)
    step(request, "approved", decision=again)
    assert refuses(lambda: step(request, "paying_out", "exporter", payout=payout_of(request)))
    assert exported().payouts.get().decision == again
