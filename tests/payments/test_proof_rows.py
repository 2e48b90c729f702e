"""The rows of proof files: three at most, with one request, and known for ever once they were sent."""

from datetime import timedelta
from uuid import uuid4

import pytest

from payments import ledger
from payments.ledger import MOST_PROOFS, Refused, Unkeepable
from payments.models import JournalEntry, ProofFile, RefundRequest
from tests.payments.orders import payer
from tests.payments.refund_rows import refuses, run
from tests.payments.refunds import NOW, TODAY, asked, first, paid_out, proof, recorded, requested, second
from tests.payments.samples import BOLAT, credited

pytestmark = pytest.mark.django_db


def with_proof(make=requested) -> tuple[RefundRequest, ProofFile]:
    """A request that was sent with a file."""
    key = uuid4()
    kept = proof(key)
    request = requested(key=key)
    if make is not requested:
        make(request)
    kept.refresh_from_db()
    return request, kept


def test_three_are_kept_and_no_fourth() -> None:
    key = uuid4()
    kept = [proof(key) for _number in range(MOST_PROOFS)]
    with pytest.raises(Refused, match=Unkeepable.TOO_MANY):
        proof(key)
    ledger.drop_proof(proof=kept[0], actor=payer())
    assert proof(key).pk
    assert set(ledger.waiting_proofs(key, payer())) == set(ProofFile.objects.all())


def test_another_draft_and_another_person_have_their_own_three() -> None:
    key = uuid4()
    for _number in range(MOST_PROOFS):
        proof(key)
    assert proof(uuid4()).pk
    assert proof(key, payer(BOLAT)).pk
    assert ledger.waiting_proofs(key, payer()).count() == MOST_PROOFS


def test_nobody_else_lets_go_of_it() -> None:
    kept = proof(uuid4())
    with pytest.raises(Refused, match=Unkeepable.SENT):
        ledger.drop_proof(proof=kept, actor=payer(BOLAT))
    assert ProofFile.objects.get() == kept


def test_it_goes_with_its_request_and_stays() -> None:
    request, kept = with_proof()
    assert recorded(request).proofs == (kept,)
    with pytest.raises(Refused, match=Unkeepable.SENT):
        ledger.drop_proof(proof=kept, actor=payer())
    assert not ledger.waiting_proofs(request.key, payer()).exists()


def test_with_an_answer_there_are_three_more() -> None:
    request, _kept = with_proof(asked)
    for _number in range(MOST_PROOFS):
        proof(request.key)
    ledger.answer_refund(request=request, actor=payer(), text="", iik=None, today=TODAY)
    assert len(recorded(request).proofs) == 1 + MOST_PROOFS


def test_what_is_removed_a_while_after_the_end() -> None:
    _open = with_proof()
    request = paid_out(requested(credited(reference="GCVP-2"), key=(key := uuid4()), **other(key)))
    closed = ProofFile.objects.get(request=request)
    assert list(ledger.removable_proofs(TODAY)) == []
    assert list(ledger.removable_proofs(TODAY + timedelta(days=1))) == [closed]
    for _time in range(2):
        ledger.mark_removed(proof=closed, actor=first(), now=NOW)
    assert (recorded(request).proofs, list(ledger.removable_proofs(TODAY + timedelta(days=1)))) == ((), [])
    assert JournalEntry.objects.filter(event="proof_removed").count() == 1


def other(key) -> dict:
    """A second request with a file."""
    proof(key)
    return {"explanation": "Paid twice."}


def test_who_looks_at_it_is_written_down() -> None:
    _request, kept = with_proof()
    ledger.view_proof(proof=kept, actor=second())
    entry = JournalEntry.objects.latest("number")
    assert (entry.event, entry.actor, entry.request, entry.detail) == (
        "proof_viewed", second(), kept.request, {"proof": kept.pk},
    )  # fmt: skip


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM payments_prooffile",
        "UPDATE payments_prooffile SET request_id = NULL",
        "UPDATE payments_prooffile SET draft_key = name",
        "UPDATE payments_prooffile SET name = draft_key",
        "UPDATE payments_prooffile SET type = 'png'",
        "UPDATE payments_prooffile SET size = 1",
        "UPDATE payments_prooffile SET sha256 = 'b'",
        "UPDATE payments_prooffile SET uploaded_by_id = 1",
        "UPDATE payments_prooffile SET uploaded_at = removed_at",
    ],
)
def test_the_database_keeps_what_was_sent(statement: str) -> None:
    with_proof()
    assert refuses(lambda: run(statement))


@pytest.mark.parametrize(
    "wrong", [{"type": "svg"}, {"type": "exe"}, {"size": 0}, {"size": 5 * 1024 * 1024 + 1}, {"sha256": ""}]
)
def test_the_database_keeps_no_other_files(wrong: dict) -> None:
    assert refuses(lambda: proof(uuid4(), **wrong))
