"""The `assess` contract on its way out: answers turned into JSON values (rules.md 5)."""

from typing import Any

from payments.rules.assess import Answer, MonthAnswer, Trace
from payments.rules.day import DayAnswer
from payments.rules.facts import Line
from payments.rules.findings import Finding
from payments.rules.planning import MonthPrice, Plan


def answer_as_json(answer: Answer) -> dict[str, Any]:
    """The answer in the shape of the contract: periods as `2026-11`, dates as ISO 8601, sums in whole tenge."""
    return {
        "insured": answer.insured,
        "basis": answer.basis,
        "insured_until": text(answer.insured_until),
        "paid_until": text(answer.paid_until),
        "open_ended": answer.open_ended,
        "months": [month_as_json(month) for month in answer.months],
        "plans": [plan_as_json(plan) for plan in answer.plans],
        "advice": answer.advice,
        "findings": [finding_as_json(finding) for finding in answer.findings],
        "missing_rates": list(answer.missing_rates),
        "on_date": None if answer.on_date is None else day_as_json(answer.on_date),
        "trace": trace_as_json(answer.trace),
    }


def line_as_json(line: Line) -> dict[str, Any]:
    """A payment as the contract takes it in."""
    credited = {} if line.credited_on is None else {"credited_on": text(line.credited_on)}
    return {
        "id": line.id,
        "period": str(line.period),
        "amount": line.amount,
        "payer": line.payer,
        "paid_on": text(line.paid_on),
        **credited,
        "state": line.state,
    }


def month_as_json(month: MonthAnswer) -> dict[str, Any]:
    """One month."""
    return {"period": str(month.period), "state": month.state, "paid": month.paid, "required": month.required}


def plan_as_json(plan: Plan) -> dict[str, Any]:
    """One plan."""
    return {
        "plan": plan.plan,
        "months": prices_as_json(plan.months),
        "payments": plan.payments,
        "total": plan.total,
        "insured_from": text(plan.insured_from),
        "paid_until": text(plan.paid_until),
        "insured_until": text(plan.insured_until),
        "open_ended": plan.open_ended,
        "year_total": plan.year_total,
    }


def prices_as_json(prices: tuple[MonthPrice, ...]) -> list[dict[str, Any]]:
    """Months with the sum of each."""
    return [{"period": str(price.period), "amount": price.amount} for price in prices]


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """One finding; what to do about it is for the pages to say."""
    return {
        "code": finding.code,
        "periods": [str(period) for period in finding.periods],
        "payments": list(finding.payments),
    }


def day_as_json(day: DayAnswer) -> dict[str, Any]:
    """The answer for one day."""
    return {
        "date": text(day.day),
        "insured": day.insured,
        "months": prices_as_json(day.months),
        "total": day.total,
        "possible_from": text(day.possible_from),
    }


def trace_as_json(trace: Trace) -> dict[str, Any]:
    """How the answer came about."""
    settings = trace.settings
    return {
        "basis": trace.basis,
        "decided_by": str(trace.decided_by),
        "months": [month_as_json(month) for month in trace.months],
        "settings": {
            "window": settings.window,
            "arrears_rate": settings.arrears_rate,
            "state_breaks_sixty": settings.state_breaks_sixty,
            "grace_counts_from": settings.grace_counts_from,
        },
        "rates": [
            {"payer": rate.payer, "valid_from": text(rate.valid_from), "amount": rate.amount, "law": rate.law}
            for rate in trace.rates
        ],
        "known_until": text(trace.known_until),
        "crediting_day": text(trace.crediting_day),
    }


def text(value: object) -> str | None:
    """A date in ISO 8601, None as it is."""
    return None if value is None else str(value)
