"""Which months are paid and by whom, as anyone may tick it: turned into the facts of the rules, kept nowhere."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from payments.rules.assess import MonthAnswer
from payments.rules.coverage import MonthState
from payments.rules.facts import Facts, Goal, Line, LineState, NextMonths, Payer, StatePaid
from payments.rules.law import Law
from payments.rules.months import Month, span
from payments.rules.status import YEAR
from portal import month_names, written
from portal.web.forms import PageForm

STATE = "state"
WHO = [
    (Payer.SELF, gettext_lazy("I did")),
    (Payer.EMPLOYER, gettext_lazy("the employer")),
    (STATE, gettext_lazy("the State")),
]
OWN = [
    (Payer.SELF, gettext_lazy("as an independent payer")),
    (Payer.SOLE_TRADER, gettext_lazy("as an individual entrepreneur")),
]
NEXT = [
    (NextMonths.SELF, gettext_lazy("I do")),
    (NextMonths.EMPLOYER, gettext_lazy("an employer")),
    (NextMonths.STATE, gettext_lazy("the State")),
]
GOALS = [
    (Goal.LEAST_TODAY, gettext_lazy("Pay as little as possible today")),
    (Goal.LEAST_YEAR, gettext_lazy("Pay as little as possible over a year")),
    (Goal.SOONEST, gettext_lazy("Be insured as soon as possible")),
]
COVERED = {
    MonthState.COVERED_BY_STATE: STATE,
    MonthState.COVERED_BY_EMPLOYER: Payer.EMPLOYER,
    MonthState.PAID: Payer.SELF,
    MonthState.AHEAD: Payer.SELF,
}


class PlanForm(PageForm):
    """The last twelve months and the next twelve, each ticked or not, and the four things that change the advice."""

    payer = forms.ChoiceField(label=gettext_lazy("How do you pay?"), choices=OWN)
    next_months = forms.ChoiceField(label=gettext_lazy("Who pays from next month on?"), choices=NEXT)
    goal = forms.ChoiceField(label=gettext_lazy("What matters most to you?"), choices=GOALS)
    on_date = forms.DateField(
        label=gettext_lazy("Will I be insured on a certain day? (may be left empty)"),
        required=False,
        widget=forms.DateInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=gettext_lazy("Day, month and year, for example 25.12.2026"),
    )

    def __init__(self, data: Any = None, *, today: date, **options: Any) -> None:
        super().__init__(data, **options)
        self.today, self.month = today, Month.containing(today)
        for month in self.months:
            self.fields[f"paid-{month}"] = forms.BooleanField(required=False)
            self.fields[f"by-{month}"] = forms.ChoiceField(choices=WHO, required=False, initial=Payer.SELF)

    @property
    def months(self) -> tuple[Month, ...]:
        """The months that can be ticked."""
        return span(self.month - (YEAR - 1), self.month + YEAR)

    def clean_on_date(self) -> date | None:
        """A day that the rules can look at: not before the insurance began, not beyond a few years from now."""
        day = self.cleaned_data["on_date"]
        if day is not None and not 2020 <= day.year <= self.today.year + 5:
            raise forms.ValidationError(_("Give a day from 2020 on, at most five years ahead."))
        return day

    def ticks(self) -> list[dict[str, Any]]:
        """One value for each month, for the template."""
        return [self.tick(month) for month in self.months]

    def tick(self, month: Month) -> dict[str, Any]:
        """A month with its checkbox and its select."""
        paid, by = self[f"paid-{month}"].value(), self[f"by-{month}"].value() or Payer.SELF
        return {
            "period": str(month),
            "name": month_names.name(month, get_language()),
            "year": month.year,
            "checked": bool(paid),
            "who": [{"value": value, "label": label, "selected": value == by} for value, label in WHO],
            "question": _("%(month)s: who paid?") % {"month": written.month(month)},
            "is_ahead": month > self.month,
        }

    def facts(self, law: Law) -> Facts:
        """The ticked months as the rules take them; a month whose rate is not set counts with nothing."""
        given = self.cleaned_data
        paid = {month: given[f"by-{month}"] or Payer.SELF for month in self.months if given[f"paid-{month}"]}
        return Facts(
            today=self.today,
            payer=Payer(given["payer"]),
            lines=tuple(self.lines(law, {month: who for month, who in paid.items() if who != STATE})),
            state_paid=tuple(StatePaid(month, month) for month, who in paid.items() if who == STATE),
            goal=Goal(given["goal"]),
            next_months=NextMonths(given["next_months"]),
            on_date=given["on_date"],
        )

    def lines(self, law: Law, paid: dict[Month, str]) -> Iterator[Line]:
        """One full payment for each ticked month, made in that month, or today if it is still to come."""
        for month, who in paid.items():
            payer = Payer.EMPLOYER if who == Payer.EMPLOYER else Payer(self.cleaned_data["payer"])
            paid_on = min(month.last_day, self.today)
            rate = law.rate(month, payer, paid_on) if payer.is_own else None
            amount = rate.amount if rate else 1
            yield Line(str(month), month, amount, payer, paid_on, LineState.CREDITED, paid_on)


def ticked(months: Iterable[MonthAnswer]) -> dict[str, Any]:
    """The ticks that a known record stands for."""
    initial: dict[str, Any] = {}
    for month in months:
        if month.state in COVERED:
            initial |= {f"paid-{month.period}": True, f"by-{month.period}": COVERED[month.state]}
    return initial
