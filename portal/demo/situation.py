"""A situation: months counted from this month, and the payments that they are on a given day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from zlib import crc32

from payments.ledger import Names, Span
from payments.models.category import Category
from payments.rules import figures
from payments.rules.facts import Payer
from payments.rules.law import Law
from payments.rules.months import Month
from payments.rules.refund_reasons import RefundReason, RefusalGround
from payments.rules.refunds import RefundState
from payments.rules.requisites import PurposeCode
from payments.rules.workdays import WorkCalendar

EARLIEST = date(2026, 1, 1)  # before it there are no six months of grace, and the rates do not reach back far enough
LAW = Law(figures.rates(), WorkCalendar(figures.workday_exceptions()))
PAY_DAY = 10


@dataclass(frozen=True, slots=True)
class Shows:
    """What there is to see, in one line of each language."""

    en: str
    kk: str
    ru: str


@dataclass(frozen=True, slots=True)
class Months:
    """Contributions for the months from `first` to `last`, both counted from this month.

    `made` is the month in which all of them were paid; without it each was paid in its own. A sum is what so many
    months cost (`worth`) for a payer of the person's category, unless an `amount` is given. `sender` is a BIN, or the
    IIN of somebody else.
    """

    first: int
    last: int
    made: int | None = None
    worth: Fraction = Fraction(1)
    amount: int | None = None
    purpose_code: PurposeCode = PurposeCode.CONTRIBUTION
    sender: str = ""
    sender_name: str = ""
    returned: bool = False


@dataclass(frozen=True, slots=True)
class Belongs:
    """Months in a category, counted from this month; `last` is None while it is open."""

    category: Category
    first: int
    last: int | None


@dataclass(frozen=True, slots=True)
class Ordered:
    """Months, counted from this month, that were ordered in the portal some days ago, and paid on the same day."""

    first: int
    last: int
    days_ago: int
    is_paid: bool = True


@dataclass(frozen=True, slots=True)
class Claimed:
    """One of the payments that a person claims back, and each state that the claim came to.

    Days are working days ago. `right_month` is counted from this month; `question` is what staff asked;
    what is asked after a payout is asked by the bank that sent it back.
    """

    payment: int  # its place among the situation's payments
    reason: RefundReason
    sent: int
    then: tuple[tuple[RefundState, int], ...] = ()
    right_month: int | None = None
    iik: str = ""
    ground: RefusalGround | None = None
    question: str = ""

    def has_come_to(self, state: RefundState) -> bool:
        """Is this one of its states?"""
        return any(state is reached for reached, _ in self.then)


@dataclass(frozen=True, slots=True)
class Situation:
    """One person and what their record shows.

    `since` is the first month in which there can be such a situation: before it the person stands as they will then.
    Who has no account yet is given a one-time code.
    """

    name: str
    iin: str
    last_name: str
    first_name: str
    patronymic: str
    shows: Shows
    contributions: tuple[Months, ...] = ()
    categories: tuple[Belongs, ...] = ()
    orders: tuple[Ordered, ...] = ()
    claims: tuple[Claimed, ...] = ()
    since: Month | None = None
    has_account: bool = True

    @property
    def names(self) -> Names:
        """What registries call the person."""
        return Names(self.last_name, self.first_name, self.patronymic)


@dataclass(frozen=True, slots=True)
class Payment:
    """One sum for one month, as the registries will tell of it; `returned_on` is the day on which it came back."""

    reference: str
    period: Month
    amount: int
    paid_on: date
    credited_on: date
    purpose_code: PurposeCode
    sender: str
    sender_name: str
    returned_on: date | None


def payments(situation: Situation, today: date) -> tuple[Payment, ...]:
    """Every payment of a situation, as it stands on a day: all of them were credited before it."""
    return place(situation, situation.contributions, today, series=situation.name)


def place(situation: Situation, contributions: Sequence[Months], today: date, *, series: str) -> tuple[Payment, ...]:
    """Some contributions of a person as payments, their references told apart by the name of their series."""
    origin = this_month(situation, today)
    placed = ((months, origin + offset) for months in contributions for offset in range(months.first, months.last + 1))
    return tuple(
        _payment(situation, months, period, today, f"{series} {number}")
        for number, (months, period) in enumerate(placed)
    )


def spans(situation: Situation, today: date) -> tuple[Span, ...]:
    """The months in which the person belongs to a category."""
    origin = this_month(situation, today)
    return tuple(
        Span(
            iin=situation.iin,
            category=belongs.category,
            first=origin + belongs.first,
            last=None if belongs.last is None else origin + belongs.last,
            names=situation.names,
        )
        for belongs in situation.categories
    )


def ordered_months(situation: Situation, ordered: Ordered, today: date) -> dict[Month, int]:
    """The months of an order and what each cost on its day; none where a rate was missing, as nobody can order then."""
    origin, day = this_month(situation, today), today - timedelta(days=ordered.days_ago)
    rates = {
        origin + offset: LAW.rate(origin + offset, Payer.SELF, day) for offset in range(ordered.first, ordered.last + 1)
    }
    return {month: rate.amount for month, rate in rates.items()} if all(rates.values()) else {}


def this_month(situation: Situation, today: date) -> Month:
    """The month from which the others are counted."""
    month = Month.containing(today)
    return month if situation.since is None else max(month, situation.since)


def _payment(situation: Situation, months: Months, period: Month, today: date, name: str) -> Payment:
    payer = _payer(situation, period, today)
    made = period if months.made is None else this_month(situation, today) + months.made
    paid_on = _pay_day(made, today, needs_rate=months.amount is None)
    credited_on = LAW.crediting_day(paid_on)
    return Payment(
        reference=f"GCVP-{crc32(name.encode()):011}",
        period=period,
        amount=months.amount or int(LAW.rate(period, payer, paid_on).amount * months.worth),
        paid_on=paid_on,
        credited_on=credited_on,
        purpose_code=months.purpose_code,
        sender=months.sender,
        sender_name=months.sender_name,
        returned_on=LAW.crediting_day(credited_on) if months.returned else None,
    )


def _payer(situation: Situation, period: Month, today: date) -> Payer:
    trades = any(
        span.category == Category.SOLE_TRADER and span.first <= period <= (span.last or period)
        for span in spans(situation, today)
    )
    return Payer.SOLE_TRADER if trades else Payer.SELF


def _pay_day(month: Month, today: date, *, needs_rate: bool) -> date:
    """The tenth of the month, or the latest one before it whose payments have arrived and whose rate is known.

    So this month's payment was made last month until it can have been made in this one, and a year for which no rate
    is known yet was paid in the last December that has one: nobody can pay a sum that is not set.
    """
    paid_on = month.first_day.replace(day=PAY_DAY)
    is_known = not needs_rate or LAW.rates.on(Payer.SELF, paid_on) is not None
    if is_known and LAW.crediting_day(paid_on) < today:
        return paid_on
    return _pay_day(month - 1, today, needs_rate=needs_rate)
