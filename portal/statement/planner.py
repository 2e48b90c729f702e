"""The planner: what comes before any payment, the ways to pay side by side, and the day somebody asks about."""

from typing import Any

from payments.rules.assess import Answer
from payments.rules.facts import NextMonths
from payments.rules.planning import Advice, PlanName
from payments.rules.situation import Situation
from portal.statement import comparison, panel, plans
from portal.statement.account import Assessed
from portal.statement.findings import findings
from portal.words import law as law_words
from portal.words import plans as words
from portal.words import questions
from portal.words import status as status_words

DECEMBER = 12


def planner(now: Situation, found: Answer, known: Assessed | None) -> dict[str, Any]:
    """All that the page shows once there is an answer; `known` is what the record alone says, if it is somebody's."""
    status = panel.panel(found, now.law, now.facts.next_months)
    mistakes = findings(found, known.record if known else None)
    recorded = known.facts.next_months if known else NextMonths.SELF
    is_to_pay = is_payment_advised(found)
    return {
        "status": status,
        "heading": words.heading(found),
        "lead": lead(now, found, status),
        "is_to_pay": is_to_pay,
        "free_way": free_way(now.facts.next_months, recorded, insured=status["look"] == "insured"),
        "first": [finding for finding in mistakes if not finding["is_to_pay"]],
        "mended": [finding for finding in mistakes if finding["is_to_pay"]],
        "missing_rates": status_words.missing_rates(found.missing_rates) if found.plans else "",
        "goal_change": comparison.goal_change(now, found),
        "plans": plans.cards(now, found),
        "comparison": comparison.table(now, found),
        "rates": rates(now, found),
        "rate_lasts": words.rate_lasts() if pays_ahead(found) else "",
        "december": words.december(now.month.year) if pays_ahead(found) and now.month.number == DECEMBER else "",
        "payer": now.facts.payer,
        "day": plans.day(found.on_date) if found.on_date else None,
    }


def is_payment_advised(found: Answer) -> bool:
    """Should anything be paid today?"""
    return found.advice not in (Advice.NOTHING_TO_PAY, Advice.WAIT)


def lead(now: Situation, found: Answer, status: dict[str, Any]) -> str:
    """Insured or not, why, and until when at most or how many ways there are: whole sentences."""
    if is_payment_advised(found):
        pay_by = now.law.pay_by(found.insured_until) if found.insured_until else None
        last = words.kept_until(found, pay_by) or words.ways(len(found.plans))
    else:
        last = "" if status["look"] == "insured" else status["next_step"]  # the heading has said it
    return " ".join(filter(None, [f"{status['heading']}.", status["why"], last]))


def free_way(payer: NextMonths, recorded: NextMonths, *, insured: bool) -> dict[str, str] | None:
    """Who pays in the person's place, or should; not where the record says so and all is well."""
    is_recorded = payer is recorded
    if payer is NextMonths.SELF or (is_recorded and insured):
        return None
    return {
        "title": questions.title(payer, is_recorded=is_recorded),
        "text": questions.text(payer, is_recorded=is_recorded),
    }


def rates(now: Situation, found: Answer) -> list[str]:
    """The rates by which the plans are priced."""
    used = {now.rate(price.period) for plan in found.plans for price in plan.months}
    return [law_words.rate(rate) for rate in sorted(filter(None, used), key=lambda rate: rate.valid_from)]


def pays_ahead(found: Answer) -> bool:
    """Is a plan listed that pays months that are still to come?"""
    return any(plan.plan is not PlanName.CLOSE_GAPS for plan in found.plans)
