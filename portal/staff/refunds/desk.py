"""The desk of refund requests: the queue, the search, one request beside its payment, and its files."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from payments import ledger
from payments.models import ProofFile
from portal import clock
from portal.proofs.answers import attachment
from portal.staff.pages import needs, sent
from portal.staff.refunds.forms import RefundSearchForm
from portal.staff.refunds.found import search
from portal.staff.refunds.looks import look
from portal.staff.refunds.moves import PAGES, VIEW, RefundMoves, recorded
from portal.staff.refunds.queue import queue, rows
from portal.staff.searches import counted
from portal.words.refund_review import Show


class RefundRequestAdmin(RefundMoves):
    """Nothing is decided in bulk, and nothing by one person alone."""

    def get_urls(self) -> list[URLPattern]:
        """Our pages before Django's own."""
        return [
            self.own_path("search/", self.search_view, "search"),
            self.own_path("next/", self.next_view, "next"),
            self.own_path("<path:object_id>/take/", self.take_view, "take"),
            self.own_path("<path:object_id>/release/", self.release_view, "release"),
            self.own_path("<path:object_id>/decide/", self.decide_view, "decide"),
            self.own_path("<path:object_id>/proofs/<uuid:name>/", self.proof_view, "proof"),
            *super().get_urls(),
        ]

    @needs(VIEW)
    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """The queue, oldest deadline first."""
        wanted, page = request.GET.get("show", ""), request.GET.get("page", "")
        show = Show(wanted) if wanted in [*Show] else Show.ALL
        values = queue(request.user, show, page, clock.today(), timezone.now())
        return self.page(request, f"{PAGES}/queue.html", title=_("Refund requests"), **values)

    @method_decorator(sensitive_post_parameters("text"))
    @needs(VIEW)
    @counted
    def search_view(self, request: HttpRequest) -> HttpResponse:
        """Find requests. What is typed is posted, as it may be an IIN."""
        form = RefundSearchForm(sent(request))
        if form.is_valid():
            found = search(form.cleaned_data["text"])
            if len(found) == 1:
                return self.to_request(found[0])
            if found:
                listed = rows(found, request.user, clock.today(), timezone.now())
                return self.page(request, f"{PAGES}/found.html", title=_("Several are found"), rows=listed)
            form.add_error("text", _("There is no such request."))
        lead = _("By the number of the request, the reference of the payment, or the IIN of a person.")
        return self.form_page(request, title=_("Find a request"), lead=lead, form=form, submit=_("Find"))

    @needs(VIEW)
    def next_view(self, request: HttpRequest) -> HttpResponse:
        """To the first free request that this reviewer may work on."""
        return self.to_next(request)

    @method_decorator(require_safe)
    @needs(VIEW)
    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """One request beside its payment."""
        row = self.found(request, object_id)
        look(row, request.user.actor, timezone.now())
        return self.review_page(request, recorded(row))

    @needs(VIEW)
    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        """Django keeps no history of a request: its journal stands beside it."""
        return self.to_request(self.found(request, object_id).pk, "journal")

    @method_decorator(require_safe)
    @needs("payments.view_prooffile")
    @needs(VIEW)
    def proof_view(self, request: HttpRequest, object_id: str, name: UUID) -> HttpResponse:
        """A file of a request, to be kept or looked at outside the browser."""
        kept = ProofFile.objects.filter(request=self.found(request, object_id), removed_at=None)
        proof = get_object_or_404(kept, name=name)
        ledger.view_proof(proof=proof, actor=request.user.actor)
        return attachment(proof)
