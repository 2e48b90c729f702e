"""What keeps a line from being claimed back: one rule for the button, the form and the ledger, one reason at a time."""

from itertools import combinations

import pytest

from payments.rules.facts import LineState, Payer
from payments.rules.refunds import NotRefundable, why_not_refundable
from payments.rules.requisites import PurposeCode
from tests.rules.claims import claimed
from tests.rules.people import TODAY, day

# Each reason, in the order of asking, and what brings it about.
REASONS = {
    NotRefundable.NOT_CREDITED: {"credited_on": day("2026-11-23")},
    NotRefundable.RETURNED: {"state": LineState.RETURNED},
    NotRefundable.NOTHING_LEFT: {"left": 0},
    NotRefundable.EMPLOYERS: {"payer": Payer.EMPLOYER},
    NotRefundable.SOMEBODY_ELSES: {"is_applicants": False},
    NotRefundable.OPEN_REQUEST: {"has_open_request": True},
}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"credited_on": TODAY},
        {"paid_on": day("2020-01-01"), "credited_on": day("2020-01-03")},  # no time limit was found
        {"left": 1},
        {"amount": 51000, "left": 51000},
        {"payer": Payer.SOLE_TRADER},
        {"purpose_code": PurposeCode.PENALTY},
        {"is_own_record": False},  # paid for somebody else: the payer applies
    ],
)
def test_can_be_claimed(changes):
    assert why_not_refundable(claimed(**changes), TODAY) is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        *((changes, reason) for reason, changes in REASONS.items()),
        ({"state": LineState.SENT}, NotRefundable.NOT_CREDITED),
        ({"state": LineState.REFUNDED, "left": 0}, NotRefundable.NOTHING_LEFT),
        ({"payer": Payer.PLATFORM}, NotRefundable.EMPLOYERS),
        ({"is_own_record": False, "is_applicants": False}, NotRefundable.SOMEBODY_ELSES),
    ],
)
def test_cannot_be_claimed(changes, reason):
    assert why_not_refundable(claimed(**changes), TODAY) is reason


def test_the_order_of_asking_is_the_order_of_the_reasons():
    assert list(REASONS) == list(NotRefundable)


@pytest.mark.parametrize(("earlier", "later"), list(combinations(NotRefundable, 2)))
def test_the_first_that_holds_is_said(earlier, later):
    assert why_not_refundable(claimed(**REASONS[later] | REASONS[earlier]), TODAY) is earlier


def test_the_day_is_the_one_asked_about():
    line = claimed(credited_on=day("2026-11-20"))
    asked = [why_not_refundable(line, day(text)) for text in ("2026-11-19", "2026-11-20")]
    assert asked == [NotRefundable.NOT_CREDITED, None]
