"""Corrections of rejected lines: why the ledger refuses one, as a sentence for staff."""

from django.utils.translation import gettext as _

from payments.ledger import Uncorrectable


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
