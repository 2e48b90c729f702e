"""What was wrong with a payment, what proof each reason needs, how much it claims, and what the Fund refuses."""

from dataclasses import dataclass, replace
from enum import StrEnum

from payments.rules.coverage import Judged, reaching_line
from payments.rules.facts import Payer
from payments.rules.identifiers import why_not_iik
from payments.rules.months import Month
from payments.rules.refunds import PaidLine
from payments.rules.requisites import PurposeCode, may_be_own
from payments.rules.situation import Situation


class RefundReason(StrEnum):
    """The portal's own codes for what is met in practice; the full list of Order 478 was not at hand."""

    WRONG_PERIOD = "wrong_period"
    LUMP_SUM = "lump_sum"
    DUPLICATE = "duplicate"
    EXCESS_AMOUNT = "excess_amount"
    EMPLOYER_ALSO_PAID = "employer_also_paid"
    STATE_COVERED = "state_covered"
    WRONG_IIN = "wrong_iin"
    WRONG_KNP = "wrong_knp"
    IP_SUSPENDED = "ip_suspended"
    OTHER = "other"


class NotAGround(StrEnum):
    """What people ask for and nobody can do: contributions are never refunded because no care was used, nor moved."""

    NO_CARE_USED = "no_care_used"
    MOVE_IT = "move_it"


class Proof(StrEnum):
    """What has to be attached. A copy of an identity document never is: it may not be collected."""

    RECEIPT = "receipt"
    SUSPENSION = "suspension"  # of the sole trader's activity
    DOCUMENT = "document"  # whatever shows it


class RefusalGround(StrEnum):
    """The published grounds on which the Fund refuses: its older page (fms.kz) first, then msqory.kz."""

    WRONG_BANK_DETAILS = "wrong_bank_details"
    WRONG_FORM = "wrong_form"
    WRONG_REASON = "wrong_reason"
    INCOMPLETE_DOCUMENTS = "incomplete_documents"
    NO_GROUNDS = "no_grounds"
    NOT_CONFIRMED = "not_confirmed"
    TEMPORARY_FOREIGNER = "temporary_foreigner"
    FALSE_DATA = "false_data"
    AGAINST_RULES = "against_rules"
    COURT_DECISION = "court_decision"
    NO_CONSENT = "no_consent"


# What a record can show by itself, in the order of suggesting it.
SHOWN_BY_RECORD = (
    RefundReason.EMPLOYER_ALSO_PAID,
    RefundReason.STATE_COVERED,
    RefundReason.LUMP_SUM,
    RefundReason.DUPLICATE,
    RefundReason.EXCESS_AMOUNT,
    RefundReason.WRONG_KNP,
)
# The month stays paid: only what is above its price is claimed.
SURPLUS_ONLY = (RefundReason.LUMP_SUM, RefundReason.EXCESS_AMOUNT)
ALWAYS_PROVED = {
    RefundReason.WRONG_IIN: Proof.RECEIPT,
    RefundReason.IP_SUSPENDED: Proof.SUSPENSION,
    RefundReason.OTHER: Proof.DOCUMENT,
}


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """What the record shows of the month of a line. `required` is the price of the month, None without a rate.

    `surplus` is the most that can be taken from the line with the month still paid by the person's own lines.
    Of somebody else's record an applicant is shown nothing: then it is the line alone.
    """

    required: int | None
    own_paid: int
    full_lines: int
    surplus: int
    by_employer: bool = False
    by_state: bool = False
    is_trading: bool = False


def month_facts(now: Situation, line: PaidLine) -> MonthFacts:
    """What a record shows of the month of one of its lines."""
    cover = now.coverage.at(line.period)
    judged = next((judged for judged in cover.own if judged.line.id == line.id), None)
    return MonthFacts(
        required=judged.required if judged else None,
        own_paid=cover.own_paid,
        full_lines=sum(own.reaches(own.line.amount) for own in cover.own),
        surplus=_surplus(cover.own, judged) if judged else 0,
        by_employer=cover.by_employer,
        by_state=cover.by_state,
        is_trading=(judged.line if judged else line).payer is Payer.SOLE_TRADER,
    )


def _surplus(own: tuple[Judged, ...], judged: Judged) -> int:
    """Each sum that could be the most is tried by the very rule that says whether a month is paid.

    It may be what one of the lines leaves over, together with all made up to its day or by itself, or the whole line.
    """
    left = judged.line.amount
    made = ((sum(one.line.amount for one in own if one.line.paid_on <= by.line.paid_on), by) for by in own)
    spare = {total - by.required for total, by in (*made, (left, judged)) if by.required is not None}
    tried = (amount for amount in {left, *spare} if 0 < amount <= left)
    return max((amount for amount in tried if reaching_line(_less(own, judged, amount))), default=0)


def _less(own: tuple[Judged, ...], judged: Judged, amount: int) -> list[Judged]:
    rest = judged._replace(line=replace(judged.line, amount=judged.line.amount - amount))
    return [one for one in (rest if one is judged else one for one in own) if one.line.amount > 0]


def line_alone(line: PaidLine, required: int | None) -> MonthFacts:
    """The same for a line in somebody else's record. A penalty has no price."""
    required = required if line.purpose_code.covers else None
    return MonthFacts(
        required=required,
        own_paid=line.left,
        full_lines=int(_is_full(line, required)),
        surplus=0 if required is None else max(line.left - required, 0),
        is_trading=line.payer is Payer.SOLE_TRADER,
    )


