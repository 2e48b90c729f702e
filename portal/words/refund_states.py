"""A refund request as its applicant reads of it: where it stands, what that means, and what comes next."""

from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from payments.models import Actor
from payments.rules.refunds import Mover, RefundState

State = RefundState

# The look of each state: the style sheet and the icons know these names.
LOOKS = {
    State.DRAFT: "due",
    State.SENT: "checking",
    State.CHECKING: "checking",
    State.ASKED: "due",
    State.WITH_FUND: "checking",
    State.APPROVED: "paid",
    State.REFUSED: "late",
    State.PAYING_OUT: "checking",
    State.PAID_OUT: "refunded",
    State.WITHDRAWN: "rejected",
    State.RETURNED: "returned",
}


def word(state: RefundState) -> str:
    """The word on a tag, in lower case."""
    words = {
        State.DRAFT: pgettext("refund request", "not sent yet"),
        State.SENT: pgettext("refund request", "sent"),
        State.CHECKING: pgettext("refund request", "being checked"),
        State.ASKED: pgettext("refund request", "a question for you"),
        State.WITH_FUND: pgettext("refund request", "with the Fund"),
        State.APPROVED: pgettext("refund request", "approved"),
        State.REFUSED: pgettext("refund request", "refused"),
        State.PAYING_OUT: pgettext("refund request", "on its way to you"),
        State.PAID_OUT: pgettext("refund request", "paid out"),
        State.WITHDRAWN: pgettext("refund request", "withdrawn"),
        State.RETURNED: pgettext("refund request", "returned by the bank"),
    }
    return words[state]


def tag(state: RefundState) -> dict[str, str]:
    """The state as a tag: its look and its word."""
    return {"state": LOOKS[state], "word": word(state)}


def meaning(state: RefundState, values: dict[str, str], *, is_payout_returned: bool = False) -> str:
    """Where the request is and what that means: the sentences under the heading."""
    if is_payout_returned:
        return _(
            "The bank sent the payout back, so the money did not reach you. Give another account, and it is sent anew."
        )
    return MEANINGS[state] % values


MEANINGS = {
    State.SENT: gettext_lazy(
        "The request is sent. The State Corporation checks it by %(check)s, and the Fund answers by %(answer)s."
    ),
    State.CHECKING: gettext_lazy(
        "The State Corporation checks the payment, by %(check)s. The Fund answers by %(answer)s."
    ),
    State.ASKED: gettext_lazy("There is a question for you. The days stand still until you answer."),
    State.WITH_FUND: gettext_lazy("The State Corporation has checked the payment. The Fund answers by %(answer)s."),
    State.APPROVED: gettext_lazy("The refund is approved. Next, the State Corporation sends you %(amount)s."),
    State.REFUSED: gettext_lazy("The refund was refused on %(day)s. Below you read why, and what you can do."),
    State.PAYING_OUT: gettext_lazy("The refund is approved, and %(amount)s is on its way to you."),
    State.PAID_OUT: gettext_lazy("The refund is paid out: %(amount)s on %(day)s."),
    State.WITHDRAWN: gettext_lazy("You withdrew the request on %(day)s. The payment stays as it was."),
    State.RETURNED: gettext_lazy(
        "The bank itself sent the payment back on %(day)s, so nothing is left to refund. The money comes back to you "
        "without this request."
    ),
}


def checked_again(answer: str) -> str:
    """The payment was checked before, and is looked at once more."""
    return _("The State Corporation looks at the request once more. The Fund answers by %(answer)s.") % {
        "answer": answer
    }


def overdue(answer: str) -> str:
    """The term of the answer is over and there is none."""
    return _("The answer was due by %(answer)s, and there is none yet. Call 1414 and name the number.") % {
        "answer": answer
    }


def check_overdue(check: str) -> str:
    """The term of the check is over, and that of the answer is not."""
    return _(
        "The State Corporation was to check the payment by this day: %(check)s. Call 1414 and name the number of the "
        "request."
    ) % {"check": check}


