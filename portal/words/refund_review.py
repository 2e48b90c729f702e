"""The desk of refunds in words: what the machine found, what a decision does, and why a request does not move."""

from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from payments.ledger import Unmovable
from payments.rules.refund_checks import AfterRefund, Check, Checked
from payments.rules.refund_reasons import MonthFacts, RefundReason
from payments.rules.refunds import CLOSED, RefundState
from portal import written
from portal.words import refund_states


class Show(StrEnum):
    """What of the queue is shown."""

    ALL = "all"
    MINE = "mine"
    FREE = "free"
    DUE = "due"
    SECOND = "second"
    ASKED = "asked"
    CAME_BACK = "came_back"


def filtered(show: Show, count: int) -> str:
    """A choice of what is shown, with how much it is; the number stands behind its word."""
    choices = {
        Show.ALL: _("All: %(count)d"),
        Show.MINE: _("Mine: %(count)d"),
        Show.FREE: _("Free: %(count)d"),
        Show.DUE: _("Overdue or due in two working days: %(count)d"),
        Show.SECOND: _("Waiting for the second decision: %(count)d"),
        Show.ASKED: _("Waiting for the applicant: %(count)d"),
        Show.CAME_BACK: _("Payout returned: %(count)d"),
    }
    return choices[show] % {"count": count}


def check(checked: Checked) -> dict[str, str]:
    """What a check found, and by sign and word whether that speaks for the claim."""
    return _weight(checked.speaks_for) | {"text": _checks()[checked.check][not checked.found]}


def _checks() -> dict[Check, tuple[str, str]]:
    """Each check where it is found so, and where it is not."""
    return {
        Check.REASON_SHOWN: (
            _("The record shows what the request says."),
            _("The record does not show what the request says. Look at the files."),
        ),
        Check.PAID_TWICE: (_("The month is paid in full twice."), _("There is no second full payment for this month.")),
        Check.EMPLOYER_PAID: (_("An employer paid for the same month."), _("No employer paid for the same month.")),
        Check.STATE_PAID: (_("The State pays for the same month."), _("The State does not pay for the same month.")),
        Check.IIN_DIFFERS: (
            _("The payment stands in somebody else’s record."),
            _("The payment stands in the applicant’s own record."),
        ),
        Check.ALREADY_REFUNDED: (
            _("A part of this payment was given back before."),
            _("Nothing of this payment was given back before."),
        ),
        Check.COUNTS_FOR_STATUS: (
            _("Months would no longer count without this money."),
            _("Every month would count as before without this money."),
        ),
    }


def _weight(speaks_for: bool | None) -> dict[str, str]:
    if speaks_for is None:
        return {"sign": "–", "word": "", "look": "unknown"}
    if speaks_for:
        return {"sign": "✓", "word": pgettext("check", "speaks for it"), "look": "equal"}
    return {"sign": "!", "word": pgettext("check", "speaks against it"), "look": "other"}


def paid_otherwise(month: MonthFacts) -> str:
    """Who else has paid for the month of the payment."""
    if month.by_employer:
        return _("Yes, by an employer")
    if month.by_state:
        return _("Yes, by the State")
    return _("Yes, by another payment") if month.full_lines > 1 else _("No")


def says_otherwise(reason: RefundReason) -> str:
    """What a reason says of that, empty where it says nothing."""
    says = {
        RefundReason.EMPLOYER_ALSO_PAID: _("Yes, by an employer"),
        RefundReason.STATE_COVERED: _("Yes, by the State"),
        RefundReason.DUPLICATE: _("Yes, by another payment"),
    }
    return says.get(reason, "")


def after_refund(after: AfterRefund) -> list[str]:
    """What the refund changes in the record, in a sentence or two."""
    if not after.uncovered:
        return [_("The refund changes no month.")]
    sentences = [_("These months would no longer count: %(months)s.") % {"months": written.months(after.uncovered)}]
    if after.now.status.is_insured(after.now.month) and not after.insured_today:
        sentences.append(_("The person would no longer be insured this month."))
    return sentences


def state(code: RefundState) -> str:
    """Where a request stands, told to staff: what concerns the applicant alone is called otherwise here."""
    others = {
        RefundState.ASKED: pgettext("refund request", "the applicant was asked"),
        RefundState.PAYING_OUT: pgettext("refund request", "in a payout file"),
    }
    return others.get(code) or refund_states.word(code)


def used(days: int, term: int) -> str:
    """How much of a term is gone."""
    return _("%(used)d of %(term)d working days") % {"used": days, "term": term}


def urgency(*, is_over: bool, left: int, is_near: bool) -> dict[str, str]:
    """How near a deadline is, as a tag, whose look and icon are for what is near; `left` are working days."""
    if is_over:
        return {"state": "late", "word": pgettext("deadline", "overdue")}
    if left <= 0:
        return {"state": "late", "word": pgettext("deadline", "last day")}
    word = ngettext("%(count)d working day left", "%(count)d working days left", left) % {"count": left}
    return {"state": "checking" if is_near else "", "word": word}


def standing(code: RefundState, *, is_over: bool) -> dict[str, str]:
    """The same where no term of the reviewers runs; `is_over` is the time in which a question waits for its answer."""
    if is_over:
        return {"state": "late", "word": pgettext("deadline", "the answer is overdue")}
    if code is RefundState.ASKED:
        return {"state": "", "word": pgettext("deadline", "waits for the applicant")}
    return {"state": "", "word": pgettext("deadline", "no term runs")}


def taken(by: str, until: str) -> str:
    """Who has taken a request, and until when; nobody named is the reader."""
    if not by:
        return _("Taken by you until %(until)s") % {"until": until}
    return _("Taken by %(who)s until %(until)s") % {"who": by, "until": until}


def waits_for(code: RefundState) -> str:
    """What a request waits for, told to whoever can do nothing with it meanwhile."""
    if code in CLOSED:
        return _("The request is closed, so there is nothing to decide.")
    waits = {
        RefundState.ASKED: _("The request waits for the answer of the applicant."),
        RefundState.WITH_FUND: _("The request waits for the second decision."),
        RefundState.APPROVED: _("The request waits for its payout."),
        RefundState.PAYING_OUT: _("The request waits until its payout is answered."),
    }
    return waits.get(code) or _("The request waits for the first decision.")


def refusal(reason: Unmovable) -> str:
    """Why a request does not move, or not by this one of the staff."""
    reasons = {
        Unmovable.NOT_NOW: _("Somebody was quicker: the request is in another state now."),
        Unmovable.HELD: _("Somebody else has taken the request."),
        Unmovable.NOT_HELD: _("The request is not taken by you. Take it first."),
        Unmovable.OWN_REQUEST: _("This is your own request. Somebody else has to decide on it."),
        Unmovable.SAME_PERSON: _("The first decision is yours. Somebody else has to confirm it."),
        Unmovable.NO_TEXT: _("Write the text."),
        Unmovable.NO_GROUND: _("Choose the ground for the refusal."),
        Unmovable.NOT_DUE: _("The question still waits for its answer."),
        Unmovable.NOTHING_LEFT: _("The bank has returned the payment itself. There is nothing left to refund."),
    }
    return reasons[reason]


def taken_anew() -> str:
    """What was written is not lost when the fifteen minutes are over."""
    return _("Your 15 minutes were over. The request is taken for you again: look at it and confirm once more.")
