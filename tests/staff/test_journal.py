"""What staff look at and change is in the journal, in the transaction of what it tells of; and the journal is shown."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group

from payments import history, ledger
from payments.models import Access, JournalEntry, LineCorrection, Rate
from tests.payments.refunds import requested
from tests.payments.samples import AISHA, credited, person, registry, rejected_line, staff
from tests.staff.desk import CORRECTIONS, LINES, PEOPLE, clerk, open_record, root

JOURNAL = "/staff/payments/journalentry/"
RATES = "/staff/payments/rate/"
Event = JournalEntry.Event
RATE = {"payer": "self", "valid_from": "2027-01-01", "amount": "4500", "law": "Law 1"}


class Broken(Exception):
    """The journal cannot be written."""


@pytest.fixture
def break_journal(monkeypatch):
    """From now on nothing can be written to it."""

    def refuse(*args, **kwargs):
        raise Broken

    return lambda: monkeypatch.setattr(ledger, "note", refuse)


def told() -> list[tuple]:
    """Every entry: what happened, by whom, about whom, and the detail."""
    return list(JournalEntry.objects.order_by("number").values_list("event", "actor__label", "person__iin", "detail"))


def changed(model: str, row, action: str) -> dict:
    """What an entry about a row tells."""
    return {"model": model, "row": row, "action": action}


def test_opening_a_record():
    open_record(root("Desk 7"), person().pk)
    access = Access.objects.get()
    assert told() == [(Event.RECORD_OPENED, "Desk 7", AISHA, {"access": access.pk})]


def test_a_record_is_opened_with_its_entry_or_not_at_all(break_journal):
    client, whose = root(), person()
    break_journal()
    with pytest.raises(Broken):
        open_record(client, whose.pk)
    assert not Access.objects.exists()


def test_rows_that_django_s_own_forms_add_change_and_delete():
    client = root("Desk 7")
    client.post(f"{RATES}add/", RATE)
    rate = Rate.objects.get(valid_from="2027-01-01", payer="self")
    client.post(f"{RATES}{rate.pk}/change/", RATE | {"amount": "4600"})
    client.post(f"{RATES}{rate.pk}/delete/", {"post": "yes"})
    actions = ("addition", "change", "deletion")
    assert told() == [(Event.ROW_CHANGED, "Desk 7", None, changed("payments.rate", rate.pk, how)) for how in actions]
    assert LogEntry.objects.count() == len(actions)
    assert history.verify_journal() is None


@pytest.mark.parametrize("how", ["add", "change", "delete"])
def test_none_of_them_without_its_entry(break_journal, how):
    client, rate = root(), Rate.objects.order_by("pk").first()
    before = list(Rate.objects.order_by("pk").values())
    break_journal()
    with pytest.raises(Broken):
        client.post(f"{RATES}{'' if how == 'add' else f'{rate.pk}/'}{how}/", RATE | {"post": "yes"})
    assert list(Rate.objects.order_by("pk").values()) == before
    assert not LogEntry.objects.exists()


def test_what_our_own_pages_do():
    line = rejected_line(registry(), period=None)
    root("Desk 7").post(f"{LINES}{line.pk}/discard/", {"document": "Letter 7"})
    correction = LineCorrection.objects.get()
    root("Desk 8").post(f"{CORRECTIONS}{correction.pk}/confirm/")
    assert told() == [
        (Event.ROW_CHANGED, "Desk 7", None, changed("payments.registryline", line.pk, "change")),
        (Event.ROW_CHANGED, "Desk 8", None, changed("payments.linecorrection", correction.pk, "change")),
    ]


def test_what_is_done_with_a_person_names_them():
    client, whose = root("Desk 7"), person()
    open_record(client, whose.pk)
    client.post(f"{PEOPLE}{whose.pk}/code/")
    assert told()[1:] == [(Event.ROW_CHANGED, "Desk 7", AISHA, changed("payments.person", whose.pk, "change"))]


def test_groups_and_their_permissions():
    group = Group.objects.create(name="Desk")
    root("Desk 7").post(f"/staff/auth/group/{group.pk}/change/", {"name": "Desk 9"})
    assert told() == [(Event.ROW_CHANGED, "Desk 7", None, changed("auth.group", group.pk, "change"))]


def test_the_journal_is_a_list_that_masks_everybody():
    request = requested(credited())
    ledger.view_refund(request=request, actor=staff("Desk 7"))
    client = root()
    page = client.get(JOURNAL)
    assert page.status_code == 200
    assert 'id="nav-sidebar"' not in page.text  # the list needs the width
    rows = page.text.partition('id="content"')[2]
    assert rows.index("The page of the request was opened") < rows.index("A refund request was sent")
    assert "5001·· ···· 10" in rows
    assert AISHA not in rows
    assert "Desk 7" in rows
    entry = JournalEntry.objects.get(event=Event.REFUND_VIEWED)
    own = client.get(f"{JOURNAL}{entry.pk}/change/").text
    assert (entry.hash in own, entry.previous in own, AISHA in own) == (True, True, False)


def test_it_is_sifted_by_what_happened():
    request = requested(credited())
    ledger.view_refund(request=request, actor=staff("Desk 7"))
    found = root().get(f"{JOURNAL}?event__exact=refund_viewed").context["cl"].result_list
    assert [entry.event for entry in found] == [Event.REFUND_VIEWED]


def test_it_takes_a_right_of_its_own():
    assert clerk("payments.view_access", "payments.view_refundrequest").get(JOURNAL).status_code == 403
    assert clerk("payments.view_journalentry", name="watch").get(JOURNAL).status_code == 200


def test_nobody_adds_changes_or_deletes_an_entry():
    ledger.note(Event.RECORD_OPENED, actor=staff("Desk 7"))
    client = root()
    for address in (f"{JOURNAL}add/", f"{JOURNAL}1/change/", f"{JOURNAL}1/delete/"):
        assert client.post(address, {"post": "yes", "event": "row_changed"}).status_code == 403
    assert [event for event, *_rest in told()] == [Event.RECORD_OPENED]


def test_many_entries_take_as_many_queries_as_one(django_assert_max_num_queries):
    for number in range(5):
        requested(credited(reference=f"GCVP-{number}"))
    client = root()
    with django_assert_max_num_queries(7):
        client.get(JOURNAL)
