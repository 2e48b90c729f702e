"""The planner: tick which months are paid and by whom, and get the answer; nothing is stored."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from payments import history
from payments.models import Person
from payments.rules.assess import assess
from payments.rules.facts import Facts, Payer
from payments.rules.law import Law
from portal import clock
from portal.statement import pages
from portal.statement.account import assessed
from portal.web.access import person_if_known, private
from portal.web.plan_form import PlanForm, ticked


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """The form, filled from the record of whoever is signed in, and the answer to what was ticked."""
    form = form_for(person_if_known(request), clock.today(), request.POST or None)
    context = {"form": form, "errors": form.mistakes()}
    context |= {"past_ticks": form.past_ticks(), "coming_ticks": form.coming_ticks()}
    context["draft"] = {name: form.data[name] for name in form.fields if name in form.data}
    if form.is_valid():
        context |= answer(form)
    template = "web/_plan.html" if request.htmx else "web/plan.html"
    return private(render(request, template, context, status=422 if form.errors else 200))


def form_for(person: Person | None, today: date, data: QueryDict | None) -> PlanForm:
    """The form as a person's own record fills it; with nothing known of anybody else."""
    if person is None:
        return PlanForm(data, start=Facts(today, Payer.SELF, ()), began={})
    found = assessed(person, today)
    return PlanForm(data, start=found.facts, began=ticked(found.answer.months))


def answer(form: PlanForm) -> dict[str, Any]:
    """The same answer that `manage.py assess` gives, as the page shows it."""
    law = Law(*history.figures(), settings.LAW)
    facts = form.facts(law)
    return pages.plan(assess(facts, law), law, facts)
