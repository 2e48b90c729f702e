"""The ways to become insured, side by side: what each costs today, what it brings, and over a year."""

from typing import Any

from django.utils.translation import gettext as _

from payments.rules.assess import Answer, MonthAnswer
from payments.rules.day import DayAnswer
from payments.rules.planning import MonthPrice, Plan, PlanName
from payments.rules.situation import Situation
from payments.rules.status import YEAR
from portal import written
from portal.statement import comparison
from portal.statement.panel import fact
from portal.words import months as month_words
from portal.words import plans as words


def cards(now: Situation, found: Answer) -> list[dict[str, Any]]:
    """One card a plan, in the order of the rules; the advised one is marked and says why."""
    return [card(plan, now, found) for plan in found.plans]


def card(plan: Plan, now: Situation, found: Answer) -> dict[str, Any]:
    """What one plan says for itself."""
    is_advised = plan.plan == found.advice
    return {
        "id": plan.plan,
        "name": words.name(plan),
        "reason": comparison.reason(plan, found.plans, now.facts.goal) if is_advised else "",
        "tag": comparison.tag(plan, found.plans, now.facts.today),
        "price": written.tenge(plan.total),
        "payments": words.payments(plan),
        "months": written.months(tuple(price.period for price in plan.months)),
        "strip": strip(plan, found),
        "facts": facts(plan, now),
        "to_pay": to_pay(plan.months),
    }


def facts(plan: Plan, now: Situation) -> list[dict[str, Any]]:
    """The same questions in the same order for each plan."""
    today = now.facts.today
    begins = fact(_("Status is given on"), words.insured_from(plan, today))
    ends = fact(_("Status kept until"), words.insured_until(plan))
    return [
        begins | {"note": words.why_from(plan, today, now.crediting_day)},
        fact(_("Covered until"), words.paid_until(plan)),
        ends | {"note": _("if nothing more is paid") if plan.insured_until else ""},
        fact(_("What to do afterwards"), words.afterwards(plan, now.facts.next_months)),
        fact(comparison.year_label(now), comparison.year_total(plan)),
    ]


def to_pay(prices: tuple[MonthPrice, ...]) -> list[str]:
    """The months as the wizard takes them; of a month that costs nothing more there is no payment to make."""
    return [str(price.period) for price in prices if price.amount]


def strip(plan: Plan, found: Answer) -> list[str]:
    """Twelve cells: what is paid already and what the plan pays."""
    to_pay = {price.period for price in plan.months}
    shown = found.months[:YEAR] if plan.plan is PlanName.CLOSE_GAPS else found.months[YEAR:]
    return ["due" if month.period in to_pay else look(month) for month in shown]


def look(month: MonthAnswer) -> str:
    """The look of a cell that the plan leaves as it is."""
    return month_words.LOOKS[month.state]


def day(found: DayAnswer) -> dict[str, Any]:
    """The answer about one day, as a heading, a sentence and the months to pay."""
    when = {"day": written.day(found.day)}
    if found.insured:
        return {"heading": _("On %(day)s you are insured") % when, "text": _("Nothing has to be paid for that.")}
    return {
        "heading": _("On %(day)s you are not insured") % when,
        "text": way_to(found),
        "to_pay": to_pay(found.months),
    }


def way_to(found: DayAnswer) -> str:
    """What makes the day an insured one, or the first day that can be."""
    if found.months:
        text = _("The cheapest way to be insured then: pay %(sum)s today for %(months)s.")
        months = written.months(tuple(price.period for price in found.months))
        return text % {"months": months, "sum": written.tenge(found.total)}
    if found.possible_from is None:
        return _("Payments made today do not reach that day.")
    return _("The earliest possible day is %(day)s.") % {"day": written.day(found.possible_from)}
