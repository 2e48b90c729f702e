"""Step 3: everything once more in words, confirmed by a tick, before it becomes payments."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from payments import history, ledger
from payments.ledger import Quote
from payments.rules.facts import Payer
from payments.rules.law import Law
from payments.rules.ordering import last_valid_day
from portal import clock, written
from portal.models import Draft
from portal.statement import ordering
from portal.web.forms import PageForm
from portal.web.pay import drafts, tries
from portal.web.pay.payee import payee
from portal.web.pay.step import of_draft, see_other
from portal.words import lines as line_words
from portal.words import ordering as words


class CheckForm(PageForm):
    """The total that was shown, and what has to be confirmed."""

    total = forms.IntegerField(widget=forms.HiddenInput)
    checked = forms.BooleanField(error_messages={"required": _("Tick that you have checked the IIN and every month.")})
    right_person = forms.BooleanField(
        label=_("This IIN belongs to the person for whom I am paying."),
        error_messages={"required": _("Tick that the IIN is that of the right person.")},
    )

    def __init__(self, data: Any = None, *, is_own: bool) -> None:
        super().__init__(data)
        if is_own:
            del self.fields["right_person"]


@of_draft
def check(request: HttpRequest, draft: Draft, *, is_outdated: bool) -> HttpResponse:
    """Look at all of it; order it."""
    is_sent = request.method == "POST" and not is_outdated
    form = CheckForm(request.POST if is_sent else None, is_own=drafts.is_own(draft, request.user))
    if form.is_valid():
        return order(request, draft, form)
    return show(request, draft, form, status=409 if is_outdated else 422 if form.errors else 200)


def order(request: HttpRequest, draft: Draft, form: CheckForm) -> HttpResponse:
    """Order, or say what has changed since the page was shown."""
    until = None if drafts.is_own(draft, request.user) else tries.refused_until(request.user, tries.MONTHS)
    if until is not None:
        form.add_error(None, tries.sentence(until))
        return show(request, draft, form, status=429)
    try:
        basket = drafts.order(draft, request.user, total=form.cleaned_data["total"], today=clock.today())
    except ledger.NotOrdered as refused:
        if refused.reason:
            form.add_error(None, words.unorderable(refused.reason))
        return show(request, draft, form, status=422)
    return see_other(request, "pay_basket", key=basket.key)


def show(request: HttpRequest, draft: Draft, form: CheckForm, *, status: int) -> HttpResponse:
    """The page; what speaks against a month stands on the page of months, beside its row."""
    quote = drafts.quote(draft, request.user, clock.today())
    if quote.refusals or not quote.prices:
        return see_other(request, "pay_months")
    context = page(request, draft, quote)
    context |= {"form": form, "errors": form.mistakes(), "is_outdated": status == 409}
    return render(request, "web/pay/check.html", context, status=status)


def page(request: HttpRequest, draft: Draft, quote: Quote) -> dict[str, Any]:
    """For whom, how, what each month costs, and what comes next."""
    today, months = clock.today(), drafts.months(draft)
    person = payee(draft, request.user)
    law = Law(*history.figures(), settings.LAW)
    return {
        "made_of": draft,
        "payee": person,
        "payer": line_words.payer(Payer(draft.payer)),
        "rows": ordering.table(months, quote),
        "total": ordering.total(quote),
        "amount": quote.total,
        "checked": words.checked(person["grouped"], tuple(sorted(months))),
        "crediting_day": written.day(law.crediting_day(today)),
        "valid_until": written.day(last_valid_day(today)),
    }
