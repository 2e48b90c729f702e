"""Near misses between lines and payments: what they are, what a decision does, and why it is refused."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from payments.ledger import Undecidable
from payments.models import Suggestion
from payments.rules.matching import NearMissKind

Decision = Suggestion.Decision


def kind(code: str) -> str:
    """In what the line differs from the payment."""
    kinds = {
        NearMissKind.OTHER_PERSON: _("another IIN"),
        NearMissKind.OTHER_PERIOD: _("another month"),
        NearMissKind.OTHER_AMOUNT: _("another sum"),
    }
    return kinds[NearMissKind(code)]


def question(code: str) -> str:
    """What staff are asked."""
    questions = {
        NearMissKind.OTHER_PERSON: _("The line is for another IIN. Is it the money of this payment?"),
        NearMissKind.OTHER_PERIOD: _("The line is for another month. Is it the money of this payment?"),
        NearMissKind.OTHER_AMOUNT: _("The line has another sum. Is it the money of this payment?"),
    }
    return questions[NearMissKind(code)]


def decision(code: str) -> str:
    """What became of a suggestion; an empty one waits."""
    decisions = {
        "": pgettext("suggestion", "waits"),
        Decision.ASSIGN: pgettext("suggestion", "assigned"),
        Decision.DISCARD: pgettext("suggestion", "discarded"),
    }
    return decisions[code]


def choice(code: Decision) -> str:
    """What can be decided."""
    choices = {
        Decision.ASSIGN: _("Assign: the line is the money of this payment"),
        Decision.DISCARD: _("Discard: the line has nothing to do with this payment"),
    }
    return choices[code]


def consequence(code: str, *, line_month: str, payment_month: str) -> list[str]:
    """What happens if the line is assigned, and what if the suggestion is discarded."""
    assigned = {
        NearMissKind.OTHER_PERSON: _(
            "If you assign it: the line goes on counting for its own IIN and month, %(line_month)s. The payment is "
            "shown as credited to somebody else, and %(payment_month)s still has to be paid."
        ),
        NearMissKind.OTHER_PERIOD: _(
            "If you assign it: the line goes on counting for its own month, %(line_month)s. The payment is shown as "
            "credited to another month, and %(payment_month)s still has to be paid."
        ),
        NearMissKind.OTHER_AMOUNT: _(
            "If you assign it: the line goes on counting for %(line_month)s with its own sum. The payment is shown as "
            "credited."
        ),
    }
    months = {"line_month": line_month, "payment_month": payment_month}
    return [
        assigned[NearMissKind(code)] % months,
        _("If you discard it: nothing changes. The line counts as before, and the payment goes on waiting."),
        _("No decision moves money, and none can be taken back."),
    ]


def done(code: Decision) -> str:
    """What was done, for the journal and for whoever did it."""
    sentences = {
        Decision.ASSIGN: _("The line was assigned to the payment."),
        Decision.DISCARD: _("The suggestion was discarded."),
    }
    return sentences[code]


def refusal(reason: Undecidable) -> str:
    """Why a suggestion cannot be decided, or not like that."""
    reasons = {
        Undecidable.DECIDED: _("Somebody else has decided it already."),
        Undecidable.HAS_ITS_MONEY: _(
            "The payment has its money from another line. The suggestion can only be discarded."
        ),
        Undecidable.LINE_TAKEN: _("The line is the money of another payment. The suggestion can only be discarded."),
        Undecidable.LINE_GONE: _(
            "The bank or the Fund has taken the line back, wholly or in part. The suggestion can only be discarded."
        ),
    }
    return reasons[reason]


def slip_of_the_finger() -> str:
    """Masked IINs do not show how near they are."""
    return _("Only one digit differs.")