def when(state: RefundState, day: str, *, is_over: bool = False) -> str:
    """The day that matters, for a row of a list; `is_over` says that it has passed and nothing came of it."""
    return (WHEN_OVER if is_over else WHEN)[state] % {"day": day}


WHEN = {
    State.SENT: gettext_lazy("checked by %(day)s"),
    State.CHECKING: gettext_lazy("checked by %(day)s"),
    State.ASKED: gettext_lazy("answer by %(day)s"),
    State.WITH_FUND: gettext_lazy("answered by %(day)s"),
    State.APPROVED: gettext_lazy("approved on %(day)s"),
    State.REFUSED: gettext_lazy("refused on %(day)s"),
    State.PAYING_OUT: gettext_lazy("sent out on %(day)s"),
    State.PAID_OUT: gettext_lazy("paid out on %(day)s"),
    State.WITHDRAWN: gettext_lazy("withdrawn on %(day)s"),
    State.RETURNED: gettext_lazy("returned on %(day)s"),
}
WHEN_OVER = {
    State.SENT: gettext_lazy("was to be checked by %(day)s"),
    State.CHECKING: gettext_lazy("was to be checked by %(day)s"),
    State.WITH_FUND: gettext_lazy("was to be answered by %(day)s"),
}


def terms(check_days: int, answer_days: int) -> str:
    """How the days are counted, and who says so: the sources differ."""
    return _(
        "Working days count from the day after sending. The check may take %(check)d of them (Order 478, annex 2). "
        "The answer may take %(answer)d (the Fund’s page of 16 February 2026; an older note says two weeks)."
    ) % {"check": check_days, "answer": answer_days}


STEPS = {
    State.DRAFT: pgettext_lazy("step of a refund request", "Filled in"),
    State.SENT: pgettext_lazy("step of a refund request", "Sent"),
    State.CHECKING: pgettext_lazy("step of a refund request", "Checked by the State Corporation"),
    State.ASKED: pgettext_lazy("step of a refund request", "A question for you"),
    State.WITH_FUND: pgettext_lazy("step of a refund request", "With the Fund"),
    State.APPROVED: pgettext_lazy("step of a refund request", "Approved"),
    State.REFUSED: pgettext_lazy("step of a refund request", "Refused"),
    State.PAYING_OUT: pgettext_lazy("step of a refund request", "On its way to you"),
    State.PAID_OUT: pgettext_lazy("step of a refund request", "Paid out"),
    State.WITHDRAWN: pgettext_lazy("step of a refund request", "Withdrawn"),
    State.RETURNED: pgettext_lazy("step of a refund request", "Returned by the bank"),
}

# The same state, reached in another way than the usual one.
OTHERWISE = {
    (State.CHECKING, Mover.APPLICANT): pgettext_lazy("step of a refund request", "You answered, the check goes on"),
    (State.CHECKING, Mover.SECOND): pgettext_lazy("step of a refund request", "Back at the State Corporation"),
    (State.ASKED, Mover.REGISTRY): pgettext_lazy("step of a refund request", "The bank sent the payout back"),
}


def step(state: RefundState, mover: Mover, *, is_resumed: bool = False) -> str:
    """What a step is called; `is_resumed` is a check that goes on though a question was not answered."""
    if is_resumed:
        return pgettext("step of a refund request", "No answer came, the check goes on")
    return str(OTHERWISE.get((state, mover), STEPS[state]))


def decision_to_come() -> str:
    """The step that ends in one of two ways."""
    return pgettext("step of a refund request", "Approved or refused")


def payout_to_come() -> str:
    """What follows an approval."""
    return pgettext("step of a refund request", "To be paid out")


class Note(StrEnum):
    """What stands below a step of the timeline."""

    CHECK_BY = "check_by"
    CHECK_WAS_DUE = "check_was_due"
    ANSWER_BY = "answer_by"
    ANSWER_WAS_DUE = "answer_was_due"
    REPLY_BY = "reply_by"
    CLOCK_STANDS = "clock_stands"
    TWO_PEOPLE = "two_people"
    DECISION = "decision"
    SENT_TO = "sent_to"
    SENT_BACK_AS_PAID = "sent_back_as_paid"
    NEXT_FILE = "next_file"
    NOT_PAID = "not_paid"
    IN_THE_STATEMENT = "in_the_statement"
    BEFORE_REVIEW = "before_review"


