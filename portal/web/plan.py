"""The planner: tick which months are paid and by whom, and get the answer; nothing is stored."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from payments import history
from payments.models import Person
from payments.rules.assess import assess
from payments.rules.law import Law
from portal import clock
from portal.statement import pages
from portal.statement.account import assessed
from portal.web.access import person_if_known, private
from portal.web.plan_form import PlanForm, ticked


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """The form, filled from the record of whoever is signed in, and the answer to what was ticked."""
    form = PlanForm(request.POST or None, today=clock.today(), initial=known(person_if_known(request)))
    context = {"form": form, "ticks": form.ticks(), "errors": form.mistakes()}
    if form.is_valid():
        context |= answer(form)
    template = "web/_plan.html" if request.htmx else "web/plan.html"
    return private(render(request, template, context, status=422 if form.errors else 200))


def known(person: Person | None) -> dict[str, Any]:
    """What a person's own record says of the months; nothing for anybody else."""
    if person is None:
        return {}
    found = assessed(person, clock.today())
    facts = found.record.facts
    return {"payer": facts.payer, "next_months": facts.next_months, **ticked(found.answer.months)}


def answer(form: PlanForm) -> dict[str, Any]:
    """The same answer that `manage.py assess` gives, as the page shows it."""
    law = Law(*history.figures(), settings.LAW)
    facts = form.facts(law)
    return pages.plan(assess(facts, law), law, facts)
