"""Step 5: the phone on which the applicant is asked if something is missing."""

import re
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from portal.statement import refund_preview
from portal.web.forms import PageForm
from portal.web.refunds import drafts
from portal.web.refunds.step import PHONE, Begun, go_on, of_draft, page

BETWEEN = re.compile(r"[\s().\u2010-\u2015\u2212-]+")
LENGTH = 10


class PhoneField(forms.CharField):
    """A phone of Kazakhstan, typed with 8, 7 or +7 before it or without; passed on as +77XXXXXXXXX."""

    default_error_messages = {
        "required": _("Enter your phone"),
        "digits": _("The phone has digits only. Remove everything else"),
        "null_characters_not_allowed": _("The phone has digits only. Remove everything else"),
        "length": _("A phone has 10 digits after +7. Check it once more"),
        "country": _("After +7 a phone of Kazakhstan begins with 7. Check it once more"),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Phone"))
        options.setdefault("help_text", _("For example +7 701 123 45 67"))
        looks = {"class": "digits", "inputmode": "tel", "autocomplete": "tel", "spellcheck": "false"}
        super().__init__(widget=forms.TextInput(looks), **options)

    def clean(self, value: str) -> str:
        """The number as it is stored, or what is wrong with it."""
        digits = BETWEEN.sub("", super().clean(value)).removeprefix("+")
        if not (digits.isascii() and digits.isdigit()):
            raise self.fault("digits")
        if digits[0] == "8" or (len(digits) > LENGTH and digits[0] == "7"):
            digits = digits[1:]
        if len(digits) != LENGTH:
            raise self.fault("length")
        if digits[0] != "7":
            raise self.fault("country")
        return f"+7{digits}"

    def fault(self, code: str) -> forms.ValidationError:
        """What to say of it."""
        return forms.ValidationError(self.error_messages[code], code=code)


class PhoneForm(PageForm):
    """The phone alone."""

    phone = PhoneField()


@sensitive_post_parameters()
@of_draft
def phone(request: HttpRequest, begun: Begun, *, is_outdated: bool) -> HttpResponse:
    """Where to call; the one of the last request stands there already."""
    sent = request.POST if request.method == "POST" and not is_outdated else None
    form = PhoneForm(sent, initial={"phone": refund_preview.phone(begun.draft.phone)})
    if form.is_valid():
        drafts.save(begun.draft, phone=form.cleaned_data["phone"])
        return go_on(request, begun, PHONE)
    context = page(request, begun, PHONE, is_outdated=is_outdated) | {"form": form, "errors": form.mistakes()}
    status = 409 if is_outdated else 422 if form.errors else 200
    return render(request, "web/refunds/phone.html", context, status=status)
