"""Transactions: what partners say they took, and those that brought a payment nothing."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payments import history, ledger
from payments.models import Partner, Payment, PaymentStep, ReconciliationCase, Transaction
from payments.rules.identifiers import masked
from payments.rules.payment_states import PaymentState, state_on
from payments.rules.reconciliation import Standing
from portal import clock, written
from portal.staff import links
from portal.staff.decision_forms import AllocationForm
from portal.staff.near_misses import month
from portal.staff.pages import needs, sent
from portal.staff.read_only import ReadOnlyAdmin
from portal.staff.tables import heads, table
from portal.words import partners as partner_words
from portal.words import reconciliation as reconciliation_words
from portal.words import tracking as payment_words
from portal.words import transactions as words

ALLOCATE = "payments.add_allocation"
NEEDS_A_LOOK = "needs_a_look"
# Every transaction since then is looked through, and a year has millions of them.
LOOKING_BACK = timedelta(days=30)


def needing_a_look(transactions: QuerySet[Transaction]) -> QuerySet[Transaction]:
    """Of the last days those for no payment, and those that did not pay each of theirs, until somebody decides them.

    Another transaction or a registry was faster, so the money may have come twice; or its sum is not theirs. Where
    nobody said for which month it is, it stays however old.
    """
    open_ones = transactions.filter(allocation=None, cancellation=None)
    without_a_month = Transaction.objects.filter(person__isnull=False, period=None)
    waiting = without_a_month.filter(allocation=None, cancellation=None, for_payments=None).order_by()
    return open_ones.filter(pk__in=waiting.values("pk").union(*_of_the_last_days()))


def _of_the_last_days() -> list[QuerySet]:
    """The numbers of those for no payment, and of those that did not pay each of theirs."""
    recent = Transaction.objects.filter(received_at__gte=timezone.now() - LOOKING_BACK)
    first = recent.order_by("received_at").values_list("pk", flat=True).first()
    if first is None:
        return []
    # Numbers grow with time. Each table is told where to begin, which a database would not find out by itself.
    made_for = Transaction.for_payments.through.objects.filter(transaction__gte=first)
    paid = PaymentStep.objects.filter(
        transaction__gte=first, transaction=OuterRef("transaction"), payment=OuterRef("payment")
    )
    unpaid = made_for.filter(~Exists(paid)).values("transaction")
    for_nothing = Transaction.objects.filter(~Exists(made_for.filter(transaction=OuterRef("pk"))), pk__gte=first)
    return [unpaid, for_nothing.values("pk")]


class ByNeed(admin.SimpleListFilter):
    """Those that somebody has to look at."""

    title = gettext_lazy("what it brought")
    parameter_name = "brought"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """One choice beside all."""
        return [(NEEDS_A_LOOK, _("needs looking at"))]

    def queryset(self, request: HttpRequest, transactions: QuerySet) -> QuerySet | None:
        """Perhaps paid twice, or for nothing."""
        return needing_a_look(transactions) if self.value() == NEEDS_A_LOOK else None


class TransactionAdmin(ReadOnlyAdmin):
    """All of them, newest first."""

    list_display = ("number", "partner", "tenge", "paid_on", "payments", "received_at")
    list_filter = (ByNeed,)
    list_select_related = ("partner",)
    ordering = ("-pk",)
    fields = ("number", "partner", "tenge", "paid_on", "received_at", "whose", "what_for", "registry", "decided")
    readonly_fields = ("tenge", "whose", "what_for", "registry", "decided")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Transaction]:
        """Each with the payments that it was made for."""
        related = ("partner", "person", "allocation__decided_by", "cancellation")
        return super().get_queryset(request).select_related(*related).prefetch_related("for_payments")

    def get_urls(self) -> list[URLPattern]:
        """Our page before Django's own."""
        return [self.own_path("<path:object_id>/allocate/", self.allocate_view, "allocate"), *super().get_urls()]

    @admin.display(description=gettext_lazy("amount"))
    def tenge(self, taken: Transaction) -> str:
        """The sum as money."""
        return written.tenge(taken.amount)

    @admin.display(description=gettext_lazy("IIN"))
    def whose(self, taken: Transaction) -> str:
        """Whom the partner named, as far as staff may know without opening a record."""
        return masked(taken.person.iin) if taken.person else written.DASH

    @admin.display(description=gettext_lazy("period"))
    def what_for(self, taken: Transaction) -> str:
        """The month that the partner named."""
        return month(taken.period) if taken.period else written.DASH

    @admin.display(description=gettext_lazy("registry of a partner"))
    def registry(self, taken: Transaction) -> str:
        """Is it confirmed: told online, and in the partner's registry? A payer's own card has no registry."""
        partner = Partner.objects.filter(actor=taken.partner).first()
        if partner is None:
            return written.DASH
        if history.is_confirmed(taken):
            return reconciliation_words.standing(Standing.MATCHED)
        differs = partner_case(partner, taken)
        if differs is None and not partner.registries.filter(day=taken.paid_on).exists():
            return reconciliation_words.no_registry()
        return reconciliation_words.standing(differs or Standing.ONLY_OURS)

    @admin.display(description=gettext_lazy("decision"))
    def decided(self, taken: Transaction) -> str:
        """What somebody of the staff, or the partner itself, has said of it."""
        return words.decided(taken)

    @admin.display(description=gettext_lazy("payments"))
    def payments(self, taken: Transaction) -> str:
        """The payments by their references."""
        found = ((links.payment(payment),) for payment in taken.for_payments.all())
        return format_html_join(", ", "{}", found) or written.DASH

    def render_change_form(self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any) -> HttpResponse:
        """Django's own page, with the payments that it was made for and what it brought each."""
        taken = context["original"]
        payments = made_for(taken)
        head = [*heads(Payment, ("period", "amount")), _("State"), _("What it brought")]
        is_open = not hasattr(taken, "allocation") and not hasattr(taken, "cancellation")
        needs_a_look = is_open and (not payments or any(payment.paid_by != taken.pk for payment in payments))
        context |= {
            "needs_a_look": needs_a_look,
            "may_allocate": needs_a_look and request.user.has_perm(ALLOCATE),
            "tables": [table(_("Payments"), [_("Reference"), *head], brought(taken, payments))],
        }
        return super().render_change_form(request, context, *args, **kwargs)

    @needs(ALLOCATE)
    def allocate_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Say for which month the money is, or how it is settled."""
        taken = self.found(request, object_id)
        form = AllocationForm(sent(request))
        if form.is_valid():
            try:
                with transaction.atomic():
                    ledger.allocate(taken=taken, **form.cleaned_data, actor=request.user.actor)
                    self.log_change(request, taken, _("It was decided."))
                return redirect("admin:payments_transaction_change", taken.pk)
            except ledger.Refused as refused:
                form.add_error("period", partner_words.unallocatable(refused.reason))
        title, lead = _("What is this money for?"), words.lead(taken)
        return self.form_page(request, title=title, lead=lead, form=form, submit=_("Decide"))


def partner_case(partner: Partner, taken: Transaction) -> str | None:
    """In what the partner's registry and the transaction differ: first what nobody has decided yet."""
    found = ReconciliationCase.objects.filter(registry__partner=partner, line__number=taken.number)
    there = found.exclude(decision=ReconciliationCase.Decision.GONE)
    return there.order_by("decision", "pk").values_list("kind", flat=True).first()


def made_for(taken: Transaction) -> list[Payment]:
    """Its payments, each with `paid_by`, the transaction that paid it."""
    sent = PaymentStep.objects.filter(payment=OuterRef("pk"), state=PaymentState.SENT)
    payments = taken.for_payments.with_state().annotate(paid_by=Subquery(sent.values("transaction")))
    return list(payments.order_by("pk"))


def brought(taken: Transaction, payments: Sequence[Payment]) -> Iterator[list[str]]:
    """Each payment with whether it was paid by this transaction, and if not, why."""
    is_whole = taken.amount == sum(payment.amount for payment in payments)
    for payment in payments:
        yield [
            links.payment(payment),
            month(payment.period),
            written.tenge(payment.amount),
            payment_words.state(state_on(PaymentState(payment.state), payment.valid_until, clock.today())),
            words.brought(paid_by=payment.paid_by, number=taken.pk, is_whole=is_whole),
        ]
