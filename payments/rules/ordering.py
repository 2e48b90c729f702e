"""Which months can be ordered, and what to ask about before they are."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum

from payments.rules.facts import NextMonths, Payer
from payments.rules.findings import is_overdue
from payments.rules.months import Month, span
from payments.rules.planning import window_months
from payments.rules.situation import Situation
from payments.rules.status import YEAR, Basis

# Those who pay for themselves pay since January 2020; before that there is no rate (domain.md 1.1).
FIRST_PAYABLE = Month.of(2020, 1)
VALID_DAYS = 3


class Unpayable(StrEnum):
    """Why a month cannot be ordered; the first that holds, in this order.

    What is wrong with the month itself comes before what is on record of it. The employer comes last: this refusal
    alone is lifted by a word of the person, and that word has to be enough.
    """

    TOO_EARLY = "too_early"
    TOO_FAR = "too_far"
    TWICE = "twice"
    COVERED_BY_STATE = "covered_by_state"
    PAID = "paid"
    ON_ITS_WAY = "on_its_way"
    ORDERED = "ordered"
    NO_RATE = "no_rate"
    NOTHING_MISSING = "nothing_missing"
    COVERED_BY_EMPLOYER = "covered_by_employer"


class Overtaken(StrEnum):
    """Why a payment that was ordered should not be made any more."""

    PAID_OTHERWISE = "paid_otherwise"
    ON_ITS_WAY = "on_its_way"


class Caution(StrEnum):
    """What to ask a person about before they pay; it never stops them."""

    MONEY_IS_LATE = "money_is_late"
    CURRENT_AMONG_TWELVE = "current_among_twelve"
    GAP_BEFORE = "gap_before"
    CHANGES_NOTHING = "changes_nothing"


def last_valid_day(today: date) -> date:
    """The last day on which a payment ordered today can be made: three days on, but never in another month.

    What a payment brings depends on the month in which it is made, and its price on the year.
    """
    return min(today + timedelta(days=VALID_DAYS), Month.containing(today).last_day)


def refusals(
    now: Situation,
    months: Sequence[Month],
    *,
    ordered: Collection[Month],
    employer_has_not_paid: Collection[Month] = (),
) -> dict[int, Unpayable]:
    """Every month of a list that cannot be ordered, by its place; of a month listed twice every later one is `twice`.

    A month that is out of reach says so at each of its places.
    """
    found = {}
    for place, month in enumerate(months):
        reason = why_not_payable(now, month, ordered=ordered, employer_has_not_paid=employer_has_not_paid)
        if month in months[:place] and reason not in (Unpayable.TOO_EARLY, Unpayable.TOO_FAR):
            reason = Unpayable.TWICE
        if reason is not None:
            found[place] = reason
    return found


def why_not_payable(
    now: Situation, month: Month, *, ordered: Collection[Month], employer_has_not_paid: Collection[Month] = ()
) -> Unpayable | None:
    """Why this month, taken by itself, cannot be ordered today; None if it can.

    `ordered` are the months that have an open payment. A sole trader with a job owes both contributions (rules.md 4),
    so that the employer's never stands in the way of theirs.
    """
    cover, price = now.coverage.at(month), now.price(month)
    employer_pays = cover.by_employer and now.facts.payer is not Payer.SOLE_TRADER
    reasons = {
        Unpayable.TOO_EARLY: month < FIRST_PAYABLE,
        Unpayable.TOO_FAR: month > now.month + YEAR,
        Unpayable.COVERED_BY_STATE: cover.by_state,
        Unpayable.PAID: cover.reached is not None,
        Unpayable.ON_ITS_WAY: cover.awaited is not None and not is_late(now, month),
        Unpayable.ORDERED: month in ordered,
        Unpayable.NO_RATE: price is None,
        Unpayable.NOTHING_MISSING: price == 0,
        Unpayable.COVERED_BY_EMPLOYER: employer_pays and month not in employer_has_not_paid,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def why_not_still_due(now: Situation, month: Month, ordered_on: date) -> Overtaken | None:
    """What has overtaken a payment since it was ordered; None if it is still to be made.

    What the employer had paid before did not keep the person from ordering: by their word it does not count.
    """
    cover = now.coverage.at(month)
    if cover.awaited is not None and not is_late(now, month):
        return Overtaken.ON_ITS_WAY
    if cover.by_state or cover.reached is not None or employer_paid_since(now, month, ordered_on):
        return Overtaken.PAID_OTHERWISE
    return None


def employer_paid_since(now: Situation, month: Month, day: date) -> bool:
    """Was a line of the employer's credited to a month after a day?"""
    lines = (line for line in now.facts.lines if line.period == month and not line.payer.is_own)
    credited = (line.credited_on for line in lines if line.is_credited(now.facts.today))
    return any(credited_on is not None and credited_on > day for credited_on in credited)


