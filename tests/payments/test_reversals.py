"""Reversals: a line is taken back by another that names it, never by more than is left."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from payments import ledger
from payments.ledger import Irreversible, Refused, why_not_reversible
from payments.models import Contribution, Person
from tests.payments.samples import BOLAT, credited, person, reversed_line

pytestmark = pytest.mark.django_db

RETURN, REFUND = Contribution.Kind.RETURN, Contribution.Kind.REFUND


def test_a_reversal_keeps_what_the_line_is_about() -> None:
    line = credited()
    reversal = reversed_line(line)
    assert reversal.reverses == line
    assert reversal.reference == line.reference
    for kept in ("person", "period", "purpose_code", "occurrence"):
        assert getattr(reversal, kept) == getattr(line, kept)
    assert line.left() == 0


def test_the_same_call_twice_gives_the_same_row() -> None:
    line = credited()
    assert reversed_line(line) == reversed_line(line)
    refunds = [reversed_line(credited(occurrence=2), kind=REFUND, reference="R-1", amount=1000) for _ in range(2)]
    assert refunds[0] == refunds[1]


def test_a_line_is_refunded_in_parts() -> None:
    line = credited()
    reversed_line(line, kind=REFUND, reference="R-1", amount=1000)
    assert line.left() == 3250
    reversed_line(line, kind=REFUND, reference="R-2", amount=3250)
    assert line.left() == 0


@pytest.mark.parametrize(
    ("before", "kind", "amount", "reason"),
    [
        (None, RETURN, 4250, None),
        (None, REFUND, 1, None),
        (None, RETURN, 1000, Irreversible.NOT_WHOLE),
        (None, RETURN, 4251, Irreversible.MORE_THAN_LEFT),
        ({}, RETURN, 4250, Irreversible.NOTHING_LEFT),
        ({}, REFUND, 1, Irreversible.NOTHING_LEFT),
        ({"kind": REFUND, "amount": 1000}, REFUND, 3250, None),
        ({"kind": REFUND, "amount": 1000}, REFUND, 3251, Irreversible.MORE_THAN_LEFT),
        ({"kind": REFUND, "amount": 1000}, RETURN, 3250, Irreversible.NOT_WHOLE),
    ],
)
def test_what_may_be_reversed(before: dict | None, kind: str, amount: int, reason: Irreversible | None) -> None:
    line = credited()
    if before is not None:
        reversed_line(line, **before)
    assert why_not_reversible(line, kind=kind, amount=amount) == reason
    if reason is not None:
        with pytest.raises(Refused) as refused:
            reversed_line(line, kind=kind, amount=amount, reference="R-9")
        assert refused.value.reason == reason


def test_a_reversal_is_not_reversed() -> None:
    reversal = reversed_line(credited())
    assert why_not_reversible(reversal, kind=REFUND, amount=1) == Irreversible.NOT_A_CREDIT


def test_the_same_refund_with_another_amount_is_refused() -> None:
    line = credited()
    reversed_line(line, kind=REFUND, reference="R-1", amount=1000)
    with pytest.raises(Refused, match=Irreversible.KNOWN_OTHERWISE):
        reversed_line(line, kind=REFUND, reference="R-1", amount=1001)


@pytest.mark.parametrize(
    "column",
    [
        "period = '2026-09-01'",
        "purpose_code = '121'",
        "amount = 4251",
        "person_id = (SELECT id FROM payments_person WHERE iin = '560815200109')",
        "reverses_id = 0",
    ],
)
def test_the_database_refuses_a_reversal_that_does_not_fit(column: str) -> None:
    person(BOLAT)
    line = credited()
    fields = [field.column for field in Contribution._meta.concrete_fields if not field.primary_key]
    name, value = column.split(" = ", 1)
    changed = {"kind": "'return'", "reverses_id": str(line.pk), name: value}
    columns, values = ", ".join(fields), ", ".join(changed.get(field, field) for field in fields)
    statement = f"INSERT INTO payments_contribution ({columns}) SELECT {values} FROM payments_contribution"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_counts_earlier_reversals() -> None:
    line = credited()
    reversed_line(line, kind=REFUND, reference="R-1", amount=4000)
    excess = Contribution(
        kind=REFUND, person=Person.objects.get(), period=line.period, purpose_code=line.purpose_code,
        amount=251, reference="R-2", paid_on=date(2026, 9, 1), credited_on=date(2026, 9, 1), reverses=line,
        entered_by=line.entered_by,
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        excess.save()


def test_there_is_no_verb_that_moves_money() -> None:
    verbs = {name for name in ledger.__all__ if name.islower()}
    assert verbs == {
        "accept", "account_of", "add_key", "allocate", "answer_checkout", "answer_payouts", "answer_refund",
        "approved_refunds", "ask_applicant", "at_the_acquirer", "begin_checkout", "brings_by_list", "cancel",
        "cancel_deposit", "check_deposit", "check_payee", "close_returned_refunds", "confirm_correction",
        "confirm_decision", "credit", "decide_case", "decide_suggestion", "drop_proof", "is_told_by_list",
        "keep_payee_check", "keep_proof", "lock_people", "make_payout_file", "mark_removed", "match_told",
        "money_said", "money_told", "note", "order", "post_partner_registry", "post_returns", "propose_correction",
        "propose_decision", "quote", "record_spans", "release_refund", "removable_proofs", "request_refund",
        "resume_review", "return_payment", "reverse", "revoke_key", "seal_payout_file", "send_back", "settle_told",
        "take", "take_refund", "understood", "unresolved", "view_proof", "view_refund", "waiting_proofs",
        "why_not_cancellable", "why_not_correctable", "why_not_reversible", "withdraw_correction", "withdraw_refund",
    }  # fmt: skip
