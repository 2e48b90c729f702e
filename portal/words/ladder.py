"""What to do about a payment that does not arrive, rung by rung, in the order of the Fund's own advice."""

from django.utils.translation import gettext as _

from payments.rules.tracking import Arrival


def check_the_receipt() -> dict[str, str]:
    """The first rung: a mistake made while paying is the commonest reason."""
    return {
        "title": _("Check the receipt"),
        "text": _(
            "Compare each line with your receipt. If one differs, go on with step 4. If all agree, go on with step 2."
        ),
    }


def ask_the_bank(values: dict[str, str]) -> dict[str, str]:
    """The second rung: the bank knows whether the money came back."""
    say = _(
        "I paid %(amount)s on %(day)s to the account %(account)s, reference %(reference)s. Did the money go out, or "
        "did it come back?"
    )
    say_without_day = _(
        "I paid %(amount)s to the account %(account)s, reference %(reference)s. Did the money go out, or did it come "
        "back?"
    )
    return {
        "title": _("Ask the bank whether the money came back"),
        "text": _(
            "If it came back, the bank can name the reason. Pay the month anew then, no refund request is needed. If "
            "the money went out, go on with step 3."
        ),
        "say": (say if values["day"] else say_without_day) % values,
    }


def call_the_state_corporation(values: dict[str, str]) -> dict[str, str]:
    """The third rung: all contributions come to its account first."""
    say = _(
        "My contribution does not arrive. IIN %(iin)s, period %(order_period)s, purpose code %(code)s, %(amount)s, "
        "paid on %(day)s, reference %(reference)s. Where is the money?"
    )
    say_without_day = _(
        "My contribution does not arrive. IIN %(iin)s, period %(order_period)s, purpose code %(code)s, %(amount)s, "
        "reference %(reference)s. Where is the money?"
    )
    return {
        "title": _("Call the State Corporation"),
        "text": _("All contributions come to its account in the National Bank first, so it can see yours there."),
        "say": (say if values["day"] else say_without_day) % values,
        "phone": "1414",
    }


def ask_for_a_refund() -> dict[str, str]:
    """The last rung, for money that went to a wrong month or IIN: until it is credited there is nothing to claim."""
    return {
        "title": _("Ask for a refund"),
        "text": _(
            "A payment with a mistake cannot be moved, only returned. As soon as the money is credited, its payer can "
            "claim it back here."
        ),
        "also": _("Do not wait for it: pay the right month anew, so that the status is not lost."),
    }


def claim_it_back() -> dict[str, str]:
    """The same for money that is credited where it should not be."""
    return ask_for_a_refund() | {
        "title": "",
        "text": _("A payment cannot be moved, only returned. Nothing has to be typed again: we hold the payment."),
    }


def paid_and_not_shown() -> str:
    """The heading of the ladder for a payment of which we know nothing yet."""
    return _("I have paid and it is not shown")


def not_shown(arrival: Arrival, values: dict[str, str]) -> str:
    """What can be said to somebody who has paid what is not shown as paid."""
    sentences = {
        Arrival.ON_TIME: _(
            "We do not know yet. The money arrives within 3 working days: do not pay again before %(day)s."
        ),
        Arrival.NOT_KNOWN_YET: _(
            "We do not know yet: the 3 working days are over, and we have no newer data. Do not pay again before "
            "%(again)s."
        ),
        Arrival.LATE: _(
            "Nothing has arrived up to and with %(known)s. If you have paid, take these steps in their order."
        ),
    }
    return sentences[arrival] % values
