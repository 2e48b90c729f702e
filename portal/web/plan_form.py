"""Which months are paid and by whom, as anyone may tick it: turned into the facts of the rules, kept nowhere."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from payments.rules.assess import MonthAnswer
from payments.rules.coverage import MonthState, not_paid, paid_by_state
from payments.rules.facts import Facts, Goal, Line, LineState, Payer, StatePaid
from payments.rules.law import Law
from payments.rules.months import Month, span
from payments.rules.status import YEAR
from portal import month_names, written
from portal.web import plan_questions
from portal.web.forms import ChoiceField, PageForm
from portal.web.plan_questions import QuestionsForm
from portal.words import goals
from portal.words import months as month_words

STATE = "state"
WHO = [
    (Payer.SELF, gettext_lazy("I did")),
    (Payer.EMPLOYER, gettext_lazy("the employer")),
    (STATE, gettext_lazy("the State")),
]
GOALS = [(goal, lazy(goals.goal, str)(goal)) for goal in Goal]
COVERED = {
    MonthState.COVERED_BY_STATE: STATE,
    MonthState.COVERED_BY_EMPLOYER: Payer.EMPLOYER,
    MonthState.PAID: Payer.SELF,
    MonthState.AHEAD: Payer.SELF,
}


class PlanForm(QuestionsForm, PageForm):
    """The last twelve months and the next twelve, each ticked or not, and what else changes the advice."""

    goal = ChoiceField(
        label=gettext_lazy("What matters most to you?"), choices=GOALS, required=False, widget=forms.RadioSelect
    )
    on_date = forms.DateField(
        label=gettext_lazy("Which day?"),
        required=False,
        widget=forms.DateInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=gettext_lazy("Day, month and year, for example 25.12.2026"),
    )

    def __init__(self, data: Any = None, *, start: Facts, began: dict[Month, str]) -> None:
        """`start` is what is known of whoever asks, `began` who covers which month by it."""
        super().__init__(data, initial={"goal": start.goal} | plan_questions.recorded(start))
        self.start, self.began, self.month = start, began, start.month
        for name in plan_questions.recorded(start):
            self.fields[name].choices = plan_questions.YES_OR_NO
        for month in self.months:
            who = began.get(month)
            self.fields[f"paid-{month}"] = forms.BooleanField(required=False, initial=bool(who))
            self.fields[f"by-{month}"] = ChoiceField(choices=WHO, required=False, initial=who or Payer.SELF)

    @property
    def months(self) -> tuple[Month, ...]:
        """The months that can be ticked."""
        return span(self.month - (YEAR - 1), self.month + YEAR)

    def clean_on_date(self) -> date | None:
        """A day that the rules can look at: not before the insurance began, not beyond a few years from now."""
        day = self.cleaned_data["on_date"]
        if day is not None and not 2020 <= day.year <= self.start.today.year + 5:
            raise forms.ValidationError(_("Give a day from 2020 on, at most five years ahead."))
        return day

    def questions(self) -> list[forms.BoundField]:
        """Those that the record leaves open."""
        return [self[name] for name in plan_questions.asked(self.start)]

    def recorded(self) -> list[forms.BoundField]:
        """Those that it answers, for whoever knows better."""
        return [self[name] for name in QuestionsForm.base_fields if name not in plan_questions.asked(self.start)]

    def past_ticks(self) -> list[dict[str, Any]]:
        """The last twelve months, for the template."""
        return [self.tick(month) for month in self.months[:YEAR]]

    def coming_ticks(self) -> list[dict[str, Any]]:
        """The next twelve."""
        return [self.tick(month) for month in self.months[YEAR:]]

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
            "look": month_words.LOOKS[not_paid(month, self.month)],
            "word": month_words.word(not_paid(month, self.month)),
            "errors": self.errors.get(f"by-{month}", []),
        }

    def facts(self, law: Law) -> Facts:
        """What is known, with the months that were ticked otherwise; a month without a rate counts with nothing."""
        given = self.cleaned_data
        changed = {month: who for month, who in self.chosen().items() if who != self.began.get(month, "")}
        kept = tuple(line for line in self.start.lines if line.period not in changed)
        by_state = tuple(StatePaid(month, month) for month, who in changed.items() if who == STATE)
        return replace(
            self.start,
            payer=self.payer,
            lines=kept + tuple(self.lines(law, changed)),
            state_paid=(*without(self.start.state_paid, changed), *by_state),
            goal=Goal(given["goal"] or self.start.goal),
            next_months=plan_questions.next_months(given, self.start),
            on_date=given["on_date"],
        )

    @property
    def payer(self) -> Payer:
        """By whose rate a new payment goes."""
        return plan_questions.payer(self.cleaned_data, self.start)

    def chosen(self) -> dict[Month, str]:
        """Who covers each month, as it was ticked; empty where nobody does."""
        given = self.cleaned_data
        return {month: (given[f"by-{month}"] or Payer.SELF) if given[f"paid-{month}"] else "" for month in self.months}

    def lines(self, law: Law, changed: dict[Month, str]) -> Iterator[Line]:
        """One full payment for each such month, made in that month, or today if it is still to come."""
        for month, who in changed.items():
            if who in ("", STATE):
                continue
            payer = Payer.EMPLOYER if who == Payer.EMPLOYER else self.payer
            paid_on = min(month.last_day, self.start.today)
            rate = law.rate(month, payer, paid_on) if payer.is_own else None
            amount = rate.amount if rate else 1
            yield Line(str(month), month, amount, payer, paid_on, LineState.CREDITED, paid_on)


def without(spans: Iterable[StatePaid], months: Iterable[Month]) -> Iterator[StatePaid]:
    """The spans with some months cut out."""
    for paid in spans:
        first = paid.first
        for month in sorted(month for month in months if paid_by_state(month, [paid])):
            if first < month:
                yield StatePaid(first, month - 1)
            first = month + 1
        if paid.last is None or first <= paid.last:
            yield StatePaid(first, paid.last)


def ticked(months: Iterable[MonthAnswer]) -> dict[Month, str]:
    """Who covers which month, by a known record."""
    return {month.period: COVERED[month.state] for month in months if month.state in COVERED}
