"""Taking a request: one reviewer at a time, for fifteen minutes, seen by the others; every look is in the journal."""

import pytest

from payments.models import JournalEntry, RefundHold
from portal.models import Account
from tests.payments.orders import payer
from tests.payments.refunds import TODAY, asked, proposed, refused, state, states
from tests.staff.desk import browser, plain, root
from tests.staff.refund_desk import (
    FIRST,
    REFUNDS,
    actor,
    address,
    claimed,
    decide,
    first,
    hold_is_over,
    page_of,
    reviewer,
    second,
    take,
    told,
)

Event = JournalEntry.Event
TAKE, RELEASE = "Take the request", "Let go of the request"


@pytest.fixture(autouse=True)
def _monday(settings):
    settings.DEMO_TODAY = TODAY


def events(request) -> list[str]:
    """What the journal has of a request, oldest first."""
    return list(JournalEntry.objects.filter(request=request).order_by("number").values_list("event", flat=True))


def looks(request) -> int:
    """How often somebody looked at it."""
    return events(request).count(Event.REFUND_VIEWED)


def test_whoever_takes_it_begins_the_review():
    request, client = claimed(), first()
    assert TAKE in page_of(client, request)
    answer = take(client, request)
    assert answer.redirect_chain == [(f"{address(request)}#request", 302)]
    assert "Taken by you until" in plain(answer)
    assert states(request) == ["sent", "checking"]
    assert TAKE not in plain(answer)
    assert 'name="act"' in answer.text


def test_the_heading_can_have_the_focus():
    assert '<h1 id="request" tabindex="-1">' in page_of(first(), claimed())


def test_nobody_else_takes_it_meanwhile():
    request, other = claimed(), first("Desk 7")
    take(first(), request)
    page = page_of(other, request)
    assert "Taken by Desk 1 until" in page
    assert TAKE not in page
    assert 'name="act"' not in page
    assert told(take(other, request))[0].startswith("Taken by Desk 1 until")
    assert RefundHold.objects.get().held_by == actor("Desk 1")


def test_after_fifteen_minutes_it_is_free_again():
    request, other = claimed(), first("Desk 7")
    take(first(), request)
    hold_is_over()
    assert TAKE in page_of(other, request)
    take(other, request)
    assert RefundHold.objects.get().held_by == actor("Desk 7")


def test_let_go_it_is_free():
    request, client = claimed(), first()
    assert RELEASE in plain(take(client, request))
    answer = client.post(address(request, "release/"), follow=True)
    assert answer.redirect_chain == [(REFUNDS, 302)]
    assert told(answer) == ["The request is free for others."]
    assert not RefundHold.objects.exists()
    assert state(request) == "checking"


def test_what_another_has_taken_stays_theirs():
    request = claimed()
    take(first(), request)
    first("Desk 7").post(address(request, "release/"))
    assert RefundHold.objects.get().held_by == actor("Desk 1")


@pytest.mark.parametrize(
    ("who", "made"),
    [(first, proposed), (second, lambda request: request), (first, asked), (first, refused), (second, refused)],
)
def test_nobody_takes_what_they_can_do_nothing_with(who, made):
    request = made(claimed())
    client = who()
    assert TAKE not in page_of(client, request)
    assert told(take(client, request)) == ["Somebody was quicker: the request is in another state now."]
    assert not RefundHold.objects.exists()


def test_nobody_takes_their_own_request():
    """Staff who are insured too: whoever asks for themselves does not decide."""
    asking = payer()
    account = Account.objects.create(actor=asking, email="aisha@jarna.example", is_staff=True, is_superuser=True)
    client, request = browser(account), claimed()
    assert request.requested_by == asking
    page = page_of(client, request)
    assert "This is your own request. Somebody else has to decide on it." in page
    assert TAKE not in page
    assert told(take(client, request)) == ["This is your own request. Somebody else has to decide on it."]


def test_the_first_reviewer_does_not_take_it_for_the_second_decision():
    request = claimed()
    client = reviewer("Desk 3", FIRST, "payments.decide_second")
    take(client, request)
    decide(client, request, "approve")
    page = page_of(client, request)
    assert "The first decision is yours. Somebody else has to confirm it." in page
    assert TAKE not in page
    assert told(take(client, request)) == ["The first decision is yours. Somebody else has to confirm it."]


def test_every_look_is_in_the_journal_and_one_visit_is_one_look():
    request, client = claimed(), first()
    page_of(client, request), page_of(client, request)
    assert looks(request) == 1
    take(client, request)
    page_of(client, request)
    assert looks(request) == 1
    page_of(second(), request)
    page_of(client, request)
    assert looks(request) == 3
    latest = JournalEntry.objects.latest("number")
    assert (latest.actor, latest.person) == (actor("Desk 1"), request.applicant)


@pytest.mark.parametrize("query", ["", "act=bogus", "act=ask", "act=approve"])
def test_whatever_shows_a_request_is_a_look(query):
    """Sent by hand, a form that is wrong shows the request to whoever has not even taken it."""
    request, client = claimed(), first()
    answer = client.post(address(request, f"decide/?{query}"))
    assert (answer.status_code, looks(request)) == (422, 1)


def test_a_list_and_a_search_are_no_look():
    request, client = claimed(), first()
    client.get(REFUNDS)
    client.post(f"{REFUNDS}search/", {"text": request.number})
    assert looks(request) == 0


def test_no_bulk_no_add_no_change_no_delete():
    request, client = claimed(), root()
    assert client.post(REFUNDS, {"action": "approve", "_selected_action": [request.pk]}).status_code == 200
    assert client.get(f"{REFUNDS}add/").status_code == 403
    assert client.post(address(request, "delete/"), {"post": "yes"}).status_code == 403
    assert client.post(address(request), {"amount": 1}).status_code == 405
    assert states(request) == ["sent"]


def test_djangos_history_leads_to_the_journal():
    request = claimed()
    assert first().get(address(request, "history/")).url == f"{address(request)}#journal"


@pytest.mark.parametrize("page", ["change/", "decide/?act=ask", "history/"])
def test_a_request_that_is_not_there(page):
    client = first()
    for row in (7, "seven"):
        assert client.get(f"{REFUNDS}{row}/{page}").status_code == 404
