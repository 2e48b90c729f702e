"""What was credited, received, decided or looked at stays: the database refuses to change or delete it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from payments import ledger
from payments.models import Access, Actor
from tests.payments.orders import payer
from tests.payments.refunds import answered, asked, in_a_file, payout_of, proof, reply, requested
from tests.payments.samples import AUGUST, BOLAT, credited, person, registry, rejected_line, staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_row_in_each_table() -> None:
    credited()
    now = datetime(2026, 11, 22, tzinfo=UTC)
    Access.objects.create(
        person=person(), actor=staff("A"), reason="A call", opened_at=now, until=now + timedelta(minutes=15)
    )
    line = rejected_line(registry(), period=None)
    correction = ledger.propose_correction(
        line=line, action="mend", document="Order 7", actor=staff("A"), period=(AUGUST + 1).first_day
    )
    ledger.confirm_correction(correction=correction, actor=staff("B"))
    rejected_line(registry(2), 3, period=None)
    request = requested(credited(iin=BOLAT))
    proof(request.key, payer(BOLAT))
    asked(request)
    ledger.answer_refund(request=request, actor=payer(BOLAT), text="", iik=None, today=now.date())
    in_a_file(request)
    ledger.seal_payout_file(file=payout_of(request).file, sha256="a" * 64, actor=staff("A"))
    answered(reply(payout_of(request)))


CHANGES = [
    "UPDATE payments_contribution SET amount = 1",
    "UPDATE payments_contribution SET person_id = person_id",
    "DELETE FROM payments_contribution",
    "UPDATE payments_person SET iin = '560815200109'",
    "UPDATE payments_access SET reason = 'another'",
    "DELETE FROM payments_access",
    "UPDATE payments_registryfile SET total = 1",
    "DELETE FROM payments_registryfile",
    "DELETE FROM payments_registryline WHERE outcome = 'rejected'",
    "UPDATE payments_registryline SET outcome = 'rejected' WHERE outcome = 'mended'",
    "UPDATE payments_registryline SET reason = 1 WHERE outcome = 'rejected'",
    "UPDATE payments_registryline SET person_id = NULL WHERE outcome = 'rejected'",
    "UPDATE payments_linecorrection SET document = 'another'",
    "UPDATE payments_linecorrection SET confirmed_by_id = NULL, confirmed_at = NULL",
    "DELETE FROM payments_linecorrection",
    "UPDATE payments_refundrequest SET amount = 1",
    "UPDATE payments_refundrequest SET requested_by_id = requested_by_id",
    "DELETE FROM payments_refundrequest",
    "UPDATE payments_refundstep SET day = day",
    "DELETE FROM payments_refundstep",
    "UPDATE payments_refundaccount SET iik = ''",
    "DELETE FROM payments_refundaccount",
    "UPDATE payments_refunddecision SET note = 'another'",
    "DELETE FROM payments_refunddecision",
    "UPDATE payments_payoutfile SET total = 1",
    "DELETE FROM payments_payoutfile",
    "UPDATE payments_payoutseal SET sha256 = sha256",
    "DELETE FROM payments_payoutseal",
    "UPDATE payments_payout SET iik = ''",
    "DELETE FROM payments_payout",
    "UPDATE payments_payoutanswerfile SET name = 'another'",
    "DELETE FROM payments_payoutanswerfile",
    "UPDATE payments_payoutanswer SET outcome = 'returned', reason = 'Closed', reversal_id = NULL",
    "DELETE FROM payments_payoutanswer",
    "UPDATE payments_prooffile SET sha256 = sha256",
    "DELETE FROM payments_prooffile",
    "UPDATE payments_journalentry SET at = at",
    "DELETE FROM payments_journalentry",
    "UPDATE payments_journalhead SET hash = hash",
    "UPDATE payments_journalhead SET count = count - 1",
    "DELETE FROM payments_journalhead",
]
TABLES = (
    "contribution", "access", "registryfile", "registryline", "linecorrection", "refundrequest", "refundstep",
    "refundaccount", "refunddecision", "openrefund", "payoutfile", "payoutseal", "payout", "payoutanswerfile",
    "payoutanswer", "prooffile", "journalentry", "journalhead",
)  # fmt: skip


@pytest.mark.parametrize("statement", CHANGES)
def test_a_change_is_refused(statement: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        run(statement)


@pytest.mark.postgres
@pytest.mark.parametrize("table", TABLES)
def test_emptying_a_table_is_refused(table: str) -> None:
    run("SET CONSTRAINTS ALL IMMEDIATE")  # what waits for the end of the transaction would refuse it as well
    with pytest.raises(IntegrityError), transaction.atomic():
        run(f"TRUNCATE payments_{table} CASCADE")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE payments_person SET last_name = 'Oralbek' WHERE iin = '500101100010'",
        "UPDATE payments_registryline SET outcome = 'discarded' WHERE outcome = 'rejected'",
        "UPDATE payments_prooffile SET removed_at = '2027-03-01 12:00:00+00:00'",
    ],
)
def test_what_may_change_does(statement: str) -> None:
    assert run(statement) == 1


def test_the_system_is_one_actor() -> None:
    assert Actor.system() == Actor.system()


def run(statement: str) -> int:
    """Past every model and verb."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount
