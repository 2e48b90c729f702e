"""The field for an IIN that every form shares."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payments.rules.identifiers import IinFault, clean_iin, why_not_iin


class IinField(forms.CharField):
    """An IIN, typed or pasted with spaces and dashes of any kind; without them it is passed on."""

    default_error_messages = {
        "required": _("Enter the IIN"),
        IinFault.EMPTY: _("Enter the IIN"),
        IinFault.DIGITS: _("The IIN has digits only. Remove everything else"),
        IinFault.LENGTH: _("The IIN has 12 digits. You entered %(count)s"),
        IinFault.CHECK: _("There is a mistake in the IIN. Compare it with the ID card"),
        "null_characters_not_allowed": _("The IIN has digits only. Remove everything else"),
    }

    def __init__(self, *, autocomplete: str = "off", **options: Any) -> None:
        options.setdefault("label", _("IIN"))
        options.setdefault("help_text", _("12 digits, as on the ID card"))
        # No length: whoever pastes a number with spaces would lose its end and not notice.
        looks = {"class": "digits", "inputmode": "numeric", "spellcheck": "false", "autocomplete": autocomplete}
        super().__init__(widget=forms.TextInput(looks), **options)

    def clean(self, value: str) -> str:
        """The twelve digits, or why they are none."""
        text = super().clean(value)
        fault = why_not_iin(text) if text or self.required else None
        if fault:
            raise forms.ValidationError(
                self.error_messages[fault], code=fault, params={"count": len(clean_iin(text))}
            )
        return clean_iin(text)
