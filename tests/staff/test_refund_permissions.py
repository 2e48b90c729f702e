"""Who of the staff may do what with refund requests: looking, the first decision, the second."""

import pytest

from tests.payments.refunds import (
    TODAY,
    approved,
    asked,
    in_a_file,
    paid_out,
    proposed,
    refused,
    returned,
    taken,
    withdrawn,
)
from tests.staff.desk import account, browser, plain
from tests.staff.refund_desk import (
    FIRST,
    REFUNDS,
    SECOND,
    VIEW,
    address,
    claimed,
    page_of,
    reviewer,
    take,
)


@pytest.fixture(autouse=True)
def _monday(settings):
    settings.DEMO_TODAY = TODAY


PAGES = {
    "queue": ("get", lambda request: REFUNDS),
    "search": ("get", lambda request: f"{REFUNDS}search/"),
    "next": ("get", lambda request: f"{REFUNDS}next/"),
    "request": ("get", address),
    "take": ("post", lambda request: address(request, "take/")),
    "release": ("post", lambda request: address(request, "release/")),
    "approve": ("post", lambda request: address(request, "decide/?act=approve")),
    "ask": ("post", lambda request: address(request, "decide/?act=ask")),
    "confirm": ("post", lambda request: address(request, "decide/?act=confirm")),
    "send back": ("post", lambda request: address(request, "decide/?act=send_back")),
    "nothing": ("post", lambda request: address(request, "decide/")),
}
LOOK = {"queue", "search", "next", "request", "release"}


@pytest.mark.parametrize(
    ("permissions", "may"),
    [
        ((), set()),
        ((FIRST, SECOND), set()),
        ((VIEW,), LOOK),
        ((VIEW, FIRST), LOOK | {"take", "approve", "ask", "nothing"}),
        ((VIEW, SECOND), LOOK | {"take", "confirm", "send back", "nothing"}),
        ((VIEW, "payments.export_payouts"), LOOK),
        ((VIEW, FIRST, SECOND), set(PAGES)),
    ],
)
def test_who_may_what(permissions, may):
    request = claimed()
    client = browser(account("Somebody", *permissions))
    asked_for = {name: getattr(client, method)(where(request)) for name, (method, where) in PAGES.items()}
    assert {name for name, answer in asked_for.items() if answer.status_code != 403} == may


def test_who_may_only_look_is_offered_nothing():
    page = page_of(reviewer("Watcher"), claimed())
    assert "Take the request" not in page
    assert "Open the next request" not in plain(reviewer("Other").get(REFUNDS))


NOT_YET, CLOSED = "The request waits for the first decision.", "The request is closed, so there is nothing to decide."


@pytest.mark.parametrize(
    ("permission", "made", "says"),
    [
        (SECOND, claimed, NOT_YET),
        (SECOND, taken, NOT_YET),
        (SECOND, asked, "The request waits for the answer of the applicant."),
        (FIRST, asked, "The request waits for the answer of the applicant."),
        (FIRST, proposed, "The request waits for the second decision."),
        (FIRST, taken, "Somebody else has taken the request."),
        (SECOND, approved, "The request waits for its payout."),
        (FIRST, in_a_file, "The request waits until its payout is answered."),
        (FIRST, paid_out, CLOSED),
        (SECOND, refused, CLOSED),
        (FIRST, withdrawn, CLOSED),
        (SECOND, returned, CLOSED),
    ],
)
def test_who_can_do_nothing_reads_what_it_waits_for(permission, made, says):
    panel = panel_of(page_of(reviewer("Desk 7", permission), made()))
    assert panel.count(says) == 1
    assert "<form" not in panel


def test_who_can_do_something_is_not_told_to_wait():
    request, client = claimed(), reviewer("Desk 7", FIRST)
    assert "waits for" not in panel_of(page_of(client, request))
    take(client, request)
    assert "waits for" not in panel_of(page_of(client, request))


def panel_of(page: str) -> str:
    """What stands beside the request about deciding on it."""
    return page.partition('aria-labelledby="decision"')[2].partition("</section>")[0]
