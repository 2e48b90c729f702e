"""How partners' registries and what came in differ, what to do about it, and what was done."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from payments.history import DayOfPartner
from payments.ledger import NoDecision, Untakeable
from payments.models import ReconciliationCase
from payments.rules.reconciliation import NextStep, Standing

Decision = ReconciliationCase.Decision


def standing(code: str) -> str:
    """How a number stands."""
    standings = {
        Standing.MATCHED: _("In both"),
        Standing.ONLY_OURS: _("Only told online"),
        Standing.ONLY_THEIRS: _("Only in the registry"),
        Standing.SUM_DIFFERS: _("Another sum"),
        Standing.ACCOUNT_DIFFERS: _("Another person or month"),
        Standing.DATE_DIFFERS: _("Another day"),
        Standing.TWICE: _("Twice in the registry"),
    }
    return standings[Standing(code)]


def what(code: str) -> str:
    """What a case is about, in a sentence."""
    sentences = {
        Standing.ONLY_OURS: _("The partner told of it online, and its registry does not have it."),
        Standing.ONLY_THEIRS: _("The registry has it. It never came in online, or the partner took it back."),
        Standing.SUM_DIFFERS: _("The registry has another sum than the partner told online."),
        Standing.ACCOUNT_DIFFERS: _("The registry names another person or month than the partner told online."),
        Standing.DATE_DIFFERS: _("The registry has another day than the partner told online."),
        Standing.TWICE: _("The registry counts the same number a second time."),
    }
    return sentences[Standing(code)]


def next_step(code: NextStep) -> str:
    """What staff do next."""
    steps = {
        NextStep.CALL: _("Call the partner within two hours."),
        NextStep.HAVE_IT_TOLD: _("Ask the partner to send the payment again, or take the money here."),
        NextStep.AGREE_ON_THE_DAY: _("Agree with the partner on the day of the payment."),
        NextStep.WRITE: _("Write to the partner: the term of three working days is over."),
    }
    return steps[code]


def age(days: int) -> str:
    """For how long a case has been open."""
    return ngettext("%(count)d working day", "%(count)d working days", days) % {"count": days}


def decision(code: str) -> str:
    """What became of a case; an empty one waits."""
    decisions = {
        "": pgettext("case", "waits"),
        Decision.GONE: pgettext("case", "gone by itself"),
        Decision.TAKEN: pgettext("case", "money taken"),
        Decision.SETTLED: pgettext("case", "settled"),
    }
    return decisions[code]


def choice(code: Decision) -> str:
    """What staff can decide."""
    choices = {
        Decision.TAKEN: _("Take the money: it is the partner’s transaction from now on, and the payment is sent"),
        Decision.SETTLED: _("Settled with the partner: nothing is posted here"),
    }
    return choices[code]


def done(code: str) -> str:
    """What was done, for the journal and for whoever did it."""
    sentences = {
        Decision.GONE: _("The difference is gone meanwhile. The case is closed."),
        Decision.TAKEN: _("The money was taken."),
        Decision.SETTLED: _("The case was settled."),
    }
    return sentences[Decision(code)]


def refusal(reason: NoDecision | Untakeable) -> str:
    """Why a case cannot be decided like that."""
    reasons = {
        NoDecision.DECIDED: _("Somebody else has decided it already."),
        NoDecision.NOT_TAKEABLE: _("Nobody can read whom the money is for, or it came in already."),
        NoDecision.CANCELLED: _("The partner itself has taken this money back."),
        Untakeable.NO_PAYMENT: _("No payment has this reference."),
        Untakeable.KNOWN_OTHERWISE: _("The number stands for another sum or another person."),
    }
    return reasons[reason]


def waiting(count: int) -> str:
    """How many cases wait, for the front page."""
    text = ngettext(
        "%(count)d difference between a partner’s registry and what came in waits.",
        "%(count)d differences between partners’ registries and what came in wait.",
        count,
    )
    return text % {"count": count}


def missing(count: int) -> str:
    """How many registries have not come, for the front page."""
    text = ngettext(
        "%(count)d registry of a partner has not come. Call the partner within two hours.",
        "%(count)d registries of partners have not come. Call the partners within two hours.",
        count,
    )
    return text % {"count": count}


def way(name: str) -> str:
    """One of the three ways in which money is known."""
    ways = {"told": _("Told online"), "said": _("In the registry"), "credited": _("Credited")}
    return ways[name]


def chart(partner: str) -> str:
    """What the drawing is, for whoever does not see it."""
    said = _(
        "%(partner)s. Sums by day as bars: told online, in the registry, credited. The table has the same figures."
    )
    return said % {"partner": partner}


def payments(count: int) -> str:
    """How many payments a sum is."""
    return ngettext("%(count)d payment", "%(count)d payments", count) % {"count": count}


def day(seen: DayOfPartner, today: date) -> str:
    """Does a day agree?"""
    if seen.cases:
        return ngettext("%(count)d difference", "%(count)d differences", seen.cases) % {"count": seen.cases}
    if not seen.waits:
        return pgettext("comparison", "agrees")
    return no_registry() if seen.day < today else _("the day is not over")


def no_registry() -> str:
    """The partner has not sent the registry of a day."""
    return _("no registry yet")


def cases(count: int) -> str:
    """The head of the list of cases."""
    return _("Differences that wait: %(count)d") % {"count": count}


def more(count: int) -> str:
    """How many are not listed."""
    return ngettext("%(count)d more waits.", "%(count)d more wait.", count) % {"count": count}
