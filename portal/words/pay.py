"""The last step of paying: the ways to do it, what is true of the money, and which payments not to make."""

from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from payments.rules.months import Month
from portal import written


class Way(StrEnum):
    """How the payments of a basket can be made."""

    REFERENCE = "reference"
    CARD = "card"
    REQUISITES = "requisites"


class Money(StrEnum):
    """What is known of money that an acquirer may have taken. There is no fourth: nobody guesses."""

    NOT_TAKEN = "not_taken"
    TAKEN = "taken"
    NOT_KNOWN = "not_known"


class Obstacle(StrEnum):
    """Why a payment is not to be made."""

    OVER = "over"  # it is no longer open: what became of it, its stage says
    AT_THE_ACQUIRER = "at_the_acquirer"  # it may be being paid there at this moment
    PAID_OTHERWISE = "paid_otherwise"  # its month has been paid since it was ordered
    ON_ITS_WAY = "on_its_way"  # other money for its month is
    NOT_IN_ORDER = "not_in_order"  # somebody else's record says no, and that is all it says


def way(code: Way) -> str:
    """What a way of paying is called."""
    ways = {
        Way.REFERENCE: _("By reference"),
        Way.CARD: _("By card or QR code"),
        Way.REQUISITES: _("By payment order"),
    }
    return ways[code]


def where(code: Way) -> str:
    """Where one pays so."""
    places = {
        Way.REFERENCE: _("In a bank’s app, at a terminal, at the post office"),
        Way.CARD: _("On the payment page, all months at once"),
        Way.REQUISITES: _("With the bank details, in an app or at a bank"),
    }
    return places[code]


def heading(*, to_pay: bool, at_the_acquirer: bool) -> str:
    """The heading of the page: is there anything left to pay?"""
    if to_pay:
        return _("Choose how to pay")
    return _("Your payment is under way") if at_the_acquirer else _("Nothing is left to pay here")


def valid_until(day: str) -> str:
    """How long the payments are good, and what happens then."""
    return _(
        "Pay by %(day)s. After that day the references expire and the months have to be ordered again, because what "
        "a payment costs and brings depends on its day. Money that comes later counts all the same."
    ) % {"day": day}


def arrives_by(day: str) -> str:
    """When it should have arrived."""
    return _("If you pay today, the money has to arrive by %(day)s.") % {"day": day}


def order_again(months: tuple[Month, ...]) -> str:
    """The button that begins anew; without months, with the question for whom."""
    if not months:
        return _("Begin a new order")
    return _("Order again: %(months)s") % {"months": written.months(months)}


def obstacle(code: Obstacle) -> str:
    """Why this payment, though it is open, is not to be made."""
    obstacles = {
        Obstacle.AT_THE_ACQUIRER: _("It may be being paid by card at this moment. Do not pay it in another way."),
        Obstacle.PAID_OTHERWISE: _("This month has been paid in another way since. Do not pay this one, cancel it."),
        Obstacle.ON_ITS_WAY: _("Other money for this month is on its way. Do not pay this one, cancel it."),
        Obstacle.NOT_IN_ORDER: _(
            "This payment is no longer in order. Do not pay it, cancel it. Ask the person which months are not paid."
        ),
    }
    return obstacles[code]


def obstacle_tag(code: Obstacle) -> dict[str, str]:
    """The same as a tag: its look and its word."""
    if code is Obstacle.AT_THE_ACQUIRER:
        return {"state": "checking", "word": pgettext("payment", "being paid")}
    return {"state": "rejected", "word": pgettext("payment", "do not pay")}


def money(code: Money, moment: str) -> str:
    """What is true of the money. `moment`: by which day it arrives if it was taken, from when more is known if not."""
    sentences = {
        Money.NOT_TAKEN: _("The money was not taken. You can pay again."),
        Money.TAKEN: _("The money was taken. It has to arrive by %(moment)s. Do not pay again."),
        Money.NOT_KNOWN: _(
            "We do not know yet whether the money was taken. Do not pay again. Look here after %(moment)s."
        ),
    }
    return sentences[code] % {"moment": moment}


def page_is_open(moment: str) -> str:
    """There is a page of the acquirer for these payments, where nobody knows yet whether they have been made."""
    return _("The payment page is open until %(moment)s. Pay there and nowhere else.") % {"moment": moment}
