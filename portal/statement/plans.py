"""The ways to become insured, side by side: what each costs today, what it brings, and over a year."""

from typing import Any

from django.utils.translation import gettext as _

from payments.rules.assess import Answer, MonthAnswer
from payments.rules.day import DayAnswer
from payments.rules.facts import Goal
from payments.rules.planning import Plan, PlanName
from payments.rules.status import YEAR
from portal import written
from portal.statement.panel import fact
from portal.words import months as month_words
from portal.words import plans as words


def cards(answer: Answer, goal: Goal) -> list[dict[str, Any]]:
    """One card a plan, in the order of the rules; the advised one is marked."""
    return [card(plan, answer, goal) for plan in answer.plans]


def card(plan: Plan, answer: Answer, goal: Goal) -> dict[str, Any]:
    """What one plan says for itself."""
    months = tuple(price.period for price in plan.months)
    is_advised = plan.plan == answer.advice
    return {
        "name": words.name(plan),
        "id": plan.plan,
        "tag": words.advised(goal) if is_advised else "",
        "price": written.tenge(plan.total),
        "payments": words.payments(plan),
        "months": written.months(months),
        "strip": strip(plan, answer, set(months)),
        "facts": facts(plan),
    }


def facts(plan: Plan) -> list[dict[str, Any]]:
    """The same questions in the same order for each plan."""
    return [
        fact(_("Status is given on"), words.insured_from(plan)),
        fact(_("Covered until"), written.day(plan.paid_until) if plan.paid_until else written.DASH),
        fact(_("Status kept until"), words.insured_until(plan)),
        fact(_("What to do afterwards"), words.afterwards(plan)),
        fact(_("In all, until the coming 12 months are over"), year_total(plan)),
    ]


def year_total(plan: Plan) -> str:
    """The sum over the year, where every rate is known."""
    return written.DASH if plan.year_total is None else written.tenge(plan.year_total)


def strip(plan: Plan, answer: Answer, months: set) -> list[str]:
    """Twelve cells: what is paid already and what the plan pays."""
    shown = answer.months[:YEAR] if plan.plan is PlanName.CLOSE_GAPS else answer.months[YEAR:]
    return [look(month, months) for month in shown]


def look(month: MonthAnswer, to_pay: set) -> str:
    """The look of one cell."""
    return "due" if month.period in to_pay else month_words.LOOKS[month.state]


def day(answer: DayAnswer) -> dict[str, Any]:
    """The answer about one day, as a heading, a sentence and the months to pay."""
    when = {"day": written.day(answer.day)}
    if answer.insured:
        return {"heading": _("On %(day)s you are insured") % when, "text": _("Nothing has to be paid for that.")}
    heading = _("On %(day)s you are not insured") % when
    if answer.months:
        months = {"months": written.months(tuple(price.period for price in answer.months))}
        text = _("The cheapest way to be insured then: pay %(sum)s today for %(months)s.")
        return {"heading": heading, "text": text % (months | {"sum": written.tenge(answer.total)})}
    if answer.possible_from is None:
        return {"heading": heading, "text": _("Payments made today do not reach that day.")}
    text = _("The earliest possible day is %(day)s.") % {"day": written.day(answer.possible_from)}
    return {"heading": heading, "text": text}
