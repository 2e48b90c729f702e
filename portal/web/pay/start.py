"""Beginning an order, coming back to it, and dropping it."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_POST

from payments.models import Person
from payments.rules.facts import Payer
from payments.rules.months import Month
from portal import clock
from portal.statement.account import assessed
from portal.web.access import form_of_person
from portal.web.pay import drafts
from portal.web.pay.step import see_other


@form_of_person
def start(request: HttpRequest, person: Person) -> HttpResponse:
    """With months: an order of them for oneself. Without: begin by saying for whom. Only asked for: go on with it."""
    is_begun = drafts.of(request.user) is not None
    if request.method != "POST":
        return see_other(request, "pay_months" if is_begun else "plan")
    months = months_in(request.POST)
    if months or not is_begun:
        payer = payer_in(request.POST) or assessed(person, clock.today()).facts.payer
        drafts.begin(request.user, person=person, payer=payer, months=months)
    return see_other(request, "pay_months" if months else "pay_who")


@require_POST
@form_of_person
def discard(request: HttpRequest, person: Person) -> HttpResponse:
    """Drop what was begun."""
    drafts.discard(request.user, request.POST.get("key", ""))
    return see_other(request, "home")


def months_in(form: QueryDict) -> set[Month]:
    """The months that a plan asks for."""
    try:
        months = set(map(Month.parse, form.getlist("month")))
    except ValueError as error:
        raise BadRequest("not a month") from error
    return months


def payer_in(form: QueryDict) -> Payer | None:
    """How the person pays, if the form says so."""
    text = form.get("payer")
    if text is not None and text not in (Payer.SELF, Payer.SOLE_TRADER):
        raise BadRequest("not a payer")
    return Payer(text) if text else None
