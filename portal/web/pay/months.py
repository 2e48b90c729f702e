"""Step 2: which months. One row is one payment; whatever was typed is kept with every press of a button."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from payments import ledger
from payments.ledger import Quote
from payments.rules.facts import Payer
from payments.rules.months import Month
from payments.rules.situation import situation
from portal import clock
from portal.models import Account, Draft
from portal.statement import ordering
from portal.statement.account import assessed
from portal.web.access import payment_of
from portal.web.pay import drafts, tries
from portal.web.pay.months_form import edited, row_of
from portal.web.pay.payee import payee
from portal.web.pay.step import of_draft, see_other
from portal.words import ordering as words
from portal.words.tracking import uncancellable

Mistake = dict[str, str]


@of_draft
def months(request: HttpRequest, draft: Draft, *, is_outdated: bool) -> HttpResponse:
    """The list: rows to change, months to add, what speaks against them, and the total."""
    if is_outdated:
        return show(request, draft, ask(request, draft), status=409)
    if request.method != "POST":
        return show(request, draft, ask(request, draft), opened=row_of(request.GET.get("row")))
    drafts.save(draft, **edited(request.POST, draft))
    if "save" in request.POST:
        return see_other(request, "home")
    if "continue" in request.POST:
        return go_on(request, draft)
    if "cancel" in request.POST:
        return cancel(request, draft)
    opened = row_of(request.POST.get("change"))
    if request.htmx:
        return show(request, draft, ask(request, draft), opened=opened)
    return see_other(request, "pay_months", query=f"?row={opened}" if opened else "")


def cancel(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Give up what was ordered earlier for one of the months, so that it can be ordered anew."""
    payment = payment_of(request, request.POST["cancel"])
    try:
        ledger.cancel(payment=payment, actor=request.user.actor, today=clock.today())
    except ledger.Refused as refused:
        further = [{"text": uncancellable(refused.reason), "href": ""}]
        return show(request, draft, ask(request, draft), further=further, status=422)
    return show(request, draft, ask(request, draft)) if request.htmx else see_other(request, "pay_months")


def ask(request: HttpRequest, draft: Draft) -> Quote:
    """What the months cost today, and what speaks against them."""
    return drafts.quote(draft, request.user, clock.today())


def go_on(request: HttpRequest, draft: Draft) -> HttpResponse:
    """To the check page, if nothing speaks against it. What somebody else's record says is only told so often."""
    until = None if drafts.is_own(draft, request.user) else tries.refused_until(request.user, tries.MONTHS)
    if until is not None:
        further = [{"text": tries.sentence(until)}]
        return show(request, draft, ask(request, draft), further=further, status=429)
    quote = drafts.quote_and_keep(draft, request.user, clock.today())
    further = list(against(quote, known=request.POST.get("known")))
    if quote.refusals or further:
        return show(request, draft, quote, further=further, status=422)
    return see_other(request, "pay_check")


def against(quote: Quote, *, known: str | None) -> Iterator[Mistake]:
    """What speaks against the list as a whole, and a question that was not answered; `known` answers an earlier one."""
    if quote.reason:
        yield {"href": "#more", "text": words.unorderable(quote.reason)}
    if quote.cautions and not quote.refusals and known != asked(quote):
        yield {"href": "#id_known", "text": _("Tick that you know this, or choose other months.")}


def asked(quote: Quote) -> str:
    """The question about a list by its cautions: ticked for one list, it says nothing of another."""
    return " ".join(quote.cautions)


def show(
    request: HttpRequest,
    draft: Draft,
    quote: Quote,
    *,
    opened: int = 0,
    further: Iterable[Mistake] = (),
    status: int = 200,
) -> HttpResponse:
    """The page, or to htmx what changes on it."""
    context = page(draft, request.user, quote, opened)
    context["errors"] = [*ordering.mistakes(drafts.months(draft), quote), *further]
    context |= {"is_outdated": status == 409, "asked": asked(quote)}
    # What was pressed is gone from the page: the focus goes to the row that opened, to the mistakes, or to the list.
    context["is_list_next"] = bool(request.htmx) and not (opened or context["errors"])
    template = "web/pay/_months_changed.html" if request.htmx else "web/pay/months.html"
    return render(request, template, context, status=status)


def page(draft: Draft, account: Account, quote: Quote, opened: int) -> dict[str, Any]:
    """The payments one by one and the total; of one's own record what else is unpaid, and what to think about."""
    listed, today = drafts.months(draft), clock.today()
    said, current = drafts.employer_has_not_paid(draft), Month.containing(today)
    context = {
        "made_of": draft,
        "payee": payee(draft, account),
        "rows": ordering.rows(listed, quote, current=current, employer_has_not_paid=said, opened=opened),
        "another": ordering.selects(current),
        "total": ordering.total(quote),
    }
    if not drafts.is_own(draft, account):
        return context | {"ticks": ordering.any_ticks(current, listed)}
    found = assessed(draft.person, today)
    now = situation(replace(found.facts, payer=Payer(draft.payer)), found.law)
    ticks = ordering.ticks(now, {*listed, *quote.opened})
    return context | {"ticks": ticks, "cautions": ordering.cautions(now, listed, quote)}
