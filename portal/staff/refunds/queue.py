"""The queue of refund requests as ready values: filters with their counts, and a page of rows."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator

from payments import history
from payments.history import RecordedRefund
from payments.models import RefundRequest
from payments.rules.identifiers import masked
from portal import written
from portal.models import Account
from portal.staff import links
from portal.staff.refunds.acts import FIRST, SECOND
from portal.staff.refunds.holds import taken
from portal.staff.refunds.terms import due_on, near, tag, used
from portal.staff.refunds.waiting import shown, waiting
from portal.words import refund_review as words
from portal.words import refunds as refund_words
from portal.words.refund_review import Show

ROWS = 25


def queue(account: Account, show: Show, page: str, today: date, now: datetime) -> dict[str, Any]:
    """One page of what somebody asks for, and how much there is of everything else."""
    _rates, calendar = history.figures()
    places, last = waiting(today, now), near(today, calendar)
    found = {one: shown(places, one, account.actor_id, last) for one in Show}
    part = Paginator(found[show], ROWS).get_page(page)
    return {
        "filters": [filter_link(one, len(found[one]), show) for one in Show],
        "pages": [page_link(number, show, part.number) for number in part.paginator.get_elided_page_range(part.number)],
        "can_decide": account.has_perm(FIRST) or account.has_perm(SECOND),
        "rows": rows((one.row for one in part), account, today, now),
    }


def filter_link(one: Show, count: int, show: Show) -> dict[str, Any]:
    """One choice of what is shown, with its count."""
    return {"text": words.filtered(one, count), "href": f"?show={one}", "is_current": one is show}


def page_link(number: int | str, show: Show, current: int) -> dict[str, Any]:
    """One page of the list; where some are left out, there is nowhere to go."""
    href = f"?show={show}&page={number}" if number != Paginator.ELLIPSIS else ""
    return {"text": number, "href": href, "is_current": number == current}


def rows(numbers: Iterable[int], account: Account, today: date, now: datetime) -> list[dict[str, Any]]:
    """The requests of these rows, as the list shows them."""
    _rates, calendar = history.figures()
    found = history.refunds_in(numbers, today, settings.REFUNDS)
    return [row(refund, due_on(refund, today, calendar), account, today, now) for refund in found]


def row(refund: RecordedRefund, due: date | None, account: Account, today: date, now: datetime) -> dict[str, Any]:
    """One request: nothing in it names anybody."""
    return {
        "link": links.refund(RefundRequest(pk=refund.row)),
        "iin": masked(refund.applicant.iin),
        "reason": refund_words.reason(refund.reason),
        "sum": written.tenge(refund.amount),
        "state": words.state(refund.state),
        "used": used(refund),
        "tag": tag(refund, due, today),
        "due": written.short_day(due) if due else written.DASH,
        "taken": taken(refund, account, now) or written.DASH,
    }
