"""What is done at the desk and the journal's line about it are written together, or neither."""

import pytest
from django.contrib.admin.models import LogEntry

from payments.models import LineCorrection, Person
from portal.models import OneTimeCode
from tests.payments.samples import person, registry, rejected_line
from tests.staff.desk import CORRECTIONS, LINES, PEOPLE, open_record, root


class JournalIsFull(Exception):
    """The journal cannot be written."""


@pytest.fixture
def line(db):
    """The period is missing."""
    return rejected_line(registry(), period=None)


@pytest.fixture
def break_journal(monkeypatch):
    """From now on nothing can be written to the journal."""

    def refuse(*args, **kwargs):
        raise JournalIsFull

    return lambda: monkeypatch.setattr(LogEntry.objects, "log_actions", refuse)


def proposed(line) -> LineCorrection:
    """A correction that waits."""
    root("one").post(f"{LINES}{line.pk}/discard/", {"document": "Letter 7"})
    return LineCorrection.objects.get()


def test_asking_for_a_correction(line, break_journal):
    client = root()
    break_journal()
    with pytest.raises(JournalIsFull):
        client.post(f"{LINES}{line.pk}/discard/", {"document": "Letter 7"})
    assert not LineCorrection.objects.exists()


@pytest.mark.parametrize("verb", ["confirm", "withdraw"])
def test_deciding_on_it(line, break_journal, verb):
    correction, client = proposed(line), root("other")
    break_journal()
    with pytest.raises(JournalIsFull):
        client.post(f"{CORRECTIONS}{correction.pk}/{verb}/")
    correction.refresh_from_db()
    line.refresh_from_db()
    assert (correction.confirmed_by, line.outcome) == (None, "rejected")


def test_a_one_time_code(break_journal):
    client, whose = root(), person()
    open_record(client, whose.pk)
    break_journal()
    with pytest.raises(JournalIsFull):
        client.post(f"{PEOPLE}{whose.pk}/code/")
    assert not OneTimeCode.objects.exists()


def test_beginning_a_record(break_journal):
    client = root()
    break_journal()
    with pytest.raises(JournalIsFull):
        client.post(f"{PEOPLE}begin/", {"iin": "991231100010"})
    assert not Person.objects.exists()
