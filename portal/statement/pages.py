"""What each page about one person shows: home, statement, one month, and the same on paper."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from payments.models import Actor, Person
from payments.rules.assess import Answer
from payments.rules.identifiers import masked
from payments.rules.months import Month
from payments.rules.planning import Advice
from portal import written
from portal.patterns import joined
from portal.statement import panel, quilt, rows, tables
from portal.statement.account import Assessed
from portal.statement.findings import findings, ready
from portal.statement.refund_doors import Door
from portal.statement.trace import known_until, trace
from portal.statement.tracking import open_order, payments_for
from portal.words import plans as plan_words
from portal.words import status as status_words


def home(assessed: Assessed, being_paid: Collection[int]) -> dict[str, Any]:
    """The status, the twelve months that decide, and what needs doing."""
    answer = assessed.answer
    return {
        "status": panel.panel(answer, assessed.law, assessed.facts.next_months),
        "action": action(assessed, being_paid),
        "quilt": quilt.deciding(answer),
        "findings": findings(assessed.answer, assessed.record),
        "known_until": known_until(assessed),
    }


def action(assessed: Assessed, being_paid: Collection[int]) -> dict[str, str]:
    """The one button: what is ordered already comes before a new plan, what is on its way before anything else."""
    answer, order = assessed.answer, open_order(assessed, being_paid)
    if order is not None:
        return {"href": reverse("pay_basket", args=[order["key"]]), "label": order["label"], "icon": "forward"}
    if answer.advice is Advice.WAIT and assessed.record.payments:
        return {"href": reverse("payments"), "label": _("See whether the money has arrived"), "icon": "forward"}
    if answer.advice in (Advice.NOTHING_TO_PAY, Advice.WAIT):
        return {"href": reverse("statement_print"), "label": _("Print the statement"), "icon": "print"}
    return {"href": reverse("plan"), "label": _("Choose how to pay"), "icon": "forward"}


def statement(assessed: Assessed, person: Person, year: int, now: datetime) -> dict[str, Any]:
    """One year month by month on the screen, and all of it for the moment that somebody prints the page."""
    all_years = rows.all_years(assessed)
    return {
        "is_empty": not assessed.record.lines and not assessed.facts.state_paid,
        "offer": offer(assessed.answer),
        "findings": findings(assessed.answer, assessed.record),
        "paper": sheet(assessed, person, now, all_years),
        **year_of(next((one["months"] for one in all_years if one["year"] == year), []), assessed, year),
    }


def offer(answer: Answer) -> str:
    """What the advised plan costs and brings; empty where nothing is advised."""
    plan = panel.advised(answer)
    return plan_words.offer(plan, insured=answer.insured) if plan else ""


def one_year(assessed: Assessed, year: int) -> dict[str, Any]:
    """The rows of one year, and the years there are."""
    return year_of(rows.year_rows(assessed, year), assessed, year)


def year_of(months: list[dict[str, Any]], assessed: Assessed, year: int) -> dict[str, Any]:
    """The same of months that were worked out already."""
    return {
        "year": year,
        "table": tables.on_screen(year, months),
        "years": [
            {"href": tables.year_address(other), "label": str(other), "current": other == year}
            for other in rows.years(assessed)
        ],
    }


def one_month(assessed: Assessed, month: Month, reader: Actor, doors: Mapping[str, Door]) -> dict[str, Any]:
    """One month with its lines, what they mean, the payments ordered for it, and what was found.

    `doors` are the ways to a refund, by line.
    """
    concerned = [finding for finding in assessed.answer.findings if month in finding.periods]
    row = rows.month_in_full(assessed, month)
    return {
        "month": row | {"lines": [line | {"door": doors.get(line["id"], {})} for line in row["lines"]]},
        "payments": payments_for(assessed, month, reader),
        "findings": [ready(finding, assessed.record) for finding in concerned],
    }


def paper(assessed: Assessed, person: Person, now: datetime) -> dict[str, Any]:
    """Everything, for a sheet of paper: nothing that the screen shows is left out."""
    return sheet(assessed, person, now, rows.all_years(assessed))


def sheet(assessed: Assessed, person: Person, now: datetime, all_years: list[dict[str, Any]]) -> dict[str, Any]:
    """The same of years that were worked out already."""
    status = _("Status on %(moment)s") % {"moment": written.moment(now)}
    return {
        "summary": summary(assessed),
        "about": [
            panel.fact(_("Full name"), written.full_name(person)),
            panel.fact(_("IIN"), masked(person.iin)),
            panel.fact(status, status_words.form_word(assessed.answer)),
            *panel.facts(assessed.answer, assessed.law, assessed.facts.next_months),
        ],
        "quilts": quilts(assessed),
        "findings": [found | {"step": None} for found in findings(assessed.answer, assessed.record)],
        "tables": joined(tables.on_paper(one["year"], one["months"]) for one in all_years),
        "trace": trace(assessed),
        "made_at": written.moment(now),
    }


def quilts(assessed: Assessed) -> list[dict[str, Any]]:
    """The last twelve months and, if anything of them is paid, the next twelve."""
    shown = [quilt.last_year(assessed.answer)]
    return shown + [quilt.next_year(assessed.answer)] if quilt.has_months_ahead(assessed.answer) else shown


def summary(assessed: Assessed) -> str:
    """Insured or not, and why: two sentences."""
    answer = assessed.answer
    return f"{status_words.heading(answer)}. {status_words.why(answer, status_words.gaps_of(answer))}"
