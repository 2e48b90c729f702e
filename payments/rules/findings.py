"""The mistakes that a statement shows by itself (rules.md 4)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from payments.rules.coverage import MonthCover, coverage
from payments.rules.facts import Line, LineState, Payer
from payments.rules.months import Month, span
from payments.rules.situation import Situation
from payments.rules.status import YEAR, Basis, Status, cover_of, status

SHORTEST_RUN = 3
BOTH_MONTHS = 0b11


class FindingCode(StrEnum):
    """What was found, in the order of the table."""

    LUMP_SUM = "lump_sum"
    OVERPAID = "overpaid"
    PARTLY_PAID = "partly_paid"
    PAID_TWICE = "paid_twice"
    EMPLOYER_ALSO_PAID = "employer_also_paid"
    STATE_ALSO_PAID = "state_also_paid"
    ONE_SHORT = "one_short"
    TOO_FAR = "too_far"
    WRONG_YEAR = "wrong_year"
    RETURNED = "returned"
    LATE = "late"


class Todo(StrEnum):
    """What the person can do about it."""

    REFUND = "refund"
    REFUND_AND_PAY_AGAIN = "refund_and_pay_again"
    PAY_AGAIN = "pay_again"
    PAY_THE_REST = "pay_the_rest"
    PAY_ONE_MORE = "pay_one_more"
    ASK_THE_BANK = "ask_the_bank"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake: the months and the lines (by id) concerned, and what to do."""

    code: FindingCode
    periods: tuple[Month, ...]
    payments: tuple[str, ...]
    todo: Todo


def findings(now: Situation) -> tuple[Finding, ...]:
    """Every mistake, in the order of the table, then by month. What has not arrived is late or returned, no more."""
    found = [*money_findings(now), *one_short(now), *wrong_year(now), *not_arrived(now)]
    order = list(FindingCode)
    return tuple(sorted(found, key=lambda finding: (order.index(finding.code), finding.periods, finding.payments)))


def money_findings(now: Situation) -> Iterator[Finding]:
    """What the credited own lines of each month show."""
    for month, cover in now.coverage.months.items():
        if not cover.own or (month <= now.month and is_in_order(cover)):
            continue
        yield from line_findings(cover)
        yield from sum_findings(cover)
        yield from also_paid(cover)
        if month > now.month + YEAR:
            yield finding(FindingCode.TOO_FAR, own_lines(cover), Todo.REFUND)


def is_in_order(cover: MonthCover) -> bool:
    """Was the month paid once, with the exact sum, and by nobody else? Most are, and have nothing to be found."""
    if cover.by_state or cover.by_employer or len(cover.own) > 1:
        return False
    return cover.own[0].line.amount == cover.own[0].required


def line_findings(cover: MonthCover) -> Iterator[Finding]:
    """What single lines show: a year in one sum, a month paid twice."""
    for judged in cover.own:
        if judged.reaches(judged.line.amount, times=2):
            yield finding(FindingCode.LUMP_SUM, [judged.line], Todo.REFUND)
    enough = [judged.line for judged in cover.own if judged.reaches(judged.line.amount)]
    if len(enough) > 1:
        yield finding(FindingCode.PAID_TWICE, enough, Todo.REFUND)


def sum_findings(cover: MonthCover) -> Iterator[Finding]:
    """What the own lines show together: too little, or too much without any one of them being too much."""
    if cover.reached is None and any(judged.rate for judged in cover.own):
        is_open = not cover.covered and not cover.on_its_way
        yield finding(FindingCode.PARTLY_PAID, own_lines(cover), Todo.PAY_THE_REST if is_open else Todo.NOTHING)
    elif cover.reached is not None and is_overpaid(cover, cover.reached.required):
        yield finding(FindingCode.OVERPAID, own_lines(cover), Todo.REFUND)


def is_overpaid(cover: MonthCover, required: int | None) -> bool:
    """Is more paid than the month required, without a lump sum or a second full payment to say so?"""
    if required is None or cover.own_paid <= required:
        return False
    if cover.own_paid < 2 * required:
        return True
    enough = [judged for judged in cover.own if judged.reaches(judged.line.amount)]
    return len(enough) < 2 and not any(judged.reaches(judged.line.amount, times=2) for judged in enough)


def also_paid(cover: MonthCover) -> Iterator[Finding]:
    """A self-payer's line beside the employer's or the state's; a sole trader with a job owes both."""
    own = [line for line in own_lines(cover) if line.payer is Payer.SELF]
    if own and cover.by_employer:
        yield finding(FindingCode.EMPLOYER_ALSO_PAID, own, Todo.REFUND)
    if own and cover.by_state:
        yield finding(FindingCode.STATE_ALSO_PAID, own, Todo.REFUND)


