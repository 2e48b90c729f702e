"""Asking for money back: what was wrong, what has to be proved, and what the Fund refuses, as whole sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from payments.ledger import Unsendable
from payments.rules.identifiers import IikFault
from payments.rules.refund_reasons import GROUND_OF, NotAGround, Obstacle, Proof, RefundReason, RefusalGround
from payments.rules.refunds import NotRefundable
from portal import written


def reason(code: RefundReason) -> str:
    """What was wrong with the payment, in a few words."""
    reasons = {
        RefundReason.WRONG_PERIOD: _("The month or the year is wrong"),
        RefundReason.LUMP_SUM: _("Several months in one payment"),
        RefundReason.DUPLICATE: _("The month was paid twice"),
        RefundReason.EXCESS_AMOUNT: _("More was paid than the month costs"),
        RefundReason.EMPLOYER_ALSO_PAID: _("The employer paid for the same month"),
        RefundReason.STATE_COVERED: _("The State paid for the same month"),
        RefundReason.WRONG_IIN: _("The IIN is that of somebody else"),
        RefundReason.WRONG_KNP: _("The purpose code is wrong"),
        RefundReason.IP_SUSPENDED: _("The activity of the entrepreneur was suspended or closed"),
        RefundReason.OTHER: pgettext("reason", "Something else"),
    }
    return reasons[code]


def reason_hint(code: RefundReason) -> str:
    """When it is this reason, or what comes of it."""
    hints = {
        RefundReason.WRONG_PERIOD: _("You meant another month. All of the sum is returned."),
        RefundReason.LUMP_SUM: _("It counts for one month only. What is above the price of that month is returned."),
        RefundReason.DUPLICATE: _("Another payment has paid this month in full already."),
        RefundReason.EXCESS_AMOUNT: _("What is above the price is returned. The month stays paid."),
        RefundReason.EMPLOYER_ALSO_PAID: _("Your own payment is returned. That of the employer stays."),
        RefundReason.STATE_COVERED: _("In that month you were in a category that the State pays for."),
        RefundReason.WRONG_IIN: _("The money went to another person. The receipt has to be attached."),
        RefundReason.WRONG_KNP: _("A contribution that you pay yourself has the code 122."),
        RefundReason.IP_SUSPENDED: _("The document about it has to be attached."),
        RefundReason.OTHER: _("Describe it. A document that shows it has to be attached."),
    }
    return hints[code]


def not_a_ground(code: NotAGround) -> str:
    """What people ask for and nobody can do, as they would say it."""
    wishes = {
        NotAGround.MOVE_IT: _("I want the money moved to another month"),
        NotAGround.NO_CARE_USED: _("I have not used any medical care"),
    }
    return wishes[code]


def instead(code: NotAGround) -> dict[str, str | tuple[str, ...]]:
    """Why that is no ground for a refund, and the right way: `title`, `texts`."""
    pages = {
        NotAGround.MOVE_IT: {
            "title": _("A payment cannot be moved to another month"),
            "texts": (
                _("The rules know no way to move it. The money is returned, and the right month is paid anew."),
                _("Pay the right month now, so that the status is not lost. You need not wait for the refund."),
                _("Then claim the wrong payment back: as the reason, say that the month is wrong."),
            ),
        },
        NotAGround.NO_CARE_USED: {
            "title": _("Contributions are not returned because no care was used"),
            "texts": (
                _("Contributions are not savings. Together they pay for the treatment of everybody who falls ill."),
                _(
                    "While you are insured, the Fund pays for specialists, examinations, planned treatment in hospital "
                    "and rehabilitation."
                ),
                _("If something was wrong with the payment itself, choose that as the reason."),
            ),
        },
    }
    return pages[code]


def not_refundable(code: NotRefundable) -> str:
    """Why a payment cannot be claimed back, and what to do."""
    reasons = {
        NotRefundable.NOT_CREDITED: _("The money has not arrived yet. Wait until it is credited."),
        NotRefundable.RETURNED: _("The bank has sent the money back. Pay the month again, no request is needed."),
        NotRefundable.NOTHING_LEFT: _("All of the sum has been paid back already."),
        NotRefundable.EMPLOYERS: _("The employer paid, so the employer asks for the refund, with your consent."),
        NotRefundable.SOMEBODY_ELSES: _("Somebody else paid, so that person asks for the refund."),
        NotRefundable.OPEN_REQUEST: _("You have asked for this refund already. Follow it among your requests."),
    }
    return reasons[code]


def ground(code: RefusalGround) -> str:
    """A published ground on which the Fund refuses, in its words."""
    grounds = {
        RefusalGround.WRONG_BANK_DETAILS: _("The bank details are wrong."),
        RefusalGround.WRONG_FORM: _("The application does not have the prescribed form."),
        RefusalGround.WRONG_REASON: _("The reason that is named is wrong."),
        RefusalGround.INCOMPLETE_DOCUMENTS: _("The documents are incomplete."),
        RefusalGround.NO_GROUNDS: _("There are no grounds for a refund."),
        RefusalGround.NOT_CONFIRMED: _("The systems of the State do not confirm what was stated."),
        RefusalGround.TEMPORARY_FOREIGNER: _(
            "The applicant is a foreigner staying in Kazakhstan temporarily, or a member of the family of one."
        ),
        RefusalGround.FALSE_DATA: _("The documents or the data in them are false."),
        RefusalGround.AGAINST_RULES: _("The application does not meet the rules."),
        RefusalGround.COURT_DECISION: _("A decision of a court stands against it."),
        RefusalGround.NO_CONSENT: _("There is no consent to the processing of personal data."),
    }
    return grounds[code]


def not_met(code: RefusalGround) -> str:
    """The same ground, looked for and not found: what is in order."""
    checks = {
        RefusalGround.WRONG_BANK_DETAILS: _("The bank details are right."),
        RefusalGround.WRONG_FORM: _("The application has the prescribed form."),
        RefusalGround.WRONG_REASON: _("The reason that is named fits the payment."),
        RefusalGround.INCOMPLETE_DOCUMENTS: _("The documents are complete."),
        RefusalGround.NO_GROUNDS: _("There is a sum that can be returned."),
    }
    return checks[code]


def obstacle(code: Obstacle) -> str:
    """What still has to be mended, and how."""
    obstacles = {
        Obstacle.NOTHING_TO_CLAIM: _("Nothing was paid above the price of the month. Choose another reason."),
        Obstacle.NO_RIGHT_PERIOD: _("Choose the month that you meant."),
        Obstacle.SAME_PERIOD: _("The payment is for this month already. Choose the month that you meant."),
        Obstacle.NO_EXPLANATION: _("Describe what was wrong with the payment."),
        Obstacle.NO_PROOF: _("Attach the document that shows it."),
        Obstacle.WRONG_ACCOUNT: _("There is a mistake in the IIK. Compare it with the one in the app of your bank."),
        Obstacle.NOT_OWN_ACCOUNT: _("The account has to be your own. Confirm that it is, or name another one."),
        Obstacle.NO_CONSENT: _("Tick that you agree to the processing of your data."),
    }
    return obstacles[code]


def obstacle_ground(code: Obstacle) -> str:
    """The published ground that it would meet."""
    return _("The Fund would refuse. Ground: %(ground)s") % {"ground": ground(GROUND_OF[code])}


def proof(code: Proof | None) -> str:
    """What has to be attached, or that nothing has to."""
    proofs = {
        None: _("No document is needed"),
        Proof.RECEIPT: _("The receipt of the payment"),
        Proof.SUSPENSION: _("The document about the suspension or the closing of the activity"),
        Proof.DOCUMENT: _("A document that shows what was wrong"),
    }
    return proofs[code]


def proof_why(code: Proof | None) -> str:
    """Why it is needed, and what has to be seen on it; or what becomes of files that nobody needs."""
    reasons = {
        None: _("Files are attached all the same, and go with the request. Remove those that are not to be sent."),
        Proof.RECEIPT: _(
            "Your record does not show the mistake by itself. On the receipt the sum, the day, the month and the IIN "
            "have to be readable."
        ),
        Proof.SUSPENSION: _(
            "The Fund compares it with the register of the tax authority. The days from which and until which the "
            "activity stood still have to be readable."
        ),
        Proof.DOCUMENT: _("Without it the Fund cannot check what you describe, and refuses."),
    }
    return reasons[code]


def unsendable(code: Unsendable) -> str:
    """Why a request is not taken as it was sent."""
    reasons = {
        Unsendable.STALE: _("The payment has changed since the page was shown. Check the sum and send once more."),
        Unsendable.OTHER_REQUEST: _("This page belongs to a request that is sent already. Begin anew."),
    }
    return reasons[code]


def changed(*, was: int, now: int) -> str:
    """What a request is for now, where its facts have changed while it was filled in."""
    return _("The refund was to be %(was)s. Now it can be %(now)s.") % {
        "was": written.tenge(was),
        "now": written.tenge(now),
    }


def left_changed(*, was: int, now: int) -> str:
    """What is left of a payment by now, where it is another sum than when it was chosen."""
    return _("When you chose the payment, %(was)s of it was left. Now it is %(now)s.") % {
        "was": written.tenge(was),
        "now": written.tenge(now),
    }


def iik_fault(code: IikFault, count: int) -> str:
    """What is wrong with a typed IIK; `count` is how many characters were given."""
    faults = {
        IikFault.EMPTY: _("Enter the IIK"),
        IikFault.CHARACTERS: _("The IIK has Latin letters and digits only. Remove everything else"),
        IikFault.LENGTH: _("The IIK has 20 characters. You entered %(count)s"),
        IikFault.FORM: _("The IIK begins with KZ and five digits. Compare it with the one in the app of your bank"),
        IikFault.CHECK: _("There is a mistake in the IIK. Compare it with the one in the app of your bank"),
    }
    return faults[code] % {"count": count}


def within(days: int) -> str:
    """A term in working days."""
    return ngettext("%(days)d working day", "%(days)d working days", days) % {"days": days}


def unfinished(amount: int) -> str:
    """What somebody began to claim back and left."""
    text = _("A refund request is begun and not sent yet. Sum of the payment: %(amount)s.")
    return text % {"amount": written.tenge(amount)}
