"""What became of a partner's registry, and why one was not taken, as sentences for staff."""

from django.utils.translation import gettext as _

from payments.models import PartnerRegistry
from portal.registry.partners.importer import PartnerReport
from portal.registry.partners.reasons import PartnerFileReason
from portal.registry.readers.received import FileRefused
from portal.words import reconciliation
from portal.words import registry as registry_words

Format = PartnerRegistry.Format


def file_reason(reason: PartnerFileReason) -> str:
    """Why a registry of a partner was refused."""
    reasons = {
        PartnerFileReason.NO_TOTAL: _("The last line with the number of lines and the total is missing."),
        PartnerFileReason.BAD_NUMBER: _("A number of the partner’s is missing or too long, or holds another sign."),
        PartnerFileReason.BAD_AMOUNT: _("A sum is missing, cannot be read or is too large."),
        PartnerFileReason.NOT_WHOLE_TENGE: _("A sum is not in whole tenge."),
        PartnerFileReason.BAD_DAY: _("A day or a time is missing or cannot be read."),
        PartnerFileReason.OTHER_DAY: _("A line is of another day than the registry."),
        PartnerFileReason.UNKNOWN_FORMAT: _("The file is no registry of a partner in a known format."),
        PartnerFileReason.PARTNER_IS_OFF: _("The partner is switched off: its list brings no money."),
    }
    return reasons[reason]


def refusal(refused: FileRefused) -> str:
    """Why a registry was refused, and where in it."""
    if not isinstance(refused.reason, PartnerFileReason):
        return registry_words.refusal(refused)
    where = _("(line %(line)d)") % {"line": refused.line} if refused.line else ""
    return " ".join(filter(None, [file_reason(refused.reason), where]))


def outcome(report: PartnerReport) -> str:
    """What became of a registry."""
    if report.taken_before:
        return _("The same file was posted before. Nothing has changed.")
    counts = (f"{reconciliation.standing(one)}: {count}." for one, count in sorted(report.counts.items()) if count)
    return " ".join(counts) or _("Nothing came in on this day, and the registry is empty.")
