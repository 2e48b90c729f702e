"""One of the staff searches sixty times in fifteen minutes and no more: nobody tries out IINs."""

from datetime import timedelta

import pytest
import time_machine

from payments.models import Person
from portal.models import Tally
from portal.staff.searches import SEARCHES, WINDOW
from tests.payments.samples import AISHA, person
from tests.staff.desk import NOW, PEOPLE, root

NOBODY = "991231100010"


@pytest.fixture
def tired():
    """Somebody who has searched as often as they may, at NOW; the tries before are written down in one row."""
    client = root("Desk 7")
    with time_machine.travel(NOW, tick=False):
        client.post(PEOPLE, {"iin": AISHA})
    Tally.objects.update(count=SEARCHES)
    return client


def test_the_limit():
    allowed = (SEARCHES, WINDOW)
    assert allowed == (60, timedelta(minutes=15))


def test_the_last_one_is_answered_and_the_next_is_not(tired):
    found = person(AISHA)
    Tally.objects.update(count=SEARCHES - 1)
    with time_machine.travel(NOW, tick=False):
        assert tired.post(PEOPLE, {"iin": AISHA}).url == f"{PEOPLE}{found.pk}/reason/"
        refused = tired.post(PEOPLE, {"iin": AISHA})
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "900"
    assert "You can search again at 10:16" in refused.text
    assert AISHA not in refused.text


@pytest.mark.parametrize(("later", "status"), [(timedelta(minutes=14, seconds=59), 429), (WINDOW, 302)])
def test_until_the_window_closes(tired, later, status):
    person(AISHA)
    with time_machine.travel(NOW + later, tick=False):
        assert tired.post(PEOPLE, {"iin": AISHA}).status_code == status


def test_beginning_records_is_counted_with_it(tired):
    with time_machine.travel(NOW, tick=False):
        assert tired.post(f"{PEOPLE}begin/", {"iin": NOBODY}).status_code == 429
    assert not Person.objects.exists()


def test_nobody_else_is_held_up_and_the_form_still_opens(tired):
    person(AISHA)
    with time_machine.travel(NOW, tick=False):
        assert root("Desk 8").post(PEOPLE, {"iin": AISHA}).status_code == 302
        assert tired.get(PEOPLE).status_code == 200


def test_the_key_tells_nobody_whose_it_is(tired):
    assert len(Tally.objects.get().key) == 64
