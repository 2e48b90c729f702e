"""The page of reconciliation: for each partner its days three ways, and the cases that wait."""

from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any

from django import forms
from django.db.models import DateField, Exists, OuterRef, QuerySet, Value
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payments import history
from payments.history import DayOfPartner, OpenCase, Tally
from payments.models import Partner, PartnerRegistry, ReconciliationCase, Transaction
from portal import written
from portal.staff.forms import DayField
from portal.staff.reconciliation_chart import WAYS, chart
from portal.staff.tables import table
from portal.words import reconciliation as words

USUAL, MOST = 14, 62  # days; today comes on top of the usual ones
SHOWN = 100  # cases


class DaysForm(forms.Form):
    """From which day to which."""

    first = DayField(label=gettext_lazy("From"))
    last = DayField(label=gettext_lazy("Until"))

    def clean(self) -> None:
        """One day at least, two months at most."""
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and not 0 <= (last - first).days < MOST:
            raise forms.ValidationError(_("The days must follow one another, at most 62 of them"))


def days_form(asked: QueryDict, today: date) -> DaysForm:
    """What was asked for; the last two weeks and today where nothing was."""
    usual = {"first": today - timedelta(days=USUAL), "last": today}
    return DaysForm(asked if {"first", "last"} & asked.keys() else usual)


def overview(form: DaysForm, today: date) -> dict[str, Any]:
    """The page as ready values. Without two days that can be, only the cases."""
    found = ()
    if form.is_valid():
        found = history.reconciled_days(form.cleaned_data["first"], form.cleaned_data["last"])
    _rates, calendar = history.figures()
    cases = history.open_cases(today, calendar, SHOWN)
    waiting = waiting_cases()
    return {
        "partners": [
            of_partner(partner, list(days), today) for partner, days in groupby(found, key=attrgetter("partner"))
        ],
        "missing": missing_table(sorted(missing_days(today), key=itemgetter(1, 0))),
        "legend": [{"way": way, "word": words.way(way)} for way in WAYS],
        "cases": cases_table(cases, waiting),
        "more": words.more(waiting - len(cases)) if waiting > len(cases) else "",
    }


def of_partner(partner: Partner, days: list[DayOfPartner], today: date) -> dict[str, Any]:
    """One partner: the drawing, and the same as rows, newest first."""
    return {"name": str(partner), "chart": chart(days), "days": [row(day, today) for day in reversed(days)]}


def row(day: DayOfPartner, today: date) -> dict[str, Any]:
    """One day: sums with their counts, and whether they agree."""
    return {
        "day": written.short_day(day.day),
        "tallies": [cell(getattr(day, way)) for way in (*WAYS, "confirmed")],
        "state": words.day(day, today),
        "look": "other" if day.cases or (day.waits and day.day < today) else "equal",
    }


def cell(tally: Tally) -> dict[str, str]:
    """A sum, and how many payments it is; a dash where there is none."""
    if not tally.count:
        return {"sum": written.DASH, "count": ""}
    return {"sum": written.tenge(tally.total), "count": words.payments(tally.count)}


def cases_table(cases: tuple[OpenCase, ...], waiting: int) -> dict[str, Any]:
    """What waits, oldest first."""
    head = [_("Number"), _("Partner"), _("Difference"), _("Amount"), _("Day"), _("Age"), _("Next step")]
    return table(words.cases(waiting), head, map(case_cells, cases))


def case_cells(seen: OpenCase) -> list[str | SafeString]:
    """The cells of one case."""
    case = seen.case
    thing = case.line or case.transaction
    href = reverse("admin:payments_reconciliationcase_change", args=[case.pk])
    return [
        format_html('<a class="masked" href="{}">{}</a>', href, thing.number),
        str(case.registry.partner),
        words.standing(case.kind),
        written.tenge(thing.amount),
        written.short_day(thing.paid_on),
        words.age(seen.age),
        words.next_step(seen.next_step),
    ]


def missing_table(missing: list[tuple[str, date]]) -> dict[str, Any] | None:
    """The registries that have not come, oldest first."""
    if not missing:
        return None
    rows = [[partner, written.short_day(day)] for partner, day in missing]
    return table(words.missing(len(missing)), [_("Partner"), _("Day of the registry")], rows)


def waiting_cases() -> int:
    """How many cases wait."""
    return ReconciliationCase.objects.filter(decision="").count()


def missing_registries(today: date) -> int:
    """How many registries of the last two weeks have not come: for the front page."""
    return missing_days(today).count()


def missing_days(today: date) -> QuerySet[Partner, tuple[str, date]]:
    """The partners that brought something on one of the last days and sent no registry of it, each with the day."""
    one, *others = (_missing_on(today - timedelta(days=ago)) for ago in range(USUAL, 0, -1))
    return one.union(*others, all=True)


def _missing_on(day: date) -> QuerySet[Partner, tuple[str, date]]:
    came = Transaction.objects.filter(partner=OuterRef("actor"), paid_on=day, cancellation=None)
    sent = PartnerRegistry.objects.filter(partner=OuterRef("pk"), day=day)
    missing = Partner.objects.filter(Exists(came), ~Exists(sent)).annotate(day=Value(day, DateField()))
    return missing.values_list("actor__label", "day")
