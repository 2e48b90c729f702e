"""What is unusual in an IIN, as sentences for whoever compares it with the ID card."""

from django.utils.translation import gettext as _

from payments.rules.identifiers import IinOddity


def oddity(code: IinOddity) -> str:
    """What to look at twice, and no reason to refuse it."""
    oddities = {
        IinOddity.CENTURY: _("The seventh digit is none that a person born since 1800 has. Look at it twice."),
        IinOddity.BIRTH_DATE: _("The first six digits are no date. There are such IINs, but look at it twice."),
    }
    return oddities[code]
