"""The refund requests of a person: all of them, and one with what it says, what comes next and who looked at it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from payments.history import RecordedRefund
from payments.models import JournalEntry, ProofFile
from payments.rules.identifiers import masked
from payments.rules.references import grouped_reference
from payments.rules.refund_numbers import grouped_number
from payments.rules.refund_reasons import RefusalGround
from payments.rules.refunds import RefundSettings, RefundState, reply_due
from portal import written
from portal.statement.account import Assessed
from portal.statement.panel import fact
from portal.statement.refund_account import masked_phone, way_of_the_money
from portal.statement.refund_next import next_step
from portal.statement.refund_timeline import timeline
from portal.words import refund_states as words
from portal.words import refunds as reason_words
from portal.words.tracking import return_reason

State = RefundState

BEING_CHECKED = (State.SENT, State.CHECKING)
UNDECIDED = (*BEING_CHECKED, State.ASKED, State.WITH_FUND)
DECIDED = (State.APPROVED, State.REFUSED, State.PAYING_OUT, State.PAID_OUT)
CLAIMABLE_AGAIN = (State.REFUSED, State.WITHDRAWN)
KILOBYTE = 1024


def overview(refunds: Iterable[RecordedRefund], assessed: Assessed, settings: RefundSettings) -> dict[str, Any]:
    """What is open, first what waits for an answer, and what is closed."""
    listed = sorted(refunds, key=lambda refund: refund.state is not State.ASKED)
    rows = [(refund.is_open, row(refund, assessed, settings)) for refund in listed]
    return {
        "open": [one for is_open, one in rows if is_open],
        "closed": [one for is_open, one in rows if not is_open],
    }


def row(refund: RecordedRefund, assessed: Assessed, settings: RefundSettings) -> dict[str, Any]:
    """One request in a list."""
    return {
        "number": refund.number,
        "grouped": grouped_number(refund.number),
        "month": written.month(refund.line.paid.period),
        "tag": words.tag(refund.state),
        "amount": written.tenge(refund.amount),
        "when": when(refund, assessed, settings),
    }


def when(refund: RecordedRefund, assessed: Assessed, settings: RefundSettings) -> str:
    """The day that comes next, or the day on which it was over; a payout that came back waits as long as it has to."""
    if refund.is_payout_returned:
        return ""
    state = State.WITH_FUND if is_checked_again(refund) else refund.state
    if state in BEING_CHECKED:
        day = refund.clock.check_due
    elif state is State.ASKED:
        day = reply_due(refund.asked_on, assessed.law.calendar, settings)
    elif state is State.WITH_FUND:
        day = refund.clock.answer_due
    else:
        day = refund.day_of(state)
    is_over = is_check_late(refund, assessed.facts.today) or is_answer_late(refund, assessed.facts.today)
    return words.when(state, written.short_day(day), is_over=is_over)


def one_request(
    refund: RecordedRefund, assessed: Assessed, journal: Sequence[JournalEntry], settings: RefundSettings
) -> dict[str, Any]:
    """All that its page shows."""
    state, line = refund.state, refund.line
    return {
        "number": refund.number,
        "grouped": grouped_number(refund.number).split(),
        "month": written.month(line.paid.period),
        "tag": words.tag(state),
        "meaning": meaning(refund, assessed),
        "terms": words.terms(settings.check_days, settings.answer_days) if state in UNDECIDED else "",
        "question": question(refund),
        "paid_out_in": line.paid.period if state is State.PAID_OUT and line.paid.is_own_record else None,
        "decision": decision(refund),
        "timeline": timeline(refund, assessed, settings),
        "next": next_step(refund, assessed),
        "can_answer": state is State.ASKED,
        "is_payout_returned": refund.is_payout_returned,
        "can_withdraw": state is State.SENT,
        "claim_again": claim_again(refund),
        "facts": list(facts(refund)),
        "proofs": [{"name": file.name, "label": proof_label(at, file)} for at, file in enumerate(refund.proofs, 1)],
        "journal": [entry(one, refund) for one in journal],
    }


def meaning(refund: RecordedRefund, assessed: Assessed) -> str:
    """Where it is and what that means; that a term is over, where one is."""
    clock, day = refund.clock, refund.day_of(refund.state)
    if is_answer_late(refund, assessed.facts.today):
        return words.overdue(written.day(clock.answer_due))
    if is_check_late(refund, assessed.facts.today):
        return words.check_overdue(written.day(clock.check_due))
    values = {
        "check": written.day(clock.check_due),
        "answer": written.day(clock.answer_due),
        "day": written.day(day),
        "amount": written.tenge(refund.amount),
    }
    if is_checked_again(refund):
        return words.checked_again(values["answer"])
    return words.meaning(refund.state, values, is_payout_returned=refund.is_payout_returned)


def is_checked_again(refund: RecordedRefund) -> bool:
    """Is it looked at once more, after a check that was done in time? Only the term of the answer is left then."""
    return refund.state is State.CHECKING and refund.was_checked


def is_check_late(refund: RecordedRefund, today: date) -> bool:
    """Was the check to be done by now, and is not?"""
    return refund.state in BEING_CHECKED and not refund.was_checked and refund.clock.check_due < today


def is_answer_late(refund: RecordedRefund, today: date) -> bool:
    """The same of the answer."""
    return refund.state in (*BEING_CHECKED, State.WITH_FUND) and refund.clock.answer_due < today


def question(refund: RecordedRefund) -> str:
    """What is asked, or why the bank sent the payout back; empty if nothing is."""
    return return_reason(refund.question) if refund.is_payout_returned else refund.question


def decision(refund: RecordedRefund) -> dict[str, str] | None:
    """What was decided: not before the second person has confirmed it, nor once it is decided anew."""
    found = refund.decision
    if found is None or refund.state not in DECIDED:
        return None
    language = get_language() if get_language() in ("kk", "ru") else "ru"
    return {
        "ground": reason_words.ground(RefusalGround(found.ground)) if found.ground else "",
        "text": found.text_kk if language == "kk" else found.text_ru,
        "language": language,
        "note": "" if language == get_language() else words.language_note(),
    }


def claim_again(refund: RecordedRefund) -> str:
    """The way to a new request for the same line, once this one came to nothing; empty if it did not, or need not."""
    if refund.state not in CLAIMABLE_AGAIN or refund.line.paid.has_open_request or not refund.line.paid.left:
        return ""
    query = {"line": refund.line.paid.id, "reason": refund.reason}
    return reverse("refund_which", query=query)


def facts(refund: RecordedRefund) -> Iterator[dict[str, Any]]:
    """What was asked for, as it was sent."""
    line, paid = refund.line, refund.line.paid
    yield fact(_("Sum to be returned"), written.tenge(refund.amount), big=True)
    yield fact(_("Reason"), reason_words.reason(refund.reason))
    yield fact(_("Period paid"), written.month(paid.period))
    if refund.right_period:
        yield fact(_("The right month"), written.month(refund.right_period))
    if not paid.is_own_record:
        yield fact(_("For whom it was paid"), masked(line.iin))
    yield fact(_("Sum of the payment"), written.tenge(paid.amount))
    yield fact(_("Paid on"), written.short_day(paid.paid_on))
    yield fact(_("Reference"), grouped_reference(line.payment) if line.payment else line.reference)
    if refund.explanation:
        yield fact(_("What you wrote"), refund.explanation)
    yield fact(_("Where the money goes"), way_of_the_money(refund.iik))
    yield fact(_("Phone"), masked_phone(refund.phone))


def proof_label(number: int, file: ProofFile) -> str:
    """A file by its number, its type and its size: what it was called is not kept."""
    return _("File %(number)d: %(type)s, %(size)d KB") % {
        "number": number,
        "type": file.get_type_display(),
        "size": -(-file.size // KILOBYTE),
    }


def entry(one: JournalEntry, refund: RecordedRefund) -> dict[str, str]:
    """What was done, when, and by whom."""
    return {
        "when": written.moment(one.at),
        "what": one.get_event_display(),
        "who": words.who(one.actor, refund.applicant.pk),
    }
