"""What a refund would change for the person in whose record the payment stands, as whole sentences."""

from datetime import date

from django.utils.translation import gettext as _

from payments.rules.months import Month
from payments.rules.refund_checks import AfterRefund
from portal import written


def effects(found: AfterRefund) -> list[str]:
    """Which months would no longer count, and what becomes of the status."""
    return [months(found), status(found)]


def months(found: AfterRefund) -> str:
    """The months that would no longer count."""
    if not found.uncovered:
        return _("Every month that counts now still counts afterwards.")
    return _("No longer paid after the refund: %(months)s.") % {"months": written.months(found.uncovered)}


def status(found: AfterRefund) -> str:
    """Is the status kept, and until when?"""
    month = found.now.month
    if not found.now.status.is_insured(month):
        return not_yet(found.now.status.first_insured(month), found.then.status.first_insured(month))
    if not found.insured_today:
        return _("You would lose the status at once. To keep it, pay for these months anew first.")
    return kept(found.then.status.run(month).insured_until, changes=found.changes_status)


def not_yet(begins: Month | None, would_begin: Month | None) -> str:
    """There is no status now: does the refund keep it from beginning?"""
    if begins is not None and begins != would_begin:
        return _("Your status would no longer begin on this day: %(day)s.") % {"day": written.day(begins.first_day)}
    return _("You are not insured now, and the refund does not change that.")


def kept(until: date | None, *, changes: bool) -> str:
    """The status is kept: as it is, or shorter."""
    if until is None:
        return _("Your status does not change.")
    if not changes:
        return _("Your status does not change. It is kept until this day: %(day)s.") % {"day": written.day(until)}
    return _("Your status would end earlier, on this day: %(day)s. To keep it, pay for these months anew.") % {
        "day": written.day(until)
    }


def somebody_elses() -> str:
    """What the payer of somebody else's payment is told."""
    return _("The payment stands in the record of somebody else. What it changes there is shown to them only.")
