"""A payment that was ordered: what it is called at each stage of its way, and what that means for its people."""

from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from payments.history import Unallocated
from payments.ledger import Uncancellable, Unreturnable
from payments.rules.months import Month
from payments.rules.payment_states import PaymentState
from portal import written

NAMED_ON_A_BUTTON = 2


class Stage(StrEnum):
    """A payment as its people are told of it: its state, and of one that was sent whether it should be here by now."""

    ORDERED = "ordered"
    SENT = "sent"
    NOT_KNOWN_YET = "not_known_yet"
    LATE = "late"
    CREDITED = "credited"
    CREDITED_ELSEWHERE = "credited_elsewhere"
    CREDITED_TO_ANOTHER = "credited_to_another"
    REFUNDED = "refunded"
    RETURNED = "returned"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


# The look of each stage: the style sheet and the icons know these names.
LOOKS = {
    Stage.ORDERED: "due",
    Stage.SENT: "checking",
    Stage.NOT_KNOWN_YET: "checking",
    Stage.LATE: "late",
    Stage.CREDITED: "paid",
    Stage.CREDITED_ELSEWHERE: "late",
    Stage.CREDITED_TO_ANOTHER: "late",
    Stage.REFUNDED: "refunded",
    Stage.RETURNED: "returned",
    Stage.EXPIRED: "rejected",
    Stage.CANCELLED: "rejected",
}


def state(code: PaymentState) -> str:
    """The word for a state, in lower case."""
    return word(Stage(code))


def word(stage: Stage) -> str:
    """The word on a tag, in lower case."""
    words = {
        Stage.ORDERED: pgettext("payment", "to be paid"),
        Stage.SENT: pgettext("payment", "being checked"),
        Stage.NOT_KNOWN_YET: pgettext("payment", "being checked"),
        Stage.LATE: pgettext("payment", "not arrived"),
        Stage.CREDITED: pgettext("payment", "credited"),
        Stage.CREDITED_ELSEWHERE: pgettext("payment", "credited to another month"),
        Stage.CREDITED_TO_ANOTHER: pgettext("payment", "credited to somebody else"),
        Stage.REFUNDED: pgettext("payment", "refunded"),
        Stage.RETURNED: pgettext("payment", "returned by the bank"),
        Stage.EXPIRED: pgettext("payment", "expired"),
        Stage.CANCELLED: pgettext("payment", "cancelled"),
    }
    return words[stage]


def tag(stage: Stage) -> dict[str, str]:
    """The stage as a tag: its look and its word."""
    return {"state": LOOKS[stage], "word": word(stage)}


def meaning(stage: Stage, values: dict[str, str]) -> str:
    """Where the money is and what that means, with the day: the one sentence under the heading."""
    return MEANINGS[stage] % values


MEANINGS = {
    Stage.ORDERED: gettext_lazy(
        "Nobody has paid it yet. Pay by %(day)s: until then the reference and the sum are good."
    ),
    Stage.SENT: gettext_lazy("The payment is on its way. It has to arrive within 3 working days, by %(day)s."),
    Stage.NOT_KNOWN_YET: gettext_lazy(
        "The payment had 3 working days to arrive, until %(day)s. Whether it did we do not know yet."
    ),
    Stage.LATE: gettext_lazy(
        "The payment should have arrived by %(day)s, and it has not. Take these steps in their order."
    ),
    Stage.CREDITED: gettext_lazy("The payment arrived. It was credited on %(day)s and counts for %(month)s."),
    Stage.CREDITED_ELSEWHERE: gettext_lazy(
        "The money was credited on %(day)s, though for another month: it counts for %(counted)s. The sum can be "
        "claimed back."
    ),
    Stage.CREDITED_TO_ANOTHER: gettext_lazy(
        "The money was credited on %(day)s, though to somebody else’s IIN, and counts there. The sum can be "
        "claimed back."
    ),
    Stage.REFUNDED: gettext_lazy(
        "The payment arrived on %(day)s. All of it was paid back since, so it counts for no month."
    ),
    Stage.RETURNED: gettext_lazy("The bank sent the money back on %(day)s. No refund request is needed."),
    Stage.EXPIRED: gettext_lazy(
        "It was not paid by %(day)s, so its reference has expired. If money comes all the same, it counts."
    ),
    Stage.CANCELLED: gettext_lazy("It was cancelled on %(day)s. If money comes all the same, it counts."),
}


def when(stage: Stage, day: str) -> str:
    """The day that matters, for a row of a list."""
    return WHEN[stage] % {"day": day}


WHEN = {
    Stage.ORDERED: gettext_lazy("pay by %(day)s"),
    Stage.SENT: gettext_lazy("arrives by %(day)s"),
    Stage.NOT_KNOWN_YET: gettext_lazy("was to arrive by %(day)s, no newer data yet"),
    Stage.LATE: gettext_lazy("was to arrive by %(day)s"),
    Stage.CREDITED: gettext_lazy("credited on %(day)s"),
    Stage.CREDITED_ELSEWHERE: gettext_lazy("credited on %(day)s"),
    Stage.CREDITED_TO_ANOTHER: gettext_lazy("credited on %(day)s"),
    Stage.REFUNDED: gettext_lazy("credited on %(day)s"),
    Stage.RETURNED: gettext_lazy("returned on %(day)s"),
    Stage.EXPIRED: gettext_lazy("was to be paid by %(day)s"),
    Stage.CANCELLED: gettext_lazy("cancelled on %(day)s"),
}


