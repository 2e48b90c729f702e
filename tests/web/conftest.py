"""The browser in which the one citizen of these tests is signed in."""

import pytest
from django.test import Client

from payments.models import Actor
from portal.models import Account
from tests.payments import refunds
from tests.payments.samples import person
from tests.web.citizens import TODAY


@pytest.fixture
def citizen(db, settings) -> Client:
    """Signed in on 22 November 2026, with nothing paid yet, reading English."""
    settings.DEMO_TODAY = TODAY
    account = Account.objects.create(actor=Actor.objects.create(kind=Actor.Kind.PERSON, person=person()))
    client = Client()
    client.force_login(account)
    client.cookies.load({"language": "en"})
    return client


@pytest.fixture
def anybody(client, db, settings) -> Client:
    """A reader of English who is not signed in, on 22 November 2026."""
    settings.DEMO_TODAY = TODAY
    client.cookies.load({"language": "en"})
    return client


@pytest.fixture
def asker(citizen, settings) -> Client:
    """The same on Monday, 23 November 2026, the day on which the tests ask for money back."""
    settings.DEMO_TODAY = refunds.TODAY
    return citizen
