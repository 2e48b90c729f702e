"""At most three questions before any price, each of which may be skipped: whoever pays for free comes first."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from payments.rules.facts import Facts, NextMonths, Payer
from portal.web.forms import ChoiceField

YES, NO, SKIP = "yes", "no", ""
YES_OR_NO = [(YES, pgettext_lazy("answer", "Yes")), (NO, pgettext_lazy("answer", "No"))]
ANSWERS = [*YES_OR_NO, (SKIP, pgettext_lazy("answer", "Skip"))]


class Question(ChoiceField):
    """Yes, no, or skipped."""

    def __init__(self, label: str, help_text: str = "") -> None:
        super().__init__(choices=ANSWERS, required=False, widget=forms.RadioSelect, label=label, help_text=help_text)


class QuestionsForm(forms.Form):
    """The three questions; the rest of the planner's form comes on top of them."""

    state_pays = Question(
        _("Does the State pay for you?"),
        _(
            "It does for full-time students, pensioners, whoever cares for a child under 3, people with a disability, "
            "mothers of many children, the registered unemployed and some others."
        ),
    )
    employer_pays = Question(_("Does an employer pay for you?"))
    sole_trader = Question(_("Are you an individual entrepreneur?"), _("They pay by a rate of their own."))


def recorded(start: Facts) -> dict[str, str]:
    """What the record answers by itself."""
    answers = {
        "state_pays": start.next_months is NextMonths.STATE,
        "employer_pays": start.next_months is NextMonths.EMPLOYER,
        "sole_trader": start.payer is Payer.SOLE_TRADER,
    }
    return {name: YES for name, is_recorded in answers.items() if is_recorded}


def asked(start: Facts) -> list[str]:
    """What still has to be asked; nothing of those for whom somebody else pays by the record."""
    if start.next_months is not NextMonths.SELF:
        return []
    return [name for name in QuestionsForm.base_fields if name not in recorded(start)]


def payer(given: dict[str, Any], start: Facts) -> Payer:
    """By whose rate a new payment goes."""
    return {YES: Payer.SOLE_TRADER, NO: Payer.SELF}.get(given["sole_trader"], start.payer)


def next_months(given: dict[str, Any], start: Facts) -> NextMonths:
    """Who pays from next month on: the State before an employer; what is skipped stays as it is recorded."""
    answers = {NextMonths.STATE: given["state_pays"], NextMonths.EMPLOYER: given["employer_pays"]}
    said = next((who for who, answer in answers.items() if answer == YES), start.next_months)
    return NextMonths.SELF if answers.get(said) == NO else said