def is_late(now: Situation, month: Month) -> bool:
    """Should the money on its way for a month have arrived by now? Then it may be paid anew, or nobody ever could."""
    sent = [line for line in now.facts.lines if line.period == month and line.is_sent(now.facts.today)]
    return all(is_overdue(now, line.paid_on) for line in sent if line.payer.is_own)


def cautions(now: Situation, months: Iterable[Month]) -> tuple[Caution, ...]:
    """What to ask about a list of months; a gap is named for what it does, so it is never said twice."""
    listed = frozenset(months)
    has_gap = bool(gaps_before(now, listed))
    awaits_late = any(now.coverage.at(month).awaited is not None and is_late(now, month) for month in listed)
    holds = {
        Caution.MONEY_IS_LATE: awaits_late,
        Caution.CURRENT_AMONG_TWELVE: counts_current_month(now, listed),
        Caution.GAP_BEFORE: has_gap,
        # What is late is counted on all the same, so that paying it again never seems to change anything.
        Caution.CHANGES_NOTHING: bool(listed) and not (has_gap or awaits_late or brings_more(now, listed, ())),
    }
    return tuple(caution for caution, is_so in holds.items() if is_so)


def counts_current_month(now: Situation, listed: Collection[Month]) -> bool:
    """Do the months, the current one among them, leave only the last of the coming twelve unpaid?

    Eleven coming months are no year ahead (article 5(3)). This costs nothing where the current month, once paid,
    completes the last twelve; and it is not for those whose coming months somebody else pays.
    """
    if now.month not in listed or now.facts.next_months is not NextMonths.SELF:
        return False
    missing = [month for month in now.unpaid(now.coming) if month not in listed]
    return missing == [now.coming[-1]] and now.after_paying(listed).basis(now.month) in (None, Basis.GRACE)


def gaps_before(now: Situation, listed: Collection[Month]) -> tuple[Month, ...]:
    """The unpaid months of the last twelve, or since, on which the listed ones after them wait to bring anything.

    Only twelve months in a row count, so that they are looked for in the twelve that end with the last listed month,
    or with the covered ones right behind it. Empty where nothing is missing among those (a year ahead has no gap),
    where what follows the gap brings something all the same (if grace counts on), and where closing it would not help.
    """
    last = max(listed, default=now.month)
    first_unpaid = next(iter(now.unpaid(span(last + 1, last + YEAR))), last + (YEAR + 1))
    twelve = span(first_unpaid - YEAR, first_unpaid - 1)
    gaps = tuple(month for month in now.unpaid(twelve) if month not in listed)
    if not listed or not gaps or gaps[0] < window_months(now, now.month)[0]:
        return ()
    before = [month for month in listed if month < gaps[0]]
    waits = not brings_more(now, listed, before) and brings_more(now, {*listed, *gaps}, {*before, *gaps})
    return gaps if waits else ()


def brings_more(now: Situation, months: Iterable[Month], fewer: Iterable[Month]) -> bool:
    """Does paying these months insure a month, from the crediting day on, that paying the fewer ones does not?"""
    with_all, with_fewer = now.after_paying(months), now.after_paying(fewer)
    more = with_all.insured & ~with_fewer.insured
    return bool(more >> (Month.containing(now.crediting_day) - with_all.origin))
