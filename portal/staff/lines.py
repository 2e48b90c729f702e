"""Lines of registries: the desk where those that were rejected wait."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from payments import ledger
from payments.ledger.understood import missing
from payments.models import LineCorrection, RegistryLine
from portal import written
from portal.registry.reasons import LineReason
from portal.staff import access, links
from portal.staff.forms import CorrectionForm
from portal.staff.near_misses import may_be, month, payment_of
from portal.staff.pages import needs, sent
from portal.staff.read_only import ReadOnlyAdmin
from portal.words import corrections as correction_words
from portal.words import registry as words

Action = LineCorrection.Action


class ByReason(admin.SimpleListFilter):
    """The rejected lines of one reason."""

    title = gettext_lazy("reason")
    parameter_name = "reason"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[int, str]]:
        """Each by its number."""
        return [(reason.value, numbered(reason)) for reason in LineReason]

    def queryset(self, request: HttpRequest, lines: QuerySet) -> QuerySet | None:
        """Of those that were rejected first."""
        return lines.filter(reason=self.value()) if (self.value() or "").isdecimal() else None


class RegistryLineAdmin(ReadOnlyAdmin):
    """Every line, as received, with what became of it."""

    list_display = ("__str__", "file", "outcome", "why", "insured")
    list_select_related = ("file", "person")
    list_filter = ("outcome", ByReason)
    ordering = ("file", "number")
    readonly_fields = ("insured", "sending_person", "why", "as_received", "possible", "corrected", "payment")

    def get_fields(self, request: HttpRequest, line: RegistryLine | None = None) -> tuple[str, ...]:
        """A line that was posted at once needs nobody to read the names in it."""
        was_rejected = line is not None and line.reason is not None
        return (
            "file", "number", "outcome", "insured", "sending_person",
            *(("why", "as_received", "possible", "corrected") if was_rejected else ()), "contribution", "payment",
        )  # fmt: skip

    @admin.display(description=gettext_lazy("person"))
    def insured(self, line: RegistryLine) -> str:
        """Masked, and the way to the record."""
        return access.link(line.person)

    @admin.display(description=gettext_lazy("sender"))
    def sending_person(self, line: RegistryLine) -> str:
        """The same for a person who paid."""
        return access.link(line.sender)

    @admin.display(description=gettext_lazy("reason"))
    def why(self, line: RegistryLine) -> str:
        """Why it was rejected, by number and in words."""
        return numbered(LineReason(line.reason)) if line.reason else written.DASH

    @admin.display(description=gettext_lazy("as received"))
    def as_received(self, line: RegistryLine) -> str:
        """The fields by the names that the file gives them; no valid IIN is among them."""
        cells = format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", line.received.items())
        return format_html('<dl class="received">{}</dl>', cells)

    @admin.display(description=gettext_lazy("may be the money of"))
    def possible(self, line: RegistryLine) -> str:
        """Payments from whose IIN that of the line differs in one digit; whose it is, a document has to show."""
        found = (
            (links.payment(row), access.link(row.person), month(row.period), written.tenge(row.amount))
            for row in may_be(line)
        )
        return format_html_join("", "<p>{}, {}, {}, {}</p>", found) or written.DASH

    @admin.display(description=gettext_lazy("payment"))
    def payment(self, line: RegistryLine) -> str:
        """The payment that it is the money of, or that it returned."""
        return links.payment(payment_of(line))

    @admin.display(description=gettext_lazy("corrections of lines"))
    def corrected(self, line: RegistryLine) -> str:
        """What was asked for, each with its page."""
        rows = (
            (reverse("admin:payments_linecorrection_change", args=[row.pk]), row.get_action_display(), row.requested_by)
            for row in line.corrections.select_related("requested_by").order_by("pk")
        )
        return format_html_join(", ", '<a href="{}">{}</a> ({})', rows) or written.DASH

    def get_urls(self) -> list[URLPattern]:
        """Our pages before Django's own."""
        return [
            self.own_path("<path:object_id>/mend/", self.correct_view, "mend", action=Action.MEND),
            self.own_path("<path:object_id>/discard/", self.correct_view, "discard", action=Action.DISCARD),
            *super().get_urls(),
        ]

    def render_change_form(self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any) -> HttpResponse:
        """Django's own page, with the ways to correct the line."""
        possible = correctable(context["original"]) if request.user.has_perm("payments.add_linecorrection") else []
        context |= {"can_mend": Action.MEND in possible, "can_discard": Action.DISCARD in possible}
        return super().render_change_form(request, context, *args, **kwargs)

    @method_decorator(sensitive_post_parameters("person"))
    @needs("payments.add_linecorrection")
    def correct_view(self, request: HttpRequest, object_id: str, action: Action) -> HttpResponse:
        """Ask for a line to be mended or discarded."""
        line = self.found(request, object_id)
        if action not in correctable(line):
            return redirect("admin:payments_registryline_change", line.pk)
        form = CorrectionForm(line, action, sent(request))
        if form.is_valid() and (correction := self.propose(request, form, line, action)):
            return redirect("admin:payments_linecorrection_change", correction.pk)
        asked = correction_words.request(action)
        return self.form_page(request, **asked, form=form, submit=_("Ask for confirmation"), line=line)

    def propose(
        self, request: HttpRequest, form: CorrectionForm, line: RegistryLine, action: Action
    ) -> LineCorrection | None:
        """Ask the ledger; where it refuses, the form says why."""
        try:
            with transaction.atomic():
                correction = ledger.propose_correction(
                    line=line, action=action, actor=request.user.actor, **form.laid_in()
                )
                self.log_change(request, line, _("A correction was asked for."))
        except ledger.Refused as refused:
            form.add_error(None, correction_words.refusal(refused.reason))
            return None
        return correction


def numbered(reason: LineReason) -> str:
    """A reason as staff name it on the phone, and in words."""
    return f"{reason.value}. {words.line_reason(reason)}"


def correctable(line: RegistryLine) -> list[Action]:
    """What may be asked for: nothing while something waits, and mending only where all else could be read."""
    waits = line.corrections.filter(confirmed_by=None).exists()
    if waits or ledger.why_not_correctable(LineCorrection(line=line, action=Action.DISCARD)):
        return []
    return [Action.MEND, Action.DISCARD] if line.understood and missing(line) else [Action.DISCARD]
