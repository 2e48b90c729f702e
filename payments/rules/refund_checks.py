"""What a reviewer would look up by hand: the machine's own checks of a claim, and the record as it would be then."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from payments.rules.facts import Facts
from payments.rules.months import Month
from payments.rules.planning import window_months
from payments.rules.refund_reasons import SHOWN_BY_RECORD, MonthFacts, RefundReason, is_borne_out
from payments.rules.refunds import PaidLine
from payments.rules.situation import Situation, situation
from payments.rules.status import LOOK_AHEAD


class Check(StrEnum):
    """What is asked of every claim."""

    REASON_SHOWN = "reason_shown"
    PAID_TWICE = "paid_twice"
    EMPLOYER_PAID = "employer_paid"
    STATE_PAID = "state_paid"
    IIN_DIFFERS = "iin_differs"
    ALREADY_REFUNDED = "already_refunded"
    COUNTS_FOR_STATUS = "counts_for_status"


@dataclass(frozen=True, slots=True)
class Checked:
    """One check and whether it was found so; `speaks_for` is None where it says nothing for or against the claim."""

    check: Check
    found: bool
    speaks_for: bool | None


def checks(reason: RefundReason, line: PaidLine, month: MonthFacts, now: Situation, amount: int) -> tuple[Checked, ...]:
    """Every check of a claim, in the order of the list."""
    return tuple(_checks(reason, line, month, now, amount))


def _checks(reason: RefundReason, line: PaidLine, month: MonthFacts, now: Situation, amount: int) -> Iterator[Checked]:
    shown = is_borne_out(reason, line, month)
    yield Checked(Check.REASON_SHOWN, shown, shown if reason in SHOWN_BY_RECORD else None)
    for check, found, about in (
        (Check.PAID_TWICE, month.full_lines > 1, RefundReason.DUPLICATE),
        (Check.EMPLOYER_PAID, month.by_employer, RefundReason.EMPLOYER_ALSO_PAID),
        (Check.STATE_PAID, month.by_state, RefundReason.STATE_COVERED),
    ):
        # A sole trader with a job owes both: what is found need not speak for the claim.
        speaks = is_borne_out(about, line, month)
        yield Checked(check, found, speaks if speaks or reason is about else None)
    differs = not line.is_own_record
    yield Checked(Check.IIN_DIFFERS, differs, differs if reason is RefundReason.WRONG_IIN else None)
    refunded = line.left < line.amount
    yield Checked(Check.ALREADY_REFUNDED, refunded, False if refunded else None)
    counts = bool(after(now, line, amount).uncovered)
    yield Checked(Check.COUNTS_FOR_STATUS, counts, False if counts else None)


@dataclass(frozen=True, slots=True)
class AfterRefund:
    """The record as it would be: the situation without the refunded sum, and what that changes.

    `months` are the twelve that count for this month, as the setting of the window stands; `uncovered` are the months
    that would no longer be covered, far from today or not.
    """

    now: Situation
    then: Situation
    months: tuple[Month, ...]
    uncovered: tuple[Month, ...]

    @property
    def insured_today(self) -> bool:
        """Would the person still be insured this month?"""
        return self.then.status.is_insured(self.then.month)

    @property
    def changes_status(self) -> bool:
        """Would the insured months from this one on be others?"""
        return _insured_from_now(self.now) != _insured_from_now(self.then)


def _insured_from_now(now: Situation) -> int:
    """The insured months from the current one on, as far as every mask reaches."""
    return now.status.insured >> (now.month - now.status.origin) & ((1 << LOOK_AHEAD) - 1)


def after(now: Situation, line: PaidLine, amount: int) -> AfterRefund:
    """What a record looks like once so much of one of its lines is refunded."""
    then = situation(without(now.facts, {line.id: amount}), now.law)
    is_uncovered = now.coverage.at(line.period).covered and not then.coverage.at(line.period).covered
    return AfterRefund(
        now=now,
        then=then,
        months=window_months(now, now.month),
        uncovered=(line.period,) if is_uncovered else (),
    )


def without(facts: Facts, amounts: Mapping[str, int]) -> Facts:
    """The facts with lines, by their ids, reduced by amounts, or gone where nothing would be left of them."""
    lines = (replace(line, amount=line.amount - amounts.get(line.id, 0)) for line in facts.lines)
    return replace(facts, lines=tuple(line for line in lines if line.amount > 0))
