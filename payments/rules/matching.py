"""Which payment a credited line is the money of, and what looks like one and is left for staff to say.

Nothing here decides whether a month is covered: a line without a payment covers its month as well.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from payments.rules.months import Month
from payments.rules.payment_states import PaymentState

# Who is asked first whether a line is theirs; of two alike the payment ordered first.
PRIORITY = {
    PaymentState.SENT: 0,
    PaymentState.ORDERED: 1,
    PaymentState.EXPIRED: 2,
    PaymentState.CANCELLED: 2,
}
# A neighbouring month, or the right month of a neighbouring year.
MONTHS_OFF = (-12, -1, 1, 12)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A payment whose line may still come; without a reference only one paid from `first_day` to `last_day` counts."""

    number: int
    person: int
    period: Month
    amount: int
    first_day: date
    last_day: date
    state: PaymentState

    def __post_init__(self) -> None:
        if self.state not in PRIORITY:
            raise ValueError("no line is to come for this payment")


@dataclass(frozen=True, slots=True)
class Arrived:
    """A credited line of a person's own; `number` is the payment that its reference names.

    `near_people` are those whose IIN differs from its person's in one digit.
    """

    id: int
    person: int
    period: Month
    amount: int
    paid_on: date
    credited_on: date
    number: int | None = None
    near_people: tuple[int, ...] = ()


class NearMissKind(StrEnum):
    """In what alone a line differs from a payment, or first of all if it names the payment's reference."""

    OTHER_PERSON = "other_person"
    OTHER_PERIOD = "other_period"
    OTHER_AMOUNT = "other_amount"


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A line that may have been meant for a payment: a suggestion, never a match."""

    line: int
    number: int
    kind: NearMissKind


def match(arrived: Iterable[Arrived], waiting: Iterable[Waiting]) -> dict[int, int]:
    """The payment's number for the id of each line that is its money; no line and no payment twice.

    A line belongs to the payment of its person, period and sum that its reference names; without one, to that in
    whose days it was paid. A line that names another payment is never taken for this one.
    """
    open_payments = _by_place(waiting)
    matched = {}
    for line in sorted(arrived, key=_line_order):
        payments = open_payments.get((line.person, line.period), [])
        found = next((payment for payment in payments if _belongs(line, payment)), None)
        if found is not None:
            payments.remove(found)
            matched[line.id] = found.number
    return matched


def near_misses(
    arrived: Iterable[Arrived], waiting: Iterable[Waiting], matched: Mapping[int, int]
) -> tuple[NearMiss, ...]:
    """What lines that `match` left over may have been meant for, among the payments that it left over.

    A line with a reference is near the payment that this names, however far off its person, period or sum; one
    without is near what differs in one of these alone, and in the period by one month or one year.
    """
    taken = set(matched.values())
    left_over = [payment for payment in waiting if payment.number not in taken]
    by_number = {payment.number: payment for payment in left_over}
    by_place = _by_place(left_over)
    found = []
    for line in sorted(arrived, key=_line_order):
        if line.id in matched:
            continue
        if line.number is None:
            found += [NearMiss(line.id, payment.number, kind) for payment, kind in _nearly_alike(line, by_place)]
        elif (named := by_number.get(line.number)) and (kinds := _differences(line, named)):
            found.append(NearMiss(line.id, named.number, kinds[0]))
    return tuple(found)


_Places = Mapping[tuple[int, Month], list[Waiting]]


def _by_place(waiting: Iterable[Waiting]) -> _Places:
    places = defaultdict(list)
    for payment in sorted(waiting, key=_payment_order):
        places[payment.person, payment.period].append(payment)
    return places


def _payment_order(payment: Waiting) -> tuple[int, date, int]:
    return PRIORITY[payment.state], payment.first_day, payment.number


def _line_order(line: Arrived) -> tuple[bool, date, date, int]:
    """Lines with a reference first, so that no other takes the payment that one of them names."""
    return line.number is None, line.paid_on, line.credited_on, line.id


def _belongs(line: Arrived, payment: Waiting) -> bool:
    """Is the line, of the payment's person and period, its money?"""
    if line.amount != payment.amount:
        return False
    return _in_its_days(line, payment) if line.number is None else line.number == payment.number


def _in_its_days(line: Arrived, payment: Waiting) -> bool:
    return payment.first_day <= line.paid_on <= payment.last_day


def _nearly_alike(line: Arrived, by_place: _Places) -> Iterator[tuple[Waiting, NearMissKind]]:
    """The payments in whose days the line was paid and from which it differs in one thing, and in what."""
    places = [(line.person, line.period + months) for months in (0, *MONTHS_OFF)]
    places += [(person, line.period) for person in line.near_people]
    for place in places:
        for payment in by_place.get(place, ()):
            kinds = _differences(line, payment)
            if len(kinds) == 1 and _in_its_days(line, payment):
                yield payment, kinds[0]


def _differences(line: Arrived, payment: Waiting) -> list[NearMissKind]:
    differs = {
        NearMissKind.OTHER_PERSON: line.person != payment.person,
        NearMissKind.OTHER_PERIOD: line.period != payment.period,
        NearMissKind.OTHER_AMOUNT: line.amount != payment.amount,
    }
    return [kind for kind, found in differs.items() if found]
