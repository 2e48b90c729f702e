"""Registries of partners: uploaded, tried without keeping anything, then posted or discarded."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import display
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from payments import ledger
from payments.models import Actor, Partner, PartnerRegistry
from portal import clock, written
from portal.registry.partners.importer import PartnerReport, import_partner_registry
from portal.registry.readers.received import FileRefused
from portal.staff import uploads
from portal.staff.forms import DayField
from portal.staff.pages import needs, sent
from portal.staff.read_only import ReadOnlyAdmin
from portal.staff.tables import table
from portal.staff.uploads import Upload
from portal.words import partner_registries as words
from portal.words import reconciliation as reconciliation_words

MEGABYTE = 1 << 20


def upload_hint() -> str:
    """Which files are taken here."""
    return _("QIWI’s registry, CSV or the list of the post, at most %(size)d MB. Its last line is the total.") % {
        "size": uploads.LARGEST_UPLOAD // MEGABYTE
    }


class PartnerUploadForm(forms.Form):
    """A registry, whose it is, and of which day."""

    partner = forms.ModelChoiceField(
        label=gettext_lazy("Partner"), queryset=Partner.objects.select_related("actor").order_by("actor__label")
    )
    day = DayField(
        label=gettext_lazy("Day of the registry"),
        help_text=gettext_lazy("The day on which the payments were made, by the partner’s own clock."),
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=lazy(upload_hint, str)(),
        error_messages={
            "required": gettext_lazy("Choose a file. One that is larger than allowed is not taken"),
            "empty": gettext_lazy("The file is empty."),
        },
    )


class PartnerRegistryAdmin(ReadOnlyAdmin):
    """The registries that were posted, newest first, and the way to post another."""

    list_display = ("name", "partner", "day", "format", "line_count", "tenge", "posted_at", "posted_by")
    list_select_related = ("partner__actor", "posted_by")
    list_filter = ("partner",)
    ordering = ("-pk",)
    fields = ("name", "partner", "day", "format", "line_count", "tenge", "posted_at", "posted_by", "sha256")
    readonly_fields = ("tenge",)

    @display(description=gettext_lazy("total"))
    def tenge(self, registry: PartnerRegistry) -> str:
        """The total as money."""
        return written.tenge(registry.total)

    def get_urls(self) -> list[URLPattern]:
        """Our pages before Django's own."""
        upload = uploads.with_size_cap(self.admin_site.admin_view(self.upload_view))
        return [
            path("upload/", upload, name="payments_partnerregistry_upload"),
            self.own_path("upload/<slug:token>/", self.decide_view, "decide"),
            *super().get_urls(),
        ]

    @needs("payments.add_partnerregistry")
    def upload_view(self, request: HttpRequest) -> HttpResponse:
        """Take a file in, and say how it stands; a file that is refused is not kept."""
        form = PartnerUploadForm(sent(request), request.FILES or None)
        if form.is_valid():
            day = form.cleaned_data["day"]
            upload = uploads.keep(request.session, form.cleaned_data["file"], (day, day))
            try:
                return self.trial_page(request, upload, form.cleaned_data["partner"])
            except FileRefused as refused:
                uploads.drop(request.session, upload)
                form.add_error("file", words.refusal(refused))
        lead = _("First the file is only tried: you see how it agrees with what came in, and then decide.")
        title, submit = _("Upload a registry of a partner"), _("Try the file")
        return self.form_page(request, title=title, lead=lead, form=form, submit=submit)

    def trial_page(self, request: HttpRequest, upload: Upload, partner: Partner) -> HttpResponse:
        """How the registry stands."""
        report = take(upload, partner, request.user.actor, dry_run=True)
        template = "admin/payments/partnerregistry/trial.html"
        return self.page(request, template, title=_("How it agrees"), upload=upload, **shown(report))

    @method_decorator(require_POST)
    @needs("payments.add_partnerregistry")
    def decide_view(self, request: HttpRequest, token: str) -> HttpResponse:
        """Post the file, or discard it."""
        upload = uploads.find(request.session, token)
        partner = get_object_or_404(Partner.objects.select_related("actor"), login=request.POST.get("partner", ""))
        if upload is None or upload.covers is None:  # without a day it is a registry of the State Corporation
            raise Http404
        if "post" in request.POST:
            try:
                messages.success(request, words.outcome(take(upload, partner, request.user.actor)))
            except FileRefused as refused:  # switched off since the trial
                messages.error(request, words.refusal(refused))
        uploads.drop(request.session, upload)
        return redirect("admin:payments_partnerregistry_changelist")


def take(upload: Upload, partner: Partner, actor: Actor, *, dry_run: bool = False) -> PartnerReport:
    """Import a file that is kept here."""
    day, _same = upload.covers
    with upload.path.open("rb") as stream:
        return import_partner_registry(
            stream, name=upload.name, partner=partner, day=day, actor=actor, today=clock.today(), dry_run=dry_run
        )


def shown(report: PartnerReport) -> dict[str, Any]:
    """A report as ready values: what the file is, and how many numbers stand how."""
    facts = [
        (_("File"), report.name),
        (_("Partner"), report.partner),
        (_("Day of the registry"), written.short_day(report.day)),
        (_("Format"), report.format.label),
        (_("Lines"), report.lines),
        (_("Total"), written.tenge(report.total)),
    ]
    counts = [[reconciliation_words.standing(one), str(count)] for one, count in sorted(report.counts.items()) if count]
    return {
        "facts": [{"label": label, "value": value} for label, value in facts],
        "partner": report.partner,
        "brings_money": _("The lines of this list bring their money: each becomes a transaction, once.")
        if ledger.brings_by_list(report.partner)
        else "",
        "table": table(_("How the numbers stand"), [_("Standing"), _("Payments")], counts),
        "taken_before": written.moment(report.taken_before) if report.taken_before else "",
    }
