"""Step 4: where the money is to go."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from payments.rules.identifiers import clean_iik, why_not_iik
from payments.rules.refund_reasons import Obstacle
from payments.rules.requisites import may_be_own
from portal.models import RefundDraft
from portal.statement import refund_preview
from portal.web.forms import ChoiceField, PageForm
from portal.web.refunds import drafts
from portal.web.refunds.step import ACCOUNT, Begun, go_on, of_draft, page
from portal.words import refunds as words

Way = RefundDraft.Way
WAYS = [
    (Way.AS_PAID, gettext_lazy("The way it was paid")),
    (Way.ACCOUNT, gettext_lazy("To an account in a bank")),
]


class IikField(forms.CharField):
    """An IIK, typed or pasted with spaces and dashes of any kind; without them it is passed on."""

    default_error_messages = {
        "required": gettext_lazy("Enter the IIK"),
        "null_characters_not_allowed": gettext_lazy(
            "The IIK has Latin letters and digits only. Remove everything else"
        ),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", gettext_lazy("IIK of your account"))
        options.setdefault("help_text", gettext_lazy("20 characters that begin with KZ, as in the app of your bank"))
        looks = {"class": "iik", "autocapitalize": "characters", "spellcheck": "false", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(looks), **options)

    def clean(self, value: str) -> str:
        """The twenty characters, or why they are none."""
        text = clean_iik(super().clean(value))
        fault = why_not_iik(text) if text or self.required else None
        if fault:
            raise forms.ValidationError(words.iik_fault(fault, len(text)), code=fault)
        return text


class AccountForm(PageForm):
    """Back the way it came, or to an account of the applicant's own."""

    way = ChoiceField(choices=WAYS, widget=forms.RadioSelect)
    iik = IikField(required=False)
    is_own = forms.BooleanField(label=gettext_lazy("This account is my own."), required=False)

    def __init__(self, data: QueryDict | None, draft: RefundDraft) -> None:
        is_to_account = data is not None and data.get("way") == Way.ACCOUNT
        began = {"way": draft.way, "iik": refund_preview.grouped_iik(draft.iik), "is_own": bool(draft.iik)}
        super().__init__(data if data is None or is_to_account else without_account(data), initial=began)
        self.fields["iik"].required = is_to_account

    def clean(self) -> None:
        """An account has to be said to be one's own."""
        iik = self.cleaned_data.get("iik", "")
        if self.cleaned_data.get("way") == Way.ACCOUNT and not (self.cleaned_data["is_own"] and may_be_own(iik)):
            self.add_error("is_own", words.obstacle(Obstacle.NOT_OWN_ACCOUNT))


@sensitive_post_parameters()
@of_draft
def account(request: HttpRequest, begun: Begun, *, is_outdated: bool) -> HttpResponse:
    """Choose the way of the money."""
    form = AccountForm(request.POST if request.method == "POST" and not is_outdated else None, begun.draft)
    if form.is_valid():
        drafts.save(begun.draft, way=form.cleaned_data["way"], iik=form.cleaned_data["iik"])
        return go_on(request, begun, ACCOUNT)
    context = page(request, begun, ACCOUNT, is_outdated=is_outdated) | {"form": form, "errors": form.mistakes()}
    context["known"] = refund_preview.account(begun.draft.iik) if begun.draft.iik and not form.errors else None
    status = 409 if is_outdated else 422 if form.errors else 200
    return render(request, "web/refunds/account.html", context, status=status)


def without_account(data: QueryDict) -> QueryDict:
    """The form of somebody who gets the money back the way it came, whatever account they had typed before."""
    kept = data.copy()
    kept.pop("iik", None)
    kept.pop("is_own", None)
    return kept
