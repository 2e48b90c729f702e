"""The mistakes that a statement shows, each with what to do about it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payments.rules.findings import Finding, FindingCode
from portal import written


def title(finding: Finding) -> str:
    """What was found, in a few words."""
    titles = {
        FindingCode.LUMP_SUM: _("Several months in one payment"),
        FindingCode.OVERPAID: _("More was paid than required"),
        FindingCode.PARTLY_PAID: _("A month is not paid in full"),
        FindingCode.PAID_TWICE: _("A month was paid twice"),
        FindingCode.EMPLOYER_ALSO_PAID: _("You and your employer paid for one month"),
        FindingCode.STATE_ALSO_PAID: _("You and the State paid for one month"),
        FindingCode.ONE_SHORT: _("One of the coming 12 months is missing"),
        FindingCode.TOO_FAR: _("A month too far ahead was paid"),
        FindingCode.WRONG_YEAR: _("The year may be wrong"),
        FindingCode.RETURNED: _("The bank sent a payment back"),
        FindingCode.LATE: _("A payment has not arrived"),
    }
    return titles[finding.code]


def text(finding: Finding) -> str:
    """What it means and what to do, in two or three sentences."""
    return TEXTS[finding.code] % {"months": written.months(finding.periods)}


def claimed(finding: Finding) -> str:
    """The same, once the money is claimed back."""
    return CLAIMED.get(finding.code, CLAIMED_ALREADY) % {"months": written.months(finding.periods)}


TEXTS = {
    FindingCode.LUMP_SUM: gettext_lazy(
        "The payment for %(months)s is at least twice what one month costs. It counts for this one month "
        "only. The surplus can be claimed back, every other month has to be paid by itself."
    ),
    FindingCode.OVERPAID: gettext_lazy(
        "More came for %(months)s than one month costs. It counts for this one month only. The surplus can "
        "be claimed back."
    ),
    FindingCode.PARTLY_PAID: gettext_lazy(
        "Less came for %(months)s than one month costs, so the month does not count yet. Pay the rest."
    ),
    FindingCode.PAID_TWICE: gettext_lazy(
        "There are two or more full payments for %(months)s. One is enough, the others can be claimed back."
    ),
    FindingCode.EMPLOYER_ALSO_PAID: gettext_lazy(
        "Your employer also paid for %(months)s. You can claim your own payment back."
    ),
    FindingCode.STATE_ALSO_PAID: gettext_lazy(
        "The State also paid for %(months)s. You can claim your own payment back."
    ),
    FindingCode.ONE_SHORT: gettext_lazy(
        "Of the coming 12 months only %(months)s is missing. Pay it, and the year is complete."
    ),
    FindingCode.TOO_FAR: gettext_lazy(
        "You paid for %(months)s, which is more than 12 months ahead. Check whether the year is right."
    ),
    FindingCode.WRONG_YEAR: gettext_lazy(
        "You paid for %(months)s on one day, and these months give no status now. A year earlier or later "
        "they would. A payment cannot be moved: claim it back and pay the right months."
    ),
    FindingCode.RETURNED: gettext_lazy(
        "The payment for %(months)s came back from the bank. Pay the month again, no refund request is needed."
    ),
    FindingCode.LATE: gettext_lazy(
        "The payment for %(months)s should have been credited by now. Check the receipt first, then ask the "
        "bank, then call 1414."
    ),
}
CLAIMED_ALREADY = gettext_lazy("For %(months)s you have claimed money back already. The request says where it stands.")
CLAIMED = {
    FindingCode.LUMP_SUM: gettext_lazy(
        "For %(months)s you have claimed money back already. Every other month has to be paid by itself."
    ),
    FindingCode.WRONG_YEAR: gettext_lazy(
        "For %(months)s you have claimed money back already. Pay the right months now, do not wait for it."
    ),
}
