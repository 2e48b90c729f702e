"""Step 1: which payment is to come back; and dropping what was begun."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from payments import history
from payments.history import CreditedLine
from payments.models import Person
from payments.rules.refund_reasons import RefundReason
from portal import clock
from portal.models import RefundDraft
from portal.statement import refund_choice
from portal.web.access import form_of_person
from portal.web.forms import PageForm
from portal.web.pay.step import see_other
from portal.web.refunds import drafts
from portal.web.refunds.step import CHECK, THEN_CHECK, USUAL_PAGES, WHAT, WHICH, as_begun, count, is_from_check


class WhichForm(PageForm):
    """One of the lines that can be claimed; of the others it says why not."""

    line = forms.ChoiceField(
        error_messages=dict.fromkeys(["required", "invalid_choice"], _("Choose the payment that is to come back"))
    )

    def __init__(self, data: QueryDict | None, lines: Sequence[CreditedLine], today: date) -> None:
        super().__init__(data)
        self.lines = {line.paid.id: line for line in refund_choice.claimable_lines(lines, today)}
        self.fields["line"].choices = [(name, name) for name in self.lines]
        reasons = refund_choice.why_not(lines, [(data or {}).get("line", "")], today)
        if reasons:
            self.fields["line"].error_messages["invalid_choice"] = reasons[0]

    @property
    def chosen(self) -> CreditedLine:
        """The line, of a form that is right."""
        return self.lines[self.cleaned_data["line"]]


@form_of_person
def which(request: HttpRequest, person: Person) -> HttpResponse:
    """Choose a payment; a finding leads here with its payment and its reason (`?line=c12&reason=lump_sum`)."""
    today = clock.today()
    lines = history.lines_for_refund(person, today)
    form = WhichForm(request.POST if request.method == "POST" else None, lines, today)
    if form.is_valid():
        drafts.begin(request.user, form.chosen, reason_of(request, form.cleaned_data["line"]))
        return go_on(request, person)
    draft = drafts.of(request.user)
    chosen = chosen_line(request, draft)
    context = page(request, draft) | refund_choice.choices(lines, chosen, today)
    context |= {"form": form, "errors": form.mistakes()}
    context["why_not"] = [] if form.errors else refund_choice.why_not(lines, [chosen], today)
    return render(request, "web/refunds/which.html", context, status=422 if form.errors else 200)


def go_on(request: HttpRequest, person: Person) -> HttpResponse:
    """What is wrong with it; or, if that is said already, back to the check page."""
    begun = as_begun(request.user, person)
    if is_from_check(request) and begun is not None:
        return see_other(request, CHECK if begun.reason else WHAT, query="" if begun.reason else THEN_CHECK)
    return see_other(request, WHAT)


def reason_of(request: HttpRequest, line: str) -> str:
    """The reason of the link that led here, if this is its payment."""
    reason = request.GET.get("reason", "")
    return reason if request.GET.get("line") == line and reason in set(RefundReason) else ""


def chosen_line(request: HttpRequest, draft: RefundDraft | None) -> str:
    """What the form, the link or the draft says, in this order."""
    begun = f"c{draft.contribution_id}" if draft else ""
    return request.POST.get("line") or request.GET.get("line") or begun


def page(request: HttpRequest, draft: RefundDraft | None) -> dict[str, Any]:
    """The first of all steps: whether proof is needed nobody knows yet."""
    return {"back": CHECK if is_from_check(request) and draft else "refunds", **count(USUAL_PAGES, WHICH)}


@require_POST
@form_of_person
def discard(request: HttpRequest, _person: Person) -> HttpResponse:
    """Drop what was begun."""
    drafts.discard(request.user, request.POST.get("key", ""))
    return see_other(request, "refunds")
