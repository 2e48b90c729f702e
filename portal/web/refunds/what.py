"""Step 2: what was wrong with the payment, how much of it comes back, and what that would change."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from payments.models import Person
from payments.rules.months import Month
from payments.rules.refund_reasons import NotAGround, Obstacle, RefundReason, claimable, suggested_reason
from portal import clock
from portal.statement import ordering, refund_choice, refund_preview
from portal.web.access import of_person
from portal.web.forms import ChoiceField, PageForm, WordsField
from portal.web.pay.months_form import NEW, picked
from portal.web.pay.step import see_other
from portal.web.refunds import drafts
from portal.web.refunds.step import MOST_WORDS, WHAT, Begun, go_on, of_draft, page
from portal.words import refunds as words


class WhatForm(PageForm):
    """The reason; for a wrong month the one that was meant, for anything else a description."""

    reason = ChoiceField(choices=[(code, code) for code in (*RefundReason, *NotAGround)])
    right_period = forms.Field(required=False)
    explanation = WordsField(
        label=_("What was wrong with the payment?"),
        required=False,
        max_length=MOST_WORDS,
        error_messages={"max_length": _("The description is too long. Keep it to 1000 characters")},
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, data: QueryDict | None, begun: Begun) -> None:
        super().__init__(data, initial={"explanation": begun.draft.explanation})
        self.begun = begun

    def clean(self) -> None:
        """What the Fund would refuse is said here already."""
        reason = self.cleaned_data.get("reason")
        self.cleaned_data["right_period"] = None
        if reason == RefundReason.WRONG_PERIOD:
            self.ask_for_month()
        if reason == RefundReason.OTHER and not self.cleaned_data.get("explanation"):
            self.add_error("explanation", words.obstacle(Obstacle.NO_EXPLANATION))
        if reason in set(RefundReason) and not self.claims(RefundReason(reason)):
            self.add_error("reason", words.obstacle(Obstacle.NOTHING_TO_CLAIM))

    def ask_for_month(self) -> None:
        """The month that was meant, and not the one that is paid."""
        month = picked(self.data, NEW)
        if month is None:
            self.add_error("right_period", words.obstacle(Obstacle.NO_RIGHT_PERIOD))
        elif month == self.begun.line.paid.period:
            self.add_error("right_period", words.obstacle(Obstacle.SAME_PERIOD))
        else:
            self.cleaned_data["right_period"] = month.first_day

    def claims(self, reason: RefundReason) -> int:
        """How much this reason would claim."""
        return claimable(reason, self.begun.line.paid, self.begun.month)

    def answers(self) -> dict[str, Any]:
        """What the draft keeps: nothing that belongs to another reason."""
        is_other = self.cleaned_data["reason"] == RefundReason.OTHER
        kept = {name: self.cleaned_data[name] for name in ("reason", "right_period")}
        return kept | {"explanation": self.cleaned_data["explanation"] if is_other else ""}


@of_draft
def what(request: HttpRequest, begun: Begun, *, is_outdated: bool) -> HttpResponse:
    """What was wrong; what is no ground for a refund leads to a page that says what can be done instead."""
    form = WhatForm(request.POST if request.method == "POST" and not is_outdated else None, begun)
    if form.is_valid():
        if form.cleaned_data["reason"] in set(NotAGround):
            return see_other(request, "refund_instead", code=form.cleaned_data["reason"])
        drafts.save(begun.draft, **form.answers())
        return go_on(request, begun, WHAT)
    context = page(request, begun, WHAT, is_outdated=is_outdated) | questions(request, begun, form)
    context |= {"line": refund_choice.shown(begun.line), "form": form, "errors": form.mistakes()}
    context["previews"] = refund_preview.previews(begun.now, begun.line.paid, begun.month)
    return render(request, "web/refunds/what.html", context, status=409 if is_outdated else 422 if form.errors else 200)


def questions(request: HttpRequest, begun: Begun, form: WhatForm) -> dict[str, Any]:
    """The reasons to choose from, the months to choose from, and what is chosen so far."""
    suggested = suggested_reason(begun.line.paid, begun.month)
    chosen = form.data.get("reason") or request.GET.get("reason") or begun.reason or suggested or ""
    month = picked(form.data, NEW) if form.is_bound else drafts.right_period(begun.draft)
    reasons = [
        {
            "value": code,
            "label": words.reason(code),
            "hint": words.reason_hint(code),
            "is_chosen": code == chosen,
            "is_suggested": code == suggested,
        }
        for code in RefundReason
    ]
    wishes = [{"value": code, "label": words.not_a_ground(code), "is_chosen": code == chosen} for code in NotAGround]
    return {"reasons": reasons, "wishes": wishes, "right": ordering.selects(Month.containing(clock.today()), month)}


@of_person
def instead(request: HttpRequest, _person: Person, code: str) -> HttpResponse:
    """Why something is no ground for a refund, and the right way."""
    if code not in set(NotAGround):
        raise Http404
    context = words.instead(NotAGround(code)) | {"is_to_move": code == NotAGround.MOVE_IT}
    context["is_begun"] = drafts.of(request.user) is not None
    return render(request, "web/refunds/instead.html", context)
