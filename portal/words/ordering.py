"""What speaks against an order, what to think about before it, and for whom it is: in whole sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payments.ledger import Unorderable
from payments.rules.months import Month
from payments.rules.ordering import Caution, Unpayable
from portal import written


def unpayable(code: Unpayable, month: Month) -> str:
    """Why a month cannot be ordered, and what to do about it."""
    reasons = {
        Unpayable.TOO_EARLY: _("%(month)s: months before January 2020 cannot be paid."),
        Unpayable.TOO_FAR: _("%(month)s: you cannot pay more than 12 months ahead."),
        Unpayable.TWICE: _("%(month)s is in the list twice. Remove one of them."),
        Unpayable.COVERED_BY_STATE: _("%(month)s is paid by the State. Nothing has to be paid, remove this month."),
        Unpayable.PAID: _("%(month)s is already paid. Choose another month."),
        Unpayable.ON_ITS_WAY: _("%(month)s: a payment is on its way. Do not pay it again, remove this month."),
        Unpayable.ORDERED: _("%(month)s is already ordered and not paid yet. Go on with that payment, or cancel it."),
        Unpayable.NO_RATE: _("%(month)s: the rate is not set yet, so this month cannot be paid today."),
        Unpayable.NOTHING_MISSING: _("%(month)s: nothing is missing for this month. Remove it."),
        Unpayable.COVERED_BY_EMPLOYER: _(
            "%(month)s is paid by the employer. Remove this month, or say that the employer has not paid for it."
        ),
    }
    return reasons[code] % {"month": _capital(written.in_sentence(month))}


def unorderable(code: Unorderable) -> str:
    """What keeps the order as a whole from being made."""
    reasons = {
        Unorderable.NOTHING: _("Add at least one month."),
        Unorderable.NOT_IN_ORDER: _(
            "These months cannot be ordered for this person. Ask the person which months are not paid."
        ),
        Unorderable.PRICE_CHANGED: _("The sum has changed since the page was shown. Check it and confirm once more."),
        Unorderable.OTHER_ORDER: _("This page belongs to an order that is made already. Begin anew."),
    }
    return reasons[code]


def caution(code: Caution, *, last: Month, gaps: tuple[Month, ...]) -> str:
    """What to think about before paying: `last` is the last of the coming 12 months, `gaps` what is left out."""
    cautions = {
        Caution.MONEY_IS_LATE: _(
            "A payment for one of these months was made and has not arrived in time. Ask the bank first: if both "
            "arrive, one of them has to be claimed back."
        ),
        Caution.CURRENT_AMONG_TWELVE: _(
            "The current month is not one of the coming 12. For a status by months paid ahead, add this month: "
            "%(last)s."
        ),
        Caution.GAP_BEFORE: _(
            "Not paid before the last of these months: %(gaps)s. Until then, what is listed after brings nothing."
        ),
        Caution.CHANGES_NOTHING: _("With these months the status begins no sooner and lasts no longer."),
    }
    return cautions[code] % {"last": written.in_sentence(last), "gaps": written.months(gaps)}


def total(number: int) -> str:
    """How many payments the total is of."""
    return ngettext("%(number)d payment, in all", "%(number)d payments, in all", number) % {"number": number}


def total_aloud(number: int, amount: int) -> str:
    """The same with the sum, for who hears the page."""
    values = {"number": number, "sum": written.tenge(amount)}
    return ngettext("%(number)d payment, %(sum)s in all.", "%(number)d payments, %(sum)s in all.", number) % values


def unfinished(number: int, *, is_own: bool) -> str:
    """What somebody began to order and left."""
    if not number:
        return _("A payment is begun, and no month is chosen yet.")
    values = {"number": number}
    if is_own:
        return ngettext("%(number)d month for you", "%(number)d months for you", number) % values
    return ngettext("%(number)d month for somebody else", "%(number)d months for somebody else", number) % values


def checked(iin: str, months: tuple[Month, ...]) -> str:
    """What has to be confirmed before it is ordered: the number and every month."""
    return _("I have checked the IIN, each month and its year: %(iin)s, %(months)s.") % {
        "iin": iin,
        "months": written.months(months),
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
