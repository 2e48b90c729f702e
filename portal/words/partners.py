"""What staff read of partners and of money that they brought without saying what for."""

from django.utils.translation import gettext as _

from payments.ledger import NoKey, Unallocatable


def no_key(reason: NoKey) -> str:
    """Why a key was not made."""
    reasons = {NoKey.TWO_ARE_GOOD: _("Two keys are good already: revoke one first.")}
    return reasons[reason]


def unallocatable(reason: Unallocatable) -> str:
    """Why nobody can say that of a transaction."""
    reasons = {
        Unallocatable.DECIDED: _("Somebody else has decided it meanwhile."),
        Unallocatable.CANCELLED: _("The partner has taken this money back."),
        Unallocatable.HAS_PAYMENT: _("It is for a payment already: leave the month empty."),
        Unallocatable.NO_PERSON: _("Nobody knows whose it is: leave the month empty."),
        Unallocatable.OUT_OF_REACH: _("No money can be on its way to this month."),
    }
    return reasons[reason]
