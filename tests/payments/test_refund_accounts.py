"""Where a refund goes: where its applicant said, before anybody decided. Past every verb the database keeps it."""

import pytest

from payments.models import RefundAccount
from tests.payments.orders import payer
from tests.payments.refund_rows import paid, refuses
from tests.payments.refunds import IIK, WAYS, approved, decision_of, first
from tests.payments.samples import BOLAT

pytestmark = pytest.mark.django_db

OTHER = "KZ31601A000000000001"


def named(request, by=None) -> RefundAccount:
    """Another account."""
    return RefundAccount.objects.create(request=request, iik=OTHER, given_by=by or payer())


@pytest.mark.parametrize("stands", sorted(set(WAYS) - {"draft", "asked"}))
def test_no_account_takes_the_place_of_what_is_reviewed(stands) -> None:
    request = WAYS[stands]()
    assert refuses(lambda: named(request))


@pytest.mark.parametrize("stands", ["draft", "asked"])
def test_an_account_is_named_by_whoever_asks(stands) -> None:
    request = WAYS[stands]()
    assert refuses(lambda: named(request, first()))
    assert refuses(lambda: named(request, payer(BOLAT)))
    assert named(request).pk


@pytest.mark.parametrize("iik", [OTHER, ""])
def test_no_payout_goes_elsewhere(iik: str) -> None:
    request = approved()
    assert refuses(lambda: paid(decision_of(request), iik=iik))
    assert paid(decision_of(request), iik=IIK).pk
