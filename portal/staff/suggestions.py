"""The desk of near misses: a line beside a payment, and somebody of the staff says whether they are one money."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payments import ledger
from payments.models import Contribution, Payment, Suggestion
from payments.rules.months import Month
from portal import written
from portal.staff import links
from portal.staff.decision_forms import DecisionForm
from portal.staff.near_misses import month, side_by_side
from portal.staff.pages import needs, sent
from portal.staff.read_only import ReadOnlyAdmin
from portal.words import suggestions as words

CHANGE = "payments.change_suggestion"
WAITS = "waits"


class ByDecision(admin.SimpleListFilter):
    """Those that wait, and those that were decided in one way or the other."""

    title = gettext_lazy("decision")
    parameter_name = "decision"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """Waiting comes first."""
        return [(WAITS, words.decision("")), *((code.value, words.decision(code)) for code in Suggestion.Decision)]

    def queryset(self, request: HttpRequest, suggestions: QuerySet) -> QuerySet | None:
        """What waits has no decision."""
        if self.value() == WAITS:
            return suggestions.filter(decision="")
        return suggestions.filter(decision=self.value()) if self.value() in Suggestion.Decision.values else None


class SuggestionAdmin(ReadOnlyAdmin):
    """What waits, the oldest first; behind it what was decided."""

    list_display = ("id", "what", "reference", "was_ordered", "came", "found_on", "state")
    list_filter = (ByDecision,)
    ordering = (F("decided_at").asc(nulls_first=True), "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Suggestion]:
        """Each with both its sides."""
        sides = ("contribution__person", "contribution__sender", "payment__person", "decided_by")
        return super().get_queryset(request).select_related(*sides, "payment__basket__ordered_by__person")

    @admin.display(description=gettext_lazy("kind"))
    def what(self, suggestion: Suggestion) -> str:
        """In what they differ."""
        return words.kind(suggestion.kind)

    @admin.display(description=gettext_lazy("payment"))
    def reference(self, suggestion: Suggestion) -> str:
        """The payment, and the way to it."""
        return links.payment(suggestion.payment)

    @admin.display(description=gettext_lazy("ordered"))
    def was_ordered(self, suggestion: Suggestion) -> str:
        """Month and sum of the payment."""
        return month_and_sum(suggestion.payment)

    @admin.display(description=gettext_lazy("came"))
    def came(self, suggestion: Suggestion) -> str:
        """Month and sum of the line."""
        return month_and_sum(suggestion.contribution)

    @admin.display(description=gettext_lazy("found at"), ordering="found_at")
    def found_on(self, suggestion: Suggestion) -> str:
        """The day since which it waits."""
        return written.short_day(timezone.localdate(suggestion.found_at))

    @admin.display(description=gettext_lazy("decision"))
    def state(self, suggestion: Suggestion) -> str:
        """What became of it."""
        return words.decision(suggestion.decision)

    @needs("payments.view_suggestion")
    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """Both sides with what a decision would do; the decision is made here."""
        suggestion = self.found(request, object_id)
        may_decide = request.user.has_perm(CHANGE)
        if request.method == "POST" and not may_decide:
            raise PermissionDenied
        form = DecisionForm(sent(request)) if may_decide and not suggestion.decision else None
        if request.method == "POST" and form is None:
            messages.error(request, words.refusal(ledger.Undecidable.DECIDED))
        elif form and form.is_valid() and self.decide(request, form, suggestion):
            return redirect(self.list_address)
        return self.question_page(request, suggestion, form)

    def question_page(self, request: HttpRequest, suggestion: Suggestion, form: DecisionForm | None) -> HttpResponse:
        """A line beside a payment, field by field."""
        months = [Month.containing(side.period) for side in (suggestion.contribution, suggestion.payment)]
        line_month, payment_month = map(written.in_sentence, months)
        values = {
            "suggestion": suggestion,
            "lead": words.question(suggestion.kind),
            "line": links.line(suggestion.contribution),
            "rows": side_by_side(suggestion),
            "consequences": words.consequence(suggestion.kind, line_month=line_month, payment_month=payment_month),
            "decision": words.decision(suggestion.decision),
            "decided_at": written.moment(suggestion.decided_at) if suggestion.decided_at else "",
            "form": form,
        }
        status = 422 if form and form.errors else 200
        template = "admin/payments/suggestion/question.html"
        return self.page(request, template, status=status, title=_("Is it the same money?"), **values)

    def decide(self, request: HttpRequest, form: DecisionForm, suggestion: Suggestion) -> bool:
        """Ask the ledger; where it refuses, the form says why."""
        try:
            with transaction.atomic():
                ledger.decide_suggestion(suggestion=suggestion, actor=request.user.actor, **form.cleaned_data)
                self.log_change(request, suggestion, words.done(form.cleaned_data["decision"]))
        except ledger.Refused as refused:
            form.add_error(None, words.refusal(refused.reason))
            return False
        messages.success(request, words.done(form.cleaned_data["decision"]))
        return True


def month_and_sum(row: Contribution | Payment) -> str:
    """What most near misses differ in."""
    return f"{month(row.period)}, {written.tenge(row.amount)}"
