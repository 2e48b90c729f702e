"""Reconciliation: what partners told beside their registries and what was credited, and a decision on each case."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payments import history, ledger
from payments.models import PartnerRegistryLine, ReconciliationCase, Transaction
from payments.rules.reconciliation import Money, Standing
from payments.rules.references import grouped_reference
from portal import clock, written
from portal.staff import access, links
from portal.staff.decision_forms import ReasonedForm
from portal.staff.near_misses import month, row
from portal.staff.pages import needs, sent
from portal.staff.read_only import ReadOnlyAdmin
from portal.staff.reconciliation_days import days_form, overview
from portal.words import reconciliation as words

VIEW, CHANGE = "payments.view_reconciliationcase", "payments.change_reconciliationcase"
PAGES = "admin/payments/reconciliationcase"
Decision = ReconciliationCase.Decision
Side = Transaction | PartnerRegistryLine | None


class CaseForm(ReasonedForm):
    """How a case ends, and how one knows."""

    decision = forms.ChoiceField(label=gettext_lazy("Decision"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("How you know: a letter of the partner, a call. Without an IIN."),
        max_length=1000,
        widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 3}),
    )

    def __init__(self, case: ReconciliationCase, data: Any = None) -> None:
        super().__init__(data)
        self.fields["decision"].choices = [(one.value, words.choice(one)) for one in choices(case)]


def choices(case: ReconciliationCase) -> list[Decision]:
    """Only money of which nobody but the partner knows can be taken, if one can read whom it is for."""
    may_take = case.kind == Standing.ONLY_THEIRS and ledger.account_of(case.line)
    return [Decision.TAKEN, Decision.SETTLED] if may_take else [Decision.SETTLED]


class ReconciliationCaseAdmin(ReadOnlyAdmin):
    """The days of all partners, and the cases that wait."""

    @needs(VIEW)
    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Three ways by partner and day, drawn and as a table; below it what waits."""
        form = days_form(request.GET, clock.today())
        values = overview(form, clock.today())
        return self.page(request, f"{PAGES}/days.html", title=_("Reconciliation"), form=form, **values)

    @needs(VIEW)
    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """Both sides of a case; the decision is made here."""
        case = self.found(request, object_id)
        may_decide = request.user.has_perm(CHANGE)
        if request.method == "POST" and not may_decide:
            raise PermissionDenied
        form = CaseForm(case, sent(request)) if may_decide and not case.decision else None
        if request.method == "POST" and form is None:
            messages.error(request, words.refusal(ledger.NoDecision.DECIDED))
        elif form and form.is_valid() and self.decide(request, form, case):
            return redirect(self.list_address)
        return self.case_page(request, case, form)

    def decide(self, request: HttpRequest, form: CaseForm, case: ReconciliationCase) -> bool:
        """Ask the ledger; where it refuses, the form says why."""
        try:
            with transaction.atomic():
                decided = ledger.decide_case(
                    case=case, actor=request.user.actor, today=clock.today(), **form.cleaned_data
                )
                self.log_change(request, case, words.done(decided.decision))
        except ledger.Refused as refused:
            form.add_error(None, words.refusal(refused.reason))
            return False
        messages.success(request, words.done(decided.decision))
        return True

    def case_page(self, request: HttpRequest, case: ReconciliationCase, form: CaseForm | None) -> HttpResponse:
        """What the partner told beside what its registry says."""
        today = clock.today()
        seen = history.seen_case(case, today, history.figures()[1])
        values = {
            "case": case,
            "lead": words.what(case.kind),
            "next_step": "" if case.decision else words.next_step(seen.next_step),
            "facts": facts(case, "" if case.decision else words.age(seen.age)),
            "rows": side_by_side(case),
            "decision": words.decision(case.decision),
            "decided_at": written.moment(case.decided_at) if case.decided_at else "",
            "form": form,
        }
        status = 422 if form and form.errors else 200
        return self.page(request, f"{PAGES}/case.html", status=status, title=words.standing(case.kind), **values)


def facts(case: ReconciliationCase, age: str) -> list[dict[str, str]]:
    """Where the case comes from."""
    told = told_of(case)
    said = [
        (_("Partner"), str(case.registry.partner)),
        (_("Registry"), f"{case.registry.name}, {written.short_day(case.registry.day)}"),
        (_("Number"), (case.line or case.transaction).number),
        (_("Transaction"), links.transaction(told) if told else ""),
        (_("Opened on"), written.short_day(case.opened_on)),
        (_("Age"), age),
    ]
    return [{"label": label, "value": value} for label, value in said if value]


def side_by_side(case: ReconciliationCase) -> list[dict[str, Any]]:
    """What came in and what the registry says, field by field; what one side does not have is a dash."""
    line, told = case.line, told_of(case)
    both = line is not None and told is not None
    named = ledger.money_told(told) if told else None, ledger.money_said(line) if line else None
    return [
        row(_("Amount"), _tenge(told), _tenge(line), line.amount == told.amount if both else None),
        row(_("Paid on"), _day(told), _day(line), not named[0].is_of_another_day(named[1]) if both else None),
        row(_("Person or payment"), _of_transaction(told), _of_line(line), _same(*named, "person")),
        row(_("Period"), *map(_month, named), _same(*named, "month")),
    ]


def told_of(case: ReconciliationCase) -> Transaction | None:
    """What came in under the number, by now."""
    number = (case.line or case.transaction).number
    return Transaction.objects.filter(partner=case.registry.partner.actor, number=number).first()


def _same(told: Money | None, said: Money | None, field: str) -> bool | None:
    """Do both say the same of whom or what it is for? None where one of them does not say it."""
    said = [getattr(side, field, None) for side in (told, said)]
    return None if None in said else said[0] == said[1]


def _tenge(side: Side) -> str:
    return written.tenge(side.amount) if side else written.DASH


def _day(side: Side) -> str:
    return written.short_day(side.paid_on) if side else written.DASH


def _month(side: Money | None) -> str:
    return month(side.month) if side and side.month else written.DASH


def _of_line(line: PartnerRegistryLine | None) -> str:
    if line is None:
        return written.DASH
    if line.reference:
        return grouped_reference(line.reference)
    return access.link(line.person) if line.person else line.received.get("account", written.DASH)


def _of_transaction(told: Transaction | None) -> str:
    if told is None:
        return written.DASH
    return access.link(told.person) if told.person else links.payment(told.for_payments.first())
