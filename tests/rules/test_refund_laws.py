"""What holds for every claim, whatever was paid: tried on people drawn at random."""

from hypothesis import given

from payments.rules.findings import FindingCode, findings
from payments.rules.refund_checks import after
from payments.rules.refund_reasons import SHOWN_BY_RECORD, RefundReason, claimable, is_borne_out, month_facts
from payments.rules.situation import situation
from tests.rules.claims import claimed, claimed_lines, crowded_people
from tests.rules.random_facts import laws


@given(claimed_lines())
def test_what_the_record_bears_out_uncovers_no_month(both):
    now, one = both
    month = month_facts(now, one)
    for reason in SHOWN_BY_RECORD:
        if is_borne_out(reason, one, month):
            amount = claimable(reason, one, month)
            assert 0 < amount <= one.left
            assert after(now, one, amount).uncovered == ()


@given(claimed_lines())
def test_the_surplus_is_all_that_the_month_can_spare(both):
    """One tenge more and the month would not be paid by the person's own lines."""
    now, one = both
    month = month_facts(now, one)
    paid_before, paid_then, paid_with_one_less = (
        after(now, one, amount).then.coverage.at(one.period).reached is not None
        for amount in (0, month.surplus, month.surplus + 1)
    )
    assert paid_then is paid_before
    # Beside a sole trader's short line, a self-payer's keeps its whole price, though a tenge of it would do.
    assert not paid_with_one_less or month.surplus == one.left or month.required == one.left - month.surplus


REASON_OF = {
    FindingCode.LUMP_SUM: RefundReason.LUMP_SUM,
    FindingCode.OVERPAID: RefundReason.EXCESS_AMOUNT,
    FindingCode.PAID_TWICE: RefundReason.DUPLICATE,
    FindingCode.EMPLOYER_ALSO_PAID: RefundReason.EMPLOYER_ALSO_PAID,
    FindingCode.STATE_ALSO_PAID: RefundReason.STATE_COVERED,
}


@given(crowded_people(), laws)
def test_a_finding_leads_to_a_reason_that_the_record_bears_out(person, in_force):
    now = situation(person, in_force)
    named = {one.id: claimed(one) for one in person.lines}
    for found in findings(now):
        reason = REASON_OF.get(found.code)
        shown = [is_borne_out(reason, named[name], month_facts(now, named[name])) for name in found.payments]
        # Of what is overpaid in parts, one part at least can be claimed.
        assert reason is None or (any(shown) if found.code is FindingCode.OVERPAID else all(shown))
