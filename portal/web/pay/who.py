"""Step 1: for whom, and in which category that person pays."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from payments import ledger
from payments.models import Person
from payments.rules.facts import Payer
from payments.rules.identifiers import grouped
from portal.iin_field import IinField
from portal.models import Account, Draft
from portal.web.context import short_name
from portal.web.forms import ChoiceField, PageForm
from portal.web.pay import drafts, tries
from portal.web.pay.step import of_draft, see_other

OWN, OTHER = "own", "other"
WHOM = [(OWN, gettext_lazy("For myself")), (OTHER, gettext_lazy("For somebody else"))]
PAYERS = [
    (Payer.SELF, gettext_lazy("An independent payer")),
    (Payer.SOLE_TRADER, gettext_lazy("An individual entrepreneur")),
]


class WhoForm(PageForm):
    """Oneself, or somebody else by IIN and first name; of them the answer only says whether all is in order."""

    whom = ChoiceField(label=gettext_lazy("For whom do you pay?"), choices=WHOM, widget=forms.RadioSelect)
    iin = IinField(label=gettext_lazy("Their IIN"), required=False)
    first_name = forms.CharField(
        label=gettext_lazy("Their first name"),
        help_text=gettext_lazy("As on the ID card, without the surname"),
        required=False,
        max_length=100,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    payer = ChoiceField(
        label=gettext_lazy("In which category does this person pay?"),
        help_text=gettext_lazy("It decides how much a month costs."),
        choices=PAYERS,
        widget=forms.RadioSelect,
    )

    person: Person | None = None

    def __init__(self, data: QueryDict | None, *, draft: Draft, account: Account) -> None:
        self.draft, self.account = draft, account
        is_own = drafts.is_own(draft, account)
        began = {"whom": OWN if is_own else OTHER, "payer": draft.payer}
        if not is_own:
            began["iin"] = grouped(draft.person.iin)
        is_for_other = data is None or data.get("whom") == OTHER
        super().__init__(data if is_for_other else without_their_fields(data), initial=began)

    def clean(self) -> None:
        """Ask who it is, once every field by itself is right."""
        if self.errors:
            return
        own, iin = self.account.person, self.cleaned_data["iin"]
        if self.cleaned_data["whom"] == OWN or iin == own.iin:
            self.person = own
        elif iin == self.draft.person.iin:  # asked before, and was in order
            self.person = self.draft.person
        elif self.is_complete():
            self.person = self.payee()

    def is_complete(self) -> bool:
        """Is there anything to ask by?"""
        if not self.cleaned_data["iin"]:
            self.add_error("iin", _("Enter the IIN"))
        if not self.cleaned_data["first_name"]:
            self.add_error("first_name", _("Enter the first name"))
        return not self.errors

    def payee(self) -> Person:
        """Somebody else, if all is in order; each question is counted and kept."""
        until = tries.refused_until(self.account, tries.NAMES)
        if until is not None:
            raise forms.ValidationError(tries.sentence(until), code="too_many")
        names = {"iin": self.cleaned_data["iin"], "first_name": self.cleaned_data["first_name"]}
        person = ledger.check_payee(actor=self.account.actor, **names)
        if person is None:
            raise forms.ValidationError(
                _("Something does not fit. Compare the IIN and the first name with the ID card")
            )
        return person


@sensitive_post_parameters()
@of_draft
def who(request: HttpRequest, draft: Draft, *, is_outdated: bool) -> HttpResponse:
    """For oneself or for somebody else, whose months are then chosen anew."""
    form = WhoForm(None if is_outdated else request.POST or None, draft=draft, account=request.user)
    if form.is_valid():
        is_other_person = form.person.pk != draft.person_id
        anew = {"months": [], "employer_has_not_paid": []} if is_other_person else {}
        drafts.save(draft, person=form.person, payer=form.cleaned_data["payer"], **anew)
        is_complete = request.GET.get("then") == "check" and draft.months
        return see_other(request, "pay_check" if is_complete else "pay_months")
    context = page(form, draft, is_outdated=is_outdated)
    return render(request, "web/pay/who.html", context, status=status(form, is_outdated=is_outdated))


def page(form: WhoForm, draft: Draft, *, is_outdated: bool) -> dict[str, Any]:
    """What the page shows; of the person who is signed in the name and the IIN."""
    own = form.account.person
    return {
        "form": form,
        "errors": form.mistakes(),
        "made_of": draft,
        "is_outdated": is_outdated,
        "own": {"name": short_name(own), "iin": grouped(own.iin)},
    }


def status(form: WhoForm, *, is_outdated: bool) -> int:
    """How the answer is called among programs."""
    if is_outdated:
        return 409
    if form.has_error(NON_FIELD_ERRORS, "too_many"):
        return 429
    return 422 if form.errors else 200


def without_their_fields(data: QueryDict) -> QueryDict:
    """The form of somebody who pays for themselves, whatever they had typed before about somebody else."""
    kept = data.copy()
    kept.pop("iin", None)
    kept.pop("first_name", None)
    return kept
