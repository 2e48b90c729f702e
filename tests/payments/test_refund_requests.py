"""Sending a request: the same rules as the pages, of the record as it is now; the same key is the same request."""

from datetime import timedelta
from uuid import uuid4

import pytest

from payments import ledger
from payments.ledger import Refused, Unmovable, Unsendable
from payments.models import Contribution, OpenRefund, RefundRequest
from payments.rules.refund_reasons import Obstacle, RefundReason
from payments.rules.refunds import NotRefundable
from payments.rules.requisites import PurposeCode
from tests.payments.orders import payer
from tests.payments.refunds import (
    IIK,
    TODAY,
    asked,
    in_a_file,
    paid_out,
    payout_of,
    proof,
    refused,
    requested,
    returned_by_the_bank,
    states,
    taken,
)
from tests.payments.samples import AISHA, AUGUST, BOLAT, COMPANY, credited, person, reversed_line

pytestmark = pytest.mark.django_db


def why_not(line: Contribution | None = None, **changes) -> str:
    """Why a request is refused; nothing is written of it."""
    before = RefundRequest.objects.count()
    with pytest.raises(Refused) as found:
        requested(line, **changes)
    assert RefundRequest.objects.count() == before
    return found.value.reason


def test_a_request_is_sent() -> None:
    request = requested(explanation="I meant September.")
    assert states(request) == ["sent"]
    assert (request.applicant, request.requested_by) == (person(), payer())
    assert (request.amount, request.left, request.right_period) == (4250, 4250, (AUGUST + 1).first_day)
    assert (request.slot.contribution, request.accounts.get().iik) == (request.contribution, IIK)


def test_the_account_is_kept_as_it_is_written_by_banks() -> None:
    assert requested(iik="kz75 8560 0000 0000 0001").accounts.get().iik == IIK


def test_the_way_it_was_paid_needs_no_account_and_nobody_to_own_it() -> None:
    assert requested(iik="", account_is_own=False).accounts.get().iik == ""


def test_the_same_key_is_the_same_request_whatever_the_form_says_now() -> None:
    line, key = credited(), uuid4()
    assert requested(line, key=key) == requested(line, key=key, explanation="twice", amount=1)
    assert (RefundRequest.objects.count(), OpenRefund.objects.count()) == (1, 1)


def test_the_key_of_one_line_is_not_for_another_nor_for_somebody_else() -> None:
    line, key = credited(), uuid4()
    requested(line, key=key)
    assert why_not(credited(reference="GCVP-2"), key=key) == Unsendable.OTHER_REQUEST
    assert why_not(line, key=key, by=payer(BOLAT)) == Unsendable.OTHER_REQUEST


@pytest.mark.parametrize("shown", [{"amount": 4249}, {"left": 4249}, {"left": 4251}, {"amount": 1000, "left": 1000}])
def test_a_form_made_of_stale_facts_is_refused(shown: dict[str, int]) -> None:
    assert why_not(**shown) == Unsendable.STALE


def test_a_refund_that_came_meanwhile_makes_the_form_stale() -> None:
    line = credited()
    reversed_line(line, kind="refund", reference="R-1", amount=1000)
    assert why_not(line, amount=4250, left=4250) == Unsendable.STALE
    assert requested(line, amount=3250, left=3250).amount == 3250


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"credited_on": TODAY + timedelta(days=1)}, NotRefundable.NOT_CREDITED),
        ({"sender_bin": COMPANY, "sender_name": "Altyn Dala LLP"}, NotRefundable.EMPLOYERS),
        ({"purpose_code": PurposeCode.DEDUCTION}, NotRefundable.EMPLOYERS),
        ({"sender_iin": BOLAT}, NotRefundable.SOMEBODY_ELSES),
    ],
)
def test_lines_that_cannot_be_claimed(changes: dict, reason: NotRefundable) -> None:
    assert why_not(credited(**changes)) == reason


@pytest.mark.parametrize(
    ("taken_back", "reason"), [({}, NotRefundable.RETURNED), ({"kind": "refund"}, NotRefundable.NOTHING_LEFT)]
)
def test_lines_of_which_nothing_is_left(taken_back: dict, reason: NotRefundable) -> None:
    line = credited()
    reversed_line(line, **taken_back)
    assert why_not(line, amount=4250, left=4250) == reason


def test_a_line_has_one_open_request() -> None:
    line = credited()
    requested(line)
    assert why_not(line) == NotRefundable.OPEN_REQUEST
    assert requested(credited(reference="GCVP-2")).pk


def test_nobody_claims_the_line_of_a_stranger() -> None:
    assert why_not(credited(), by=payer(BOLAT)) == NotRefundable.SOMEBODY_ELSES


def test_whoever_paid_for_somebody_else_claims_it() -> None:
    line = credited(sender_iin=BOLAT)
    request = requested(line, by=payer(BOLAT))
    assert (request.applicant, request.contribution.person) == (person(BOLAT), person(AISHA))