def own_lines(cover: MonthCover) -> list[Line]:
    """The credited own lines of a month, oldest first."""
    return [judged.line for judged in cover.own]


def one_short(now: Situation) -> Iterator[Finding]:
    """All of the coming year but one month: the commonest way to lose a year that was paid.

    Whoever is in the middle of such a year already has lost nothing, and need do nothing.
    """
    missing = [month for month in now.coming if not now.coverage.at(month).covered]
    if len(missing) == 1:
        safe = now.status.basis(now.month) is Basis.AHEAD or now.coverage.at(missing[0]).on_its_way
        todo = Todo.NOTHING if safe else Todo.PAY_ONE_MORE
        yield Finding(FindingCode.ONE_SHORT, tuple(missing), (), todo)


def wrong_year(now: Situation) -> Iterator[Finding]:
    """A run of months paid on one day that brings no basis now, and would one year earlier or later."""
    here = soon(now, now.status)
    if here == BOTH_MONTHS:
        return
    by_day = defaultdict(list)
    for cover in now.coverage.months.values():
        for line in own_lines(cover):
            by_day[line.paid_on].append(line)
    for lines in by_day.values():
        for run in runs(lines) if len(lines) >= SHORTEST_RUN else ():
            if len({line.period for line in run}) >= SHORTEST_RUN and is_wrong_year(now, run, here):
                yield finding(FindingCode.WRONG_YEAR, run, Todo.REFUND_AND_PAY_AGAIN)


def runs(lines: list[Line]) -> Iterator[list[Line]]:
    """The lines cut into runs of months without a hole."""
    run: list[Line] = []
    for line in sorted(lines, key=lambda line: (line.period, line.id)):
        if run and line.period - run[-1].period > 1:
            yield run
            run = []
        run.append(line)
    yield run


def is_wrong_year(now: Situation, run: list[Line], here: int) -> bool:
    """Does the run give no basis to this month or the next, while the same run a year away would?

    Every fact is weighed anew only where covering the moved months would be enough, which is cheap to ask.
    """
    hopeful = [months for months in (-YEAR, YEAR) if could_base(now, run, months, here)]
    if not hopeful:
        return False
    others = [line for line in now.facts.lines if not any(line is chosen for chosen in run)]
    if weighed(now, others) != here:
        return False
    moved = ([replace(line, period=line.period + months) for line in run] for months in hopeful)
    return any(weighed(now, others + lines) & ~here for lines in moved)


def could_base(now: Situation, run: list[Line], months: int, here: int) -> bool:
    """Would a basis be added if the run, moved by so many months, were covered, whatever else became of it?

    No month more than a year away can give one to this month or the next.
    """
    first, last = run[0].period + months, run[-1].period + months
    if last < now.month - YEAR or first > now.month + (YEAR + 1):
        return False
    cover = now.cover.paying(span(first, last), made=Month.containing(run[0].paid_on))
    return bool(soon(now, status(cover, now.law.settings)) & ~here)


def weighed(now: Situation, lines: list[Line]) -> int:
    """The same two bits for other lines than the person's own."""
    found = coverage(replace(now.facts, lines=tuple(lines)), now.law, now.facts.today)
    return soon(now, status(cover_of(found, now.month), now.law.settings))


def soon(now: Situation, found: Status) -> int:
    """Two bits: has this month a basis other than grace, and has the next?"""
    return found.based >> (now.month - found.origin) & BOTH_MONTHS


def not_arrived(now: Situation) -> Iterator[Finding]:
    """Own lines that the bank sent back, and those that should have been credited by now."""
    for line in now.facts.lines:
        if not line.payer.is_own:
            continue
        if line.state is LineState.RETURNED:
            cover = now.coverage.at(line.period)
            done = cover.covered or cover.on_its_way
            yield finding(FindingCode.RETURNED, [line], Todo.NOTHING if done else Todo.PAY_AGAIN)
        elif line.is_sent(now.facts.today) and is_overdue(now, line.paid_on):
            yield finding(FindingCode.LATE, [line], Todo.ASK_THE_BANK)


def is_overdue(now: Situation, paid_on: date) -> bool:
    """Are the registries loaded up to the third working day after the payment? Before that, it is not known yet."""
    known_until = now.facts.known_until
    return known_until is not None and now.law.crediting_day(paid_on) <= min(known_until, now.facts.today)


def finding(code: FindingCode, lines: list[Line], todo: Todo) -> Finding:
    """A finding about some lines and their months."""
    periods = sorted({line.period for line in lines})
    return Finding(code, tuple(periods), tuple(line.id for line in lines), todo)
