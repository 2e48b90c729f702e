"""What reviewers of a refund choose, what they confirm, and what the applicant reads then, in both languages."""

from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import override

from payments.history import RecordedRefund
from payments.models import RefundDecision
from payments.rules.refund_numbers import grouped_number
from payments.rules.refund_reasons import RefusalGround
from portal import written
from portal.words import refunds as refund_words

Verdict = RefundDecision.Verdict
BOTH = ("kk", "ru")


class Act(StrEnum):
    """What can be done with a request that one has taken."""

    APPROVE = "approve"
    REFUSE = "refuse"
    ASK = "ask"
    RESUME = "resume"
    CONFIRM = "confirm"
    SEND_BACK = "send_back"


def choice(act: Act) -> str:
    """What can be chosen."""
    choices = {
        Act.APPROVE: _("Approve, and pass to the second reviewer"),
        Act.REFUSE: _("Refuse with a ground, and pass to the second reviewer"),
        Act.ASK: _("Ask the applicant for more"),
        Act.RESUME: _("Go on without the answer"),
        Act.CONFIRM: _("Confirm the first decision"),
        Act.SEND_BACK: _("Send back to the first reviewer"),
    }
    return choices[act]


def title(act: Act) -> str:
    """What the page asks that stands before the deed."""
    titles = {
        Act.APPROVE: _("Pass the approval to the second reviewer?"),
        Act.REFUSE: _("Pass the refusal to the second reviewer?"),
        Act.ASK: _("What do you ask the applicant?"),
        Act.RESUME: _("Go on without the answer?"),
        Act.CONFIRM: _("Confirm the decision?"),
        Act.SEND_BACK: _("Why do you send it back?"),
    }
    return titles[act]


def button(act: Act) -> str:
    """What the button says that does it."""
    buttons = {
        Act.APPROVE: _("Pass to the second reviewer"),
        Act.REFUSE: _("Pass to the second reviewer"),
        Act.ASK: _("Send the question"),
        Act.RESUME: _("Go on with the review"),
        Act.CONFIRM: _("Confirm the decision"),
        Act.SEND_BACK: _("Send back"),
    }
    return buttons[act]


def consequence(act: Act) -> str:
    """What happens then."""
    consequences = {
        Act.APPROVE: _("No money moves until a second reviewer confirms it. The applicant reads the text then."),
        Act.REFUSE: _("Nothing is refused until a second reviewer confirms it. The applicant reads the text then."),
        Act.ASK: _("The term stands still until the applicant answers."),
        Act.RESUME: _("The term runs again."),
        Act.CONFIRM: _("The decision is final, and the applicant reads the text."),
        Act.SEND_BACK: _("A first reviewer checks the request again and reads your note. The applicant does not."),
    }
    return consequences[act]


def done(act: Act) -> str:
    """What was done, for whoever did it."""
    sentences = {
        Act.APPROVE: _("The approval waits for a second reviewer."),
        Act.REFUSE: _("The refusal waits for a second reviewer."),
        Act.ASK: _("The applicant was asked. The term stands still."),
        Act.RESUME: _("The review goes on."),
        Act.CONFIRM: _("The decision is confirmed."),
        Act.SEND_BACK: _("The request went back to the first reviewers."),
    }
    return sentences[act]


def sentence(verdict: Verdict | None, refund: RecordedRefund, name: str) -> str:
    """What is about to be decided, in one sentence; without a verdict, what it is about."""
    sentences = {
        Verdict.APPROVE: _("Return %(sum)s for %(month)s, %(name)s"),
        Verdict.REFUSE: _("Refuse to return %(sum)s for %(month)s, %(name)s"),
        None: _("Refund of %(sum)s for %(month)s, %(name)s"),
    }
    month = written.in_sentence(refund.line.paid.period)
    return sentences[verdict] % {"sum": written.tenge(refund.amount), "month": month, "name": name}


def texts(verdict: Verdict, ground: RefusalGround | None, refund: RecordedRefund) -> dict[str, str]:
    """What the applicant reads, in Kazakh and in Russian: made of what is published, for staff to fit to the case."""
    return {f"text_{language}": _text(language, verdict, ground, refund) for language in BOTH}


def _text(language: str, verdict: Verdict, ground: RefusalGround | None, refund: RecordedRefund) -> str:
    with override(language):
        is_approval = verdict == Verdict.APPROVE
        return "\n".join([*(_approval(refund) if is_approval else _refusal(ground)), _about(refund)])


def _approval(refund: RecordedRefund) -> list[str]:
    return [_("Your request is approved."), way_back(refund)]


def _refusal(ground: RefusalGround) -> list[str]:
    cited = _("Ground: %(ground)s") % {"ground": refund_words.ground(ground)}
    return [_("Your request is refused."), cited, afterwards(ground)]


def _about(refund: RecordedRefund) -> str:
    return _("Request: %(number)s. Sum: %(sum)s. Month of the payment: %(month)s.") % {
        "number": grouped_number(refund.number),
        "sum": written.tenge(refund.amount),
        "month": written.month(refund.line.paid.period),
    }


def way_back(refund: RecordedRefund) -> str:
    """Where the money goes, to be read by the applicant: no account is written out."""
    if refund.iik:
        return _("The money goes to the account that you named.")
    return _("The money goes back the way it was paid.")


def afterwards(ground: RefusalGround) -> str:
    """What an applicant can do about a ground, to be read by them."""
    ways = {
        RefusalGround.WRONG_BANK_DETAILS: _("You can send a new request with the right account."),
        RefusalGround.WRONG_FORM: _("You can send a new request here: the portal fills in the form."),
        RefusalGround.WRONG_REASON: _("You can send a new request with the right reason."),
        RefusalGround.INCOMPLETE_DOCUMENTS: _("You can send a new request with all the documents."),
        RefusalGround.NOT_CONFIRMED: _("Have the data in those systems corrected, then send a new request."),
        RefusalGround.NO_CONSENT: _("You can send a new request with your consent."),
    }
    return ways.get(ground) or _("The payment stays in your record.")


def text_in(language: str) -> str:
    """What the applicant reads in one of the languages."""
    texts = {"kk": _("Text for the applicant in Kazakh"), "ru": _("Text for the applicant in Russian")}
    return texts[language]


def question_in(language: str) -> str:
    """What they are asked, in the language in which they wrote."""
    questions = {"kk": _("Question in Kazakh"), "ru": _("Question in Russian"), "en": _("Question in English")}
    return questions[language]
