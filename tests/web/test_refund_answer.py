"""A question is answered with words, another account or files: whatever goes wrong, nothing typed or sent is lost."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from payments.models import ProofFile, RefundAccount
from payments.rules.refunds import RefundState
from payments.rules.requisites import BENEFICIARY
from tests.payments.orders import payer
from tests.payments.refunds import approved, asked, refused, requested, returned_by_the_bank, taken
from tests.payments.samples import BOLAT, credited
from tests.proofs.samples import pdf, png
from tests.web.asking import address_of, bounced, looks_of, page_of
from tests.web.citizens import text_of

IIK = "KZ86125KZT5004100100"


@pytest.fixture(autouse=True)
def proof_dir(settings, tmp_path):
    """Proofs of these tests lie by themselves."""
    settings.PROOF_DIR = tmp_path / "proofs"
    return settings.PROOF_DIR


def address(request) -> str:
    """Where it is answered."""
    return f"{address_of(request)}answer/"


def answer(client: Client, request, **fields):
    """Send the form by the button at its end, unless said otherwise."""
    pressed = {} if {"attach", "remove"} & set(fields) else {"send": ""}
    return client.post(address(request), pressed | fields)


def file(data: bytes | None = None) -> SimpleUploadedFile:
    """A file to attach."""
    return SimpleUploadedFile("a.pdf", pdf() if data is None else data)


def state_of(request) -> str:
    """Where it stands."""
    return type(request).objects.with_state().get(pk=request.pk).state


def test_the_question_stands_there_with_what_the_days_do(asker):
    request = asked(question="Which month did you mean?")
    page = asker.get(address(request))
    assert "Which month did you mean?" in page.text
    assert "Answer by 7 December 2026." in text_of(page)
    assert "These days are not counted: both dates move on until you answer." in page.text
    assert len(re.findall(r'class="button"', page.text)) == 1
    assert 'id="menu"' not in page.text


@pytest.mark.parametrize("made", [requested, taken, approved, refused])
def test_where_nothing_is_asked_there_is_no_such_page(asker, made):
    request = made()
    before = request.steps.count()
    assert asker.get(address(request)).url == address_of(request)
    assert answer(asker, request, text="September").url == address_of(request)
    assert request.steps.count() == before


@pytest.mark.parametrize(
    "said", [{"text": "September"}, {"iik": "kz86 125k zt50 0410 0100", "is_own": "on"}, {"file": file}]
)
def test_each_is_enough_by_itself(asker, said):
    request = asked()
    reply = answer(asker, request, **{name: value() if callable(value) else value for name, value in said.items()})
    assert (reply.status_code, reply.url) == (303, address_of(request))
    assert state_of(request) == RefundState.CHECKING
    assert looks_of(page_of(asker, request))[4] == "now"


def test_what_is_answered_reaches_the_request(asker):
    request = asked()
    answer(asker, request, text="September", iik=IIK, is_own="on", file=[file(), file(png())])
    assert request.steps.latest("pk").text == "September"
    assert request.accounts.latest("pk").iik == IIK
    assert sorted(request.proofs.values_list("type", flat=True)) == ["pdf", "png"]


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({}, "Write an answer, name another account, or attach a file."),
        ({"text": " "}, "Write an answer, name another account, or attach a file."),
        ({"text": "x" * 1001}, "The answer is too long."),
        ({"text": "Here", "iik": "KZ86125KZT5004100101", "is_own": "on"}, "There is a mistake in the IIK."),
        ({"text": "Here", "iik": IIK}, "The account has to be your own."),
        ({"text": "Here", "iik": BENEFICIARY.iik, "is_own": "on"}, "The account has to be your own."),
        ({"text": f"It was meant for {BOLAT}"}, "Write the text without an IIN"),
        ({"text": "Here", "file": b"hello"}, "The file is not a PDF, JPEG or PNG."),
        ({"text": "Here", "file": b""}, "The file is empty."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(asker, said, complaint):
    request = asked()
    if "file" in said:
        said = said | {"file": file(said["file"])}
    page = answer(asker, request, **said)
    assert page.status_code == 422
    assert complaint in text_of(page)
    assert page.text.partition("<title>")[2].startswith("Error:")
    assert ("Here" in page.text) == (said.get("text") == "Here")
    assert state_of(request) == RefundState.ASKED
    assert RefundAccount.objects.count() == 1


def test_a_file_is_attached_before_the_answer_is_written(asker):
    request = asked()
    page = answer(asker, request, attach="", text="half a sen", iik="KZ", file=file())
    assert page.status_code == 200
    assert "File 1: PDF" in text_of(page)
    assert "half a sen" in page.text
    assert "There is a mistake" not in page.text
    assert ProofFile.objects.get().request is None
    assert state_of(request) == RefundState.ASKED


def test_a_good_file_beside_a_bad_one_is_kept(asker):
    request = asked()
    page = answer(asker, request, text="Here", file=[file(), file(b"hello")])
    assert page.status_code == 422
    assert "File 1: PDF" in text_of(page)
    answer(asker, request, text="Here")
    assert request.proofs.count() == 1


def test_a_file_that_is_not_sent_yet_can_be_removed(asker, proof_dir):
    request = asked()
    answer(asker, request, attach="", file=file())
    page = answer(asker, request, remove=str(ProofFile.objects.get().name), text="half a sen")
    assert "half a sen" in page.text
    assert not ProofFile.objects.exists()
    assert not [path for path in proof_dir.rglob("*") if path.is_file()]


def test_what_went_with_the_request_is_not_removed(asker):
    request = asked()
    answer(asker, request, text="Here", file=file())
    sent = ProofFile.objects.get()
    again = asked(request)
    assert answer(asker, again, remove=str(sent.name)).status_code == 404
    assert ProofFile.objects.count() == 1


def test_no_more_than_three(asker):
    page = answer(asker, asked(), text="Here", file=[file() for _ in range(4)])
    assert page.status_code == 422
    assert "Three files are attached, and there cannot be more." in text_of(page)
    assert 'type="file"' not in page.text


def test_after_a_payout_that_came_back_the_account_is_asked_for_first(asker):
    request = bounced()
    page = asker.get(address(request))
    assert "The bank’s reason: The account is closed" in page.text
    assert "KZ75…0001" in page.text
    assert page.text.index('name="iik"') < page.text.index('name="text"')
    assert "Enter the IIK" in text_of(answer(asker, request, text="Try again"))
    answer(asker, request, iik=IIK, is_own="on")
    assert state_of(request) == RefundState.CHECKING
    assert request.accounts.latest("pk").iik == IIK


def test_who_answers_after_the_bank_has_returned_the_payment_sees_so(asker):
    request = asked()
    returned_by_the_bank(request.contribution)
    assert answer(asker, request, text="September").url == address_of(request)
    assert "The bank itself sent the payment back" in page_of(asker, request).text


def test_a_form_that_nobody_showed_is_refused(asker):
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = asker.cookies
    request = asked()
    assert answer(browser, request, text="September").status_code == 403
    assert state_of(request) == RefundState.ASKED


def test_a_file_that_was_sent_is_saved_by_its_owner_and_nobody_else(asker):
    request = asked()
    answer(asker, request, text="Here", file=file())
    name = ProofFile.objects.get().name
    saved = asker.get(f"{address_of(request)}proofs/{name}/")
    assert saved["Content-Disposition"].startswith("attachment")
    assert b"".join(saved.streaming_content).startswith(b"%PDF")
    theirs = requested(credited(iin=BOLAT), by=payer(BOLAT))
    assert asker.get(f"{address_of(theirs)}proofs/{name}/").status_code == 404
    assert Client().get(f"{address_of(request)}proofs/{name}/").status_code == 302  # to sign in
