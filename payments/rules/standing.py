"""Insured or not, by a person's credited money alone: for the whole country at once, by the rules that `assess` uses.

What pages show of each month is left out. The covered months, their masks and the status are worked out in the same
places: `coverage.reaching`, `status.masks`, `status.status`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from payments.rules.coverage import OwnPaid, reaching
from payments.rules.facts import Payer, StatePaid
from payments.rules.law import Law
from payments.rules.months import Month
from payments.rules.status import Cover, Covered, Standing, masks, status

KEPT = 1 << 16  # of what many people share


class Paid(NamedTuple):
    """Money that had arrived for a month, and of which something is left."""

    period: Month
    payer: Payer
    amount: int
    paid_on: date


Made = Callable[[tuple[Paid, ...]], Month | None]
Judge = Callable[[Sequence[Paid], Sequence[StatePaid]], Standing]


def judge(law: Law, month: Month) -> Judge:
    """Says how one person after the other stands in a month; what many of them share is worked out once."""
    made = _made_by(law)
    standing_of = _standing_by(law, month)

    def standing(paid: Sequence[Paid], state_paid: Sequence[StatePaid]) -> Standing:
        cover = masks(_covered(paid, made), state_paid, month)
        return standing_of(cover.top, cover.state, cover.employer, cover.own, (*cover.ahead.items(),), cover.open_from)

    return standing


def _covered(paid: Sequence[Paid], made: Made) -> Iterator[Covered]:
    own: dict[Month, tuple[Paid, ...]] = defaultdict(tuple)
    employers = set()
    for line in paid:
        if line.payer.is_own:
            own[line.period] += (line,)
        else:
            employers.add(line.period)
    for month, lines in own.items():
        yield month, month in employers, made(lines)
    for month in employers - own.keys():
        yield month, True, None


def _made_by(law: Law) -> Made:
    """The month in which a month's own lines came to what it requires; most are one line, and like many others'."""

    def judged(line: Paid) -> OwnPaid:
        rate = law.rate(line.period, line.payer, line.paid_on)
        return line.paid_on, line.amount, None if rate is None else rate.amount

    @lru_cache(KEPT)
    def made(lines: tuple[Paid, ...]) -> Month | None:
        own = sorted(map(judged, lines), key=lambda one: one[0])
        place = reaching(own)
        return None if place is None else Month.containing(own[place][0])

    return made


def _standing_by(law: Law, month: Month) -> Callable[..., Standing]:
    origin = masks((), (), month).origin

    @lru_cache(KEPT)
    def standing(
        top: Month, state: int, employer: int, own: int, ahead: tuple[tuple[Month, int], ...], open_from: Month | None
    ) -> Standing:
        cover = Cover(origin, top, state, employer, own, dict(ahead), open_from)
        return status(cover, law.settings).standing(month)

    return standing
