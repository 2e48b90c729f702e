"""The answer to a question about a request: words, another account, files; each is enough by itself."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from payments import history, ledger
from payments.history import RecordedRefund
from payments.models import Person, ProofFile
from payments.rules.refund_reasons import Obstacle
from payments.rules.refunds import RefundState
from payments.rules.requisites import may_be_own
from portal import clock
from portal.proofs import store
from portal.proofs.upload import with_proofs
from portal.statement.refund_question import question
from portal.web.access import form_of_person, refund_of
from portal.web.forms import PageForm, WordsField
from portal.web.pay.drafts import read_key
from portal.web.pay.step import see_other
from portal.web.refunds.account import IikField
from portal.web.refunds.proof import FIELD, attach, nothing_chosen
from portal.web.refunds.step import MOST_WORDS
from portal.words import proofs as proof_words
from portal.words import refund_states as words
from portal.words import refunds as refund_words


class AnswerForm(PageForm):
    """What there is to say. Once the bank has sent the payout back, another account is what is needed."""

    text = WordsField(
        label=gettext_lazy("Your answer"),
        required=False,
        max_length=MOST_WORDS,
        error_messages={"max_length": gettext_lazy("The answer is too long. Keep it to 1000 characters")},
        widget=forms.Textarea({"rows": 5}),
    )
    iik = IikField(label=gettext_lazy("Another account (IIK), if the money is to go there"), required=False)
    is_own = forms.BooleanField(label=gettext_lazy("This account is my own."), required=False)

    def __init__(self, data: QueryDict | None, refund: RecordedRefund) -> None:
        super().__init__(data)
        if refund.is_payout_returned:
            self.order_fields(["iik", "is_own", "text"])
            self.fields["iik"].required = True
            self.fields["iik"].label = _("Another account (IIK)")
            self.fields["text"].label = _("What you want to say besides")

    def clean(self) -> None:
        """An account has to be said to be one's own."""
        iik = self.cleaned_data.get("iik")
        if iik and not (self.cleaned_data["is_own"] and may_be_own(iik)):
            self.add_error("is_own", refund_words.obstacle(Obstacle.NOT_OWN_ACCOUNT))


@with_proofs
@sensitive_post_parameters()
@form_of_person
def answer(request: HttpRequest, _person: Person, number: str) -> HttpResponse:
    """See the question, attach files to the answer, send it; where nothing is asked there is no such page."""
    row = refund_of(request, number)
    refund = history.refund(number, clock.today(), settings.REFUNDS)
    if refund.state is not RefundState.ASKED:
        return redirect("refund", number)
    if request.method != "POST":
        return show(request, refund, AnswerForm(None, refund))
    if "remove" in request.POST:
        return remove(request, refund)
    faults, form = attach(request, refund.key), AnswerForm(request.POST, refund)
    if "attach" in request.POST and not request.FILES:
        faults = [nothing_chosen()]
    if faults or "attach" in request.POST or not form.is_valid():
        return show(request, refund, form, faults)
    return send(request, row, refund, form)


def send(request: HttpRequest, row: Any, refund: RecordedRefund, form: AnswerForm) -> HttpResponse:
    """Answer, or say why it was not taken; what the bank sent back has moved on by itself."""
    said = {"text": form.cleaned_data["text"], "iik": form.cleaned_data["iik"] or None}
    try:
        ledger.answer_refund(request=row, actor=request.user.actor, today=clock.today(), **said)
    except ledger.Refused as refused:
        if refused.reason == ledger.Unmovable.NOT_NOW:
            return see_other(request, "refund", number=refund.number)
        form.add_error("text", words.nothing_said())
        return show(request, refund, form)
    return see_other(request, "refund", number=refund.number)


def remove(request: HttpRequest, refund: RecordedRefund) -> HttpResponse:
    """Let go of one of the files that are not sent yet; what was typed beside them stays."""
    waiting = ledger.waiting_proofs(refund.key, request.user.actor)
    proof: ProofFile = get_object_or_404(waiting, name=read_key(request.POST["remove"]))
    store.remove(proof, request.user.actor)
    return show(request, refund, AnswerForm(request.POST, refund))


def show(request: HttpRequest, refund: RecordedRefund, form: AnswerForm, faults: Sequence[str] = ()) -> HttpResponse:
    """What is asked, what the days do meanwhile, and the form; files alone are no answer that could be wrong."""
    is_answer = form.is_bound and not {"attach", "remove"} & set(request.POST)
    if not is_answer:
        form.errors.clear()
    mistakes = [*form.mistakes(), *({"text": fault, "href": f"#id_{FIELD}"} for fault in faults)]
    waiting = ledger.waiting_proofs(refund.key, request.user.actor).order_by("pk")
    context = question(refund, clock.today(), waiting) | {"form": form, "faults": faults, "errors": mistakes}
    context["hint"] = proof_words.hint()
    return render(request, "web/refunds/answer.html", context, status=422 if mistakes else 200)
