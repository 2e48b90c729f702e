"""Forms on which staff say something of money, each for a reason in their own words."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payments.models import Suggestion
from payments.rules.identifiers import without_iins
from portal.staff.forms import DayField, PeriodField
from portal.words import suggestions as suggestion_words


class ReasonedForm(forms.Form):
    """What is decided for a `reason`, in words of one's own."""

    def clean_reason(self) -> str:
        """Only people's own table holds an IIN."""
        reason = self.cleaned_data["reason"]
        if without_iins(reason) != reason:
            raise forms.ValidationError(_("Write the reason without an IIN"))
        return reason


def decisions() -> list[tuple[str, str]]:
    """What can be said of a suggestion."""
    return [(decision.value, suggestion_words.choice(decision)) for decision in Suggestion.Decision]


class DecisionForm(ReasonedForm):
    """Whether a line is the money of a payment, and how one knows."""

    decision = forms.ChoiceField(label=_("Decision"), choices=decisions, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("How you know: a receipt, a letter of the bank, a call. Without an IIN."),
        max_length=1000,
        widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 3}),
    )


class AllocationForm(ReasonedForm):
    """For which month money is that came without one; none if it is settled otherwise."""

    period = PeriodField(
        label=_("Period"),
        required=False,
        help_text=_("One month as MMYYYY: the payment is then on its way. Empty if the money is settled otherwise."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("How you know: a receipt, a letter of the bank, a call. Without an IIN."),
        max_length=1000,
        widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 3}),
    )


class ReturnForm(ReasonedForm):
    """When the money of a payment came back, and why as the bank says it."""

    day = DayField(label=_("Came back on"))
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("In the bank’s own words, or its code. The person reads it. Without an IIN."),
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
    )

    def __init__(self, *args: Any, paid_on: date, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.paid_on, self.today = paid_on, today

    def clean_day(self) -> date:
        """Nothing comes back before it was paid, and nobody knows of a day to come."""
        day = self.cleaned_data["day"]
        if not self.paid_on <= day <= self.today:
            raise forms.ValidationError(_("Enter a day from the day of the payment to today"))
        return day
