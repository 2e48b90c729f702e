"""The forms of the staff door."""

from datetime import date
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from payments.ledger.understood import missing
from payments.models import LineCorrection, Rate, RegistryLine, WorkdayException
from payments.rules.bounds import FIRST_PERIOD, LAST_PERIOD
from payments.rules.identifiers import without_iins
from payments.rules.months import Month
from payments.rules.requisites import PurposeCode
from portal.iin_field import IinField
from portal.registry.covers import why_not_covers
from portal.registry.reasons import LineReason
from portal.staff.uploads import LARGEST_UPLOAD
from portal.words import access as access_words
from portal.words import lines as line_words
from portal.words import registry as registry_words

MEGABYTE = 1 << 20
OTHER = "other"


class PeriodField(forms.CharField):
    """A month as the order writes it."""

    widget = forms.TextInput(attrs={"class": "digits", "inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = {"invalid": _("Enter the month as MMYYYY, for example 112026")}

    def clean(self, value: str) -> Month | None:
        """The month, if money could come for it: a registry would not be taken with any other either."""
        text = super().clean(value)
        if not text and not self.required:
            return None
        try:
            month = Month.parse_order(text)
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
        if not FIRST_PERIOD <= month <= LAST_PERIOD:
            raise forms.ValidationError(registry_words.line_reason(LineReason.IMPOSSIBLE_PERIOD), code="impossible")
        return month


class DayField(forms.DateField):
    """A day, with the browser's own calendar."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class PersonSearchForm(forms.Form):
    """One person by their whole IIN: there is no searching by a part of it, nor by name."""

    iin = IinField()


class PaymentSearchForm(forms.Form):
    """A payment by its whole reference or by the whole number of a partner."""

    text = forms.CharField(
        label=_("Reference or number"),
        max_length=64,
        widget=forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off", "spellcheck": "false"}),
    )


def reasons() -> list[tuple[str, str]]:
    """The usual reasons to open a record, and another one."""
    usual = [(reason.value, access_words.reason(reason)) for reason in access_words.CommonReason]
    return [*usual, (OTHER, _("Another reason"))]


class ReasonForm(forms.Form):
    """Why a record is opened: a usual reason, or one in words of one's own."""

    usual = forms.ChoiceField(label=_("Reason"), choices=reasons, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Another reason, in your own words"),
        help_text=_("Only if none of the above fits. The person reads it."),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    @property
    def reason(self) -> str:
        """What is stored."""
        usual = self.cleaned_data["usual"]
        return self.cleaned_data["words"] if usual == OTHER else usual

    def clean_words(self) -> str:
        """No IIN, whoever's it may be; needed for another reason, and only then."""
        words = self.cleaned_data["words"]
        if without_iins(words) != words:
            raise forms.ValidationError(_("Write the reason without an IIN"))
        is_other = self.cleaned_data.get("usual") == OTHER
        if is_other and not words:
            raise forms.ValidationError(_("Write the reason"))
        if words and not is_other:
            raise forms.ValidationError(_("Choose “Another reason”, or leave this empty"))
        return words


def upload_hint() -> str:
    """Which files are taken here."""
    return _(
        "CSV of the Fund, camt.054, MT-102 or categories, at most %(size)d MB. A larger file is imported with "
        "manage.py import_registry."
    ) % {"size": LARGEST_UPLOAD // MEGABYTE}


class UploadForm(forms.Form):
    """A registry and the days that it covers."""

    file = forms.FileField(
        label=_("File"),
        help_text=lazy(upload_hint, str)(),
        error_messages={
            "required": _("Choose a file. One that is larger than allowed is not taken"),
            "empty": _("The file is empty."),
        },
    )
    covers_from = DayField(
        label=_("Covers from"),
        required=False,
        help_text=_("The registry of a Monday covers Saturday to Monday. camt.054 may say it itself."),
    )
    covers_until = DayField(label=_("Covers until"), required=False)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean(self) -> None:
        """Both days or neither, and such that a registry can cover."""
        first, last = self.cleaned_data.get("covers_from"), self.cleaned_data.get("covers_until")
        if self.errors or (first is None and last is None):
            return
        if first is None or last is None:
            raise forms.ValidationError(_("Fill in both days, or neither"))
        reason = why_not_covers(first, last, self.today)
        if reason:
            raise forms.ValidationError(registry_words.file_reason(reason))

    @property
    def covers(self) -> tuple | None:
        """The first and the last day."""
        first, last = self.cleaned_data["covers_from"], self.cleaned_data["covers_until"]
        return (first, last) if first else None


def purpose_codes() -> list[tuple[str, str]]:
    """The codes with what they stand for."""
    return [("", ""), *((code.value, f"{code.value}: {line_words.purpose(code)}") for code in PurposeCode)]


class CorrectionForm(forms.Form):
    """What is laid in for a rejected line, of the three that may be, those that it lacks; and by which document."""

    person = IinField(label=_("IIN"), help_text=_("12 digits, as in the document"))
    period = PeriodField(label=_("Period"), help_text=_("One month as MMYYYY, for example 112026"))
    purpose_code = forms.ChoiceField(label=_("Purpose code"), choices=purpose_codes)
    document = forms.CharField(
        label=_("Document"),
        help_text=_("Which document shows it: its kind, number and date. Without an IIN."),
        max_length=1000,
        widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 3}),
    )

    def __init__(self, line: RegistryLine, action: LineCorrection.Action, data: Any = None) -> None:
        super().__init__(data)
        wanted = missing(line) if action == LineCorrection.Action.MEND else set()
        for name in {"person", "period", "purpose_code"} - wanted:
            del self.fields[name]

    def clean_document(self) -> str:
        """Only people's own table holds an IIN."""
        document = self.cleaned_data["document"]
        if without_iins(document) != document:
            raise forms.ValidationError(_("Name the document without an IIN"))
        return document

    def laid_in(self) -> dict[str, Any]:
        """The same as the ledger's verb takes it."""
        given = self.cleaned_data
        return {
            "iin": given.get("person", ""),
            "period": given["period"].first_day if "period" in given else None,
            "purpose_code": given.get("purpose_code", ""),
            "document": given["document"],
        }


class RateForm(forms.ModelForm):
    """A rate with the law that sets it."""

    amount = forms.IntegerField(label=_("Amount"), min_value=1, help_text=_("Whole tenge a month."))

    class Meta:
        model = Rate
        fields = ("payer", "valid_from", "amount", "law")
        help_texts = {
            "valid_from": _("A rate holds to the end of its year: every year has its own."),
            "law": _("The law and its article, for everybody who asks where the sum comes from."),
        }


class WorkdayExceptionForm(forms.ModelForm):
    """A day that is off or worked against the rule, by which decree."""

    note = forms.CharField(label=_("Note"), max_length=300, help_text=_("The decree that moves the day."))

    class Meta:
        model = WorkdayException
        fields = ("day", "is_working", "note")
