"""What a person may want of a plan, why a plan is advised for it, and what each plan is good for."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from payments.rules.facts import Goal
from payments.rules.planning import Plan
from portal import written


def goal(code: Goal) -> str:
    """What a person may want."""
    goals = {
        Goal.LEAST_TODAY: _("Pay as little as possible today"),
        Goal.LEAST_YEAR: _("Pay as little as possible over a year"),
        Goal.SOONEST: _("Be insured as soon as possible"),
    }
    return goals[code]


def reason(code: Goal, plan: Plan, others: Sequence[Plan]) -> str:
    """Why the advised plan is advised: one sentence that holds against every other plan, ties included."""
    if not others:
        return _("It is the only way that is open to you now.")
    if code is Goal.LEAST_TODAY:
        return _least_today(plan, others)
    if code is Goal.LEAST_YEAR and plan.year_total is not None:
        if all(other.year_total is None or plan.year_total < other.year_total for other in others):
            return _("It costs least over a year.")
        return _("No other way costs less over a year.")
    return _("No other way gives the status sooner for less.")


def _least_today(plan: Plan, others: Sequence[Plan]) -> str:
    as_cheap = [other for other in others if other.total == plan.total]
    if not as_cheap:
        return _("It costs least today.")
    if all(other.lasts_until < plan.lasts_until for other in as_cheap):
        return _("No other way costs less today, and with this one the status lasts longest.")
    return _("No other way costs less today.")


def usual() -> str:
    """Where the goal was not changed: whose it is."""
    return _("The Fund itself advises to pay as little as possible today.")


def change(plan: Plan | None, usual_plan: Plan | None) -> str:
    """What the advice for another goal changes, against the advice to pay as little as possible today."""
    if plan is None or (usual_plan is not None and plan.plan == usual_plan.plan):
        return _("With this goal the advice stays the same.")
    if usual_plan is None:
        return _("With this goal a payment is advised: the status begins on %(day)s.") % {"day": _begins(plan)}
    more, saved = plan.total - usual_plan.total, _saved(plan, usual_plan)
    values = {"more": written.tenge(more), "saved": written.tenge(saved)}
    if saved:
        return (
            _("With this goal another way is advised: today it costs %(more)s more, over a year %(saved)s less.")
            if more
            else _("With this goal another way is advised: today it costs the same, over a year %(saved)s less.")
        ) % values
    return _sooner(plan, usual_plan, more)


def _sooner(plan: Plan, usual_plan: Plan, more: int) -> str:
    """The one that costs no less over a year is advised because its status begins sooner."""
    values = {"day": _begins(plan), "usual_day": _begins(usual_plan), "more": written.tenge(more)}
    if plan.insured_from == usual_plan.insured_from:
        return _("With this goal another way is advised: today it costs the same.")
    if more:
        return (
            _(
                "With this goal another way is advised: the status begins on %(day)s instead of %(usual_day)s, and "
                "today it costs %(more)s more."
            )
            % values
        )
    return (
        _(
            "With this goal another way is advised: the status begins on %(day)s instead of %(usual_day)s, and today "
            "it costs the same."
        )
        % values
    )


def _begins(plan: Plan) -> str:
    return written.day(plan.insured_from) if plan.insured_from else written.DASH


def _saved(plan: Plan, usual_plan: Plan) -> int:
    if plan.year_total is None or usual_plan.year_total is None:
        return 0
    return max(usual_plan.year_total - plan.year_total, 0)


def least_today() -> str:
    """No other way costs as little today."""
    return _("You pay least now")


def least_year(saved: int) -> str:
    """No other way costs less over a year; `saved` is what the dearest costs more."""
    return _("Over a year you save %(sum)s") % {"sum": written.tenge(saved)}


def this_month() -> str:
    """The status begins in this month, which not every way brings."""
    return _("The status begins this month")


def sooner() -> str:
    """The status begins sooner than with some other way."""
    return _("The status begins sooner")


def longer() -> str:
    """The status lasts longer than with some other way."""
    return _("The status lasts longer")


def no_more() -> str:
    """A cheaper way brings as much."""
    return _("Costs more and brings no more")


def outdone() -> str:
    """A way for the same sum brings more."""
    return _("Another way brings more for the same sum")
