"""A payout file is made by a person with the right, who sees first how much it pays; each download is written down."""

import pytest

from payments import ledger
from payments.ledger import payouts
from payments.models import JournalEntry, Payout, PayoutFile, Person
from portal.payouts import export
from portal.staff.payouts import waiting_payouts
from tests.payments.refunds import TODAY, approved, requested
from tests.payments.samples import AISHA, credited, staff
from tests.staff.desk import clerk, plain, root

FILES = "/staff/payments/payoutfile/"
MAKE = f"{FILES}make/"
EXPORTER = ("payments.export_payouts", "payments.view_payoutfile")
Event = JournalEntry.Event


@pytest.fixture(autouse=True)
def _on_the_day(settings) -> None:
    settings.DEMO_TODAY = TODAY


def two_approved() -> None:
    """8500 tenge that wait."""
    for number in (1, 2):
        approved(requested(credited(reference=f"GCVP-{number}")))


def make(client, seen: str | None = None):
    """Press the button of the page, or of one that has shown something else."""
    seen = client.get(MAKE).context["seen"] if seen is None else seen
    return client.post(MAKE, {"seen": seen}, follow=True)


def test_first_it_says_how_many_and_how_much():
    two_approved()
    page = plain(clerk(*EXPORTER).get(MAKE))
    assert "<dd>2</dd>" in page
    assert "<dd>8,500 ₸</dd>" in page
    assert page.count('type="submit"') == 1 + page.count('action="/staff/logout/"')
    assert not PayoutFile.objects.exists()


def test_then_it_is_made_and_can_be_downloaded():
    two_approved()
    client = clerk(*EXPORTER, name="Desk 7")
    page = plain(make(client))
    file = PayoutFile.objects.get()
    assert (file.count, file.total, file.made_on, file.made_by.label) == (2, 8500, TODAY, "Desk 7")
    assert "The payout file is made." in page
    assert f'href="{FILES}{file.pk}/download/"' in page
    answer = client.get(f"{FILES}{file.pk}/download/")
    assert answer.content == export.as_csv(file)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="payouts-2026-11-23-{file.pk}.csv"'
    assert "no-store" in answer.headers["Cache-Control"]
    told = list(JournalEntry.objects.filter(request=None).order_by("number").values_list("event", "actor__label"))
    assert told == [
        (event, "Desk 7") for event in (Event.PAYOUTS_EXPORTED, Event.PAYOUTS_SEALED, Event.PAYOUTS_DOWNLOADED)
    ]


def test_what_has_changed_since_the_page_was_opened_is_shown_first():
    two_approved()
    client = clerk(*EXPORTER)
    seen = client.get(MAKE).context["seen"]
    approved(requested(credited(reference="GCVP-3")))
    page = make(client, seen)
    assert page.status_code == 422
    assert "The approved refunds have changed since you opened this page." in page.text
    assert "<dd>3</dd>" in page.text
    assert not PayoutFile.objects.exists()
    make(client, page.context["seen"])
    assert PayoutFile.objects.get().count == 3


def test_with_nothing_approved_there_is_nothing_to_press():
    page = clerk(*EXPORTER).get(MAKE)
    assert "No approved refund waits for a payout." in page.text
    assert 'value="Make the payout file"' not in page.text
    assert make(clerk(*EXPORTER, name="other"), "").status_code == 200
    assert not PayoutFile.objects.exists()


def test_somebody_else_was_quicker(monkeypatch):
    two_approved()
    client, waiting = clerk(*EXPORTER), ledger.approved_refunds()
    export.make(actor=staff("other"), today=TODAY)
    monkeypatch.setattr(ledger, "approved_refunds", lambda: waiting)
    page = make(client)
    assert "No approved refund waits for a payout." in page.text
    assert PayoutFile.objects.count() == 1


def test_what_is_approved_meanwhile_is_not_paid_out_unseen(monkeypatch):
    two_approved()
    client, waiting = clerk(*EXPORTER), ledger.approved_refunds()
    approved(requested(credited(reference="GCVP-3")))
    monkeypatch.setattr(ledger, "approved_refunds", lambda: waiting)
    assert "Meanwhile other refunds wait for a payout." in make(client).text
    assert not PayoutFile.objects.exists()


def test_the_page_of_a_file_names_nobody():
    two_approved()
    Person.objects.filter(iin=AISHA).update(last_name="Сапарова")
    page = plain(make(clerk(*EXPORTER)))
    for payout in Payout.objects.all():
        assert payout.number in page
        assert payout.iik not in page
    assert "Not answered yet" in page
    assert "To an account" in page
    assert (AISHA in page, "Сапарова" in page) == (False, False)


@pytest.mark.parametrize("permissions", [(), ("payments.view_payoutfile",)])
def test_who_may_not_neither_makes_nor_downloads(permissions):
    two_approved()
    client = clerk(*permissions)
    assert client.get(MAKE).status_code == client.post(MAKE).status_code == 403
    file = export.make(actor=staff("other"), today=TODAY)
    assert client.get(f"{FILES}{file.pk}/download/").status_code == 403
    assert not JournalEntry.objects.filter(event=Event.PAYOUTS_DOWNLOADED).exists()
    if permissions:
        pages = client.get(FILES).text + client.get(f"{FILES}{file.pk}/change/").text
        assert "8,500" in pages
        assert ("payoutfile/make/" in pages, "/download/" in pages) == (False, False)


def test_a_file_that_would_differ_is_not_given_out(monkeypatch):
    two_approved()
    client = clerk(*EXPORTER)
    make(client)
    monkeypatch.setattr(export, "PURPOSE", "Another")
    page = client.get(f"{FILES}{PayoutFile.objects.get().pk}/download/", follow=True)
    assert "The file would not be the same as it was made, so it is not given out." in page.text
    assert page.headers["Content-Type"].startswith("text/html")


def test_a_file_that_is_none():
    assert clerk(*EXPORTER).get(f"{FILES}7/download/").status_code == 404


def test_nothing_is_kept_where_the_journal_cannot_be_written(monkeypatch):
    two_approved()
    client = clerk(*EXPORTER)
    seen = client.get(MAKE).context["seen"]

    def refuse(*args, **kwargs):
        raise RuntimeError("the journal is full")

    monkeypatch.setattr(payouts, "note", refuse)
    with pytest.raises(RuntimeError):
        make(client, seen)
    assert not PayoutFile.objects.exists()


def test_how_many_wait_is_known_to_the_front_page():
    two_approved()
    requested(credited(reference="GCVP-3"))
    assert waiting_payouts() == 2
    make(root())
    assert waiting_payouts() == 0


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_pages_open_in_every_language(language):
    two_approved()
    client = root()
    client.cookies.load({"language": language})
    assert client.get(MAKE).status_code == 200
    assert make(client).status_code == 200
    assert client.get(FILES).status_code == 200


def test_many_payouts_take_as_many_queries_as_one(django_assert_max_num_queries):
    two_approved()
    client = root()
    make(client)
    pk = PayoutFile.objects.get().pk
    with django_assert_max_num_queries(8):
        client.get(f"{FILES}{pk}/change/")
    with django_assert_max_num_queries(7):
        client.get(FILES)
