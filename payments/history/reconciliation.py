"""What partners brought, day by day and three ways: told online, in their registries, credited."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Cast, Coalesce

from payments.models import (
    Partner,
    PartnerRegistry,
    PartnerRegistryLine,
    Payment,
    PaymentStep,
    ReconciliationCase,
    Transaction,
)
from payments.rules.payment_states import PaymentState
from payments.rules.reconciliation import MIDNIGHT, NextStep, Standing, age, next_step
from payments.rules.workdays import WorkCalendar

Key = tuple[int, date]


class Tally(NamedTuple):
    """How many, and how much in tenge."""

    count: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class DayOfPartner:
    """One partner and day. `has_registry`: its registry of the day is here; `cases` are those that are open."""

    partner: Partner
    day: date
    told: Tally
    said: Tally
    credited: Tally
    confirmed: Tally
    has_registry: bool
    cases: int

    @property
    def waits(self) -> bool:
        """Did something come in, and no registry yet?"""
        return self.told.count > 0 and not self.has_registry


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case that waits: its age in working days, and what to do about it."""

    case: ReconciliationCase
    age: int
    next_step: NextStep


def reconciled_days(first: date, last: date) -> tuple[DayOfPartner, ...]:
    """Every partner and day from the first to the last on which anything is known, partners by name, days in order.

    A line counts on the day of what came in under its number, so that a day agrees with itself across midnight.
    """
    ways = (_told, _said, _credited, _confirmed)
    told, said, credited, confirmed = (_tallies(way(first, last)) for way in ways)
    registries = set(PartnerRegistry.objects.filter(day__range=(first, last)).values_list("partner__actor", "day"))
    waiting = ReconciliationCase.objects.filter(decision="", registry__day__range=(first, last))
    counted = waiting.values_list("registry__partner__actor", "registry__day").annotate(count=Count("pk")).order_by()
    cases = {(actor, day): count for actor, day, count in counted}
    partners = {partner.actor_id: partner for partner in Partner.objects.select_related("actor")}
    keys = {key for key in (told.keys() | said.keys() | registries | cases.keys()) if first <= key[1] <= last}
    return tuple(
        DayOfPartner(
            partner=partners[actor],
            day=day,
            told=told.get((actor, day), Tally()),
            said=said.get((actor, day), Tally()),
            credited=credited.get((actor, day), Tally()),
            confirmed=confirmed.get((actor, day), Tally()),
            has_registry=(actor, day) in registries,
            cases=cases.get((actor, day), 0),
        )
        for actor, day in sorted(keys, key=lambda key: (str(partners[key[0]]), key[1]))
    )


def open_cases(today: date, calendar: WorkCalendar, most: int) -> tuple[OpenCase, ...]:
    """The cases that have waited longest."""
    waiting = ReconciliationCase.objects.filter(decision="").select_related(
        "registry__partner__actor", "line__person", "transaction"
    )
    return tuple(seen_case(case, today, calendar) for case in waiting.order_by("opened_on", "pk")[:most])


def seen_case(case: ReconciliationCase, today: date, calendar: WorkCalendar) -> OpenCase:
    """A case as it looks today."""
    waited = age(case.opened_on, today, calendar)
    return OpenCase(case, waited, next_step(Standing(case.kind), waited))


def _told(first: date, last: date) -> QuerySet[Transaction]:
    """What came in and was not taken back."""
    of_partners = Transaction.objects.filter(partner__brings__isnull=False, cancellation=None)
    return of_partners.filter(paid_on__range=(first, last)).annotate(
        actor=F("partner"), of_day=F("paid_on"), tenge=F("amount")
    )


def _said(first: date, last: date) -> QuerySet[PartnerRegistryLine]:
    """What stands in the last registries of their days."""
    near = PartnerRegistryLine.objects.filter(registry__day__range=(first - MIDNIGHT, last + MIDNIGHT))
    return near.counting().annotate(
        actor=F("registry__partner__actor"),
        of_day=Coalesce("transaction__paid_on", "paid_on", output_field=DateField()),
        tenge=F("amount"),
    )


def _credited(first: date, last: date) -> QuerySet[PaymentStep]:
    """What was told, sent a payment and has arrived."""
    steps = PaymentStep.objects.filter(payment=OuterRef("payment"))
    sent = PaymentStep.objects.filter(
        Exists(steps.filter(state=PaymentState.CREDITED)),
        ~Exists(steps.filter(state=PaymentState.RETURNED)),
        transaction__partner__brings__isnull=False,
        transaction__paid_on__range=(first, last),
    )
    return sent.annotate(actor=F("transaction__partner"), of_day=F("transaction__paid_on"), tenge=F("payment__amount"))


def is_confirmed(taken: Transaction) -> bool:
    """Does the partner's registry have what came in, and say the same of it?"""
    return _that_are_confirmed(Transaction.objects.filter(pk=taken.pk, cancellation=None)).exists()


def _confirmed(first: date, last: date) -> QuerySet[Transaction]:
    return _that_are_confirmed(_told(first, last))


def _that_are_confirmed(transactions: QuerySet[Transaction]) -> QuerySet[Transaction]:
    """As `rules.reconciliation.standing` says MATCHED, for many at once; the caller leaves out what was cancelled."""
    by_reference = Payment.objects.filter(transactions=OuterRef("pk"), transactions__person=None)
    named = transactions.annotate(
        whose=Coalesce("person", Subquery(by_reference.values("person")[:1])),
        for_month=Coalesce("period", Subquery(by_reference.values("period")[:1])),
        day_before=Cast(F("paid_on") - MIDNIGHT, DateField()),
        day_after=Cast(F("paid_on") + MIDNIGHT, DateField()),
    )
    said = PartnerRegistryLine.objects.counting().filter(
        Q(person=None) | Q(person=Coalesce(OuterRef("whose"), "person")),
        Q(period=None) | Q(period=Coalesce(OuterRef("for_month"), "period")),
        registry__partner__actor=OuterRef("partner"),
        number=OuterRef("number"),
        amount=OuterRef("amount"),
        paid_on__range=(OuterRef("day_before"), OuterRef("day_after")),
    )
    return named.filter(Exists(said))


def _tallies(found: QuerySet) -> dict[Key, Tally]:
    rows = found.values_list("actor", "of_day").annotate(count=Count("pk"), total=Sum("tenge")).order_by()
    return {(actor, day): Tally(count, total) for actor, day, count, total in rows}
