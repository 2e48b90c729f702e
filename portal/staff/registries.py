"""Registries: uploaded, tried without posting anything, then posted or discarded."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import display
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from payments.models import Actor, RegistryFile
from portal import clock, written
from portal.registry.importer import import_file
from portal.registry.readers.received import FileRefused
from portal.registry.report import Report
from portal.staff import uploads
from portal.staff.forms import UploadForm
from portal.staff.pages import needs, sent
from portal.staff.read_only import ReadOnlyAdmin
from portal.staff.uploads import Upload
from portal.words import registry as words


class RegistryFileAdmin(ReadOnlyAdmin):
    """The files that were posted, newest first, and the way to post another."""

    list_display = ("name", "format", "covers_from", "covers_until", "line_count", "tenge", "posted_at", "posted_by")
    list_select_related = ("posted_by",)
    ordering = ("-pk",)
    fields = (
        "name", "format", "covers_from", "covers_until", "line_count", "tenge", "known_until", "posted_at",
        "posted_by", "sha256",
    )  # fmt: skip
    readonly_fields = ("tenge",)

    @display(description=gettext_lazy("total"))
    def tenge(self, file: RegistryFile) -> str:
        """The total as money."""
        return written.tenge(file.total)

    def get_urls(self) -> list[URLPattern]:
        """Our pages before Django's own."""
        upload = uploads.with_size_cap(self.admin_site.admin_view(self.upload_view))
        return [
            path("upload/", upload, name="payments_registryfile_upload"),
            self.own_path("upload/<slug:token>/", self.decide_view, "decide"),
            *super().get_urls(),
        ]

    @needs("payments.add_registryfile")
    def upload_view(self, request: HttpRequest) -> HttpResponse:
        """Take a file in, and say what posting it would do; a file that is refused is not kept."""
        form = UploadForm(sent(request), request.FILES or None, today=clock.today())
        if form.is_valid():
            upload = uploads.keep(request.session, form.cleaned_data["file"], form.covers)
            try:
                return self.trial_page(request, upload)
            except FileRefused as refused:
                uploads.drop(request.session, upload)
                form.add_error("file", words.refusal(refused))
        lead = _("First the file is only tried: you see what would be posted and what rejected, and then decide.")
        return self.form_page(request, title=_("Upload a registry"), lead=lead, form=form, submit=_("Try the file"))

    def trial_page(self, request: HttpRequest, upload: Upload) -> HttpResponse:
        """What posting the file would do."""
        values = shown(take(upload, request.user.actor, dry_run=True))
        template = "admin/payments/registryfile/trial.html"
        return self.page(request, template, title=_("What would be posted"), upload=upload, **values)

    @method_decorator(require_POST)
    @needs("payments.add_registryfile")
    def decide_view(self, request: HttpRequest, token: str) -> HttpResponse:
        """Post the file, or discard it."""
        upload = uploads.find(request.session, token)
        if upload is None:
            raise Http404
        if "post" in request.POST:
            report = take(upload, request.user.actor)
            messages.success(request, words.outcome(report))
        uploads.drop(request.session, upload)
        return redirect("admin:payments_registryfile_changelist")


def take(upload: Upload, actor: Actor, *, dry_run: bool = False) -> Report:
    """Import a file that is kept here."""
    with upload.path.open("rb") as stream:
        return import_file(
            stream,
            name=upload.name,
            actor=actor,
            today=clock.today(),
            covers=upload.covers,
            dry_run=dry_run,
            largest=uploads.LARGEST_UPLOAD,
        )


def shown(report: Report) -> dict[str, Any]:
    """A report as ready values: counts, totals, and the first of the rejected lines with their reasons."""
    facts = [
        (_("File"), report.name),
        (_("Format"), RegistryFile.Format(report.format).label),
        (_("Lines"), report.lines),
        (_("Total"), written.tenge(report.total)),
        (_("Days covered"), days(report)),
        (_("Known until"), written.day(report.known_until) if report.known_until else written.DASH),
        (_("To be posted"), report.posted),
        (_("Known before"), report.known),
        (_("Rejected"), report.rejected_count),
        (_("IINs without a possible birth date"), report.odd),
    ]
    return {
        "report": report,
        "facts": [{"label": label, "value": value} for label, value in facts],
        "taken_before": written.moment(report.taken_before) if report.taken_before else "",
        "rejected": [(line, reason.value, words.line_reason(reason)) for line, reason in sorted(report.rejected)],
    }


def days(report: Report) -> str:
    """The days that a file covers."""
    return f" {written.DASH} ".join(map(written.short_day, report.covers)) if report.covers else written.DASH
