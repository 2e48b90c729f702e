"""What a terminal or an application shows a payer after a check: the same in every dialect."""

from django.conf import settings
from django.utils.translation import gettext, override

from portal.bank.calls import Reply


def shown(reply: Reply) -> list[tuple[str, str]]:
    """Whom the money is for, masked, then each month that may be paid (11.2026) with what it costs."""
    months = [(f"{month.number:02}.{month.year}", tenge(amount)) for month, amount in reply.months]
    return [(_insured(), reply.name), *months] if reply.name else months


def tenge(amount: int) -> str:
    """A sum as machines of banks write it: 4250.00."""
    return f"{amount}.00"


def _insured() -> str:
    """In the language of the country: one screen shows it to all."""
    with override(settings.LANGUAGE_CODE):
        return gettext("Insured person")
