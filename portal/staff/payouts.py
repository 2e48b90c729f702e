"""Payout files: made by a person with the right, of every approved refund once, and downloaded as often as needed."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.admin import display
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payments import ledger
from payments.models import Payout, PayoutAnswer, PayoutFile, RefundRequest
from payments.rules.refund_numbers import grouped_number
from payments.rules.refunds import RefundState
from portal import clock, written
from portal.payouts import export
from portal.staff.pages import needs
from portal.staff.read_only import ReadOnlyAdmin
from portal.staff.tables import heads, table
from portal.words import payouts as words

EXPORT = "payments.export_payouts"


def waiting_payouts() -> int:
    """How many approved requests stand in no file: for the front page."""
    return RefundRequest.objects.filter(slot__isnull=False).with_state().filter(state=RefundState.APPROVED).count()


class PayoutFileAdmin(ReadOnlyAdmin):
    """The files, newest first. What they say of people stands in the file alone, and each download in the journal."""

    list_display = ("__str__", "made_on", "made_by", "count", "tenge")
    list_select_related = ("made_by",)
    ordering = ("-pk",)
    fields = ("made_on", "made_at", "made_by", "count", "tenge")
    readonly_fields = ("tenge",)

    @display(description=gettext_lazy("total"))
    def tenge(self, file: PayoutFile) -> str:
        """The total as money."""
        return written.tenge(file.total)

    def get_urls(self) -> list[URLPattern]:
        """Our pages before Django's own."""
        return [
            self.own_path("make/", self.make_view, "make"),
            self.own_path("<path:object_id>/download/", self.download_view, "download"),
            *super().get_urls(),
        ]

    def render_change_form(self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any) -> HttpResponse:
        """Django's own page, with every payout and what became of it."""
        context |= {"tables": [payouts_table(context["original"])], "can_download": request.user.has_perm(EXPORT)}
        return super().render_change_form(request, context, *args, **kwargs)

    @needs(EXPORT)
    def make_view(self, request: HttpRequest) -> HttpResponse:
        """Say how much would be paid out, and make the file of just that."""
        requests = ledger.approved_refunds()
        if request.method == "POST" and request.POST.get("seen") == seen(requests):
            return self.make(request, requests)
        has_changed = request.method == "POST"
        return self.page(
            request,
            "admin/payments/payoutfile/make.html",
            status=422 if has_changed else 200,
            title=_("Make a payout file"),
            has_changed=has_changed,
            facts=facts(requests),
            seen=seen(requests),
            nothing="" if requests else words.no_payout(ledger.NoPayout.NOTHING),
        )

    def make(self, request: HttpRequest, shown: Sequence[RefundRequest]) -> HttpResponse:
        """Ask the ledger: somebody else may have made the file in the meantime."""
        try:
            file = export.make(actor=request.user.actor, today=clock.today(), shown=shown)
        except ledger.Refused as refused:
            messages.error(request, words.no_payout(refused.reason))
            return redirect(self.list_address)
        messages.success(request, _("The payout file is made. Download it and send it to the State Corporation."))
        return redirect("admin:payments_payoutfile_change", file.pk)

    @needs(EXPORT)
    def download_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The file itself, which holds IINs and accounts."""
        file = self.found(request, object_id)
        try:
            content = export.download(file=file, actor=request.user.actor)
        except export.Changed:
            messages.error(request, _("The file would not be the same as it was made, so it is not given out."))
            return redirect("admin:payments_payoutfile_change", file.pk)
        response = HttpResponse(content, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="payouts-{file.made_on}-{file.pk}.csv"'
        return response


def facts(requests: tuple[RefundRequest, ...]) -> list[dict[str, Any]]:
    """How many requests there are and what they add up to."""
    total = sum(request.amount for request in requests)
    return [
        {"label": _("Approved refunds"), "value": len(requests)},
        {"label": _("Total"), "value": written.tenge(total)},
    ]


def seen(requests: tuple[RefundRequest, ...]) -> str:
    """What a page has shown: the numbers of its requests."""
    return " ".join(request.number for request in requests)


def payouts_table(file: PayoutFile) -> dict[str, Any]:
    """Every payout with its request, where it goes and what was answered; nobody's name."""
    rows = file.payouts.select_related("decision__request", "answer").order_by("pk")
    head = [
        _("Number"),
        _("Refund request"),
        *heads(Payout, ["amount"]),
        _("Where to"),
        *heads(PayoutAnswer, ["outcome", "day"]),
    ]
    return table(_("Payouts"), head, map(payout_cells, rows))


def payout_cells(payout: Payout) -> list[str]:
    """The cells of one payout."""
    answer = getattr(payout, "answer", None)
    return [
        payout.number,
        grouped_number(payout.decision.request.number),
        written.tenge(payout.amount),
        words.way(payout),
        words.answer(answer),
        written.short_day(answer.day) if answer else written.DASH,
    ]
