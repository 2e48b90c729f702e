"""Payments: found by reference or a partner's number, shown with the timeline that their people see, never edited."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from payments import ledger
from payments.history.figures import figures_and_known_until
from payments.models import Payment, Transaction
from payments.rules.facts import Payer
from payments.rules.identifiers import why_not_iin
from payments.rules.law import Law
from payments.rules.months import Month
from payments.rules.payment_states import PaymentState, state_on
from payments.rules.references import grouped_reference
from portal import clock, written
from portal.staff import access, links
from portal.staff.checkouts import ByCheckout
from portal.staff.decision_forms import ReturnForm
from portal.staff.forms import PaymentSearchForm
from portal.staff.pages import needs, sent
from portal.staff.payment_page import payment_page
from portal.staff.read_only import ReadOnlyAdmin
from portal.words import lines as line_words
from portal.words import tracking as words

CHANGE = "payments.change_payment"
LATE = words.Stage.LATE


class ByState(admin.SimpleListFilter):
    """The payments in one state as seen today, or those that should have arrived."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """Each state, and what is late of those that were sent."""
        return [*((state.value, words.state(state)) for state in PaymentState), (LATE.value, words.word(LATE))]

    def queryset(self, request: HttpRequest, payments: QuerySet) -> QuerySet | None:
        """Whoever types a state that there is none of gets all."""
        if self.value() == LATE:
            return late(payments, clock.today())
        return in_state(payments, self.value(), clock.today()) if self.value() in [*PaymentState] else None


class PaymentAdmin(ReadOnlyAdmin):
    """All payments, newest first. Those of one person stand in that person's record and need it opened."""

    list_display = ("grouped", "month", "tenge", "state_word", "ordered_on", "numbers")
    list_filter = (ByState, ByCheckout)
    ordering = ("-pk",)
    fields = (
        "grouped", "state_word", "insured", "month", "tenge", "purpose_code", "payer", "ordered_on", "ordered_by",
        "valid_until", "word_of_the_payer",
    )  # fmt: skip
    readonly_fields = (
        "grouped", "state_word", "insured", "month", "tenge", "payer", "ordered_on", "ordered_by", "word_of_the_payer",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Payment]:
        """Each with its state and what partners took for it."""
        related = ("person", "basket__ordered_by__person")
        return super().get_queryset(request).with_state().select_related(*related).prefetch_related("transactions")

    @admin.display(description=gettext_lazy("reference"))
    def grouped(self, payment: Payment) -> str:
        """As people read it aloud."""
        return grouped_reference(payment.reference)

    @admin.display(description=gettext_lazy("period"))
    def month(self, payment: Payment) -> str:
        """The month by its name."""
        return written.month(Month.containing(payment.period))

    @admin.display(description=gettext_lazy("amount"))
    def tenge(self, payment: Payment) -> str:
        """The sum as money."""
        return written.tenge(payment.amount)

    @admin.display(description=gettext_lazy("state"))
    def state_word(self, payment: Payment) -> str:
        """Where it stands today."""
        return words.state(state_on(PaymentState(payment.state), payment.valid_until, clock.today()))

    @admin.display(description=gettext_lazy("ordered on"), ordering="basket__ordered_on")
    def ordered_on(self, payment: Payment) -> str:
        """The first day of its life."""
        return written.short_day(payment.basket.ordered_on)

    @admin.display(description=gettext_lazy("partner’s number"))
    def numbers(self, payment: Payment) -> str:
        """The number of each transaction that was made for it."""
        return ", ".join(one.number for one in payment.transactions.all()) or written.DASH

    @admin.display(description=gettext_lazy("person"))
    def insured(self, payment: Payment) -> str:
        """Masked, and the way to the record."""
        return access.link(payment.person)

    @admin.display(description=gettext_lazy("ordered by"))
    def ordered_by(self, payment: Payment) -> str:
        """The person themselves, or somebody who pays for them."""
        return links.actor(payment.basket.ordered_by)

    @admin.display(description=gettext_lazy("payer"))
    def payer(self, payment: Payment) -> str:
        """Whose rate it costs."""
        return line_words.payer(Payer(payment.basket.payer))

    @admin.display(description=gettext_lazy("word of the payer"))
    def word_of_the_payer(self, payment: Payment) -> str:
        """Without it a month that an employer covers is not ordered."""
        return _("The employer has not paid for this month") if payment.employer_has_not_paid else written.DASH

    def get_urls(self) -> list[URLPattern]:
        """Our pages before Django's own."""
        return [
            self.own_path("search/", self.search_view, "search"),
            self.own_path("<path:object_id>/return/", self.return_view, "return"),
            *super().get_urls(),
        ]

    def render_change_form(self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any) -> HttpResponse:
        """Django's own page, with the timeline and the rows behind it."""
        payment = context["original"]
        context |= payment_page(payment, clock.today())
        context["can_return"] = payment.state == PaymentState.SENT and request.user.has_perm(CHANGE)
        return super().render_change_form(request, context, *args, **kwargs)

    @method_decorator(sensitive_post_parameters("text"))
    @needs("payments.view_payment")
    def search_view(self, request: HttpRequest) -> HttpResponse:
        """Find a payment or a transaction. What is typed is posted: one day somebody types an IIN."""
        form = PaymentSearchForm(sent(request))
        if form.is_valid():
            found = search(form.cleaned_data["text"])
            if len(found) == 1:
                return redirect(f"admin:{found[0]._meta.label_lower.replace('.', '_')}_change", found[0].pk)
            if found:
                return self.page(
                    request, "admin/payments/payment/found.html", title=_("Several are found"), found=map(link, found)
                )
            form.add_error("text", nothing_found(form.cleaned_data["text"]))
        lead = _("By reference, or by the number of the bank or the acquirer.")
        return self.form_page(request, title=_("Find a payment"), lead=lead, form=form, submit=_("Find"))

    @needs(CHANGE)
    def return_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Say of a payment on its way that its money came back: else it would be late for ever."""
        payment = self.found(request, object_id)
        if payment.state != PaymentState.SENT:
            return self.refused(request, payment, ledger.Unreturnable.NOT_ON_ITS_WAY)
        paid_on = payment.steps.get(state=PaymentState.SENT).day
        form = ReturnForm(sent(request), paid_on=paid_on, today=clock.today())
        if form.is_valid():
            return self.return_payment(request, payment, form)
        return self.form_page(request, **words.came_back(), form=form, submit=_("The money came back"))

    def return_payment(self, request: HttpRequest, payment: Payment, form: ReturnForm) -> HttpResponse:
        """Ask the ledger: the money may have arrived while the form was open."""
        try:
            with transaction.atomic():
                ledger.return_payment(payment=payment, actor=request.user.actor, **form.cleaned_data)
                self.log_change(request, payment, _("The money came back."))
        except ledger.Refused as refused:
            return self.refused(request, payment, refused.reason)
        messages.success(request, _("The money came back. The month is open again."))
        return redirect("admin:payments_payment_change", payment.pk)

    def refused(self, request: HttpRequest, payment: Payment, reason: ledger.Unreturnable) -> HttpResponse:
        """Back to where it stands, with the reason why nothing was changed."""
        messages.error(request, words.unreturnable(reason))
        return redirect("admin:payments_payment_change", payment.pk)


def in_state(payments: QuerySet, state: str, today: date) -> QuerySet:
    """Those in a state as seen on a day: what is ordered and past its last day has expired."""
    lapsed = Q(state=PaymentState.ORDERED, valid_until__lt=today)
    if state == PaymentState.EXPIRED:
        return payments.filter(Q(state=PaymentState.EXPIRED) | lapsed)
    return payments.filter(~lapsed, state=state)


def late(payments: QuerySet, today: date) -> QuerySet:
    """Those that were sent and should have arrived, as far as the registries are loaded."""
    rates, calendar, known_until = figures_and_known_until()
    if known_until is None:
        return payments.none()
    last = Law(rates, calendar, settings.LAW).pay_by(min(known_until, today))
    sent_by_then = payments.filter(steps__state=PaymentState.SENT, steps__day__lte=last)
    return sent_by_then.filter(state=PaymentState.SENT)


def search(text: str) -> list[Model]:
    """The payment of a reference, or what a number of a partner stands for: transactions, else payments tried."""
    by_reference = list(Payment.objects.of_reference(text))
    transactions = by_reference or list(Transaction.objects.filter(number=text))
    return transactions or list(Payment.objects.filter(checkouts__answers__number=text).distinct())


def nothing_found(text: str) -> str:
    """What to say; an IIN is told from a number only here, as a number of twelve digits may look like one."""
    if why_not_iin(text) is None:
        return _("This is an IIN. The payments of a person stand in their record: find the person first.")
    return _("There is no such reference, and no such number of a partner.")


def link(row: Payment | Transaction) -> str:
    """One of several that were found."""
    return links.payment(row) if isinstance(row, Payment) else links.transaction(row)
