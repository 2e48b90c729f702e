"""Two requests about one month: the second is judged as if the first were paid out already."""

import pytest
from django.conf import settings

from payments import history, ledger
from payments.rules.refund_checks import after
from payments.rules.refund_reasons import Obstacle, RefundReason, is_borne_out
from tests.payments.refunds import TODAY, credited, payer, requested

pytestmark = pytest.mark.django_db


def seen(line):
    """The line as whoever paid it sees it."""
    return history.line_for_refund(line.pk, line.person, TODAY)


def test_of_two_payments_for_one_month_only_one_is_claimed() -> None:
    first, second = credited(), credited(reference="SECOND")
    claim = {"reason": RefundReason.DUPLICATE, "right_period": None}
    requested(first, **claim)
    with pytest.raises(ledger.Refused) as refused:
        requested(second, by=payer(second.person.iin), **claim)
    assert refused.value.reason is Obstacle.NO_PROOF


def test_the_first_is_not_judged_by_the_second() -> None:
    first, second = credited(), credited(reference="SECOND")
    requested(first, reason=RefundReason.DUPLICATE, right_period=None)
    requested(second)
    for line, is_shown in ((first, True), (second, False)):
        claimed = seen(line)
        month = history.month_facts_of(claimed, TODAY, settings.LAW)
        assert is_borne_out(RefundReason.DUPLICATE, claimed.paid, month) is is_shown


def test_the_month_goes_with_the_second() -> None:
    first, second = credited(), credited(reference="SECOND")
    requested(first, reason=RefundReason.DUPLICATE, right_period=None)
    claimed = seen(second)
    now = history.situation_of(claimed, TODAY, settings.LAW)
    assert after(now, claimed.paid, claimed.paid.left).uncovered == (claimed.paid.period,)
