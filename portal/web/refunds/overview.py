"""The refund requests of whoever is signed in: what is begun, what is open, and what is closed."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from payments import history
from payments.models import Person
from payments.rules.refund_reasons import NotAGround
from payments.rules.refunds import RefundState
from portal import clock
from portal.statement.account import assessed
from portal.statement.refunds import overview
from portal.web.access import of_person
from portal.web.refunds import drafts
from portal.words import refund_states as words
from portal.words.refunds import not_a_ground


@of_person
def refunds(request: HttpRequest, person: Person) -> HttpResponse:
    """All of them, the way to a new one, and what is no ground for one."""
    today = clock.today()
    requests = history.refunds_of(person, today, settings.REFUNDS)
    context = overview(requests, assessed(person, today), settings.REFUNDS) | {
        "unfinished": drafts.unfinished(request.user),
        "draft_tag": words.tag(RefundState.DRAFT),
        "not_grounds": [{"code": code.value, "text": not_a_ground(code)} for code in NotAGround],
    }
    return render(request, "web/refunds/refunds.html", context)
