"""Whoever changes, deletes, inserts or cuts off entries of the journal is found, and so is a chain written anew."""

import io
from contextlib import redirect_stderr
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from payments import history, ledger, triggers
from payments.models import JournalEntry, JournalHead
from payments.models.journal import NOTHING
from tests.payments.samples import AISHA, BOLAT, person, staff

pytestmark = pytest.mark.django_db

LENGTH = 6
Event = JournalEntry.Event


@pytest.fixture(autouse=True)
def _journal() -> None:
    for number in range(LENGTH):
        ledger.note(Event.RECORD_OPENED, actor=staff("Desk 1"), person=person(AISHA), access=number)


def past_the_triggers(*statements: str) -> None:
    """What somebody could do who owns the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no trigger is dropped while a constraint waits
        with triggers.lifted(connection):
            for statement in statements:
                cursor.execute(statement)


def changed(**fields) -> None:
    """The third entry with other fields."""
    with triggers.lifted(connection):
        JournalEntry.objects.filter(number=3).update(**fields)


def chained_anew(first: int, *, head: bool) -> None:
    """Every entry from `first` on with a hash that fits again, and the head with it if it is to be."""
    with triggers.lifted(connection):
        previous = JournalEntry.objects.get(number=first - 1).hash if first > 1 else NOTHING
        for entry in JournalEntry.objects.filter(number__gte=first).order_by("number"):
            entry.previous = previous
            entry.hash = previous = entry.expected_hash()
            entry.save()
        if head:
            JournalHead.objects.update(count=entry.number, hash=entry.hash)


def test_a_journal_that_nobody_touched_fits() -> None:
    assert history.verify_journal() is None
    assert history.verify_journal(history.journal_head()) is None


def test_an_empty_one_fits_too() -> None:
    past_the_triggers("DELETE FROM payments_journalentry", "DELETE FROM payments_journalhead")
    assert history.journal_head() == (0, NOTHING)
    assert history.verify_journal((0, NOTHING)) is None


@pytest.mark.parametrize(
    "field", ["at", "actor", "event", "person", "nobody", "detail", "more_detail", "previous", "hash", "number"]
)
def test_a_changed_entry_is_named(field: str) -> None:
    third = JournalEntry.objects.get(number=3)
    changes = {
        "at": {"at": third.at + timedelta(microseconds=1)},
        "actor": {"actor": staff("Desk 2")},
        "event": {"event": Event.ROW_CHANGED},
        "person": {"person": person(BOLAT)},
        "nobody": {"person": None},
        "detail": {"detail": {"access": 7}},
        "more_detail": {"detail": third.detail | {"more": 1}},
        "previous": {"previous": "a" * 64},
        "hash": {"hash": "a" * 64},
        "number": {"number": LENGTH + 3},
    }
    changed(**changes[field])
    assert history.verify_journal() == 3


@pytest.mark.parametrize("number", range(1, LENGTH + 1))
def test_wherever_it_stands(number: int) -> None:
    past_the_triggers(f"UPDATE payments_journalentry SET event = 'row_changed' WHERE number = {number}")
    assert history.verify_journal() == number


@pytest.mark.parametrize("number", range(1, LENGTH + 1))
def test_a_deleted_entry_is_named(number: int) -> None:
    past_the_triggers(f"DELETE FROM payments_journalentry WHERE number = {number}")
    assert history.verify_journal() == number


@pytest.mark.parametrize("number", range(1, LENGTH + 1))
def test_a_tail_that_was_cut_off_is_missed(number: int) -> None:
    past_the_triggers(f"DELETE FROM payments_journalentry WHERE number >= {number}")
    assert history.verify_journal() == number


def test_two_entries_that_changed_places_are_found() -> None:
    fifth = JournalEntry.objects.get(number=5)
    with triggers.lifted(connection):
        JournalEntry.objects.filter(number=5).update(number=99)
        JournalEntry.objects.filter(number=4).update(number=5)
        JournalEntry.objects.filter(hash=fifth.hash).update(number=4)
    assert history.verify_journal() == 4


def test_an_inserted_entry_is_named() -> None:
    """Room is made for it in the middle."""
    with triggers.lifted(connection):
        for entry in JournalEntry.objects.filter(number__gte=4).order_by("-number"):
            JournalEntry.objects.filter(number=entry.number).update(number=entry.number + 1)
        copied = JournalEntry.objects.get(number=3)
        copied.number, copied.previous = 4, copied.hash
        copied.hash = copied.expected_hash()
        copied.save(force_insert=True)
    assert history.verify_journal() == 5  # the fourth fits by itself: the next one vouches for another


def test_an_entry_that_was_only_added_behind_is_named() -> None:
    added = JournalEntry.objects.get(number=LENGTH)
    added.number, added.previous = LENGTH + 1, added.hash
    added.hash = added.expected_hash()
    added.save(force_insert=True)
    assert history.verify_journal() == LENGTH + 1


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE payments_journalhead SET hash = repeat_a", LENGTH),
        (f"UPDATE payments_journalhead SET count = {LENGTH - 1}", LENGTH - 1),
        (f"UPDATE payments_journalhead SET count = {LENGTH + 1}", LENGTH + 1),
        ("DELETE FROM payments_journalhead", 1),
    ],
)
def test_a_head_that_was_changed_is_found(statement: str, named: int) -> None:
    past_the_triggers(statement.replace("repeat_a", f"'{'a' * 64}'"))
    assert history.verify_journal() == named


@pytest.mark.parametrize("number", [1, 3, LENGTH])
def test_a_chain_written_anew_is_missed_by_the_head(number: int) -> None:
    past_the_triggers(f"UPDATE payments_journalentry SET event = 'row_changed' WHERE number = {number}")
    chained_anew(number, head=False)
    assert history.verify_journal() == LENGTH


@pytest.mark.parametrize("number", [1, 3, LENGTH])
def test_with_its_head_written_anew_it_is_missed_by_what_was_printed(number: int) -> None:
    printed = history.journal_head()
    past_the_triggers(f"UPDATE payments_journalentry SET event = 'row_changed' WHERE number = {number}")
    chained_anew(number, head=True)
    assert history.verify_journal() is None  # all that a chain can say of itself
    assert history.verify_journal(printed) == LENGTH
    ledger.note(Event.RECORD_OPENED, actor=staff("Desk 1"))
    assert history.verify_journal(printed) == LENGTH


def test_so_is_a_tail_cut_off_with_the_head_moved_back() -> None:
    printed = history.journal_head()
    before = JournalEntry.objects.get(number=3).hash
    past_the_triggers(
        "DELETE FROM payments_journalentry WHERE number > 3",
        f"UPDATE payments_journalhead SET count = 3, hash = '{before}'",
    )
    assert history.verify_journal() is None
    assert history.verify_journal(printed) == 4


def test_a_head_printed_earlier_fits_a_journal_that_has_grown() -> None:
    printed = history.journal_head()
    ledger.note(Event.RECORD_OPENED, actor=staff("Desk 1"))
    assert history.verify_journal(printed) is None
    assert history.verify_journal((printed[0] - 1, printed[1])) == LENGTH - 1


def test_what_is_written_meanwhile_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """The head is read before the entries: others go on writing while a long journal is read."""
    read = history.journal.journal_head

    def read_and_go_on() -> tuple[int, str]:
        head = read()
        ledger.note(Event.RECORD_OPENED, actor=staff("Desk 1"))
        return head

    monkeypatch.setattr(history.journal, "journal_head", read_and_go_on)
    assert history.verify_journal() is None


def run(*arguments: str) -> tuple[int, str, str]:
    """How the command ends, and what it says."""
    said, faults = io.StringIO(), io.StringIO()
    try:
        with redirect_stderr(faults):
            call_command("verify_journal", *arguments, stdout=said, stderr=faults)
    except SystemExit as end:
        return end.code, said.getvalue(), faults.getvalue()
    return 0, said.getvalue(), faults.getvalue()


def printed_line(capsys: pytest.CaptureFixture) -> str:
    """What is to be kept on paper."""
    call_command("journal_head")
    return capsys.readouterr().out


def test_the_head_is_one_line(settings, capsys) -> None:
    settings.DEMO_TODAY = "2026-11-23"
    count, last = history.journal_head()
    assert printed_line(capsys) == f"2026-11-23 {count} {last}\n"


def test_the_command_says_that_all_fits(capsys) -> None:
    count, last = history.journal_head()
    says = (0, f"All entries fit. Head: {count} {last}\n", "")
    assert run() == run("--head", f"{count} {last}") == run("--head", printed_line(capsys)) == says


def test_the_command_names_the_first_entry_that_does_not(capsys) -> None:
    changed(event=Event.ROW_CHANGED)
    says = (1, "", "Entry 3 is missing or does not fit.\n")
    assert run() == says
    line = printed_line(capsys)
    chained_anew(3, head=True)
    assert run("--head", line) == (1, "", f"Entry {LENGTH} is missing or does not fit.\n")


@pytest.mark.parametrize("text", ["", "6", "six " + "a" * 64, "6 " + "A" * 64, f"6 {'a' * 63}", f"-1 {'a' * 64}"])
def test_a_head_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(CommandError):
        call_command("verify_journal", "--head", text)
