"""A session is written when it begins and every five minutes from then on, so that reading waits for no writer."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.utils import timezone

from tests.portal.accounts import citizen, sign_in

pytestmark = pytest.mark.django_db
START = timezone.now()


def later(minutes: float) -> time_machine.travel:
    """So long after signing in."""
    return time_machine.travel(START + timedelta(minutes=minutes), tick=False)


@pytest.fixture
def reader(client):
    """Signed in at the start."""
    citizen()
    with later(0):
        sign_in(client)
    return client


def test_a_page_changes_nothing_within_five_minutes(reader):
    before = Session.objects.get().expire_date
    for minutes in (0, 1, 4.9):
        with later(minutes):
            reader.get("/privacy/")
    assert Session.objects.get().expire_date == before


def test_after_five_minutes_the_half_hour_begins_again(reader):
    with later(5):
        reader.get("/privacy/")
    assert Session.objects.get().expire_date == START + timedelta(minutes=35)


@pytest.mark.parametrize(
    ("seen", "silent", "is_in"), [(0, 29.9, True), (0, 30, False), (10, 39.9, True), (10, 40, False), (4, 30, False)]
)
def test_half_an_hour_of_silence_ends_it(reader, seen, silent, is_in):
    for minutes in (seen, silent):
        with later(minutes):
            page = reader.get("/privacy/")
    assert ("Айгүл С." in page.text) == is_in


def test_a_page_that_asks_nobody_s_name_does_not_wake_it(reader, django_assert_num_queries):
    with later(20), django_assert_num_queries(0):
        reader.post("/language/", {"language": "ru"})
