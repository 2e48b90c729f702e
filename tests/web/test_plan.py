"""The planner: anyone ticks which months are paid, gets the same answer as `assess`, and leaves nothing behind."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from payments.models import Actor
from payments.rules.months import Month, span
from portal.demo.situations import SITUATIONS
from portal.models import Account
from portal.web.plan import form_for
from tests.people import enter
from tests.web.citizens import TODAY, employer_pays, pays, text_of

PAST = span(Month.of(2025, 12), Month.of(2026, 11))
COMING = span(Month.of(2026, 12), Month.of(2027, 11))
ANSWERS = {"payer": "self", "next_months": "self", "goal": "least_today", "on_date": ""}


@pytest.fixture
def anybody(client, db, settings):
    """A reader of English who is not signed in, on 22 November 2026."""
    settings.DEMO_TODAY = TODAY
    client.cookies.load({"language": "en"})
    return client


def ticked(months, by: str = "self") -> dict[str, str]:
    """The form's fields for months that were paid."""
    return {f"paid-{month}": "on" for month in months} | {f"by-{month}": by for month in months}


@pytest.mark.parametrize(
    ("months", "by", "changes", "sentences"),
    [
        ([], "self", {}, ["You are not insured", "Pay the next 12 months Costs least today", "51,000 ₸", "55,250 ₸"]),
        (PAST, "self", {}, ["You are insured", "All of the last 12 months are covered."]),
        (PAST, "employer", {"next_months": "employer"}, ["You are insured"]),
        (PAST[-1:], "state", {"next_months": "state"}, ["The State pays for you this month."]),
        (COMING, "self", {"goal": "soonest"}, ["Pay the current month and the next 12", "4,250 ₸"]),
        (PAST[:10], "self", {"payer": "sole_trader"}, ["Pay 2 missing months Costs least today", "11,900 ₸"]),
        (COMING[1:], "self", {}, ["One of the coming 12 months is missing", "only December 2026 is missing"]),
        ([], "self", {"on_date": "25.12.2026"}, ["On 25 December 2026 you are not insured", "pay 51,000 ₸ today"]),
        (PAST, "self", {"on_date": "25.12.2026"}, ["On 25 December 2026 you are insured"]),
        ([], "self", {"on_date": "22.11.2026"}, ["The earliest possible day is 25 November 2026."]),
    ],
)
def test_the_same_answer_as_assess(anybody, months, by, changes, sentences):
    page = text_of(anybody.post("/plan/", ANSWERS | ticked(months, by) | changes))
    for sentence in sentences:
        assert sentence in page


def test_nothing_is_stored(anybody):
    with CaptureQueriesContext(connection) as queries:
        assert anybody.post("/plan/", ANSWERS | ticked(PAST)).status_code == 200
    assert len(queries) <= 6
    assert not [query for query in queries if not query["sql"].lstrip("(").startswith("SELECT")]


@pytest.mark.parametrize(
    ("changes", "mistake"),
    [
        ({"payer": "king"}, "Choose one of the answers"),
        ({"goal": ""}, "This field is required"),
        ({"on_date": "31.02.2026"}, "Enter a valid date"),
        ({"on_date": "01.01.2999"}, "at most five years ahead"),
        ({"by-2026-11": "\x00"}, "Choose one of the answers"),
    ],
)
def test_a_wrong_entry_is_named_and_nothing_is_lost(anybody, changes, mistake):
    response = anybody.post("/plan/", ANSWERS | ticked(PAST) | changes)
    assert response.status_code == 422
    assert mistake in response.text
    assert response.text.count(" checked") == 12


def test_htmx_gets_the_form_and_the_answer_alone(anybody):
    response = anybody.post("/plan/", ANSWERS, headers={"HX-Request": "true"})
    assert "<html" not in response.text
    assert "Costs least today" in response.text


def test_whoever_is_signed_in_finds_the_form_filled(citizen):
    pays("2026-03", "2026-05")
    employer_pays("2026-02")
    page = citizen.get("/plan/").text
    assert page.count(" checked") == 4
    assert page.count('value="employer" selected') == 1


def test_without_a_rate_no_price_is_named(anybody, settings):
    settings.DEMO_TODAY = TODAY.replace(year=2027, month=1, day=1)
    page = text_of(anybody.post("/plan/", ANSWERS))
    assert "The rate for 2027 is not set yet, so no sum can be named." in page
    assert "₸ today" not in page


@pytest.mark.parametrize("situation", [one for one in SITUATIONS if one.has_account], ids=lambda one: one.name)
def test_untouched_ticks_give_the_answer_of_home(client, db, settings, situation):
    settings.DEMO_TODAY = TODAY
    person = enter(situation, TODAY)
    client.force_login(Account.objects.create(actor=Actor.objects.get_or_create(kind="person", person=person)[0]))
    form = form_for(person, TODAY, None)
    page = client.post("/plan/", {name: form[name].value() for name in form.fields if form[name].value()})
    assert page.context["status"] == client.get("/").context["status"]
