"""The person sees who looked at their record, when and why."""

from datetime import UTC, datetime, timedelta

from payments.models import Access
from tests.payments.samples import person, staff
from tests.web.citizens import text_of


def test_nobody_looked_yet(citizen):
    assert "Nobody has opened your record yet." in citizen.get("/access/").text


def test_who_when_and_why(citizen):
    opened = datetime(2026, 11, 22, 4, 40, tzinfo=UTC)
    Access.objects.create(
        person=person(), actor=staff("Desk 7"), reason="a call about October", opened_at=opened,
        until=opened + timedelta(minutes=15),
    )  # fmt: skip
    page = text_of(citizen.get("/access/"))
    assert "22 November 2026, 09:40" in page
    assert "Desk 7" in page
    assert "a call about October" in page
