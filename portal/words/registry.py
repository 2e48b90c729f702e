"""What became of a registry, and why it or a line of it was not taken, as sentences for staff."""

from django.utils.translation import gettext as _

from portal.registry.readers.received import FileRefused
from portal.registry.reasons import FileReason, LineReason
from portal.registry.report import Report


def line_reason(reason: LineReason) -> str:
    """Why a line was rejected."""
    reasons = {
        LineReason.BAD_IIN: _("The IIN is missing or wrong."),
        LineReason.NO_PERIOD: _("The period is missing."),
        LineReason.TWO_PERIODS: _("Two periods are named, and a payment can have only one."),
        LineReason.IMPOSSIBLE_PERIOD: _("The period is not a month of the insurance, or too far ahead."),
        LineReason.UNKNOWN_PURPOSE_CODE: _("The purpose code is not 121, 122 or 123."),
        LineReason.NO_REFERENCE: _("The reference is missing."),
        LineReason.NO_DATE: _("The payment date or the crediting date is missing or cannot be read."),
        LineReason.BAD_AMOUNT: _("The sum is missing or cannot be read."),
        LineReason.NOT_WHOLE_TENGE: _("The sum is not in whole tenge."),
        LineReason.NOT_IN_TENGE: _("The sum is not in tenge."),
        LineReason.BAD_SENDER: _("The payer’s BIN or IIN is wrong."),
        LineReason.BAD_OPERATION: _("The line is neither a credit nor a return."),
        LineReason.NOT_BOOKED: _("The bank has not booked the entry yet."),
        LineReason.TOO_LONG: _("The reference or a name is too long."),
        LineReason.UNKNOWN_CATEGORY: _("The category is not known."),
        LineReason.SPAN_BACKWARDS: _("The category ends before it begins."),
        LineReason.IMPOSSIBLE_DAY: _("A day is before July 2017, still to come, or before the payment."),
        LineReason.OTHER_AMOUNT: _("The same payment is known with another sum."),
        LineReason.UNMATCHED_RETURN: _("No credited payment has this reference, person and period."),
        LineReason.OTHER_SPAN: _("The same category is known with another end."),
        LineReason.OTHER_RETURN: _("The returned payment had another sum, or was paid back before."),
        LineReason.NOT_IN_THE_LEDGER: _("No registry that credits has this line."),
    }
    return reasons[reason]


def file_reason(reason: FileReason) -> str:
    """Why a file was refused."""
    reasons = {
        FileReason.EMPTY: _("The file is empty."),
        FileReason.UNKNOWN_FORMAT: _("The file is neither a CSV registry nor camt.054 nor MT-102."),
        FileReason.COMPRESSED: _("The file is compressed. Unpack it first."),
        FileReason.TOO_LARGE: _("The file is larger than allowed."),
        FileReason.BAD_ENCODING: _("The text is neither UTF-8 nor KZ-1048, or it was cut."),
        FileReason.CONTROL_CHARACTER: _("The text holds a character that no text has."),
        FileReason.LINE_TOO_LONG: _("A line or a field is too long."),
        FileReason.MISSING_COLUMN: _("A column is missing."),
        FileReason.REPEATED_COLUMN: _("A column is there twice."),
        FileReason.UNKNOWN_COLUMN: _("A column is not known."),
        FileReason.BROKEN_ROW: _("The fields of a line do not fit the columns."),
        FileReason.TRUNCATED: _("The file breaks off in the middle of a line."),
        FileReason.BROKEN_XML: _("The XML is broken, or it is no notification."),
        FileReason.DOCTYPE: _("The XML has a document type declaration, which is not allowed."),
        FileReason.NOT_ONE_PAGE: _("The message has several pages. Only whole messages are taken."),
        FileReason.AMOUNT_NOT_POSITIVE: _("A sum is zero or negative."),
        FileReason.WRONG_COUNT: _("The number of lines is not the one that the file states."),
        FileReason.WRONG_TOTAL: _("The total is not the one that the file states."),
        FileReason.COVERS_IMPOSSIBLE_DAYS: _("The days must follow one another and may not be later than today."),
        FileReason.COVERS_TOO_MUCH: _("A registry covers at most 366 days, none before July 2017."),
        FileReason.BROKEN_MESSAGE: _("A bank message is broken: a part of it is missing or is there twice."),
        FileReason.REPEATED_MESSAGE: _("The same bank message is there twice."),
        FileReason.MESSAGE_TOO_LONG: _("A bank message is too long, or there are too many of them."),
    }
    return reasons[reason]


def refusal(refused: FileRefused) -> str:
    """Why a file was refused, and where in it."""
    where = _("(line %(line)d)") % {"line": refused.line} if refused.line else ""
    return " ".join(filter(None, [file_reason(refused.reason), refused.detail, where]))


def outcome(report: Report) -> str:
    """What became of a file."""
    if report.taken_before:
        return _("The same file was posted before. Nothing has changed.")
    counts = _("Posted: %(posted)d. Known before: %(known)d. Rejected: %(rejected)d.") % {
        "posted": report.posted,
        "known": report.known,
        "rejected": report.rejected_count,
    }
    return f"{counts} {odd_iins(report.odd)}" if report.odd else counts


def odd_iins(count: int) -> str:
    """A warning, no reason to reject: the law does not promise that an IIN holds the real birth date."""
    said = _("Lines whose IIN holds no possible birth date: %(count)d. It may be right all the same.")
    return said % {"count": count}
