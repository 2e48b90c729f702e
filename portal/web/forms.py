"""The forms of the citizen's door."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate, password_validation
from django.http import HttpRequest
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from payments.rules.identifiers import without_iins
from portal.iin_field import IinField
from portal.models import Account
from portal.sign_in import open_account


class PageForm(forms.Form):
    """A form whose mistakes stand at the top of the page as well, each with a link to its field."""

    use_required_attribute = False  # a browser would complain in its own language

    def mistakes(self) -> list[dict[str, str]]:
        """What `_errors.html` shows; what concerns no single field has no link."""
        return [
            {"text": text, "href": f"#{self[name].auto_id}" if name in self.fields else ""}
            for name, texts in self.errors.items()
            for text in texts
        ]


class ChoiceField(forms.ChoiceField):
    """A choice whose complaint does not repeat what was sent instead."""

    default_error_messages = dict.fromkeys(["required", "invalid_choice"], _("Choose one of the answers"))


class WordsField(forms.CharField):
    """A few sentences. Only people's own table holds an IIN."""

    def clean(self, value: str) -> str:
        """The text, if nobody's IIN stands in it."""
        text = super().clean(value)
        if without_iins(text) != text:
            raise forms.ValidationError(_("Write the text without an IIN"), code="iin")
        return text


class PasswordField(forms.CharField):
    """A password, as it was typed; managers of passwords may fill it in."""

    default_error_messages = {"required": _("Enter the password")}

    def __init__(self, *, autocomplete: str, **options: Any) -> None:
        widget = forms.PasswordInput({"autocomplete": autocomplete})
        super().__init__(strip=False, max_length=1000, widget=widget, **options)


class AccountForm(PageForm):
    """A form that ends with an account, or says one and the same whatever was wrong."""

    NOT_FOUND = ""

    account: Account | None = None

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.POST if request.method == "POST" else None)
        self.request = request

    def clean(self) -> None:
        """Ask who it is, once every field by itself is right."""
        if self.errors:
            return
        self.account = self.find_account()
        if self.account is None:
            raise forms.ValidationError(self.NOT_FOUND)


class SignInForm(AccountForm):
    """IIN and password."""

    NOT_FOUND = _("The IIN or the password is wrong. Check both and try again")

    iin = IinField(autocomplete="username")
    password = PasswordField(label=_("Password"), autocomplete="current-password")

    def find_account(self) -> Account | None:
        """Who it is by Django's own authentication."""
        return authenticate(self.request, **self.cleaned_data)


def password_rules() -> str:
    """What is asked of a new password, in Django's own sentences."""
    return " ".join(password_validation.password_validators_help_texts())


class OpenAccountForm(AccountForm):
    """IIN, one-time code and a new password, typed twice."""

    NOT_FOUND = _("The IIN or the code is wrong, or the code is no longer valid. Check both, or ask for a new code")

    iin = IinField(autocomplete="username")
    code = forms.CharField(
        label=_("One-time code"),
        help_text=_("8 letters and digits, for example K7MP-Q2RT"),
        error_messages={"required": _("Enter the code")},
        max_length=40,
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false", "class": "digits"}
        ),
    )
    password = PasswordField(
        label=_("New password"),
        help_text=lazy(password_rules, str)(),
        autocomplete="new-password",
        validators=[password_validation.validate_password],
    )
    repeat = PasswordField(
        label=_("New password once more"),
        error_messages={"required": _("Enter the password once more")},
        autocomplete="new-password",
    )

    def clean_repeat(self) -> str:
        """The second must be the first."""
        repeat = self.cleaned_data["repeat"]
        if repeat != self.cleaned_data.get("password", repeat):
            raise forms.ValidationError(_("The passwords differ. Enter the same one twice"))
        return repeat

    def find_account(self) -> Account | None:
        """Whose code it is."""
        given = {name: self.cleaned_data[name] for name in ("iin", "code", "password")}
        return open_account(self.request, **given)
