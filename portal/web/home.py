"""The first page: where a person stands, or what this is for those who are not signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payments import history
from payments.models import Person
from portal import clock
from portal.statement import pages
from portal.statement.account import assessed
from portal.statement.refund_doors import questions
from portal.statement.tracking import on_their_way, tracked
from portal.web.access import of_person
from portal.web.pay import drafts
from portal.web.pay.being_paid import being_paid
from portal.web.refunds import drafts as refund_drafts


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One address for both, so that everybody may start at the same place."""
    return my_home(request) if request.user.is_authenticated else render(request, "web/landing.html")


@of_person
def my_home(request: HttpRequest, person: Person) -> HttpResponse:
    """Insured or not, why, until when, and what to do next."""
    today, actor = clock.today(), request.user.actor
    found = assessed(person, today)
    payments = history.payments_of(actor, today)
    begun = being_paid(payments)
    context = pages.home(found, begun) | {
        "on_their_way": on_their_way(tracked(payments, found, actor, being_paid=begun)),
        "unfinished": drafts.unfinished(request.user),
        "unfinished_refund": refund_drafts.unfinished(request.user),
        "questions": questions(person),
    }
    return render(request, "web/home.html", context)