def note(code: Note, **values: str) -> str:
    """One of them."""
    return NOTES[code] % values


NOTES = {
    Note.CHECK_BY: gettext_lazy("To be done by %(day)s."),
    Note.CHECK_WAS_DUE: gettext_lazy("It was to be done by %(day)s."),
    Note.ANSWER_BY: gettext_lazy("The Fund answers by %(day)s."),
    Note.ANSWER_WAS_DUE: gettext_lazy("The Fund was to answer by %(day)s."),
    Note.REPLY_BY: gettext_lazy("Answer by %(day)s. After that the check may go on without your answer."),
    Note.CLOCK_STANDS: gettext_lazy("These days are not counted: both dates move on until you answer."),
    Note.TWO_PEOPLE: gettext_lazy("Two people decide, neither of them alone."),
    Note.DECISION: gettext_lazy("A refusal names its ground and says what you can do."),
    Note.SENT_TO: gettext_lazy("The money goes to this account: %(account)s."),
    Note.SENT_BACK_AS_PAID: gettext_lazy("The money goes back the way it was paid."),
    Note.NEXT_FILE: gettext_lazy("It goes into the next payout file for the State Corporation."),
    Note.NOT_PAID: gettext_lazy("This payment no longer counts for the month."),
    Note.IN_THE_STATEMENT: gettext_lazy("The statement then shows it beside the payment."),
    Note.BEFORE_REVIEW: gettext_lazy("The check had not begun yet."),
}


def asked(text: str) -> str:
    """What staff ask, in their own words."""
    return _("The question: %(text)s") % {"text": text}


def answered(text: str) -> str:
    """What the applicant answered."""
    return _("Your answer: %(text)s") % {"text": text}


def language_note() -> str:
    """For whoever reads in a language in which decisions are not written."""
    return _("The Fund answers in Kazakh and Russian. This is the Russian text.")


def who(actor: Actor, applicant: int) -> str:
    """Whoever did something about a request: by their part in it, as staff are not called by name."""
    if actor.person_id == applicant:
        return pgettext("who did it", "You")
    return PARTS[Actor.Kind(actor.kind)]


PARTS = {
    Actor.Kind.PERSON: pgettext_lazy("who did it", "Another person"),
    Actor.Kind.STAFF: pgettext_lazy("who did it", "Staff"),
    Actor.Kind.PARTNER: pgettext_lazy("who did it", "A bank"),
    Actor.Kind.SYSTEM: pgettext_lazy("who did it", "The portal"),
}


def right_months(months: str) -> str:
    """The months that the mistake has left unpaid."""
    return _("Still to be paid: %(months)s.") % {"months": months}


def for_somebody_else() -> str:
    """The right payment is not for the applicant."""
    return _("The right payment is for somebody else. You need their IIN and their first name.")


def not_to_wait() -> str:
    """Why the right month is paid before the money is back."""
    return _("Do not wait for the refund: it pays for no month.")


def without_paying(day: str, *, is_insured: bool) -> str:
    """What becomes of the status if the right month is not paid; `day` is empty where it does not end."""
    if not is_insured:
        return _("You are not insured now.")
    return _("Without this payment the status is kept until %(day)s.") % {"day": day} if day else ""


def ended_by_refund(day: str) -> str:
    """The payment that is claimed back carries the status: `day` is its last one as it stands."""
    if not day:
        return _("You are insured now, and the refund ends that.")
    return _("Now the status is kept until %(day)s. The refund ends it earlier.") % {"day": day}


def not_withdrawn() -> str:
    """Why a request cannot be withdrawn."""
    return _("The request can no longer be withdrawn: its review has begun, or it is closed.")


def nothing_said() -> str:
    """An answer that says nothing."""
    return _("Write an answer, name another account, or attach a file.")
