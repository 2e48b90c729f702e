"""Who paid a line, what its purpose code says, and where its money is."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from payments.rules.facts import LineState, Payer
from payments.rules.requisites import PurposeCode
from portal.languages import once_a_language


def payer(code: Payer) -> str:
    """Who paid."""
    return _payers()[code]


@once_a_language
def _payers() -> dict[Payer, str]:
    return {
        Payer.SELF: pgettext("payer", "Independent payer"),
        Payer.SOLE_TRADER: pgettext("payer", "Individual entrepreneur"),
        Payer.EMPLOYER: pgettext("payer", "Employer"),
        Payer.PLATFORM: pgettext("payer", "Internet platform"),
    }


def purpose(code: PurposeCode) -> str:
    """What a purpose code stands for."""
    purposes = {
        PurposeCode.DEDUCTION: _("employer’s deduction"),
        PurposeCode.CONTRIBUTION: _("contribution"),
        PurposeCode.PENALTY: _("penalty, covers no month"),
    }
    return purposes[code]


def state(code: LineState) -> str:
    """Where the money of a line is."""
    states = {
        LineState.SENT: pgettext("payment", "being checked"),
        LineState.CREDITED: pgettext("payment", "credited"),
        LineState.RETURNED: pgettext("payment", "returned by the bank"),
        LineState.REFUNDED: pgettext("payment", "refunded"),
    }
    return states[code]


def reversal(kind: str) -> str:
    """How money of a line went back."""
    return state({"return": LineState.RETURNED, "refund": LineState.REFUNDED}[kind])


def claimed(number: str) -> str:
    """That money is asked back, by the request with this number."""
    return _("claimed back, request № %(number)s") % {"number": number}


def state_meaning(code: LineState) -> str:
    """What that means for the month."""
    meanings = {
        LineState.SENT: _("The money is on its way. It has to arrive within 3 working days."),
        LineState.CREDITED: _("The money was credited to this month."),
        LineState.RETURNED: _("The bank sent the money back. Pay the month again, no refund request is needed."),
        LineState.REFUNDED: _("The money was paid back, so this line does not count."),
    }
    return meanings[code]