@pytest.mark.parametrize("there_is_more", [True, False])
def test_somebody_elses_record_says_nothing_to_whoever_paid(there_is_more: bool) -> None:
    """A second line in the month would bear the reason out, and give away that it is there."""
    if there_is_more:
        credited(reference="GCVP-2")
    line = credited(sender_iin=BOLAT)
    assert why_not(line, by=payer(BOLAT), reason=RefundReason.DUPLICATE) == Obstacle.NO_PROOF


@pytest.mark.parametrize(
    ("changes", "obstacle"),
    [
        ({"reason": RefundReason.LUMP_SUM, "amount": 0}, Obstacle.NOTHING_TO_CLAIM),
        ({"reason": RefundReason.LUMP_SUM, "amount": 0, "consents": False}, Obstacle.NOTHING_TO_CLAIM),
        ({"right_period": None}, Obstacle.NO_RIGHT_PERIOD),
        ({"right_period": None, "iik": "KZ1", "consents": False}, Obstacle.NO_RIGHT_PERIOD),
        ({"right_period": AUGUST}, Obstacle.SAME_PERIOD),
        ({"reason": RefundReason.OTHER}, Obstacle.NO_EXPLANATION),
        ({"reason": RefundReason.OTHER, "explanation": " \n"}, Obstacle.NO_EXPLANATION),
        ({"reason": RefundReason.OTHER, "explanation": "A mistake."}, Obstacle.NO_PROOF),
        ({"reason": RefundReason.DUPLICATE}, Obstacle.NO_PROOF),
        ({"iik": IIK[:-1] + "2"}, Obstacle.WRONG_ACCOUNT),
        ({"account_is_own": False}, Obstacle.NOT_OWN_ACCOUNT),
        ({"consents": False}, Obstacle.NO_CONSENT),
    ],
)
def test_the_first_ground_for_refusal_is_named_while_it_can_be_mended(changes: dict, obstacle: Obstacle) -> None:
    assert why_not(**changes) == obstacle


def test_a_proof_goes_with_its_request_and_nobody_elses_does() -> None:
    line, key = credited(), uuid4()
    proof(key, payer(BOLAT))
    wish = {"key": key, "reason": RefundReason.DUPLICATE}
    assert why_not(line, **wish) == Obstacle.NO_PROOF
    mine = proof(key)
    assert list(requested(line, **wish).proofs.all()) == [mine]


def test_above_the_price_of_the_month_the_month_stays_paid() -> None:
    line = credited(amount=51000)
    assert why_not(line, reason=RefundReason.LUMP_SUM) == Unsendable.STALE
    assert requested(line, reason=RefundReason.LUMP_SUM, amount=46750).amount == 46750


def test_never_more_than_is_left_over_all_requests_of_a_line() -> None:
    line = credited(amount=51000)
    paid_out(requested(line, reason=RefundReason.LUMP_SUM, amount=46750))
    assert requested(line).amount == 4250
    assert why_not(line) == NotRefundable.OPEN_REQUEST


@pytest.mark.parametrize("closed", ["withdrawn", "refused", "paid_out"])
def test_once_a_request_is_closed_there_may_be_another(closed: str) -> None:
    line = credited(amount=51000)
    request = requested(line, reason=RefundReason.LUMP_SUM, amount=46750)
    match closed:
        case "withdrawn":
            ledger.withdraw_refund(request=request, actor=payer(), today=TODAY)
        case "refused":
            refused(request)
        case _:
            paid_out(request)
    again = requested(line)
    assert (again.amount, again.slot.contribution) == (line.left(), line)


def test_after_the_banks_own_return_there_is_nothing_to_claim() -> None:
    line = credited()
    requested(line)
    assert returned_by_the_bank(line) == 1
    assert why_not(line, amount=4250, left=4250) == NotRefundable.RETURNED


def test_it_is_taken_back_until_its_review_begins() -> None:
    request = requested()
    for _time in range(2):
        ledger.withdraw_refund(request=request, actor=payer(), today=TODAY)
    assert states(request) == ["sent", "withdrawn"]


@pytest.mark.parametrize("moved", [taken, asked, refused, in_a_file])
def test_later_it_is_not_taken_back(moved) -> None:
    request = moved(requested())
    with pytest.raises(Refused, match=Unmovable.NOT_NOW):
        ledger.withdraw_refund(request=request, actor=payer(), today=TODAY)


def test_nobody_else_takes_it_back_and_not_even_the_one_it_was_paid_for() -> None:
    request = requested(credited(sender_iin=BOLAT), by=payer(BOLAT))
    with pytest.raises(Refused, match=Unmovable.NOT_NOW):
        ledger.withdraw_refund(request=request, actor=payer(AISHA), today=TODAY)
    assert states(request) == ["sent"]


def test_the_money_goes_to_the_account_that_was_named_last() -> None:
    request = asked(requested(iik=""))
    ledger.answer_refund(request=request, actor=payer(), text="", iik=IIK, today=TODAY)
    assert payout_of(in_a_file(request)).iik == IIK


def test_of_two_payments_for_one_month_only_one_is_the_duplicate() -> None:
    one, other = credited(), credited(reference="GCVP-2")
    requested(one, reason=RefundReason.DUPLICATE)
    assert why_not(other, reason=RefundReason.DUPLICATE) == Obstacle.NO_PROOF
