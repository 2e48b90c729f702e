"""Transactions: what partners say they took, and those that brought a payment nothing."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payments.models import Payment, PaymentStep, Transaction
from payments.rules.payment_states import PaymentState, state_on
from portal import clock, written
from portal.staff import links
from portal.staff.near_misses import month
from portal.staff.read_only import ReadOnlyAdmin
from portal.staff.tables import heads, table
from portal.words import tracking as payment_words
from portal.words import transactions as words

NEEDS_A_LOOK = "needs_a_look"
# Every transaction since then is looked through, and a year has millions of them.
LOOKING_BACK = timedelta(days=30)


def needing_a_look(transactions: QuerySet[Transaction]) -> QuerySet[Transaction]:
    """Of the last days those for no payment, and those that did not pay each of theirs.

    Another transaction or a registry was faster, so the money may have come twice; or its sum is not theirs.
    """
    recent = Transaction.objects.filter(received_at__gte=timezone.now() - LOOKING_BACK)
    first = recent.order_by("received_at").values_list("pk", flat=True).first()
    if first is None:
        return transactions.none()
    # Numbers grow with time. Each table is told where to begin, which a database would not find out by itself.
    made_for = Transaction.for_payments.through.objects.filter(transaction__gte=first)
    paid = PaymentStep.objects.filter(
        transaction__gte=first, transaction=OuterRef("transaction"), payment=OuterRef("payment")
    )
    unpaid = made_for.filter(~Exists(paid)).values("transaction")
    for_nothing = Transaction.objects.filter(~Exists(made_for.filter(transaction=OuterRef("pk"))), pk__gte=first)
    return transactions.filter(pk__gte=first, pk__in=unpaid.union(for_nothing.values("pk")))


class ByNeed(admin.SimpleListFilter):
    """Those that somebody has to look at."""

    title = gettext_lazy("what it brought")
    parameter_name = "brought"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """One choice beside all."""
        return [(NEEDS_A_LOOK, _("needs looking at, of the last %(days)d days") % {"days": LOOKING_BACK.days})]

    def queryset(self, request: HttpRequest, transactions: QuerySet) -> QuerySet | None:
        """Perhaps paid twice, or for nothing."""
        return needing_a_look(transactions) if self.value() == NEEDS_A_LOOK else None


class TransactionAdmin(ReadOnlyAdmin):
    """All of them, newest first."""

    list_display = ("number", "partner", "tenge", "paid_on", "payments", "received_at")
    list_filter = (ByNeed,)
    list_select_related = ("partner",)
    ordering = ("-pk",)
    fields = ("number", "partner", "tenge", "paid_on", "received_at")
    readonly_fields = ("tenge",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Transaction]:
        """Each with the payments that it was made for."""
        return super().get_queryset(request).prefetch_related("for_payments")

    @admin.display(description=gettext_lazy("amount"))
    def tenge(self, transaction: Transaction) -> str:
        """The sum as money."""
        return written.tenge(transaction.amount)

    @admin.display(description=gettext_lazy("payments"))
    def payments(self, transaction: Transaction) -> str:
        """The payments by their references."""
        found = ((links.payment(payment),) for payment in transaction.for_payments.all())
        return format_html_join(", ", "{}", found) or written.DASH

    def render_change_form(self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any) -> HttpResponse:
        """Django's own page, with the payments that it was made for and what it brought each."""
        transaction = context["original"]
        payments = made_for(transaction)
        head = [*heads(Payment, ("period", "amount")), _("State"), _("What it brought")]
        context |= {
            "needs_a_look": not payments or any(payment.paid_by != transaction.pk for payment in payments),
            "tables": [table(_("Payments"), [_("Reference"), *head], brought(transaction, payments))],
        }
        return super().render_change_form(request, context, *args, **kwargs)


def made_for(transaction: Transaction) -> list[Payment]:
    """Its payments, each with `paid_by`, the transaction that paid it."""
    sent = PaymentStep.objects.filter(payment=OuterRef("pk"), state=PaymentState.SENT)
    payments = transaction.for_payments.with_state().annotate(paid_by=Subquery(sent.values("transaction")))
    return list(payments.order_by("pk"))


def brought(transaction: Transaction, payments: Sequence[Payment]) -> Iterator[list[str]]:
    """Each payment with whether it was paid by this transaction, and if not, why."""
    is_whole = transaction.amount == sum(payment.amount for payment in payments)
    for payment in payments:
        yield [
            links.payment(payment),
            month(payment.period),
            written.tenge(payment.amount),
            payment_words.state(state_on(PaymentState(payment.state), payment.valid_until, clock.today())),
            words.brought(paid_by=payment.paid_by, number=transaction.pk, is_whole=is_whole),
        ]
