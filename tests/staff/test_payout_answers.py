"""An answer to payouts is uploaded in one step: taken whole with its report, or refused with every fault."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from payments.models import JournalEntry, Payout, PayoutAnswer, PayoutAnswerFile
from payments.rules.refunds import RefundState
from portal.staff import uploads
from portal.staff.payout_answers import paid_twice
from tests.payments.refunds import TODAY, in_a_file, payout_of, requested, returned_by_the_bank, state
from tests.payments.samples import credited
from tests.payouts.test_taking_answers import PAID, RETURNED, answer, line
from tests.staff.desk import clerk, plain, root

ANSWERS = "/staff/payments/payoutanswerfile/"
UPLOAD = f"{ANSWERS}upload/"
TAKER = ("payments.add_payoutanswerfile", "payments.view_payoutanswerfile")


@pytest.fixture(autouse=True)
def _on_the_day(settings) -> None:
    settings.DEMO_TODAY = TODAY


@pytest.fixture
def payouts() -> list[Payout]:
    """Two that wait."""
    return [payout_of(in_a_file(requested(credited(reference=f"GCVP-{number}")))) for number in (1, 2)]


def upload(client: Client, content: bytes):
    """Send the form."""
    return client.post(UPLOAD, {"file": SimpleUploadedFile("24-11.csv", content)}, follow=True)


def test_the_form_opens_without_complaint():
    page = clerk(*TAKER).get(UPLOAD)
    assert page.status_code == 200
    assert "errorlist" not in page.text


def test_taken_with_its_report(payouts):
    page = upload(clerk(*TAKER, name="Desk 7"), answer(line(payouts[0]), line(payouts[1], RETURNED)))
    text = plain(page)
    assert "Paid out: 1. Returned by banks: 1. Known before: 0." in text
    assert page.redirect_chain == [(f"{ANSWERS}{PayoutAnswerFile.objects.get().pk}/change/", 302)]
    for shown in (payouts[0].number, payouts[1].number, "AC04 The account is closed", "4,250 ₸", "Paid out"):
        assert shown in text
    assert "note is-warning" not in text
    assert [state(payout.decision.request) for payout in payouts] == [RefundState.PAID_OUT, RefundState.ASKED]
    file = PayoutAnswerFile.objects.get()
    assert (file.name, file.count, file.received_by.label) == ("24-11.csv", 2, "Desk 7")
    assert JournalEntry.objects.filter(event="payouts_answered", actor__label="Desk 7").count() == 1


def test_the_same_once_more_changes_nothing(payouts):
    client, content = clerk(*TAKER), answer(line(payouts[0]))
    upload(client, content)
    assert "Everything in this answer was known before. Nothing has changed." in upload(client, content).text
    assert PayoutAnswer.objects.count() == PayoutAnswerFile.objects.count() == 1


def test_every_fault_is_named_and_nothing_is_kept(payouts):
    page = upload(clerk(*TAKER), answer(line(payouts[0]), "P99999999;1;gone;soon;", total="TOTAL;2;4251"))
    assert page.status_code == 422
    for said in (
        "202. No payout has this number. (line 3)",
        "205. The outcome is neither paid nor returned. (line 3)",
        "206. The day is missing or cannot be read. (line 3)",
    ):
        assert said in page.text
    assert not PayoutAnswer.objects.exists()
    assert not PayoutAnswerFile.objects.exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty."),
        (b"hello", "A column is missing."),
        (answer(total=""), "212. The last row with the number of lines and the total is missing."),
        (answer("x;1;paid;2026-11-23;", total="TOTAL;1;2"), "The total is not the one that the file states."),
    ],
)
def test_a_file_that_is_none_says_why(content, says):
    page = upload(clerk(*TAKER), content)
    assert page.status_code == 422
    assert says in page.text


def test_a_file_that_is_too_large_is_let_go(payouts, monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST_UPLOAD", 50)
    page = upload(clerk(*TAKER), answer(line(payouts[0])))
    assert page.status_code == 422
    assert "Choose a file. One that is larger than allowed is not taken" in page.text


def test_money_that_went_back_twice_is_said(payouts):
    returned_by_the_bank(payouts[0].decision.request.contribution)
    page = plain(upload(clerk(*TAKER), answer(line(payouts[0]))))
    assert f"Paid out although the bank had returned the payment: {payouts[0].number}." in page
    assert "1 refund was paid out although the bank had returned the payment." in page
    assert paid_twice() == 1


def test_who_may_not_does_not(payouts):
    client = clerk("payments.view_payoutanswerfile")
    assert client.get(UPLOAD).status_code == 403
    assert upload(client, answer(line(payouts[0]))).status_code == 403
    assert "payoutanswerfile/upload/" not in client.get(ANSWERS).text
    assert not PayoutAnswer.objects.exists()


def test_a_form_without_its_token_is_refused(payouts):
    client = Client(enforce_csrf_checks=True)
    client.cookies = root().cookies
    assert upload(client, answer(line(payouts[0]))).status_code == 403
    assert not PayoutAnswer.objects.exists()


def test_many_answers_take_as_many_queries_as_one(payouts, django_assert_max_num_queries):
    client = root()
    upload(client, answer(*(line(payout, PAID) for payout in payouts)))
    pk = PayoutAnswerFile.objects.get().pk
    with django_assert_max_num_queries(8):
        client.get(f"{ANSWERS}{pk}/change/")
    with django_assert_max_num_queries(7):
        client.get(ANSWERS)
