"""Who may claim a line that met an order: whoever the money is known to be of, and nobody because they ordered."""

from datetime import date

import pytest

from payments import history, ledger
from payments.models import Contribution, Suggestion
from payments.rules.refunds import NotRefundable, why_not_refundable
from tests.payments.orders import NOVEMBER, arrives, ordered, paid, payer, received
from tests.payments.refunds import TODAY, requested
from tests.payments.samples import AISHA, BOLAT, person, staff

pytestmark = pytest.mark.django_db

DAY = {"paid_on": date(2026, 11, 22), "credited_on": date(2026, 11, 23)}


def may_claim(line: Contribution, iin: str) -> bool:
    """Can this one claim the line?"""
    found = history.line_for_refund(line.pk, person(iin), TODAY)
    return found is not None and why_not_refundable(found.paid, TODAY) is None


def test_an_order_for_somebody_is_no_claim_to_what_they_pay_themselves() -> None:
    basket = ordered(NOVEMBER, who=person(AISHA), by=payer(BOLAT))
    line = arrives(NOVEMBER, **DAY)
    assert basket.payments.get().steps.filter(contribution=line).exists()
    assert (may_claim(line, AISHA), may_claim(line, BOLAT)) == (True, False)
    with pytest.raises(ledger.Refused) as refused:
        requested(line, by=payer(BOLAT), right_period=NOVEMBER + 1)
    assert refused.value.reason is NotRefundable.SOMEBODY_ELSES


def test_nor_is_one_whose_line_names_another_reference() -> None:
    ordered(NOVEMBER, who=person(AISHA), by=payer(BOLAT))
    line = received(arrives(NOVEMBER, **DAY), "12345678901")
    assert (may_claim(line, AISHA), may_claim(line, BOLAT)) == (True, False)


def test_whoever_ordered_claims_what_a_partner_took_for_it() -> None:
    paid(ordered(NOVEMBER, who=person(AISHA), by=payer(BOLAT)))
    line = arrives(NOVEMBER, **DAY)
    assert (may_claim(line, AISHA), may_claim(line, BOLAT)) == (False, True)


def test_whoever_ordered_claims_what_came_with_its_reference() -> None:
    reference = ordered(NOVEMBER, who=person(AISHA), by=payer(BOLAT)).payments.get().reference
    line = received(arrives(NOVEMBER, **DAY, payment_reference=reference), reference)
    assert (may_claim(line, AISHA), may_claim(line, BOLAT)) == (False, True)


def test_whoever_ordered_claims_what_staff_have_assigned_to_it() -> None:
    ordered(NOVEMBER, who=person(AISHA), by=payer(BOLAT))
    line = arrives(NOVEMBER - 1, **DAY)
    assert (may_claim(line, AISHA), may_claim(line, BOLAT)) == (True, False)
    ledger.decide_suggestion(
        suggestion=Suggestion.objects.get(), decision="assign", reason="a call", actor=staff("Desk")
    )
    assert (may_claim(line, AISHA), may_claim(line, BOLAT)) == (False, True)


def test_a_sender_in_the_registry_is_who_paid_whatever_was_ordered() -> None:
    paid(ordered(NOVEMBER, who=person(AISHA), by=payer(BOLAT)))
    line = arrives(NOVEMBER, **DAY, sender_iin=AISHA)
    assert (may_claim(line, AISHA), may_claim(line, BOLAT)) == (True, False)
