"""The payout file: every approved refund once, in the Fund's columns, and whenever it is asked for the same bytes."""

from hashlib import sha256
from uuid import uuid4

import pytest
from django.db import connection

from payments import history, ledger
from payments.models import JournalEntry, PayoutFile, Person
from payments.rules.refund_reasons import RefundReason
from portal.payouts import export
from tests.payments.orders import payer
from tests.payments.refunds import IIK, TODAY, approved, payout_of, proof, refused, requested
from tests.payments.samples import AISHA, BOLAT, credited, person, staff
from tests.payouts.examples import ANSWER, FILE, as_documented

pytestmark = pytest.mark.django_db

EXPORTER = "exporter"
Event = JournalEntry.Event


def made() -> PayoutFile:
    """A file of all that is approved."""
    return export.make(actor=staff(EXPORTER), today=TODAY)


def rows(file: PayoutFile) -> list[dict[str, str]]:
    """What stands in a file, by column."""
    head, *lines, _total = (line.split(";") for line in export.as_csv(file).decode().splitlines())
    return [dict(zip(head, line, strict=True)) for line in lines]


def test_it_is_as_documented() -> None:
    file, numbers = as_documented()
    assert export.as_csv(file).decode() == numbers.in_text(FILE)


def test_a_refund_stands_in_one_file_and_in_no_second() -> None:
    request = approved()
    file = made()
    assert [row["applicationid"] for row in rows(file)] == [request.number]
    with pytest.raises(ledger.Refused) as refusal:
        made()
    assert refusal.value.reason is ledger.NoPayout.NOTHING
    later = approved(requested(credited(reference="GCVP-9")))
    assert [row["applicationid"] for row in rows(made())] == [later.number]
    assert PayoutFile.objects.count() == 2


def test_only_what_is_approved_is_paid_out() -> None:
    requested(credited(reference="GCVP-2"))
    refused(requested(credited(reference="GCVP-3")))
    request = approved()
    assert [row["applicationid"] for row in rows(made())] == [request.number]


def test_whoever_paid_for_somebody_else_is_the_payee() -> None:
    Person.objects.filter(iin=person(BOLAT).iin).update(last_name="Маратов", first_name="Марат")
    line = credited(iin=AISHA, sender_iin=BOLAT)
    key = proof(uuid4(), payer(BOLAT)).draft_key
    approved(requested(line, by=payer(BOLAT), key=key, reason=RefundReason.WRONG_IIN, right_period=None))
    (row,) = rows(made())
    assert (row["iin"], row["payeeiin"], row["payeelastname"], row["iik"]) == (AISHA, BOLAT, "Маратов", IIK)


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_is_taken_for_a_formula(start: str) -> None:
    line = credited(reference=f"{start}cmd|' /C calc'!A0")
    Person.objects.filter(pk=line.person_id).update(last_name=f"{start}1+1", first_name=f"А{start}")
    approved(requested(line))
    (row,) = rows(made())
    assert (row["reference"][:2], row["lastname"], row["payeelastname"]) == (
        f"'{start}",
        f"'{start}1+1",
        f"'{start}1+1",
    )
    assert row["firstname"] == f"А{start}"


def test_a_separator_and_a_quote_stay_in_their_cell() -> None:
    approved(requested(credited(reference='GCVP;"1"')))
    assert '"GCVP;""1""";2026-08-20;' in export.as_csv(made()).decode()


def test_whenever_it_is_asked_for_it_is_the_same() -> None:
    first = approved()
    file = made()
    content = export.download(file=file, actor=staff(EXPORTER))
    approved(requested(credited(reference="GCVP-2")))
    made()
    ledger.answer_payouts(
        name="1.csv",
        sha256="1" * 64,
        replies=[ledger.PayoutReply(payout_of(first).number, 4250, "paid", TODAY)],
        actor=staff(EXPORTER),
        today=TODAY,
    )
    assert export.download(file=file, actor=staff("another")) == content


def test_making_and_every_download_are_in_the_journal_with_the_hash() -> None:
    approved()
    file = made()
    digest = sha256(export.as_csv(file)).hexdigest()
    export.download(file=file, actor=staff("another"))
    export.download(file=file, actor=staff("another"))
    told = JournalEntry.objects.filter(request=None).order_by("number").values_list("event", "actor__label", "detail")
    assert list(told) == [
        (Event.PAYOUTS_EXPORTED, EXPORTER, {"file": file.pk, "count": 1, "total": 4250}),
        (Event.PAYOUTS_SEALED, EXPORTER, {"file": file.pk, "sha256": digest}),
        (Event.PAYOUTS_DOWNLOADED, "another", {"file": file.pk, "sha256": digest}),
        (Event.PAYOUTS_DOWNLOADED, "another", {"file": file.pk, "sha256": digest}),
    ]
    assert history.verify_journal() is None


def test_a_name_that_a_registry_fills_in_later_changes_nothing() -> None:
    request = approved()
    file = made()
    content = export.download(file=file, actor=staff(EXPORTER))
    Person.objects.filter(pk=request.applicant_id).update(patronymic="Another")
    assert export.download(file=file, actor=staff(EXPORTER)) == content


def test_a_file_that_would_differ_is_not_given_out(monkeypatch) -> None:
    approved()
    file = made()
    monkeypatch.setattr(export, "PURPOSE", "Another")
    with pytest.raises(export.Changed):
        export.download(file=file, actor=staff(EXPORTER))
    assert not JournalEntry.objects.filter(event=Event.PAYOUTS_DOWNLOADED).exists()


def test_it_asks_as_often_for_many_as_for_one(django_assert_num_queries) -> None:
    for number in range(4):
        approved(requested(credited(reference=f"GCVP-{number}")))
    file = made()
    with django_assert_num_queries(1):
        export.as_csv(file)


def test_nobody_s_iin_is_in_the_journal() -> None:
    approved()
    export.download(file=made(), actor=staff(EXPORTER))
    with connection.cursor() as cursor:
        cursor.execute("SELECT detail FROM payments_journalentry")
        assert not any(AISHA in str(detail) for detail in cursor.fetchall())


def test_the_documented_answer_is_of_the_documented_file() -> None:
    assert [line.split(";")[0] for line in ANSWER.splitlines()[1:-1]] == ["P00000001", "P00000002"]
