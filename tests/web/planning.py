"""What a test fills in on the page of plans, and who opens it."""

import re
from datetime import date

from django.test import Client

from payments.models import Actor, Person
from payments.rules.months import Month, span
from portal.demo.situation import Situation
from portal.models import Account
from tests.people import enter
from tests.web.citizens import text_of

CHECKED = re.compile(r'<input\b[^>]*\bid="id_([^"]+)"[^>]*\bchecked\b')
PAST = span(Month.of(2025, 12), Month.of(2026, 11))
COMING = span(Month.of(2026, 12), Month.of(2027, 11))


def ticked(months, by: str = "self") -> dict[str, str]:
    """The form's fields for months that were paid."""
    return {f"paid-{month}": "on" for month in months} | {f"by-{month}": by for month in months}


def of_demo(client: Client, settings, situation: Situation, today: date) -> Client:
    """Somebody of the demo, who reads English."""
    settings.DEMO_TODAY = today
    client.force_login(account_of(enter(situation, today)))
    client.cookies.load({"language": "en"})
    return client


def account_of(person: Person) -> Account:
    """The account of a person."""
    return Account.objects.create(actor=Actor.objects.get_or_create(kind="person", person=person)[0])


def checked(response) -> list[str]:
    """The ids of the boxes and of the answers that are chosen."""
    return CHECKED.findall(response.text)


def say(response, *sentences: str) -> None:
    """Each of these stands on the page."""
    page = text_of(response)
    assert [sentence for sentence in sentences if sentence not in page] == []
