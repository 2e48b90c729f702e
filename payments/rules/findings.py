"""The mistakes that a statement shows by itself (rules.md 4)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from payments.rules.coverage import MonthCover, coverage
from payments.rules.facts import Facts, Line, LineState, Payer
from payments.rules.months import Month
from payments.rules.situation import Situation
from payments.rules.status import YEAR, cover_of, status

SHORTEST_RUN = 3


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
        yield from amount_findings(cover)
        yield from also_paid(cover)
        if month > now.month + YEAR:
            yield finding(FindingCode.TOO_FAR, own_lines(cover), Todo.REFUND)


def is_in_order(cover: MonthCover) -> bool:
    """Was the month paid once, with the exact sum, and by nobody else? Most are, and have nothing to be found."""
    if cover.by_state or cover.by_employer or len(cover.own) > 1:
        return False
    return cover.own[0].line.amount == cover.own[0].required


def amount_findings(cover: MonthCover) -> Iterator[Finding]:
    """Sums that are not what the month required: a year in one sum, too much, too little, twice."""
    enough = [judged.line for judged in cover.own if judged.reaches(judged.line.amount)]
    for judged in cover.own:
        if judged.reaches(judged.line.amount, times=2):
            yield finding(FindingCode.LUMP_SUM, [judged.line], Todo.REFUND)
    if len(enough) > 1:
        yield finding(FindingCode.PAID_TWICE, enough, Todo.REFUND)
    if cover.reached is None and cover.own[-1].rate is not None:
        is_open = not cover.covered and not cover.on_its_way
        yield finding(FindingCode.PARTLY_PAID, own_lines(cover), Todo.PAY_THE_REST if is_open else Todo.NOTHING)
    elif cover.reached is not None and is_between_once_and_twice(cover.own_paid, cover.reached.required):
        yield finding(FindingCode.OVERPAID, own_lines(cover), Todo.REFUND)


def is_between_once_and_twice(paid: int, required: int | None) -> bool:
    """Is more paid than the month required of the line that reached it, and less than twice that?"""
    return required is not None and required < paid < 2 * required


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
    """All of the coming year but one month: the commonest way to lose a year that was paid."""
    missing = [month for month in now.coming if not now.coverage.at(month).covered]
    if len(missing) == 1:
        todo = Todo.NOTHING if now.coverage.at(missing[0]).on_its_way else Todo.PAY_ONE_MORE
        yield Finding(FindingCode.ONE_SHORT, tuple(missing), (), todo)


def wrong_year(now: Situation) -> Iterator[Finding]:
    """A run of months paid on one day that brings no basis now, and would one year earlier or later."""
    by_day = defaultdict(list)
    for cover in now.coverage.months.values():
        for line in own_lines(cover):
            by_day[line.paid_on].append(line)
    for lines in by_day.values():
        for run in runs(lines) if len(lines) >= SHORTEST_RUN else ():
            if len({line.period for line in run}) >= SHORTEST_RUN and is_wrong_year(now, run):
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


def is_wrong_year(now: Situation, run: list[Line]) -> bool:
    """Does the run give no basis to this month or the next, while the same run a year away would?"""
    others = tuple(line for line in now.facts.lines if not any(line is chosen for chosen in run))
    here = based_soon(now, now.facts)
    if here == 0b11 or here != based_soon(now, replace(now.facts, lines=others)):
        return False
    moved = (
        tuple(replace(line, period=line.period + months) for line in run) for months in (-YEAR, YEAR)
    )
    return any(based_soon(now, replace(now.facts, lines=others + lines)) & ~here for lines in moved)


def based_soon(now: Situation, facts: Facts) -> int:
    """Two bits: has this month a basis other than grace, and has the next?"""
    found = status(cover_of(coverage(facts, now.law, facts.today), now.month), now.law.settings)
    return found.based >> (now.month - found.origin) & 0b11


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
    return now.law.crediting_day(paid_on) <= (now.facts.known_until or now.facts.today)


def finding(code: FindingCode, lines: list[Line], todo: Todo) -> Finding:
    """A finding about some lines and their months."""
    periods = sorted({line.period for line in lines})
    return Finding(code, tuple(periods), tuple(line.id for line in lines), todo)
