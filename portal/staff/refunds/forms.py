"""The forms of the desk of refunds."""

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from payments.history import RecordedRefund
from payments.ledger import Unmovable
from payments.rules.identifiers import without_iins
from payments.rules.refund_reasons import RefusalGround
from portal.staff.refunds.acts import VERDICTS
from portal.words import refund_decisions as words
from portal.words import refund_review as review_words
from portal.words import refunds as refund_words
from portal.words.refund_decisions import Act

TEXT = {"class": "vLargeTextField", "rows": 5}


class RefundSearchForm(forms.Form):
    """A request by its whole number, by the reference of its payment, or by the whole IIN of one of its people."""

    text = forms.CharField(
        label=_("Number of the request, reference of the payment or IIN"),
        max_length=64,
        widget=forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off", "spellcheck": "false"}),
    )


def grounds() -> list[tuple[str, str]]:
    """The published grounds for a refusal."""
    return [("", _("No ground is chosen")), *((one.value, refund_words.ground(one)) for one in RefusalGround)]


class ChoiceForm(forms.Form):
    """What is to be done with a request."""

    act = forms.ChoiceField(
        label=_("What do you want to do?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what to do with the request."),
            "invalid_choice": lazy(review_words.refusal, str)(Unmovable.NOT_NOW),
        },
    )
    ground = forms.ChoiceField(
        label=_("Ground"), required=False, choices=grounds, help_text=_("Only where you refuse: one published ground.")
    )

    def __init__(self, acts: list[Act], data: Any = None) -> None:
        super().__init__(data, initial={"act": acts[0]} if len(acts) == 1 else None)
        self.fields["act"].choices = [(act.value, words.choice(act)) for act in acts]
        if Act.REFUSE not in acts:
            del self.fields["ground"]

    def clean(self) -> None:
        """A refusal has a ground, and nothing else has."""
        if self.cleaned_data.get("act") == Act.REFUSE and not self.cleaned_data.get("ground"):
            self.add_error("ground", _("Choose the ground for the refusal."))

    @property
    def chosen(self) -> Act:
        """What was chosen."""
        return Act(self.cleaned_data["act"])

    @property
    def cited(self) -> RefusalGround | None:
        """On which ground, where it is a refusal."""
        return RefusalGround(self.cleaned_data["ground"]) if self.chosen is Act.REFUSE else None

    @property
    def given(self) -> dict[str, str]:
        """What of the choice the ledger takes."""
        return {"ground": self.cited or ""} if self.chosen in VERDICTS else {}


class WordsForm(forms.Form):
    """The words that go with an act. Only people's own table holds an IIN."""

    def clean(self) -> None:
        """No IIN in any of them."""
        for name, text in list(self.cleaned_data.items()):
            if isinstance(text, str) and without_iins(text) != text:
                self.add_error(name, _("Write the text without an IIN"))


def text_field(label: Any, help_text: Any = "") -> forms.CharField:
    """A few sentences."""
    return forms.CharField(label=label, help_text=help_text, max_length=2000, widget=forms.Textarea(attrs=TEXT))


class TextsForm(WordsForm):
    """What the applicant reads of a decision, in both languages."""

    text_kk = text_field(lazy(words.text_in, str)("kk"))
    text_ru = text_field(lazy(words.text_in, str)("ru"))


class QuestionForm(WordsForm):
    """What the applicant is asked."""

    question = text_field(_("Question"), _("The applicant reads it as you write it."))

    def __init__(self, data: Any, language: str) -> None:
        super().__init__(data)
        self.fields["question"].label = words.question_in(language)


class ReadForm(WordsForm):
    """What a second reviewer makes of a first decision: of the one that was read, and of no later one."""

    decision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any, refund: RecordedRefund) -> None:
        super().__init__(data, initial={"decision": refund.decision.pk})


class NoteForm(ReadForm):
    """Why a second reviewer does not agree."""

    note = text_field(_("Note for the first reviewer"), _("What has to be looked at again. Without an IIN."))


def form_of(act: Act, ground: RefusalGround | None, refund: RecordedRefund, data: Any) -> forms.Form:
    """The form that stands before an act, with the published wording where it decides."""
    if act in VERDICTS:
        return TextsForm(data, initial=words.texts(VERDICTS[act], ground, refund))
    if act is Act.ASK:
        return QuestionForm(data, refund.language)
    if act is Act.SEND_BACK:
        return NoteForm(data, refund)
    return ReadForm(data, refund) if act is Act.CONFIRM else forms.Form(data)
