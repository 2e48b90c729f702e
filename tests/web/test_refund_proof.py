"""The document that shows the mistake: asked for only where the record does not, and never of an identity."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from payments.models import ProofFile
from tests.web.citizens import text_of
from tests.web.refund_wizard import PHONE, answer, choose, draft, paid_line

PROOF, CHECK = "/refunds/proof/", "/refunds/check/"


@pytest.fixture(autouse=True)
def proof_dir(settings, tmp_path):
    """Proofs of these tests lie by themselves."""
    settings.PROOF_DIR = tmp_path / "proofs"
    return settings.PROOF_DIR


@pytest.fixture
def asked(citizen):
    """A reason of which the record shows nothing."""
    choose(citizen, paid_line())
    answer(citizen, "what", reason="wrong_iin")
    return citizen


def receipt(name: str = "receipt.png") -> SimpleUploadedFile:
    """A picture."""
    data = BytesIO()
    Image.new("L", (8, 8), 255).save(data, "PNG")
    return SimpleUploadedFile(name, data.getvalue())


def files_on_disk(folder) -> int:
    """How many there are."""
    return sum(path.is_file() for path in folder.rglob("*")) if folder.exists() else 0


@pytest.mark.parametrize(
    ("reason", "what"),
    [
        ({"reason": "wrong_iin"}, "The receipt of the payment"),
        ({"reason": "duplicate"}, "The receipt of the payment"),
        ({"reason": "ip_suspended"}, "The document about the suspension or the closing of the activity"),
        ({"reason": "other", "explanation": "The bank took it twice"}, "A document that shows what was wrong"),
    ],
)
def test_it_says_what_is_needed_and_what_never_is(citizen, reason, what):
    choose(citizen, paid_line())
    assert "Step 2 of 5" in text_of(citizen.get("/refunds/what/"))
    assert answer(citizen, "what", **reason)["Location"] == PROOF
    page = text_of(citizen.get(PROOF))
    assert "Step 3 of 6" in page
    assert what in page
    assert "Attach no copy of an identity document: we may not collect it." in page


def test_without_a_file_one_does_not_go_on(asked):
    response = answer(asked, "proof", **{"continue": ""})
    assert response.status_code == 422
    assert "Choose a file, and attach it." in text_of(response)


def test_a_file_is_attached_listed_and_removed(asked, proof_dir):
    assert answer(asked, "proof", attach="", file=receipt())["Location"] == PROOF
    kept = ProofFile.objects.get()
    assert (kept.draft_key, kept.type, files_on_disk(proof_dir)) == (draft().key, "png", 1)
    page = asked.get(PROOF)
    assert "File 1: PNG" in text_of(page)
    assert "receipt.png" not in page.text
    assert answer(asked, "proof", remove=str(kept.name))["Location"] == PROOF
    assert (ProofFile.objects.count(), files_on_disk(proof_dir)) == (0, 0)


def test_a_chosen_file_comes_along_with_continue(asked):
    assert answer(asked, "proof", **{"continue": ""}, file=receipt())["Location"] == "/refunds/account/"
    assert ProofFile.objects.count() == 1
    assert answer(asked, "proof", **{"continue": ""})["Location"] == "/refunds/account/"


def test_several_at_once_and_three_at_most(asked):
    response = answer(asked, "proof", attach="", file=[receipt(), receipt(), receipt(), receipt()])
    assert response.status_code == 422
    assert "Three files are attached, and there cannot be more." in text_of(response)
    assert ProofFile.objects.count() == 3
    page = asked.get(PROOF)
    assert 'type="file"' not in page.text
    assert answer(asked, "proof", **{"continue": ""}).status_code == 303


def test_a_file_of_another_kind_is_refused_and_the_others_stay(asked, proof_dir):
    answer(asked, "proof", attach="", file=receipt())
    response = answer(asked, "proof", attach="", file=SimpleUploadedFile("receipt.png", b"MZ no picture at all"))
    assert response.status_code == 422
    assert "The file is not a PDF, JPEG or PNG." in text_of(response)
    assert "File 1: PNG" in text_of(response)
    assert (ProofFile.objects.count(), files_on_disk(proof_dir)) == (1, 1)


@pytest.mark.parametrize("name", ["nonsense", "00000000-0000-4000-8000-000000000000"])
def test_only_what_is_there_can_be_removed(asked, name):
    assert answer(asked, "proof", remove=name).status_code == 404


@pytest.mark.parametrize("drop", [lambda citizen: choose(citizen, paid_line("2026-07")), None])
def test_files_go_with_their_draft(asked, proof_dir, drop):
    answer(asked, "proof", attach="", file=receipt())
    if drop:
        drop(asked)
    else:
        asked.post("/refunds/discard/", {"key": str(draft().key)})
    assert (ProofFile.objects.count(), files_on_disk(proof_dir)) == (0, 0)


def test_a_reason_that_needs_proof_asks_for_it_on_the_way_back(asked):
    answer(asked, "account", way="as_paid")
    answer(asked, "phone", phone="87011234567")
    response = answer(asked, "what", "?then=check", reason="ip_suspended")
    assert response["Location"] == "/refunds/proof/?then=check"
    sent = answer(asked, "proof", "?then=check", **{"continue": ""}, file=receipt())
    assert sent["Location"] == "/refunds/check/"


@pytest.fixture
def needless(citizen):
    """A file for a reason that needed one, and then a reason that needs none."""
    choose(citizen, paid_line())
    answer(citizen, "what", reason="other", explanation="The bank took it twice")
    answer(citizen, "proof", **{"continue": ""}, file=receipt())
    answer(citizen, "account", way="as_paid")
    answer(citizen, "phone", phone=PHONE)
    return citizen


WRONG_PERIOD = {"reason": "wrong_period", "month_new": "9", "year_new": "2026"}


def test_what_is_attached_is_seen_though_nothing_needs_it(needless):
    assert answer(needless, "what", "?then=check", **WRONG_PERIOD)["Location"] == CHECK
    page = needless.get(CHECK)
    assert "Attached No document is needed File 1: PNG" in text_of(page)
    assert 'href="/refunds/proof/?then=check"' in page.text
    assert "Step 6 of 6" in text_of(page)
    assert "All that stands here is right, and the files are genuine." in text_of(page)
    page = needless.get(PROOF)
    assert "go with the request. Remove those that are not to be sent." in text_of(page)
    assert 'type="file"' not in page.text


def test_it_stays_among_the_steps(needless):
    assert answer(needless, "what", **WRONG_PERIOD)["Location"] == PROOF
    assert answer(needless, "proof", **{"continue": ""})["Location"] == "/refunds/account/"


@pytest.mark.parametrize(("query", "leads_to"), [("", "/refunds/account/"), ("?then=check", CHECK)])
def test_once_it_is_removed_there_is_no_such_step(needless, query, leads_to):
    answer(needless, "what", "?then=check", **WRONG_PERIOD)
    answer(needless, "proof", query, remove=str(ProofFile.objects.get().name))
    assert needless.get(f"{PROOF}{query}")["Location"] == leads_to
    assert "Attached" not in text_of(needless.get(CHECK))


def test_nothing_more_is_attached_where_nothing_is_needed(needless):
    answer(needless, "what", "?then=check", **WRONG_PERIOD)
    answer(needless, "proof", attach="", file=receipt())
    assert ProofFile.objects.count() == 1


def test_before_there_is_a_reason_nothing_can_be_proved(citizen):
    choose(citizen, paid_line())
    assert citizen.get(PROOF)["Location"] == "/refunds/what/"
