"""Insured or not, why, and what to do next, as plain sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payments.rules.assess import Answer
from payments.rules.coverage import MonthState
from payments.rules.facts import NextMonths
from payments.rules.planning import Advice
from payments.rules.status import YEAR, Basis
from portal import written

FIRST_YEAR = 2020
NOT_COUNTED = (MonthState.GAP, MonthState.CURRENT, MonthState.PARTLY_PAID, MonthState.ON_ITS_WAY)


def heading(answer: Answer) -> str:
    """The one plain sentence."""
    if not answer.insured:
        return _("You are not insured")
    return _("You are insured for now") if answer.basis is Basis.GRACE else _("You are insured")


def form_word(answer: Answer) -> str:
    """The status as it stands on a printed form."""
    return _("INSURED") if answer.insured else _("UNINSURED")


def why(answer: Answer, gaps: int) -> str:
    """The rule that decided; `gaps` is the number of the last twelve months that do not count."""
    if answer.basis is Basis.GRACE:
        month = written.in_sentence(answer.trace.decided_by)
        return _("Your cover was complete up to and with %(month)s. The status is kept a while after that.") % {
            "month": month
        }
    reasons = {
        Basis.STATE: _("The State pays for you this month."),
        Basis.WINDOW: _("All of the last 12 months are covered."),
        Basis.AHEAD: _("Twelve months in a row were paid ahead."),
    }
    return reasons[answer.basis] if answer.basis else why_not(gaps)


def why_not(gaps: int) -> str:
    """Why there is no status: the months of the last twelve that are missing."""
    if gaps == 12:
        return _("None of the last 12 months is covered.")
    return ngettext(
        "%(number)d of the last 12 months is not covered.", "%(number)d of the last 12 months are not covered.", gaps
    ) % {"number": gaps}


def next_step(answer: Answer, next_months: NextMonths) -> str:
    """What to do now, in one sentence; empty where there is nothing to say."""
    if answer.advice is Advice.NOTHING_TO_PAY:
        return nothing_to_pay(answer)
    if answer.advice is Advice.WAIT:
        return wait(answer)
    if next_months is NextMonths.EMPLOYER:
        return _("First ask your employer whether the contributions were paid. What is missing you can pay yourself.")
    steps = {
        Advice.CLOSE_GAPS: _("Pay the missing months, each by itself, and the status is kept.")
        if answer.insured
        else _("Pay the missing months, each by itself, and the status is given."),
        Advice.YEAR_AHEAD: _("Pay the coming months, each by itself. Old months need not be paid then."),
        Advice.NOW_AND_YEAR_AHEAD: _("Pay the current month and the coming ones, each by itself."),
    }
    return steps[answer.advice]


def nothing_to_pay(answer: Answer) -> str:
    """Nothing has to be paid today: the status holds, or it begins by itself."""
    if answer.insured and answer.basis is not Basis.GRACE:
        return _("Nothing has to be paid today.")
    return _("The coming 12 months are paid. The status begins with the next month.")


def wait(answer: Answer) -> str:
    """Nothing can be paid, or nothing should be paid again."""
    if answer.missing_rates and not answer.plans:
        return missing_rates(answer.missing_rates)
    return _("Your payments are on their way. Wait until they are credited and do not pay these months again.")


def missing_rates(years: tuple[int, ...]) -> str:
    """Which years have no rate yet; before 2020 nobody paid for themselves, and no rate is missed."""
    years = tuple(year for year in years if year >= FIRST_YEAR)
    if not years:
        return ""
    return _("The rate for %(years)s is not set yet, so no sum can be named.") % {"years": ", ".join(map(str, years))}


def paid_until_open() -> str:
    """An end that is not known."""
    return _("as long as the State pays")


def known_until(day: str | None) -> str:
    """Up to which day contributions are known."""
    if day is None:
        return _("No registry of contributions has been loaded yet.")
    return _("Contributions are known up to and with %(day)s.") % {"day": day}


def gaps_of(answer: Answer) -> int:
    """How many of the twelve months up to the current one do not count."""
    return sum(1 for month in answer.months[:YEAR] if month.state in NOT_COUNTED)