def no_newer_data(known: str, again: str) -> str:
    """Why nobody can say yet whether a payment is late, and when to look again. `known` may be empty."""
    if not known:
        return _("No registry of contributions has been loaded yet. Look again on %(again)s.") % {"again": again}
    return _(
        "We have no newer data yet: contributions are known up to and with %(known)s. Look again on %(again)s."
    ) % {
        "known": known,
        "again": again,
    }


def why_returned() -> str:
    """These are the usual reasons, where the bank has named none."""
    return _(
        "The bank that took the payment can name the reason. Usually the IIN is wrong, the name does not match the "
        "IIN, or the month and year are missing."
    )


def return_reason(text: str) -> str:
    """Why the bank sent the money back: what its code means, and what it says beside; else its own words alone."""
    code, _space, own = text.partition(" ")
    if code not in RETURN_REASONS:
        return _("The bank’s reason: %(reason)s") % {"reason": text}
    said = str(RETURN_REASONS[code])
    return " ".join([said, _("In its own words: %(reason)s") % {"reason": own}]) if own else said


# Of the reasons of ISO 20022 those that a payment of a contribution may come back for.
RETURN_REASONS = {
    "AC01": gettext_lazy("The bank’s reason: the account number is wrong."),
    "AC04": gettext_lazy("The bank’s reason: the account is closed."),
    "AC06": gettext_lazy("The bank’s reason: the account is blocked."),
    "AM05": gettext_lazy("The bank’s reason: the same payment was made twice."),
    "BE01": gettext_lazy("The bank’s reason: the name does not match the number."),
    "BE04": gettext_lazy("The bank’s reason: the payee’s address is missing."),
    "MS03": gettext_lazy("The bank gave no reason."),
    "NARR": gettext_lazy("The bank’s reason is none of the usual ones."),
    "RC01": gettext_lazy("The bank’s reason: the bank code (BIC) is wrong."),
}


def month_is_open(stage: Stage, month: str) -> str:
    """The month of a payment that did not work out is still to be paid."""
    if stage in (Stage.CREDITED_ELSEWHERE, Stage.CREDITED_TO_ANOTHER):
        return _("%(month)s still has to be paid.") % {"month": month}
    return _("The month is open again: pay anew for %(month)s.") % {"month": month}


def nothing_to_renew() -> str:
    """The month of a payment that did not work out has been seen to."""
    return _("Nothing has to be paid anew: the month is paid, or its money is on its way.")


def pay_by(day: str) -> str:
    """The last day."""
    return _("Pay by %(day)s.") % {"day": day}


def pay_for(months: tuple[Month, ...]) -> str:
    """The button that leads to a payment for some months: for one or two by name, for more only how many."""
    if len(months) <= NAMED_ON_A_BUTTON:
        return _("Pay for %(months)s") % {"months": written.months(months)}
    number = len(months)
    return ngettext("Pay for %(number)d month", "Pay for %(number)d months", number) % {"number": number}


def go_on_to_pay(number: int, amount: str) -> str:
    """The link to the payments of one basket that nobody has paid yet."""
    return ngettext(
        "Go on to pay: %(number)d payment, %(amount)s",
        "Go on to pay: %(number)d payments, %(amount)s in all",
        number,
    ) % {"number": number, "amount": amount}


def see_the_money() -> str:
    """The link to payments of which nobody knows yet whether they were made."""
    return _("See what is known of the money")


def next_payment(month: str, day: str) -> str:
    """Not to forget, which is the last advice of the Fund."""
    return _("The next payment is for %(month)s. Pay by %(day)s.") % {"month": month, "day": day}


def uncancellable(reason: Uncancellable) -> str:
    """Why a payment cannot be cancelled."""
    reasons = {
        Uncancellable.NOT_OPEN: _("This payment can no longer be cancelled: it is paid, or over by itself."),
        Uncancellable.AT_THE_ACQUIRER: _(
            "This payment was begun by card. Whether the money was taken we do not know yet: do not pay again."
        ),
    }
    return reasons[reason]


def unallocated(money: Unallocated) -> str:
    """Money that came for a person without a month, by the number that its receipt has."""
    values = {
        "amount": written.tenge(money.amount),
        "day": written.day(money.paid_on),
        "partner": money.partner,
        "number": money.number,
    }
    return _("%(amount)s, %(day)s: %(partner)s, transaction %(number)s") % values


def came_back() -> dict[str, str]:
    """The `title` and the `lead` of the page on which staff say that a payment's money went back."""
    return {
        "title": _("The money came back"),
        "lead": _(
            "Say so only when the bank that took the payment has said it: this cannot be taken back. The month opens "
            "again and is paid anew. The person reads on the payment’s page when the money came back and why, and "
            "that no refund request is needed."
        ),
    }


def unreturnable(reason: Unreturnable) -> str:
    """Why nobody can say of a payment that its money came back."""
    reasons = {
        Unreturnable.NOT_ON_ITS_WAY: _(
            "This payment is not on its way: nobody has paid it, or its money has arrived or come back already."
        ),
    }
    return reasons[reason]


STEPS = {
    PaymentState.ORDERED: pgettext_lazy("step of a payment", "Ordered"),
    PaymentState.SENT: pgettext_lazy("step of a payment", "Paid"),
    PaymentState.CREDITED: pgettext_lazy("step of a payment", "Credited"),
    PaymentState.RETURNED: pgettext_lazy("step of a payment", "Returned by the bank"),
    PaymentState.EXPIRED: pgettext_lazy("step of a payment", "Expired"),
    PaymentState.CANCELLED: pgettext_lazy("step of a payment", "Cancelled"),
}


def working_day(number: int, of: int) -> str:
    """One of the days in which the money travels."""
    return _("Working day %(number)d of %(of)d") % {"number": number, "of": of}
