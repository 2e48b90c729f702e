"""Answers of the State Corporation to payout files: uploaded in one step, taken whole or not at all."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payments.models import Payout, PayoutAnswer
from payments.rules.refund_numbers import grouped_number
from portal import clock, written
from portal.payouts.answers import AnswersRefused, Report, take_answers
from portal.registry.readers.received import FileRefused
from portal.staff import links, uploads
from portal.staff.pages import needs, sent
from portal.staff.read_only import ReadOnlyAdmin
from portal.staff.tables import heads, table
from portal.words import payouts as words
from portal.words import registry as registry_words

LOOKING_BACK = timedelta(days=30)


def paid_twice() -> int:
    """How many payouts of the last days went out although the bank had returned the payment: for the front page."""
    recent = PayoutAnswer.objects.filter(file__received_at__gte=timezone.now() - LOOKING_BACK)
    return recent.filter(outcome=PayoutAnswer.Outcome.PAID, reversal=None).count()


class AnswerForm(forms.Form):
    """An answer as it came."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV with a row for each payout and a last row with the total."),
        error_messages={
            "required": gettext_lazy("Choose a file. One that is larger than allowed is not taken"),
            "empty": gettext_lazy("The file is empty."),
        },
    )


class PayoutAnswerFileAdmin(ReadOnlyAdmin):
    """The answers, newest first, and the way to take another."""

    list_display = ("name", "count", "received_at", "received_by")
    list_select_related = ("received_by",)
    ordering = ("-pk",)
    fields = ("name", "count", "received_at", "received_by", "sha256")

    def get_urls(self) -> list[URLPattern]:
        """Our page before Django's own."""
        upload = uploads.with_size_cap(self.admin_site.admin_view(self.upload_view))
        return [path("upload/", upload, name="payments_payoutanswerfile_upload"), *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any) -> HttpResponse:
        """Django's own page, with every answer that this file was the first to give."""
        answers = context["original"].answers.select_related("payout__decision__request", "reversal").order_by("pk")
        went_twice = sum(answer.outcome == PayoutAnswer.Outcome.PAID and not answer.reversal_id for answer in answers)
        context |= {
            "tables": [answers_table(answers)],
            "warning": words.paid_twice(went_twice) if went_twice else "",
        }
        return super().render_change_form(request, context, *args, **kwargs)

    @needs("payments.add_payoutanswerfile")
    def upload_view(self, request: HttpRequest) -> HttpResponse:
        """Take an answer; where anything is wrong with it, every fault is named and nothing is kept."""
        form = AnswerForm(sent(request), request.FILES or None)
        if form.is_valid():
            upload = form.cleaned_data["file"]
            try:
                report = take_answers(upload, name=upload.name, actor=request.user.actor, today=clock.today())
            except FileRefused as refused:
                form.add_error("file", registry_words.refusal(refused))
            except AnswersRefused as refused:
                form.add_error("file", words.refusal(refused))
            else:
                return self.taken(request, report)
        lead = _("The answer is taken whole or not at all. The same answer once more changes nothing.")
        title, submit = _("Take an answer to payouts"), _("Take the answer")
        return self.form_page(request, title=title, lead=lead, form=form, submit=submit)

    def taken(self, request: HttpRequest, report: Report) -> HttpResponse:
        """To the page of the file, with what became of it."""
        messages.success(request, words.outcome(report))
        if report.conflicts:
            messages.warning(request, words.conflicts(report))
        return redirect("admin:payments_payoutanswerfile_change", report.file.pk)


def answers_table(answers: QuerySet[PayoutAnswer]) -> dict[str, Any]:
    """Every answer with its payout, its request and the reversal that it made."""
    head = [_("Number"), _("Refund request"), *heads(Payout, ["amount"])]
    head += heads(PayoutAnswer, ["outcome", "day", "reason", "reversal"])
    return table(_("Answers"), head, map(answer_cells, answers))


def answer_cells(answer: PayoutAnswer) -> list[str]:
    """The cells of one answer."""
    payout = answer.payout
    return [
        payout.number,
        grouped_number(payout.decision.request.number),
        written.tenge(payout.amount),
        words.answer(answer),
        written.short_day(answer.day),
        answer.reason or written.DASH,
        links.line(answer.reversal),
    ]
