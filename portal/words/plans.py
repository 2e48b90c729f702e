"""The ways to become insured: what each is called and what it says for itself."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payments.rules.facts import Goal
from payments.rules.planning import Plan, PlanName
from portal import written


def name(plan: Plan) -> str:
    """What the plan is, with the number of its months."""
    number = {"number": plan.payments}
    if plan.plan is PlanName.CLOSE_GAPS:
        return ngettext("Pay %(number)d missing month", "Pay %(number)d missing months", plan.payments) % number
    if plan.plan is PlanName.YEAR_AHEAD:
        return _("Pay the next 12 months")
    return _("Pay the current month and the next 12")


def offer(plan: Plan, *, insured: bool) -> str:
    """Its price and what it brings, in one sentence."""
    values = {"sum": written.tenge(plan.total), "number": plan.payments}
    if insured:
        return ngettext(
            "Pay %(sum)s for %(number)d month, and the status is kept.",
            "Pay %(sum)s for %(number)d months, each by itself, and the status is kept.",
            plan.payments,
        ) % values
    return ngettext(
        "Pay %(sum)s for %(number)d month, and the status is given.",
        "Pay %(sum)s for %(number)d months, each by itself, and the status is given.",
        plan.payments,
    ) % values


def payments(plan: Plan) -> str:
    """How many payments."""
    return ngettext("%(number)d payment", "%(number)d payments", plan.payments) % {"number": plan.payments}


def afterwards(plan: Plan) -> str:
    """What is left to do once the plan is paid."""
    if plan.open_ended:
        return _("Nothing more, as long as the State pays.")
    if plan.plan is PlanName.CLOSE_GAPS:
        return _("Pay every month from then on. Skip one, and the status may be lost.")
    return _("Nothing until the paid months are over. Old months need not be paid.")


def advised(goal: Goal) -> str:
    """Why the advised plan is the advised one."""
    reasons = {
        Goal.LEAST_TODAY: _("Costs least today"),
        Goal.LEAST_YEAR: _("Costs least over a year"),
        Goal.SOONEST: _("Gives the status soonest"),
    }
    return reasons[goal]


def goal(code: Goal) -> str:
    """What a person may want."""
    goals = {
        Goal.LEAST_TODAY: _("Pay as little as possible today"),
        Goal.LEAST_YEAR: _("Pay as little as possible over a year"),
        Goal.SOONEST: _("Be insured as soon as possible"),
    }
    return goals[code]


def insured_from(plan: Plan) -> str:
    """From which day, where the plan brings one."""
    return written.day(plan.insured_from) if plan.insured_from else written.DASH


def insured_until(plan: Plan) -> str:
    """Until which day, the months of grace included."""
    if plan.open_ended:
        return _("not limited while the State pays")
    return written.day(plan.insured_until) if plan.insured_until else written.DASH
