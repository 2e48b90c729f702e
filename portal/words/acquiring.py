"""What people read on the acquirer's page."""

from django.utils.translation import ngettext


def purpose(count: int) -> str:
    """What is paid there: neither whose it is nor for which months, for the acquirer need not know."""
    return ngettext(
        "Mandatory social health insurance: %(count)s contribution",
        "Mandatory social health insurance: %(count)s contributions",
        count,
    ) % {"count": count}
