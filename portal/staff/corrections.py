"""Corrections of rejected lines: asked for by one, confirmed or withdrawn by another."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from payments import ledger
from payments.models import LineCorrection
from payments.rules.months import Month
from portal import clock, written
from portal.models import Account
from portal.staff import access
from portal.staff.pages import needs
from portal.staff.read_only import ReadOnlyAdmin
from portal.words import corrections as words


class ByState(admin.SimpleListFilter):
    """Those that wait for a second person, and those that have had one."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """The two."""
        return [("waiting", _("waits for a second person")), ("confirmed", _("confirmed"))]

    def queryset(self, request: HttpRequest, corrections: QuerySet) -> QuerySet | None:
        """Open while nobody has confirmed it."""
        is_open = {"waiting": True, "confirmed": False}.get(self.value())
        return None if is_open is None else corrections.filter(confirmed_by__isnull=is_open)


class LineCorrectionAdmin(ReadOnlyAdmin):
    """What was asked for, by which document, who asked and who confirmed."""

    list_display = ("id", "action", "line", "requested_by", "requested_at", "confirmed_by", "confirmed_at")
    list_select_related = ("line", "requested_by", "confirmed_by")
    list_filter = (ByState, "action")
    ordering = ("-pk",)
    fields = (
        "line", "action", "insured", "month", "purpose_code", "document", "requested_by", "requested_at",
        "confirmed_by", "confirmed_at",
    )  # fmt: skip
    readonly_fields = ("insured", "month")

    @admin.display(description=gettext_lazy("person"))
    def insured(self, correction: LineCorrection) -> str:
        """Masked, and the way to the record."""
        return access.link(correction.person)

    @admin.display(description=gettext_lazy("period"))
    def month(self, correction: LineCorrection) -> str:
        """The month by its name."""
        return written.month(Month.containing(correction.period)) if correction.period else written.DASH

    def get_urls(self) -> list[URLPattern]:
        """Our pages before Django's own."""
        return [
            self.own_path("<path:object_id>/confirm/", self.confirm_view, "confirm"),
            self.own_path("<path:object_id>/withdraw/", self.withdraw_view, "withdraw"),
            *super().get_urls(),
        ]

    def render_change_form(self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any) -> HttpResponse:
        """Django's own page, with the buttons for a second person, or why there are none."""
        correction, account = context["original"], request.user
        is_open, is_own = correction.confirmed_by_id is None, correction.requested_by_id == account.actor.pk
        context |= {
            "subtitle": correction.get_action_display(),
            "can_confirm": is_open and not is_own and account.has_perm("payments.change_linecorrection"),
            "can_withdraw": is_open and may_withdraw(account, correction),
            "remark": words.refusal(ledger.Uncorrectable.SAME_PERSON) if is_open and is_own else "",
        }
        return super().render_change_form(request, context, *args, **kwargs)

    @method_decorator(require_POST)
    @needs("payments.change_linecorrection")
    def confirm_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Do what was asked for, as the second person."""
        correction = self.found(request, object_id)
        try:
            with transaction.atomic():
                ledger.confirm_correction(correction=correction, actor=request.user.actor)
                self.log_change(request, correction, _("The correction was confirmed."))
        except ledger.Refused as refused:
            messages.error(request, words.refusal(refused.reason))
        else:
            ledger.close_returned_refunds(actor=request.user.actor, today=clock.today())
            messages.success(request, _("The correction is confirmed and done."))
        return redirect("admin:payments_linecorrection_change", correction.pk)

    @method_decorator(require_POST)
    def withdraw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Make room for another correction of the line."""
        correction = self.found(request, object_id)
        if not may_withdraw(request.user, correction):
            raise PermissionDenied
        try:
            with transaction.atomic():
                ledger.withdraw_correction(correction=correction)
                self.log_change(request, correction, _("The correction was withdrawn."))
        except ledger.Refused as refused:
            messages.error(request, words.refusal(refused.reason))
        else:
            messages.success(request, _("The correction is withdrawn. The line waits again."))
        return redirect("admin:payments_registryline_change", correction.line_id)


def may_withdraw(account: Account, correction: LineCorrection) -> bool:
    """Whoever may confirm may say no, and who asked may think better of it."""
    is_own = correction.requested_by_id == account.actor.pk
    return account.has_perm("payments.change_linecorrection") or (
        is_own and account.has_perm("payments.add_linecorrection")
    )
