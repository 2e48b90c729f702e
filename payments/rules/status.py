"""Insured or not, until when and on what ground: arithmetic on masks of months (rules.md 2)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from payments.rules.coverage import Coverage, MonthCover
from payments.rules.facts import GraceCountsFrom, Settings, StatePaid, Window
from payments.rules.masks import below, bits, ends_of_runs, lowest_bit, mask_of, ones, spread, starts_of_runs, union
from payments.rules.months import Month

YEAR = 12
SIXTY = 60
SHORT_GRACE = 3
LONG_GRACE = 6
LONG_GRACE_FROM = Month.of(2026, 1)
# Nothing that lies further back can matter: six months of grace, after sixty unbroken ones, after a year.
LOOK_BACK = 120
LOOK_AHEAD = 36


# A month, whether an employer covers it, and the month in which own cover was made if there is any.
Covered = tuple[Month, bool, Month | None]


class Basis(StrEnum):
    """Why a person is insured; the first that holds, in this order."""

    STATE = "state"
    WINDOW = "window"
    AHEAD = "ahead"
    GRACE = "grace"


@dataclass(frozen=True, slots=True)
class Cover:
    """Covered months as masks, one for each kind of payer.

    `ahead` holds the own months once more that were paid before they began, by the month in which they were paid.
    """

    origin: Month
    top: Month
    state: int
    employer: int
    own: int
    ahead: Mapping[Month, int]
    open_from: Month | None = None

    @property
    def covered(self) -> int:
        """Every month that counts, whoever paid."""
        return self.state | self.employer | self.own

    def paying(self, months: Iterable[Month], made: Month) -> "Cover":
        """The same with more months covered by own lines made in the month `made`."""
        more = mask_of(months, self.origin)
        ahead = {**self.ahead, made: self.ahead.get(made, 0) | more & ~below(made + 1, self.origin)}
        return replace(self, own=self.own | more, ahead=ahead)


@dataclass(frozen=True, slots=True)
class Run:
    """An unbroken run of insured months; both dates are None where it has no such month or no end."""

    paid_until: date | None = None
    insured_until: date | None = None
    open_ended: bool = False


class Standing(NamedTuple):
    """What is said of one person in one month: insured or not, why, and until when (None while it is open)."""

    insured: bool
    basis: Basis | None
    run: Run


@dataclass(frozen=True, slots=True)
class Status:
    """The insured months of one person as masks, one for each basis; no month stands in two of the last two."""

    origin: Month
    state: int
    window: int
    ahead: int
    grace: int
    open_from: Month | None

    @property
    def based(self) -> int:
        """The months with a basis other than grace."""
        return self.state | self.window | self.ahead

    @property
    def insured(self) -> int:
        """The insured months."""
        return self.based | self.grace

    def basis(self, month: Month) -> Basis | None:
        """Why the person is insured in a month, or None."""
        bit = 1 << (month - self.origin)
        masks = zip(Basis, (self.state, self.window, self.ahead, self.grace), strict=True)
        return next((basis for basis, mask in masks if mask & bit), None)

    def is_insured(self, month: Month) -> bool:
        """Is the person insured in a month? A state-paid span without an end reaches further than any mask."""
        if self.open_from is not None and month >= self.open_from:
            return True
        return bool(self.insured >> (month - self.origin) & 1)

    def standing(self, month: Month) -> Standing:
        """All of that for a month."""
        return Standing(self.is_insured(month), self.basis(month), self.run(month))

    def first_insured(self, month: Month) -> Month | None:
        """The first insured month from `month` on, or None."""
        later = self.insured >> (month - self.origin)
        return month + lowest_bit(later) if later else None

    def run(self, month: Month) -> Run:
        """The run of insured months that starts with `month`, if nothing more is paid."""
        length = ones(self.insured >> (month - self.origin))
        if not length:
            return Run()
        last = month + (length - 1)
        if self.open_from is not None and last >= self.open_from:
            return Run(open_ended=True)
        in_run = self.based >> (month - self.origin) & ((1 << length) - 1)
        paid_until = (month + (in_run.bit_length() - 1)).last_day if in_run else None
        return Run(paid_until=paid_until, insured_until=last.last_day)


def status(cover: Cover, settings: Settings) -> Status:
    """The insured months that follow from the covered ones: window, ahead, state and grace of rules.md 2."""
    covered = cover.covered
    window = ends_of_runs(covered, YEAR) << (settings.window == Window.BEFORE_CURRENT)
    ahead = ahead_months(cover, covered)
    based = cover.state | window | ahead
    unbroken = covered & ~cover.state if settings.state_breaks_sixty else covered
    long_grace = ends_of_runs(unbroken, SIXTY) & ~below(LONG_GRACE_FROM - 1, cover.origin)
    counts_on = covered if settings.grace_counts_from == GraceCountsFrom.LAST_COVERED else 0
    grace = grace_months(based, long_grace, counts_on)
    return Status(cover.origin, cover.state, window, ahead, grace, cover.open_from)


def ahead_months(cover: Cover, covered: int) -> int:
    """The months insured because, at the end of some month `s`, all of `s+1 … s+12` were covered.

    What the state or an employer covers counts whenever it was paid, an own line only if it was made by the end of `s`
    (and so before the month it is for); later lines neither help nor harm. `s` itself is insured if it is covered, by
    any line.
    """
    paid_for = months_with_year_ahead(cover)
    return spread(paid_for << 1, YEAR) | paid_for & covered


def months_with_year_ahead(cover: Cover) -> int:
    """The months `s` at whose end the twelve months after them were covered."""
    found, known = 0, cover.state | cover.employer
    made = sorted(cover.ahead)
    for since, until in zip([cover.origin, *made], [*made, cover.top + 1], strict=True):
        known |= cover.ahead.get(since, 0)
        found |= starts_of_runs(known, YEAR) >> 1 & below(until, cover.origin) & ~below(since, cover.origin)
    return found


def grace_months(based: int, long_grace: int, counts_on: int) -> int:
    """The months after each last basis in which the status is kept (article 5(2): three months, six after sixty)."""
    return union(
        1 << month for last in bits(based & ~(based >> 1)) for month in kept_after(last, based, long_grace, counts_on)
    )


def kept_after(last: int, based: int, long_grace: int, counts_on: int) -> Iterator[int]:
    """The months of grace after one last basis, until the next basis.

    `counts_on` are the covered months that move the count on without a basis: none, as the setting stands.
    """
    until = last + (LONG_GRACE if long_grace >> last & 1 else SHORT_GRACE)
    month = last + 1
    while month <= until and not based >> month & 1:
        yield month
        if counts_on >> month & 1:
            until = max(until, month + SHORT_GRACE)
        month += 1


def cover_of(found: Coverage, current: Month, *, awaited: bool = False) -> Cover:
    """The masks of a person's coverage, seen from the current month; `awaited` counts the months on their way too."""
    months = ((month, cover.by_employer, made_in(cover, awaited=awaited)) for month, cover in found.months.items())
    return masks(months, found.state_paid, current)


