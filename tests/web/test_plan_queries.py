"""The page of plans asks the database at most six times, however long the history and whatever was filled in."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from payments.rules.months import Month
from tests.web.citizens import pays
from tests.web.planning import ticked

AT_MOST = 6


@pytest.mark.parametrize("first", ["2026-08", "2020-01"])
def test_for_whoever_is_signed_in(citizen, first):
    pays(first, "2026-08")
    with CaptureQueriesContext(connection) as queries:
        assert citizen.get("/plan/").status_code == 200
    assert len(queries) <= AT_MOST


def test_with_other_months_another_goal_and_a_day(citizen):
    pays("2026-01", "2026-08")
    changes = {"goal": "least_year", "on_date": "25.12.2026", "state_pays": "no"}
    with CaptureQueriesContext(connection) as queries:
        assert citizen.post("/plan/", ticked([Month.of(2026, 9)]) | changes).status_code == 200
    assert len(queries) <= AT_MOST


def test_for_anybody_else(anybody):
    with CaptureQueriesContext(connection) as queries:
        assert anybody.get("/plan/").status_code == 200
        assert anybody.post("/plan/", {"goal": "soonest"}).status_code == 200
    assert len(queries) <= 1
