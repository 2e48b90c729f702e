"""A bank's return takes back the line with its reference, IIN and period; one that has none goes to staff."""

import pytest

from payments import ledger
from payments.ledger import Outcome
from payments.models import Actor, Contribution
from payments.rules.requisites import PurposeCode
from tests.payments.samples import AUGUST, BOLAT, credited, entry, reversed_line

pytestmark = pytest.mark.django_db


def post_return(**changes) -> ledger.Posting:
    """What became of a return like the line in the ledger."""
    (posting,) = ledger.post_returns(entries=[entry(**changes)], actor=Actor.system())
    return posting


def test_a_return_takes_back_its_line() -> None:
    line = credited()
    posting = post_return()
    assert (posting.outcome, posting.contribution.reverses, posting.person) == (Outcome.POSTED, line, line.person)


def test_the_same_return_twice_is_known() -> None:
    credited()
    credited(occurrence=2)
    first, second = post_return(), post_return()
    assert (second.outcome, second.contribution) == (Outcome.KNOWN, first.contribution)
    assert Contribution.objects.filter(kind="return").count() == 1


@pytest.mark.parametrize("other", [{"reference": "GCVP-2"}, {"iin": BOLAT}, {"period": AUGUST + 1}, {"occurrence": 2}])
def test_nothing_to_match(other: dict) -> None:
    credited()
    posting = post_return(**other)
    assert (posting.outcome, posting.contribution) == (Outcome.UNMATCHED, None)
    assert Contribution.objects.count() == 1


def test_another_amount_is_a_conflict_with_the_line() -> None:
    line = credited()
    assert post_return(amount=4000) == ledger.Posting(entry(amount=4000), Outcome.CONFLICT, line.person, line)


def test_a_refunded_line_does_not_come_back_once_more() -> None:
    line = credited()
    reversed_line(line, kind="refund", reference="R-1")
    assert post_return().outcome == Outcome.CONFLICT


def test_the_purpose_code_decides_between_two_lines_only() -> None:
    own = credited()
    assert post_return(purpose_code=PurposeCode.PENALTY).contribution.reverses == own
    deduction = credited(purpose_code=PurposeCode.DEDUCTION, period=AUGUST + 1)
    credited(period=AUGUST + 1)
    posting = post_return(purpose_code=PurposeCode.DEDUCTION, period=AUGUST + 1)
    assert posting.contribution.reverses == deduction
    assert post_return(purpose_code=PurposeCode.PENALTY, period=AUGUST + 1).outcome == Outcome.UNMATCHED
