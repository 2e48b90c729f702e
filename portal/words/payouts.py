"""What becomes of payouts, and why an answer to them is not taken, as sentences for staff."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payments.ledger import NoPayout
from payments.models import Payout, PayoutAnswer
from portal.payouts.answers import AnswerReason, AnswersRefused, Report

SHOWN = 100


def waiting(count: int) -> str:
    """How many approved requests the next file would hold."""
    text = ngettext(
        "%(count)d approved refund waits for its payout.", "%(count)d approved refunds wait for their payout.", count
    )
    return text % {"count": count}


def paid_twice(count: int) -> str:
    """How many payouts went out although the bank had returned the payment."""
    text = ngettext(
        "%(count)d refund was paid out although the bank had returned the payment.",
        "%(count)d refunds were paid out although the bank had returned the payments.",
        count,
    )
    return text % {"count": count}


def no_payout(reason: NoPayout) -> str:
    """Why no file was made."""
    reasons = {
        NoPayout.NOTHING: _("No approved refund waits for a payout."),
        NoPayout.CHANGED: _("Meanwhile other refunds wait for a payout. Look at them, then make the file."),
    }
    return reasons[reason]


def way(payout: Payout) -> str:
    """Where its money goes; the account itself stands in the file alone."""
    return _("To an account") if payout.iik else _("The way it was paid")


def answer(row: PayoutAnswer | None) -> str:
    """What became of a payout."""
    if row is None:
        return _("Not answered yet")
    if row.outcome == PayoutAnswer.Outcome.RETURNED:
        return _("The person’s bank returned the money")
    return _("Paid out") if row.reversal_id else _("Paid out although the bank had returned the payment")


def answer_reason(reason: AnswerReason) -> str:
    """Why an answer is not taken."""
    reasons = {
        AnswerReason.BAD_NUMBER: _("The number of the payout is not P and eight digits."),
        AnswerReason.UNKNOWN_PAYOUT: _("No payout has this number."),
        AnswerReason.BAD_AMOUNT: _("The sum is missing, cannot be read or is not in whole tenge."),
        AnswerReason.OTHER_SUM: _("The sum is not that of the payout."),
        AnswerReason.BAD_OUTCOME: _("The outcome is neither paid nor returned."),
        AnswerReason.BAD_DAY: _("The day is missing or cannot be read."),
        AnswerReason.IMPOSSIBLE_DAY: _("The day is before the payout file or still to come."),
        AnswerReason.NO_REASON: _("The money came back, and no reason is given."),
        AnswerReason.REASON_OF_PAID: _("A reason for the return is given although the money was paid."),
        AnswerReason.TWICE: _("The same payout is answered twice."),
        AnswerReason.OTHERWISE: _("The payout was answered differently before."),
        AnswerReason.NO_TOTAL: _("The last row with the number of lines and the total is missing."),
        AnswerReason.NO_LINES: _("The file answers no payout."),
    }
    return reasons[reason]


def refusal(refused: AnswersRefused) -> list[str]:
    """Why an answer was refused, fault by fault; of very many the first."""
    said = [_fault(line, reason) for line, reason in refused.faults[:SHOWN]]
    return [*said, _("There are more faults; the first of them are listed here.")] if refused.faults[SHOWN:] else said


def _fault(line: int | None, reason: AnswerReason) -> str:
    where = _("(line %(line)d)") % {"line": line} if line else ""
    return " ".join(filter(None, [f"{reason.value}.", answer_reason(reason), where]))


def outcome(report: Report) -> str:
    """What became of an answer."""
    if report.is_known:
        return _("Everything in this answer was known before. Nothing has changed.")
    return _("Paid out: %(paid)d. Returned by banks: %(returned)d. Known before: %(known)d.") % {
        "paid": report.paid + len(report.conflicts),
        "returned": report.returned,
        "known": report.known,
    }


def conflicts(report: Report) -> str:
    """The payouts that somebody has to look at; empty if there are none."""
    if not report.conflicts:
        return ""
    said = _("Paid out although the bank had returned the payment: %(numbers)s. The money went back twice.")
    return said % {"numbers": ", ".join(report.conflicts)}
