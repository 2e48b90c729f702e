"""What each page about one person shows: home, statement, one month, and the same on paper."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from payments.models import Person
from payments.rules.assess import Answer
from payments.rules.facts import Facts
from payments.rules.findings import Finding, Todo
from payments.rules.identifiers import masked
from payments.rules.law import Law
from payments.rules.months import Month
from portal import written
from portal.statement import panel, plans, quilt, rows
from portal.statement.account import Assessed
from portal.statement.trace import known_until, trace
from portal.words import findings as finding_words
from portal.words import plans as plan_words
from portal.words import status as status_words


def home(assessed: Assessed) -> dict[str, Any]:
    """The status, the twelve months that decide, and what needs doing."""
    answer = assessed.answer
    return {
        "status": panel.panel(answer, assessed.law, assessed.facts.next_months),
        "quilt": quilt.deciding(answer),
        "findings": findings(assessed.answer),
        "known_until": known_until(assessed),
    }


def statement(assessed: Assessed, person: Person, year: int, now: datetime) -> dict[str, Any]:
    """One year month by month on the screen, and all of it for the moment that somebody prints the page."""
    return {
        "is_empty": not assessed.record.lines and not assessed.facts.state_paid,
        "offer": offer(assessed.answer),
        "paper": paper(assessed, person, now),
        **one_year(assessed, year),
    }


def offer(answer: Answer) -> str:
    """What the advised plan costs and brings; empty where nothing is advised."""
    plan = panel.advised(answer)
    return plan_words.offer(plan, insured=answer.insured) if plan else ""


def one_year(assessed: Assessed, year: int) -> dict[str, Any]:
    """The rows of one year, and the years there are."""
    return {
        "year": year,
        "rows": rows.year_rows(assessed, year),
        "years": rows.years(assessed),
    }


def one_month(assessed: Assessed, month: Month) -> dict[str, Any]:
    """One month with its lines, what they mean, and what was found."""
    concerned = [finding for finding in assessed.answer.findings if month in finding.periods]
    return {"month": rows.month_rows(assessed, [month])[0], "findings": [ready(finding) for finding in concerned]}


def paper(assessed: Assessed, person: Person, now: datetime) -> dict[str, Any]:
    """Everything, for a sheet of paper: nothing that the screen shows is left out."""
    status = _("Status on %(moment)s") % {"moment": written.moment(now)}
    return {
        "summary": summary(assessed),
        "about": [
            panel.fact(_("Full name"), full_name(person)),
            panel.fact(_("IIN"), masked(person.iin)),
            panel.fact(status, status_words.form_word(assessed.answer)),
            *panel.facts(assessed.answer, assessed.law, assessed.facts.next_months),
        ],
        "quilts": quilts(assessed),
        "findings": findings(assessed.answer),
        "tables": rows.all_years(assessed),
        "trace": trace(assessed),
        "made_at": written.moment(now),
    }


def plan(answer: Answer, law: Law, facts: Facts) -> dict[str, Any]:
    """The answer to months that somebody ticked: the same panel and quilt, the plans, and the day asked about."""
    return {
        "status": panel.panel(answer, law, facts.next_months),
        "quilt": quilt.deciding(answer),
        "plans": plans.cards(answer, facts.goal),
        "findings": findings(answer),
        "missing_rates": status_words.missing_rates(answer.missing_rates),
        "day": plans.day(answer.on_date) if answer.on_date else None,
    }


def quilts(assessed: Assessed) -> list[dict[str, Any]]:
    """The last twelve months and, if anything of them is paid, the next twelve."""
    shown = [quilt.last_year(assessed.answer)]
    return shown + [quilt.next_year(assessed.answer)] if quilt.has_months_ahead(assessed.answer) else shown


def summary(assessed: Assessed) -> str:
    """Insured or not, and why: two sentences."""
    answer = assessed.answer
    return f"{status_words.heading(answer)}. {status_words.why(answer, status_words.gaps_of(answer))}"


def findings(answer: Answer) -> list[dict[str, Any]]:
    """The mistakes about which something can still be done."""
    return [ready(finding) for finding in answer.findings if finding.todo is not Todo.NOTHING]


def ready(finding: Finding) -> dict[str, Any]:
    """One finding with its one next step: to pay, or to look at the payment of `period`."""
    return {
        "title": finding_words.title(finding),
        "text": finding_words.text(finding),
        "is_to_pay": finding.todo in (Todo.PAY_AGAIN, Todo.PAY_THE_REST, Todo.PAY_ONE_MORE),
        "period": finding.periods[0],
    }


def full_name(person: Person) -> str:
    """The surname in capitals, then the names, as a form has them."""
    return " ".join(filter(None, [person.last_name.upper(), person.first_name, person.patronymic]))
