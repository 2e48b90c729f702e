"""The planner: anyone ticks which months are paid, gets the same answer as `assess`, and leaves nothing behind."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.demo.situations import SITUATIONS
from portal.statement.account import assessed
from portal.web.plan import form_for
from tests.people import enter
from tests.web.citizens import TODAY, employer_pays, pays, text_of
from tests.web.planning import COMING, PAST, account_of, checked, say, ticked


@pytest.mark.parametrize(
    ("months", "by", "changes", "sentences"),
    [
        ([], "self", {}, ["You are not insured", "51,000 ₸", "55,250 ₸"]),
        (PAST, "self", {}, ["You are insured", "All of the last 12 months are covered.", "Nothing has to be paid"]),
        (PAST, "employer", {"employer_pays": "yes"}, ["You are insured"]),
        (PAST[-1:], "state", {"state_pays": "yes"}, ["The State pays for you this month."]),
        (COMING, "self", {"goal": "soonest"}, ["Pay the current month", "4,250 ₸"]),
        (PAST[:10], "self", {"sole_trader": "yes"}, ["Pay 2 missing months", "11,900 ₸"]),
        (COMING[1:], "self", {}, ["One of the coming 12 months is missing", "only December 2026 is missing"]),
    ],
)
def test_the_same_answer_as_assess(anybody, months, by, changes, sentences):
    say(anybody.post("/plan/", ticked(months, by) | changes), *sentences)


def test_whoever_is_not_signed_in_is_asked_first(anybody):
    page = anybody.get("/plan/")
    say(page, "Which months are paid, and what is still to pay?", "Does the State pay for you?")
    assert "₸" not in page.text
    assert page.text.count("<details") == page.text.count(" open>") == 2


def test_whoever_is_signed_in_has_the_answer_at_once(citizen):
    pays("2025-09", "2026-08")
    page = citizen.get("/plan/")
    say(page, "How would you like to keep the status?", "Pay 3 missing months", "12,750 ₸", "3 payments × 4,250 ₸")
    say(page, "September 2026, October 2026, November 2026")
    assert " data-focus" not in page.text


def test_nothing_is_stored(anybody):
    with CaptureQueriesContext(connection) as queries:
        assert anybody.post("/plan/", ticked(PAST)).status_code == 200
    assert not [query for query in queries if not query["sql"].lstrip("( \n").startswith("SELECT")]


@pytest.mark.parametrize(
    ("changes", "mistake"),
    [
        ({"state_pays": "perhaps"}, "Choose one of the answers"),
        ({"goal": "king"}, "Choose one of the answers"),
        ({"on_date": "31.02.2026"}, "Enter a valid date"),
        ({"on_date": "01.01.2999"}, "at most five years ahead"),
        ({"by-2026-11": "\x00"}, "Choose one of the answers"),
    ],
)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_wrong_entry_is_named_and_nothing_is_lost(anybody, changes, mistake, headers):
    response = anybody.post("/plan/", ticked(PAST) | {"employer_pays": "no"} | changes, headers=headers)
    assert response.status_code == 422
    assert response.text.count(mistake) == 2  # in the summary and beside its field
    [error] = response.context["errors"]
    assert f'id="{error["href"][1:]}"' in response.text
    assert {f"paid-{month}" for month in PAST} | {"employer_pays_1"} <= set(checked(response))


def test_htmx_gets_the_form_and_the_answer_alone(anybody):
    response = anybody.post("/plan/", {"goal": "least_today"}, headers={"HX-Request": "true"})
    assert "<html" not in response.text
    say(response, "We advise this.")
    assert response.text.count(" data-focus") == 1


def test_whoever_is_signed_in_finds_the_form_filled(citizen):
    pays("2026-03", "2026-05")
    employer_pays("2026-02")
    page = citizen.get("/plan/")
    assert [f"paid-2026-0{number}" for number in range(2, 6)] == [
        name for name in checked(page) if name.startswith("paid")
    ]
    assert page.text.count('value="employer" selected') == 1


def test_without_a_rate_no_price_is_named(anybody, settings):
    settings.DEMO_TODAY = TODAY.replace(year=2027, month=1, day=1)
    page = text_of(anybody.post("/plan/", {"goal": "least_today"}))
    assert "No sum can be named yet" in page
    assert "The rate for 2027 is not set yet, so no sum can be named." in page
    assert "₸" not in page


@pytest.mark.parametrize("situation", [one for one in SITUATIONS if one.has_account], ids=lambda one: one.name)
def test_untouched_ticks_give_the_answer_of_home(client, db, settings, situation):
    settings.DEMO_TODAY = TODAY
    person = enter(situation, TODAY)
    client.force_login(account_of(person))
    form = form_for(assessed(person, TODAY), TODAY, None)
    page = client.post("/plan/", {name: form[name].value() for name in form.fields if form[name].value()})
    assert page.context["status"] == client.get("/").context["status"] == client.get("/plan/").context["status"]
