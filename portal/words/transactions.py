"""What a transaction brought a payment, and what an acquirer left open."""

from django.utils.translation import gettext as _

from payments.models import Transaction
from portal import written


def brought(*, paid_by: int | None, number: int, is_whole: bool) -> str:
    """In words: `paid_by` is the transaction that paid it, None if no partner had a word before the registry.

    `number` is this one, which is whole if its sum is that of its payments.
    """
    if paid_by == number:
        return _("the payment is paid by it")
    if not is_whole:
        return _("nothing: its sum is not that of the payments")
    if paid_by is None:
        return _("nothing: the registry had credited the payment before, so the money may have come twice")
    return _("nothing: another transaction had paid it before")


def acquirer_refused() -> str:
    """Of payments whose acquirer spoke of money that nobody had asked for."""
    return _("another sum or currency at the acquirer")


def acquirer_silent() -> str:
    """Of payments of which nobody knows how their try by card ended."""
    return _("not known for more than a day")


def decided(taken: Transaction) -> str:
    """What became of money that somebody had to look at, or that the partner took back."""
    if hasattr(taken, "cancellation"):
        return _("the partner took it back on %(day)s") % {"day": written.day(taken.cancellation.day)}
    if not hasattr(taken, "allocation"):
        return written.DASH
    values = {"who": str(taken.allocation.decided_by), "reason": taken.allocation.reason}
    return _("%(who)s: %(reason)s") % values


def lead(taken: Transaction) -> str:
    """Which money it is."""
    values = {"partner": str(taken.partner), "number": taken.number, "amount": written.tenge(taken.amount)}
    return _("%(partner)s, transaction %(number)s, %(amount)s. What you say cannot be taken back.") % values
