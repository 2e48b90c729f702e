"""Step 6: everything once more, held against the published grounds for refusal, before it is sent."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from payments import history, ledger
from payments.rules.refund_reasons import Obstacle
from payments.rules.refunds import NotRefundable
from portal import clock, written
from portal.statement import refund_choice, refund_preview
from portal.statement.refund_next import LEAVES_A_MONTH_OPEN
from portal.web.forms import PageForm
from portal.web.pay.step import see_other
from portal.web.refunds import drafts
from portal.web.refunds.step import ACCOUNT, CHECK, PROOF, THEN_CHECK, WHAT, Begun, of_draft, page
from portal.words import refunds as words

# Where each obstacle can be mended.
MENDED_ON = {
    Obstacle.NO_PROOF: PROOF,
    Obstacle.WRONG_ACCOUNT: ACCOUNT,
    Obstacle.NOT_OWN_ACCOUNT: ACCOUNT,
}


class CheckForm(PageForm):
    """What was shown, and what has to be confirmed."""

    amount = forms.IntegerField(widget=forms.HiddenInput)
    left = forms.IntegerField(widget=forms.HiddenInput)
    is_right = forms.BooleanField(
        label=_("All that stands here is right."),
        error_messages={"required": _("Tick that all that stands here is right.")},
    )
    consents = forms.BooleanField(
        label=_("I agree that the State Corporation and the Fund process my personal data for this refund."),
        error_messages={"required": _("Tick that you agree to the processing of your data.")},
    )

    def __init__(self, data: QueryDict | None, *, has_files: bool) -> None:
        super().__init__(data)
        if has_files:
            self.fields["is_right"].label = _("All that stands here is right, and the files are genuine.")


@of_draft
def check(request: HttpRequest, begun: Begun, *, is_outdated: bool) -> HttpResponse:
    """Look at all of it; send it."""
    unanswered = [one for one in begun.pages() if begun.is_unanswered(one)]
    if unanswered not in ([], [PROOF]):  # proof alone is asked for among the grounds below
        return see_other(request, unanswered[0])
    sent = request.POST if request.method == "POST" and not is_outdated else None
    form = CheckForm(sent, has_files=bool(begun.proofs))
    if form.is_valid():
        return send(request, begun, form)
    return show(request, begun, form, status=409 if is_outdated else 422 if form.errors else 200)


def send(request: HttpRequest, begun: Begun, form: CheckForm) -> HttpResponse:
    """Send it, or say what has changed since the page was shown."""
    shown = {name: form.cleaned_data[name] for name in ("amount", "left", "consents")}
    try:
        sent = drafts.send(begun.draft, request.user, today=clock.today(), **shown)
    except ledger.Refused as refused:
        return refuse(request, begun, form, refused)
    return see_other(request, "refund", number=sent.number)


def refuse(request: HttpRequest, begun: Begun, form: CheckForm, refused: ledger.Refused) -> HttpResponse:
    """Why not: what can no longer be claimed, what stands in the way, or the facts as they are by now."""
    reason = refused.reason
    if isinstance(reason, NotRefundable):
        form.add_error(None, words.not_refundable(reason))
    elif not isinstance(reason, Obstacle):
        form.add_error(None, words.unsendable(reason))
    return show(request, begun, form, status=422)


def show(request: HttpRequest, begun: Begun, form: CheckForm, *, status: int) -> HttpResponse:
    """The page, with what has changed since the payment was chosen, or since the page was shown."""
    context = page(request, begun, CHECK, is_outdated=status == 409) | everything(begun)
    met = context["obstacles"] if form.is_bound else []
    context |= {"form": form, "changes": changes(begun, form), "errors": [*form.mistakes(), *met]}
    if form.is_bound:  # who sends once more has seen it
        drafts.save(begun.draft, left=begun.line.paid.left)
    return render(request, "web/refunds/check.html", context, status=status)


def changes(begun: Begun, form: CheckForm) -> list[str]:
    """The facts as they are by now, where they are others."""
    shown, left = form.cleaned_data.get("amount") if form.is_bound else None, begun.line.paid.left
    if shown is not None and shown != begun.amount:
        return [words.changed(was=shown, now=begun.amount)]
    return [words.left_changed(was=begun.draft.left, now=left)] if left != begun.draft.left else []


def everything(begun: Begun) -> dict[str, Any]:
    """What is sent, what comes of it, and by when."""
    _rates, calendar = history.figures()
    met = begun.obstacles(consents=True)  # which is asked for below
    draft, line = begun.draft, begun.line
    right = drafts.right_period(draft)
    return {
        "line": refund_choice.shown(line),
        "reason": words.reason(begun.reason),
        "right_period": written.month(right) if right else "",
        "amount": begun.amount,
        "left": line.paid.left,
        "sum": written.tenge(begun.amount),
        "files": refund_preview.files(begun.proofs),
        "proof": words.proof(begun.proof) if PROOF in begun.pages() else "",
        "account": refund_preview.account(draft.iik),
        "phone": refund_preview.phone(draft.phone),
        "obstacles": [obstacle(one) for one in met],
        "grounds": refund_preview.grounds(met),
        "preview": refund_preview.preview(begun.now, line.paid, begun.amount, "check"),
        "leaves_open": begun.reason in LEAVES_A_MONTH_OPEN,
        "terms": refund_preview.terms(clock.today(), calendar, settings.REFUNDS),
    }


def obstacle(code: Obstacle) -> dict[str, str]:
    """What stands in the way, the ground that it would meet, and the page on which it can be mended."""
    return {
        "text": words.obstacle(code),
        "ground": words.obstacle_ground(code),
        "href": reverse(MENDED_ON.get(code, WHAT)) + THEN_CHECK,
    }