def is_borne_out(reason: RefundReason, line: PaidLine, month: MonthFacts) -> bool:
    """Does the record itself show what the reason says?

    A sole trader owes the contribution beside the employer's and the state's, and may owe a penalty (rules.md 4).
    """
    is_own_contribution = line.purpose_code.covers and not month.is_trading
    shown = {
        RefundReason.EMPLOYER_ALSO_PAID: is_own_contribution and month.by_employer,
        RefundReason.STATE_COVERED: is_own_contribution and month.by_state,
        RefundReason.LUMP_SUM: _is_full(line, month.required, times=2),
        RefundReason.DUPLICATE: _is_full(line, month.required) and month.full_lines > 1,
        RefundReason.EXCESS_AMOUNT: month.surplus > 0,
        RefundReason.WRONG_KNP: line.purpose_code is not PurposeCode.CONTRIBUTION and not month.is_trading,
    }
    return shown.get(reason, False)


def _is_full(line: PaidLine, required: int | None, times: int = 1) -> bool:
    return required is not None and line.left >= times * required


def proof_needed(reason: RefundReason, is_shown: bool) -> Proof | None:
    """What has to be attached: mostly nothing, as we hold the payment; a receipt where the record is silent.

    A wrong month is the payer's own word: they name the right one.
    """
    if reason in ALWAYS_PROVED:
        return ALWAYS_PROVED[reason]
    return None if is_shown or reason is RefundReason.WRONG_PERIOD else Proof.RECEIPT


def claimable(reason: RefundReason, line: PaidLine, month: MonthFacts) -> int:
    """How many tenge the reason claims: what is left of the line, or what stands above the price of its month.

    0 where nothing is above it, or where no rate says what the price is.
    """
    return month.surplus if reason in SURPLUS_ONLY else line.left


def suggested_reason(line: PaidLine, month: MonthFacts) -> RefundReason | None:
    """The reason that the record shows by itself, None if it shows none."""
    return next((reason for reason in SHOWN_BY_RECORD if is_borne_out(reason, line, month)), None)


@dataclass(frozen=True, slots=True)
class Claim:
    """What an applicant is about to send, with so many proofs.

    `iik` is empty where the money is to go back the way it was paid.
    """

    reason: RefundReason
    right_period: Month | None
    explanation: str
    iik: str
    account_is_own: bool
    consents: bool
    proofs: int = 0


class Obstacle(StrEnum):
    """What the Fund would refuse and can still be mended, in the order of the pages."""

    NOTHING_TO_CLAIM = "nothing_to_claim"
    NO_RIGHT_PERIOD = "no_right_period"
    SAME_PERIOD = "same_period"
    NO_EXPLANATION = "no_explanation"
    NO_PROOF = "no_proof"
    WRONG_ACCOUNT = "wrong_account"
    NOT_OWN_ACCOUNT = "not_own_account"
    NO_CONSENT = "no_consent"


GROUND_OF: dict[Obstacle, RefusalGround] = {
    Obstacle.NOTHING_TO_CLAIM: RefusalGround.NO_GROUNDS,
    Obstacle.NO_RIGHT_PERIOD: RefusalGround.WRONG_FORM,
    Obstacle.SAME_PERIOD: RefusalGround.WRONG_REASON,
    Obstacle.NO_EXPLANATION: RefusalGround.WRONG_FORM,
    Obstacle.NO_PROOF: RefusalGround.INCOMPLETE_DOCUMENTS,
    Obstacle.WRONG_ACCOUNT: RefusalGround.WRONG_BANK_DETAILS,
    Obstacle.NOT_OWN_ACCOUNT: RefusalGround.WRONG_BANK_DETAILS,
    Obstacle.NO_CONSENT: RefusalGround.NO_CONSENT,
}


def obstacles(claim: Claim, line: PaidLine, month: MonthFacts) -> tuple[Obstacle, ...]:
    """Every published ground for refusal that a claim would meet, while it can still be mended (REF-5: a wrong IIK)."""
    names_a_month = claim.reason is RefundReason.WRONG_PERIOD
    is_own = claim.account_is_own and may_be_own(claim.iik)
    met = {
        Obstacle.NOTHING_TO_CLAIM: claimable(claim.reason, line, month) == 0,
        Obstacle.NO_RIGHT_PERIOD: names_a_month and claim.right_period is None,
        Obstacle.SAME_PERIOD: names_a_month and claim.right_period == line.period,
        Obstacle.NO_EXPLANATION: claim.reason is RefundReason.OTHER and not claim.explanation.strip(),
        Obstacle.NO_PROOF: not claim.proofs and _proof_of(claim, line, month) is not None,
        Obstacle.WRONG_ACCOUNT: bool(claim.iik and why_not_iik(claim.iik)),
        Obstacle.NOT_OWN_ACCOUNT: bool(claim.iik) and not is_own,
        Obstacle.NO_CONSENT: not claim.consents,
    }
    return tuple(obstacle for obstacle, is_met in met.items() if is_met)


def _proof_of(claim: Claim, line: PaidLine, month: MonthFacts) -> Proof | None:
    return proof_needed(claim.reason, is_borne_out(claim.reason, line, month))
