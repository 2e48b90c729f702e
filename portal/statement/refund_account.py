"""Where the money of a refund goes, and whom to call about it: as much as its owner knows again and nobody can use."""

from django.utils.translation import gettext as _

from payments.rules.identifiers import bank_name

ENDS = 4


def masked_iik(iik: str) -> str:
    """An account by its two ends: KZ86…0100."""
    return f"{iik[:ENDS]}…{iik[-ENDS:]}"


def masked_account(iik: str) -> str:
    """The same with the bank, where its code is known."""
    bank = bank_name(iik)
    return f"{masked_iik(iik)}, {bank}" if bank else masked_iik(iik)


def way_of_the_money(iik: str) -> str:
    """To an account, masked, or back the way it came."""
    return masked_account(iik) if iik else _("The way it was paid")


def masked_phone(phone: str) -> str:
    """A telephone by its code and its last two digits."""
    return f"{phone[:5]} ··· ·· {phone[-2:]}"
