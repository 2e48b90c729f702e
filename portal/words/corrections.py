"""Corrections of rejected lines: what is asked for, and why the ledger refuses it, as sentences for staff."""

from django.utils.translation import gettext as _

from payments.ledger import Uncorrectable
from payments.models import LineCorrection

Action = LineCorrection.Action


def request(action: Action) -> dict[str, str]:
    """The `title` and the `lead` of the page on which a correction is asked for."""
    pages = {
        Action.MEND: {
            "title": _("Mend a line"),
            "lead": _(
                "Only what is missing or unreadable is filled in, by a document. Somebody else has to confirm it."
            ),
        },
        Action.DISCARD: {
            "title": _("Discard a line"),
            "lead": _("The line is left out for good and nothing of it is posted. Somebody else has to confirm it."),
        },
    }
    return pages[action]


def refusal(reason: Uncorrectable) -> str:
    """Why a line cannot be corrected, or not like that."""
    reasons = {
        Uncorrectable.NOT_REJECTED: _("The line is posted or decided already."),
        Uncorrectable.OPEN: _("Another correction of this line waits for its second person."),
        Uncorrectable.NOTHING_LAID_IN: _("Nothing was filled in."),
        Uncorrectable.NOT_MISSING: _("What could be read of a line is never changed."),
        Uncorrectable.STILL_MISSING: _("Something in the line is still missing or cannot be read."),
        Uncorrectable.SAME_PERSON: _("You asked for this correction yourself. Somebody else has to confirm it."),
        Uncorrectable.CONFIRMED: _("The correction is confirmed already."),
        Uncorrectable.CONFLICT: _("The corrected line contradicts what the ledger has. It can only be discarded."),
        Uncorrectable.UNMATCHED: _("The returned payment is not in the ledger with this person and period."),
    }
    return reasons[reason]
