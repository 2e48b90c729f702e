"""Where the money goes and what a payment order carries: one person, one month, one sum."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from payments.rules.identifiers import clean_iik, why_not_iin
from payments.rules.months import Month

SIX_DIGITS = re.compile(r"(?<![0-9])[0-9]{6}(?![0-9])")


class PurposeCode(StrEnum):
    """What a payment is for (KNP). Codes 124 to 128 exist, but their meaning was not found."""

    DEDUCTION = "121"  # an employer pays it on top of the wage
    CONTRIBUTION = "122"  # a person pays it, or an employer withholds it
    PENALTY = "123"  # for deductions or contributions that came late; it covers no month

    @property
    def covers(self) -> bool:
        """Can money with this code cover a month? A penalty never does (rules.md 1)."""
        return self is not PurposeCode.PENALTY


@dataclass(frozen=True, slots=True)
class Requisites:
    """Whom to pay, and the page that says so."""

    name_kk: str
    name_ru: str
    bin: str
    iik: str
    bik: str
    kbe: str
    source: str


BENEFICIARY = Requisites(
    name_kk="«„Азаматтарға арналған үкімет“ мемлекеттік корпорациясы» КЕАҚ",
    name_ru="НАО «Государственная корпорация „Правительство для граждан“»",
    bin="160440007161",
    iik="KZ92009MEDS368609103",
    bik="GCVPKZ2A",
    kbe="11",
    # Verify before use: no page of 2025 or 2026 repeats the account, and none contradicts it.
    source="fms.kz, how to pay, 2017; emhana8.kz 2022; infozakon.kz 2017",
)


def may_be_own(iik: str) -> bool:
    """Can this be the account of whoever paid? The one that they have seen is the State Corporation's."""
    return clean_iik(iik) != BENEFICIARY.iik


@dataclass(frozen=True, slots=True)
class PaymentOrder:
    """The fields that an order must carry since 2025-03-31 (Order 478 as changed by Order 20 of 2025-03-12).

    A person who pays for themselves sends a separate order for each month; a larger sum still covers one.
    """

    iin: str = field(repr=False)
    last_name: str = field(repr=False)
    first_name: str = field(repr=False)
    patronymic: str = field(repr=False)
    period: Month
    amount: int
    purpose_code: PurposeCode = PurposeCode.CONTRIBUTION
    beneficiary: Requisites = BENEFICIARY

    def __post_init__(self) -> None:
        if why_not_iin(self.iin):
            raise ValueError("an order names its person by a right IIN")
        if not isinstance(self.period, Month):
            raise ValueError("an order pays one month")
        if self.amount <= 0:
            raise ValueError("an order pays more than nothing")

    @property
    def order_period(self) -> str:
        """The order's field for the period."""
        return order_period(self.period)


def order_period(month: Month) -> str:
    """The period as an electronic order carries it, MMYYYY (Order 20 of 2025-03-12)."""
    return month.order


def periods_in(text: str) -> tuple[Month, ...]:
    """The different months that a purpose names as MMYYYY, as they come: an order is right with exactly one.

    Order 20 of 2025-03-12 asks for year and month; that they stand in the remittance text is our reading.
    """
    months = map(_month, SIX_DIGITS.findall(text))
    return tuple(dict.fromkeys(month for month in months if month is not None))


def _month(six_digits: str) -> Month | None:
    try:
        return Month.parse_order(six_digits)
    except ValueError:
        return None
