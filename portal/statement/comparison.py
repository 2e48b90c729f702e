"""The plans held against each other: what each is good for, why one is advised, what another goal would change."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from payments.rules.assess import Answer
from payments.rules.coverage import MonthState
from payments.rules.facts import Goal, NextMonths
from payments.rules.months import Month
from payments.rules.planning import NEVER, Plan, advise
from payments.rules.situation import Situation
from payments.rules.status import YEAR
from portal import written
from portal.statement.panel import advised
from portal.statement.rows import due_day
from portal.words import goals
from portal.words import plans as words

UNPAID = (MonthState.FUTURE, MonthState.PARTLY_PAID)


def tag(plan: Plan, listed: tuple[Plan, ...], today: date) -> str:
    """What is true of this plan and not of every other; empty where there is nothing to compare with."""
    others = [other for other in listed if other is not plan]
    if better := [other for other in others if is_better(other, plan)]:
        return goals.no_more() if any(other.total < plan.total for other in better) else goals.outdone()
    if others and all(plan.total < other.total for other in others):
        return goals.least_today()
    if saved := saved_over_year(plan, listed):
        return goals.least_year(saved)
    if any(begins(plan) < begins(other) for other in others):
        is_this_month = begins(plan) <= Month.containing(today).last_day
        return goals.this_month() if is_this_month else goals.sooner()
    return goals.longer() if any(plan.lasts_until > other.lasts_until for other in others) else ""


def is_better(plan: Plan, other: Plan) -> bool:
    """Is it worse in nothing, and better in something?"""
    mine, others = merits(plan), merits(other)
    return mine != others and all(here <= there for here, there in zip(mine, others, strict=True))


def merits(plan: Plan) -> tuple:
    """What plans are weighed by, each the smaller the better; a year without a rate costs no more than another."""
    return plan.total, plan.year_total or 0, begins(plan), NEVER - plan.lasts_until


def begins(plan: Plan) -> date:
    """The first day of the status as a date that compares."""
    return plan.insured_from or NEVER


def saved_over_year(plan: Plan, listed: tuple[Plan, ...]) -> int:
    """What the dearest plan costs more over a year than this one, if none costs less; 0 where a rate is missing."""
    totals = [other.year_total for other in listed]
    if None in totals or plan.year_total > min(totals):
        return 0
    return max(totals) - plan.year_total


def reason(plan: Plan, listed: tuple[Plan, ...], goal: Goal) -> str:
    """Why this one is advised."""
    return goals.reason(goal, plan, [other for other in listed if other is not plan])


def goal_change(now: Situation, found: Answer) -> str:
    """What the goal changes in the advice, against the one that nobody has to choose."""
    if now.facts.goal is Goal.LEAST_TODAY:
        return goals.usual()
    usual = replace(now, facts=replace(now.facts, goal=Goal.LEAST_TODAY))
    return goals.change(advised(found), advised(replace(found, advice=advise(usual, found.plans))))


def table(now: Situation, found: Answer) -> dict[str, Any]:
    """The same facts of every plan, a row each."""
    plans, today, write = found.plans, now.facts.today, written.short_day
    return {
        "columns": [words.short_name(plan) for plan in plans],
        "rows": [
            row(_("To pay today"), [written.tenge(plan.total) for plan in plans]),
            row(_("Number of payments"), [str(plan.payments) for plan in plans]),
            row(_("Status is given on"), [words.insured_from(plan, today, write) for plan in plans]),
            row(_("Covered until"), [words.paid_until(plan, write) for plan in plans]),
            row(_("Status kept until"), [words.insured_until(plan, write) for plan in plans]),
            row(_("Next payment"), [next_payment(plan, now, found) for plan in plans]),
            row(year_label(now), [year_total(plan) for plan in plans]),
        ],
    }


def row(label: str, values: list[str]) -> dict[str, Any]:
    """One fact of every plan."""
    return {"label": label, "values": values}


def next_payment(plan: Plan, now: Situation, found: Answer) -> str:
    """The first month of the coming ones, or the one after them, that the plan leaves to be paid."""
    if plan.open_ended or now.facts.next_months is not NextMonths.SELF:
        return written.DASH
    paid = {price.period for price in plan.months}
    unpaid = (month.period for month in found.months[YEAR:] if month.state in UNPAID and month.period not in paid)
    month = next(unpaid, now.month + YEAR + 1)
    return words.next_payment(month, due_day(month))


def year_label(now: Situation) -> str:
    """Every plan is summed up to one and the same day."""
    return _("In all up to and with %(day)s") % {"day": written.day((now.month + YEAR).last_day)}


def year_total(plan: Plan) -> str:
    """The sum over the year, where every rate is known."""
    return written.DASH if plan.year_total is None else written.tenge(plan.year_total)
