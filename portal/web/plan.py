"""The planner: the ways to pay side by side, by one's own record or by what anyone ticks; nothing is kept."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from payments import history
from payments.rules.assess import answer
from payments.rules.facts import Facts, Payer
from payments.rules.law import Law
from payments.rules.situation import Situation, situation
from portal import clock
from portal.statement.account import Assessed, assessed
from portal.statement.planner import planner
from portal.statement.tracking import open_order
from portal.web.access import person_if_known, private
from portal.web.pay.being_paid import being_paid
from portal.web.plan_form import PlanForm, ticked

# What a button of the page may ask to be looked at first; the rest of the answer is there as well.
PARTS = ("goal", "day")


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """The answer by the record of whoever is signed in, or the form first; then the answer to what was filled in."""
    person, today = person_if_known(request), clock.today()
    found = assessed(person, today) if person else None
    form = form_for(found, today, request.POST if request.method == "POST" else None)
    context = {"form": form, "errors": form.mistakes(), "has_record": person is not None}
    context["open_order"] = open_order(found, being_paid(found.record.payments)) if found else None
    context["draft"] = {name: form.data[name] for name in form.fields if name in form.data}
    if now := situation_asked(form, found):
        context |= planner(now, answer(now), found)
        # Whoever is insured finds the questions closed, and so does whoever has answered them.
        context["asks_first"] = not form.is_bound and context["status"]["look"] == "uninsured"
    if request.method == "POST":
        context["focus"] = focus(request.POST.get("show"), context)
    template = "web/_plan.html" if request.htmx else "web/plan.html"
    return private(render(request, template, context, status=422 if form.errors else 200))


def focus(part: str | None, context: dict[str, Any]) -> str:
    """What to look at first: the part that was asked about, if there is an answer to it, or else all of it."""
    is_answered = part in PARTS and (part != "day" or context.get("day"))
    return part if is_answered else "answer"


def form_for(found: Assessed | None, today: date, data: QueryDict | dict[str, Any] | None) -> PlanForm:
    """The form as a person's own record fills it; with nothing known of anybody else."""
    if found is None:
        return PlanForm(data, start=Facts(today, Payer.SELF, ()), began={})
    return PlanForm(data, start=found.facts, began=ticked(found.answer.months))


def situation_asked(form: PlanForm, found: Assessed | None) -> Situation | None:
    """Where the person stands by what was filled in, or by the record as long as nothing was; None with mistakes."""
    if not form.is_bound:
        return found.now if found else None
    if not form.is_valid():
        return None
    law = found.law if found else Law(*history.figures(), settings.LAW)
    return situation(form.facts(law), law)
