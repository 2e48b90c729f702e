"""A registry is tried first, which posts nothing, and then posted or discarded by the one who uploaded it."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from payments.models import Contribution, RegistryFile, RegistryLine
from portal.staff import uploads
from tests.registry.samples import csv_file, line
from tests.staff.desk import UPLOAD, root

GOOD = csv_file(line(), line(reference="GCVP-2", paymentperiod=""), trailer="TOTAL;2;8500\n")


def upload(client: Client, content: bytes = GOOD, **fields: str):
    """Send the form."""
    return client.post(UPLOAD, {"file": SimpleUploadedFile("18-11.csv", content), **fields})


def kept(settings) -> list[Path]:
    """The files that wait for a decision."""
    folder = settings.REGISTRY_DIR / "uploads"
    return list(folder.iterdir()) if folder.exists() else []


def test_the_form_opens_without_complaint():
    page = root().get(UPLOAD)
    assert page.status_code == 200
    assert "errorlist" not in page.text


def test_a_trial_says_what_would_be_done_and_does_nothing(settings):
    page = upload(root(), covers_from="2026-11-14", covers_until="2026-11-16")
    assert page.status_code == 200
    facts = {fact["label"]: str(fact["value"]).replace("\xa0", " ") for fact in page.context["facts"]}
    assert (facts["Lines"], facts["To be posted"], facts["Known before"], facts["Rejected"]) == ("2", "1", "0", "1")
    assert facts["Total"] == "8,500 ₸"
    assert facts["Known until"] == "16 November 2026"
    assert "2. The period is missing." in page.text
    assert not RegistryFile.objects.exists()
    assert not Contribution.objects.exists()
    assert len(kept(settings)) == 1


def test_posted_on_demand_by_the_one_who_tried(settings):
    client = root("Desk 7")
    token = upload(client, covers_from="2026-11-14", covers_until="2026-11-16").context["upload"].token
    answer = client.post(f"{UPLOAD}{token}/", {"post": "Post"}, follow=True)
    assert "Posted: 1. Known before: 0. Rejected: 1." in answer.text
    file = RegistryFile.objects.get()
    assert (file.name, file.posted_by.label, str(file.covers_until)) == ("18-11.csv", "Desk 7", "2026-11-16")
    assert Contribution.objects.get().entered_by.label == "Desk 7"
    assert RegistryLine.objects.filter(outcome="rejected").count() == 1
    assert kept(settings) == []
    assert client.post(f"{UPLOAD}{token}/", {"post": "Post"}).status_code == 404


def test_discarded(settings):
    client = root()
    token = upload(client).context["upload"].token
    assert client.post(f"{UPLOAD}{token}/", {"discard": "Discard"}).status_code == 302
    assert kept(settings) == []
    assert not RegistryFile.objects.exists()


def test_nobody_else_decides(settings):
    token = upload(root("one")).context["upload"].token
    assert root("other").post(f"{UPLOAD}{token}/", {"post": "Post"}).status_code == 404
    assert not RegistryFile.objects.exists()
    assert len(kept(settings)) == 1


def test_the_same_file_again_is_said_to_change_nothing():
    client = root()
    token = upload(client).context["upload"].token
    client.post(f"{UPLOAD}{token}/", {"post": "Post"})
    again = upload(client)
    assert "Nothing would change" in again.text
    assert 'name="post"' not in again.text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04", "The file is compressed. Unpack it first."),
        (b"hello", "neither a CSV registry nor camt.054"),
        (b"", "The file is empty."),
        (csv_file(line(), trailer="TOTAL;2;4250\n"), "The number of lines is not the one that the file states. 2 / 1"),
        (csv_file(line(paymentsum="0")), "A sum is zero or negative."),
        (csv_file(line()) + b"\0", "a character that no text has"),
    ],
)
def test_a_refused_file_says_why_and_is_not_kept(settings, content, says):
    page = upload(root(), content)
    assert page.status_code == 422
    assert says in page.text
    assert kept(settings) == []
    assert not RegistryFile.objects.exists()


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_it_is_said_in_the_reader_s_language(language):
    client = root()
    client.cookies.load({"language": language})
    assert "The file is compressed" not in upload(client, b"PK\x03\x04").text


def test_a_file_that_is_too_large_is_let_go(settings, monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST_UPLOAD", 100)
    page = upload(root())
    assert page.status_code == 422
    assert "Choose a file. One that is larger than allowed is not taken" in page.text
    assert kept(settings) == []


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [
        ("2026-11-16", "", "Fill in both days"),
        ("", "2026-11-16", "Fill in both days"),
        ("2026-11-16", "2026-11-14", "must follow one another"),
        ("2026-11-16", "2026-11-23", "not be later than today"),
        ("0001-01-01", "2026-11-16", "at most 366 days, none before July 2017"),
        ("2017-06-30", "2017-07-01", "at most 366 days, none before July 2017"),
        ("2025-11-15", "2026-11-16", "at most 366 days"),
    ],
)
def test_impossible_days(settings, first, last, says):
    page = upload(root(), covers_from=first, covers_until=last)
    assert page.status_code == 422
    assert says in page.text
    assert kept(settings) == []


def test_kept_under_a_name_that_nobody_can_guess(settings):
    token = upload(root()).context["upload"].token
    (path,) = kept(settings)
    assert path.name == token
    assert len(token) >= 40
    assert path.stat().st_mode & 0o077 == 0


def test_a_form_without_its_token_is_refused_before_anything_is_kept(settings):
    client = Client(enforce_csrf_checks=True)
    client.cookies = root().cookies
    assert upload(client).status_code == 403
    assert kept(settings) == []
