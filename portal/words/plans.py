"""The ways to become insured: what each is called and what it says for itself."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payments.rules.assess import Answer
from payments.rules.facts import NextMonths
from payments.rules.months import Month
from payments.rules.planning import Advice, Plan, PlanName
from payments.rules.status import YEAR, Basis
from portal import written

WriteDay = Callable[[date], str]

YEAR_AND_NOW = YEAR + 1


def heading(answer: Answer) -> str:
    """What the planner has to say above all."""
    if answer.advice is Advice.NOTHING_TO_PAY:
        return _("Nothing has to be paid today")
    if answer.advice is Advice.WAIT:
        has_no_price = answer.missing_rates and not answer.plans
        return _("No sum can be named yet") if has_no_price else _("Wait before you pay")
    if answer.insured:
        return _("How would you like to keep the status?")
    return _("How would you like to get the status?")


def ways(number: int) -> str:
    """How many plans there are to choose from, and what to look at."""
    return ngettext(
        "There is %(number)d way to pay.",
        "There are %(number)d ways. Compare the price and the day on which the status begins.",
        number,
    ) % {"number": number}


def kept_until(answer: Answer, pay_by: date | None) -> str:
    """Until when the months of grace last, and the last day to pay; empty where it is not grace that holds."""
    if answer.basis is not Basis.GRACE or answer.insured_until is None or pay_by is None:
        return ""
    return _("The last day of the status: %(day)s. Pay by %(pay_by)s to keep it.") % {
        "day": written.day(answer.insured_until),
        "pay_by": written.day(pay_by),
    }


def name(plan: Plan) -> str:
    """What the plan is, with the number of its months."""
    if plan.plan is PlanName.CLOSE_GAPS:
        text = ngettext("Pay %(number)d missing month", "Pay %(number)d missing months", plan.payments)
        return text % {"number": plan.payments}
    if plan.plan is PlanName.YEAR_AHEAD:
        if plan.payments == YEAR:
            return _("Pay the next 12 months")
        text = ngettext("Pay %(number)d of the next 12 months", "Pay %(number)d of the next 12 months", plan.payments)
        return text % {"number": plan.payments}
    if plan.payments == 1:
        return _("Pay the current month")
    if plan.payments == YEAR_AND_NOW:
        return _("Pay the current month and the next 12")
    return _("Pay the current month and what is missing of the next 12")


def short_name(plan: Plan) -> str:
    """The same for the head of a column."""
    names = {
        PlanName.CLOSE_GAPS: _("Missing months"),
        PlanName.YEAR_AHEAD: _("Next 12 months"),
        PlanName.NOW_AND_YEAR_AHEAD: _("With the current month"),
    }
    return names[plan.plan]


def offer(plan: Plan, *, insured: bool) -> str:
    """Its price and what it brings, in one sentence."""
    values = {"sum": written.tenge(plan.total), "number": plan.payments}
    if insured:
        return (
            ngettext(
                "Pay %(sum)s for %(number)d month, and the status is kept.",
                "Pay %(sum)s for %(number)d months, each by itself, and the status is kept.",
                plan.payments,
            )
            % values
        )
    return (
        ngettext(
            "Pay %(sum)s for %(number)d month, and the status is given.",
            "Pay %(sum)s for %(number)d months, each by itself, and the status is given.",
            plan.payments,
        )
        % values
    )


def payments(plan: Plan) -> str:
    """How many payments, and of how much each."""
    amounts = [price.amount for price in plan.months]
    values = {"number": plan.payments, "sum": written.tenge(min(amounts)), "most": written.tenge(max(amounts))}
    if min(amounts) == max(amounts):
        return ngettext("%(number)d payment × %(sum)s", "%(number)d payments × %(sum)s", plan.payments) % values
    return (
        ngettext(
            "%(number)d payment, from %(sum)s to %(most)s",
            "%(number)d payments, from %(sum)s to %(most)s",
            plan.payments,
        )
        % values
    )


def insured_from(plan: Plan, today: date, write: WriteDay = written.day) -> str:
    """From which day, where the plan brings one."""
    if plan.insured_from == today:
        return _("You have it already")
    return write(plan.insured_from) if plan.insured_from else written.DASH


def why_from(plan: Plan, today: date, crediting_day: date) -> str:
    """Why from that day and no other."""
    if plan.insured_from is None:
        return _("These months alone do not give the status.")
    if plan.insured_from == today:
        return _("The payment keeps it.")
    if plan.insured_from == crediting_day:
        return _("If you pay today: the money arrives within 3 working days.")
    if plan.insured_from == (Month.containing(today) + 1).first_day:
        return _("The first month that counts is the next one.")
    return _("The first day of the first month that counts.")


def paid_until(plan: Plan, write: WriteDay = written.day) -> str:
    """Until which day the status needs no grace."""
    if plan.open_ended:
        return _("not limited while the State pays")
    return write(plan.paid_until) if plan.paid_until else written.DASH


def insured_until(plan: Plan, write: WriteDay = written.day) -> str:
    """Until which day, the months of grace included."""
    if plan.open_ended:
        return _("not limited while the State pays")
    return write(plan.insured_until) if plan.insured_until else written.DASH


def afterwards(plan: Plan, next_months: NextMonths) -> str:
    """What is left to do once the plan is paid."""
    if plan.open_ended:
        return _("Nothing more, as long as the State pays.")
    if next_months is NextMonths.STATE:
        return _("Nothing, if the State pays from next month on.")
    if next_months is NextMonths.EMPLOYER:
        return _("Nothing, if the employer pays every month.")
    if plan.plan is PlanName.CLOSE_GAPS:
        return _("Pay every month from then on. Skip one, and the status may be lost.")
    return _("Nothing until the paid months are over. Old months need not be paid.")


def next_payment(month: Month, due: date) -> str:
    """For which month the payment after the plan is, and its last day."""
    return _("for %(month)s, by %(day)s") % {"month": written.in_sentence(month), "day": written.short_day(due)}


def rate_lasts() -> str:
    """What becomes of the price of months ahead."""
    return _("The rate of the payment date holds for months paid ahead. It may change on 1 January.")


def december(year: int) -> str:
    """The last month in which months ahead cost the rate of this year."""
    return _(
        "Months ahead that are paid by 31 December cost the rate of %(year)s, and nothing is added later. From "
        "1 January on they may cost more."
    ) % {"year": year}
