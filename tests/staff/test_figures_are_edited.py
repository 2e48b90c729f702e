"""Rates and the working calendar are edited at the desk, with a journal, and nonsense is refused in words."""

import pytest
from django.contrib.admin.models import LogEntry

from payments.models import Rate, WorkdayException
from tests.staff.desk import clerk, root

RATES, CALENDAR = "/staff/payments/rate/", "/staff/payments/workdayexception/"
RATE = {"payer": "self", "valid_from": "2027-01-01", "amount": "4500", "law": "Law of 1 December 2026"}
DAY = {"day": "2027-01-04", "is_working": "", "note": "Decree 1"}


@pytest.mark.parametrize(("address", "form", "model"), [(RATES, RATE, Rate), (CALENDAR, DAY, WorkdayException)])
def test_added_and_changed_and_who_did_it(address, form, model):
    client, before = root("Desk 7"), model.objects.count()
    assert client.post(f"{address}add/", form).status_code == 302
    row = model.objects.latest("pk")
    assert client.post(f"{address}{row.pk}/change/", form | {"law": "Law 2", "note": "Decree 2"}).status_code == 302
    assert model.objects.count() == before + 1
    journal = LogEntry.objects.order_by("pk")
    assert [(entry.user.actor.label, entry.action_flag) for entry in journal] == [("Desk 7", 1), ("Desk 7", 2)]
    assert "desk-7@jarna.example" in client.get(f"{address}{row.pk}/history/").text


@pytest.mark.parametrize(
    ("address", "form", "says"),
    [
        (RATES, RATE | {"amount": "0"}, "greater than or equal to 1"),
        (RATES, RATE | {"amount": "-4"}, "greater than or equal to 1"),
        (RATES, RATE | {"amount": "4250.5"}, "Enter a whole number"),
        (RATES, RATE | {"amount": "9" * 40}, "less than or equal to"),
        (RATES, RATE | {"law": ""}, "This field is required"),
        (RATES, RATE | {"valid_from": "31.02.2027"}, "Enter a valid date"),
        (RATES, RATE | {"payer": "employer"}, "Select a valid choice"),
        (RATES, RATE | {"valid_from": "2026-01-01"}, "already exists"),
        (CALENDAR, DAY | {"note": ""}, "This field is required"),
        (CALENDAR, DAY | {"day": "x"}, "Enter a valid date"),
    ],
)
def test_nonsense_is_refused_in_words(address, form, says):
    page = root().post(f"{address}add/", form)
    assert page.status_code == 200
    assert says in page.text


@pytest.mark.parametrize("address", [RATES, CALENDAR])
def test_who_has_no_permission(address):
    assert clerk("payments.view_rate", "payments.view_workdayexception").get(address).status_code == 200
    client = clerk(name="other")
    assert client.get(address).status_code == 403
    assert client.get(f"{address}add/").status_code == 403
