"""A rejected line is mended or discarded by a document and by two people."""

import pytest
from django.contrib.admin.models import LogEntry

from payments.models import Contribution, LineCorrection, Person
from tests.payments.samples import AISHA, BOLAT, registry, rejected_line
from tests.staff.desk import CORRECTIONS, LINES, clerk, root

DOCUMENT = "Letter 7 of the bank, 20 November 2026"


@pytest.fixture
def line(db):
    """The period is missing."""
    return rejected_line(registry(), period=None)


def mend(client, line, **fields):
    """Send the form."""
    return client.post(f"{LINES}{line.pk}/mend/", {"period": "082026", "document": DOCUMENT} | fields)


def confirm(client, correction):
    """Press the button."""
    return client.post(f"{CORRECTIONS}{correction.pk}/confirm/", follow=True)


def test_the_line_is_shown_as_received_with_its_numbered_reason(line):
    page = root().get(f"{LINES}{line.pk}/change/").text
    assert "2. The period is missing." in page
    assert "paymentperiod" in page
    assert "5001·· ···· 10" in page
    assert AISHA not in page
    assert f"{LINES}{line.pk}/mend/" in page


def test_only_what_is_missing_is_asked_for(line):
    assert list(root().get(f"{LINES}{line.pk}/mend/").context["form"].fields) == ["period", "document"]
    nobodys = rejected_line(registry(2), iin="", purpose_code=None)
    fields = root("other").get(f"{LINES}{nobodys.pk}/mend/").context["form"].fields
    assert list(fields) == ["person", "purpose_code", "document"]


def test_a_second_person_confirms_and_only_then_it_is_posted(line):
    one, other = root("one"), root("other")
    mend(one, line)
    correction = LineCorrection.objects.get()
    assert (correction.requested_by.label, correction.document) == ("one", DOCUMENT)

    refused = confirm(one, correction)
    assert "Somebody else has to confirm it" in refused.text
    assert not Contribution.objects.exists()

    assert "confirmed and done" in confirm(other, correction).text
    line.refresh_from_db()
    assert line.outcome == "mended"
    posted = Contribution.objects.get()
    assert (posted.person.iin, posted.amount, posted.entered_by.label) == (AISHA, 4250, "other")
    assert [entry.user.actor.label for entry in LogEntry.objects.order_by("pk")] == ["one", "other"]


def test_one_s_own_request_has_no_button_but_says_so(line):
    one, other = root("one"), root("other")
    mend(one, line)
    page = f"{CORRECTIONS}{LineCorrection.objects.get().pk}/change/"
    assert "Somebody else has to confirm it" in one.get(page).text
    assert "/confirm/" not in one.get(page).text
    assert "/confirm/" in other.get(page).text


def test_an_iin_that_was_laid_in_is_masked(line):
    nobodys = rejected_line(registry(2), iin="")
    client = root()
    answer = client.post(f"{LINES}{nobodys.pk}/mend/", {"person": BOLAT, "document": DOCUMENT}, follow=True)
    assert "5608·· ···· 09" in answer.text
    assert BOLAT not in answer.text


def test_discarded_by_two(line):
    one, other = root("one"), root("other")
    one.post(f"{LINES}{line.pk}/discard/", {"document": DOCUMENT})
    confirm(other, LineCorrection.objects.get())
    line.refresh_from_db()
    assert line.outcome == "discarded"
    assert not Contribution.objects.exists()


def test_each_page_says_what_it_asks_for(line):
    client = root()
    mending, discarding = (client.get(f"{LINES}{line.pk}/{page}/").text for page in ("mend", "discard"))
    assert "Only what is missing or unreadable is filled in" in mending
    assert "Only what is missing or unreadable is filled in" not in discarding
    assert "The line is left out for good and nothing of it is posted" in discarding


def test_withdrawn_the_line_waits_again(line):
    one, other = root("one"), root("other")
    mend(one, line)
    other.post(f"{CORRECTIONS}{LineCorrection.objects.get().pk}/withdraw/")
    assert not LineCorrection.objects.exists()
    line.refresh_from_db()
    assert line.outcome == "rejected"
    assert mend(one, line, document="Letter 8").status_code == 302


def test_what_can_be_read_is_not_mended(line):
    whole = rejected_line(registry(2), number=3)
    client = root()
    assert "/mend/" not in client.get(f"{LINES}{whole.pk}/change/").text
    assert mend(client, whole).url == f"{LINES}{whole.pk}/change/"
    assert not LineCorrection.objects.exists()


def test_while_one_correction_waits_there_is_no_other(line):
    client = root()
    mend(client, line)
    assert mend(client, line, period="092026").url == f"{LINES}{line.pk}/change/"
    assert LineCorrection.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"period": "132026"}, "Enter the month as MMYYYY"),
        ({"period": "2026-08"}, "Enter the month as MMYYYY"),
        ({"period": "062017"}, "The period is not a month of the insurance"),
        ({"document": ""}, "This field is required"),
        ({"document": f"card of {AISHA}"}, "without an IIN"),
        ({"document": "card of 500101.100.010"}, "without an IIN"),
    ],
)
def test_a_form_that_cannot_be_taken(line, fields, says):
    answer = mend(root(), line, **fields)
    assert answer.status_code == 422
    assert says in answer.text
    assert not LineCorrection.objects.exists()


def test_a_wrong_iin_makes_nobody(line):
    nobodys, before = rejected_line(registry(2), iin=""), Person.objects.count()
    answer = root().post(f"{LINES}{nobodys.pk}/mend/", {"person": "560815200108", "document": DOCUMENT})
    assert "There is a mistake in the IIN" in answer.text
    assert Person.objects.count() == before


@pytest.mark.parametrize(
    ("permissions", "asks", "confirms", "withdraws"),
    [
        ([], 403, 403, 403),
        (["payments.view_registryline", "payments.view_linecorrection"], 403, 403, 403),
        (["payments.add_linecorrection"], 302, 403, 403),
        (["payments.change_linecorrection"], 403, 302, 302),
    ],
)
def test_who_may_do_what(line, permissions, asks, confirms, withdraws):
    client = clerk(*permissions)
    mend(root(), rejected_line(registry(2), period=None))
    address = f"{CORRECTIONS}{LineCorrection.objects.get().pk}"
    assert mend(client, line).status_code == asks
    assert client.post(f"{address}/confirm/").status_code == confirms
    if withdraws == 302:
        mend(root("other"), rejected_line(registry(3), period=None))
        address = f"{CORRECTIONS}{LineCorrection.objects.filter(confirmed_by=None).get().pk}"
    assert client.post(f"{address}/withdraw/").status_code == withdraws
