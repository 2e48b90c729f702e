"""The status panel: insured or not, why, until when, and what to do next."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from payments.rules.assess import Answer
from payments.rules.facts import NextMonths
from payments.rules.law import Law
from payments.rules.months import Month
from payments.rules.planning import Plan
from payments.rules.status import Basis
from portal import written
from portal.words import status as words


def panel(answer: Answer, law: Law, next_months: NextMonths) -> dict[str, Any]:
    """All that the panel shows, ready to print."""
    return {
        "look": look(answer),
        "icon": "paid" if look(answer) == "insured" else "warning",
        "heading": words.heading(answer),
        "why": words.why(answer, words.gaps_of(answer)),
        "next_step": words.next_step(answer, next_months),
        "facts": list(facts(answer, law, next_months)),
    }


def look(answer: Answer) -> str:
    """Which of the three looks the panel has."""
    if not answer.insured:
        return "uninsured"
    return "at-risk" if answer.basis is Basis.GRACE else "insured"


def advised(answer: Answer) -> Plan | None:
    """The plan that is advised, if it is one."""
    return next((plan for plan in answer.plans if plan.plan == answer.advice), None)


def facts(answer: Answer, law: Law, next_months: NextMonths) -> Iterator[dict[str, Any]]:
    """Labels and values: until when, how much, from when, what comes next."""
    plan = advised(answer)
    if answer.open_ended:
        yield fact(_("Insured"), words.paid_until_open())
    elif answer.insured_until is not None:
        if answer.paid_until is not None:
            yield fact(_("Covered until"), written.day(answer.paid_until))
        yield fact(_("Status kept until"), written.day(answer.insured_until))
    if plan is not None:
        yield fact(_("To pay today"), written.tenge(plan.total), big=True)
        if not answer.insured and plan.insured_from is not None:
            yield fact(_("Status is given on"), written.day(plan.insured_from))
        elif answer.insured_until is not None:
            yield fact(_("Pay by"), written.day(law.pay_by(answer.insured_until)))
    elif answer.paid_until is not None and next_months is NextMonths.SELF:
        following = Month.containing(answer.paid_until) + 1
        yield fact(_("Next payment"), _("for %(month)s") % {"month": written.in_sentence(following)})


def fact(label: str, value: str, *, big: bool = False) -> dict[str, Any]:
    """One label with its value."""
    return {"label": label, "value": value, "big": big}
