"""One open request for a line: its slot is kept by the database until the request is closed, and no longer."""

import pytest

from payments.models import OpenRefund
from payments.rules.refunds import CLOSED, RefundState
from tests.payments.refund_rows import refuses, run
from tests.payments.refunds import WAYS, draft, requested
from tests.payments.samples import BOLAT, credited

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", [state for state in RefundState if state is not RefundState.DRAFT])
def test_an_open_request_has_its_slot_and_a_closed_one_has_none(state: RefundState) -> None:
    request = WAYS[state]()
    assert OpenRefund.objects.filter(request=request).exists() == (state not in CLOSED)


@pytest.mark.parametrize("state", sorted(set(RefundState) - CLOSED - {RefundState.DRAFT}))
def test_the_slot_of_an_open_request_stays(state: RefundState) -> None:
    WAYS[state]()
    assert refuses(lambda: run("DELETE FROM payments_openrefund"))
    assert refuses(lambda: run("UPDATE payments_openrefund SET contribution_id = contribution_id"))


def test_two_requests_never_hold_one_line() -> None:
    request = requested()
    second = draft()  # for the same line
    assert refuses(lambda: OpenRefund.objects.create(request=second, contribution=request.contribution))


def test_a_request_holds_its_own_line_only() -> None:
    one, other = draft(), credited(iin=BOLAT)
    assert refuses(lambda: OpenRefund.objects.create(request=one, contribution=other))
    assert OpenRefund.objects.create(request=one, contribution=one.contribution).pk
