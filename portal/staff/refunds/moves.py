"""What is done with one request: taken, let go, decided in two steps, with every refusal told in its own words."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payments import history, ledger
from payments.history import RecordedRefund
from payments.models import RefundRequest
from portal import clock
from portal.staff.pages import needs, sent
from portal.staff.read_only import ReadOnlyAdmin
from portal.staff.refunds.acts import FIRST, SECOND, acts, may, perform, why_not
from portal.staff.refunds.confirm import confirm
from portal.staff.refunds.forms import ChoiceForm, form_of
from portal.staff.refunds.holds import is_held_by, taken
from portal.staff.refunds.looks import look
from portal.staff.refunds.review import review
from portal.staff.refunds.waiting import next_for, waiting
from portal.words import refund_decisions, refund_review
from portal.words.refund_decisions import Act

VIEW = "payments.view_refundrequest"
PAGES = "admin/payments/refundrequest"
Unmovable = ledger.Unmovable


class RefundMoves(ReadOnlyAdmin):
    """The pages that move a request; who may move it where, the table in `payments.rules.refunds` says."""

    @method_decorator(require_POST)
    @needs(VIEW)
    def take_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Take a request for fifteen minutes, or for fifteen more; nobody takes what they may do nothing with."""
        row, account = self.found(request, object_id), request.user
        if not (account.has_perm(FIRST) or account.has_perm(SECOND)):
            raise PermissionDenied
        reason = why_not(account, recorded(row)) or take(row, request)
        return self.refused(request, row, reason) if reason else self.to_request(row.pk)

    @method_decorator(require_POST)
    @needs(VIEW)
    def release_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Let go of what one has taken."""
        ledger.release_refund(request=self.found(request, object_id), actor=request.user.actor)
        messages.success(request, _("The request is free for others."))
        return redirect(self.list_address)

    @needs(VIEW)
    def decide_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What was chosen as one sentence, with the words that go with it; it is done once those are sent."""
        row, account = self.found(request, object_id), request.user
        if not may(account, request.GET.get("act", "")):
            raise PermissionDenied
        look(row, account.actor, timezone.now())  # whatever it answers, it may show the request
        refund = recorded(row)
        reason = why_not(account, refund) or self.why_not_held(request, refund)
        if reason:
            return self.refused(request, row, reason)
        choice = ChoiceForm(acts(account, refund, clock.today()), request.GET)
        if not choice.is_valid():
            return self.review_page(request, refund, form=choice)
        form = form_of(choice.chosen, choice.cited, refund, sent(request))
        answer = self.do(request, row, choice, form) if form.is_valid() else None
        return answer or self.confirm_page(request, refund, choice, form)

    def why_not_held(self, request: HttpRequest, refund: RecordedRefund) -> Unmovable | None:
        """A page is opened by whoever has taken the request; once it is sent, the ledger asks."""
        is_opened = request.method != "POST" and not is_held_by(request.user, refund, timezone.now())
        return Unmovable.NOT_HELD if is_opened else None

    def do(self, request: HttpRequest, row: RefundRequest, choice: ChoiceForm, form: Form) -> HttpResponse | None:
        """Ask the ledger; None where the form has something to say about it."""
        try:
            perform(choice.chosen, row, request.user, choice.given | form.cleaned_data, clock.today(), timezone.now())
        except ledger.Refused as refused:
            return self.not_done(request, row, form, refused.reason)
        messages.success(request, refund_decisions.done(choice.chosen))
        return self.to_request(row.pk) if choice.chosen is Act.RESUME else self.to_next(request)

    def not_done(self, request: HttpRequest, row: RefundRequest, form: Form, reason: Unmovable) -> HttpResponse | None:
        """Where only the fifteen minutes were over, nothing that was written is lost."""
        if reason is Unmovable.NOT_HELD:
            reason = take(row, request)
            if reason is None:
                form.add_error(None, refund_review.taken_anew())
                return None
        return self.refused(request, row, reason)

    def refused(self, request: HttpRequest, row: RefundRequest, reason: Unmovable) -> HttpResponse:
        """Back to where it stands, with the reason why nothing was changed."""
        told = taken(recorded(row), request.user, timezone.now()) if reason is Unmovable.HELD else ""
        messages.error(request, told or refund_review.refusal(reason))
        return self.to_request(row.pk)

    def to_next(self, request: HttpRequest) -> HttpResponse:
        """To the first free request that this reviewer may work on, else to the queue."""
        account = request.user
        first, second = account.has_perm(FIRST), account.has_perm(SECOND)
        places = waiting(clock.today(), timezone.now())
        found = next_for(places, account.actor_id, first=first, second=second)
        if found:
            return self.to_request(found.row)
        messages.info(request, _("No free request waits for you."))
        return redirect(self.list_address)

    def to_request(self, row: int, part: str = "request") -> HttpResponse:
        """To the page of a request, with the focus on its heading."""
        return redirect(f"{reverse('admin:payments_refundrequest_change', args=[row])}#{part}")

    def review_page(self, request: HttpRequest, refund: RecordedRefund, **values: Any) -> HttpResponse:
        """One request beside its payment; `form` where something was wrong in the choice."""
        page = review(refund, request.user, clock.today(), timezone.now()) | values
        status = 422 if page["form"] and page["form"].errors else 200
        return self.page(request, f"{PAGES}/review.html", status=status, **page)

    def confirm_page(
        self, request: HttpRequest, refund: RecordedRefund, choice: ChoiceForm, form: Form
    ) -> HttpResponse:
        """The deed in one sentence, before it is done."""
        values = confirm(refund, choice.chosen, choice.cited)
        status = 422 if form.errors else 200
        return self.page(request, f"{PAGES}/confirm.html", status=status, form=form, **values)


def recorded(row: RefundRequest) -> RecordedRefund:
    """A request as it stands today."""
    return history.refund(row.number, clock.today(), settings.REFUNDS)


def take(row: RefundRequest, request: HttpRequest) -> Unmovable | None:
    """Ask the ledger for a hold; why there is none, if so."""
    if not acts(request.user, recorded(row), clock.today()):
        return Unmovable.NOT_NOW
    try:
        ledger.take_refund(request=row, actor=request.user.actor, now=timezone.now(), today=clock.today())
    except ledger.Refused as refused:
        return refused.reason
    return None
