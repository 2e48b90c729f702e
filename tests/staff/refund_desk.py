"""Reviewers of refunds at their desk, and what they press there."""

import re
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from payments.models import Actor, RefundHold, RefundRequest
from payments.rules.months import Month
from tests.payments.refunds import requested
from tests.payments.samples import AISHA, credited
from tests.staff.desk import account, browser, plain

REFUNDS = "/staff/payments/refundrequest/"
VIEW, FIRST, SECOND = "payments.view_refundrequest", "payments.decide_first", "payments.decide_second"
PROOFS = "payments.view_prooffile"


def reviewer(name: str, *permissions: str) -> Client:
    """Somebody who may look at requests, and do what else is named."""
    client = browser(account(name, VIEW, *permissions))
    client.get("/staff/")  # the session says who it is before queries are counted
    return client


def first(name: str = "Desk 1") -> Client:
    """Who checks for the State Corporation."""
    return reviewer(name, FIRST, PROOFS)


def second(name: str = "Desk 2") -> Client:
    """Who decides for the Fund."""
    return reviewer(name, SECOND, PROOFS)


def actor(name: str) -> Actor:
    """Who that is in the ledger."""
    return Actor.objects.get(kind=Actor.Kind.STAFF, label=name)


def claimed(number: int = 1, *, iin: str = AISHA, **changes) -> RefundRequest:
    """A request for a month of its own: each number is another line."""
    month = Month.of(2025, 1) + number
    line = credited(iin=iin, period=month, reference=f"L-{number}")
    return requested(line, **{"right_period": month + 1} | changes)


def address(request: RefundRequest, page: str = "change/") -> str:
    """One of the pages of a request."""
    return f"{REFUNDS}{request.pk}/{page}"


def page_of(client: Client, request: RefundRequest) -> str:
    """What a reviewer sees of a request."""
    return plain(client.get(address(request)))


def take(client: Client, request: RefundRequest):
    """Press "Take the request"."""
    return client.post(address(request, "take/"), follow=True)


def decide(client: Client, request: RefundRequest, act: str, ground: str = "", **words: str):
    """Choose and confirm; the texts of a decision are left as they are proposed, unless others are given."""
    where = f"{address(request, 'decide/')}?act={act}&ground={ground}"
    asked = client.get(where)
    form = asked.context["form"] if asked.status_code == 200 else None
    return client.post(where, (dict(form.initial) if form else {}) | words, follow=True)


def taken_and_decided(client: Client, request: RefundRequest, act: str, ground: str = "", **words: str):
    """The same by somebody who takes it first."""
    take(client, request)
    return decide(client, request, act, ground, **words)


def hold_is_over() -> None:
    """Fifteen minutes have passed."""
    now = timezone.now()
    RefundHold.objects.update(held_at=now - timedelta(minutes=16), until=now - timedelta(minutes=1))


def told(response) -> list[str]:
    """The messages above a page."""
    listed = re.search(r'<ul class="messagelist">(.*?)</ul>', plain(response), re.DOTALL)
    return [text.strip() for text in re.findall(r"<li[^>]*>(.*?)</li>", listed[1], re.DOTALL)] if listed else []


def numbers(response) -> list[int]:
    """The rows of the requests that a list shows, in its order."""
    return [int(row) for row in re.findall(r'scope="row"><a class="masked" href="[^"]*/(\d+)/change/', response.text)]


def filters(response) -> dict[str, int]:
    """What can be shown, and how much of each."""
    links = re.findall(r'<a href="\?show=\w+"[^>]*>(.*?): (\d+)</a>', response.text)
    return {name: int(count) for name, count in links}