def masks(months: Iterable[Covered], state_paid: Sequence[StatePaid], current: Month) -> Cover:
    """The masks of what is known of some months, and of those that the state pays for."""
    origin = current - LOOK_BACK
    last = max([current, *(span.last for span in state_paid if span.last is not None)])
    employer, own = 0, 0
    ahead: dict[Month, int] = {}
    for month, by_employer, made in months:
        if month > last:
            last = month
        bit = 1 << (int(month) - int(origin)) if month >= origin else 0
        if by_employer:
            employer |= bit
        if made is not None:
            own |= bit
            if made < month:
                ahead[max(made, origin)] = ahead.get(max(made, origin), 0) | bit
    return Cover(
        origin=origin,
        top=last + LOOK_AHEAD,
        state=state_mask(state_paid, origin, last + LOOK_AHEAD),
        employer=employer,
        own=own,
        ahead=ahead,
        open_from=min((span.first for span in state_paid if span.last is None), default=None),
    )


def made_in(cover: MonthCover, *, awaited: bool) -> Month | None:
    """The month in which own cover was made, or will have been once the lines on their way are credited."""
    judged = cover.awaited if awaited and cover.on_its_way else cover.reached
    return None if judged is None else Month.containing(judged.line.paid_on)


def state_mask(spans: Iterable[StatePaid], origin: Month, top: Month) -> int:
    """The months of all spans, an open one up to the top."""
    return union(
        below((top if span.last is None else span.last) + 1, origin) & ~below(span.first, origin) for span in spans
    )
