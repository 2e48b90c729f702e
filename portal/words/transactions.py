"""What a transaction brought a payment, and what an acquirer left open."""

from django.utils.translation import gettext as _


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
