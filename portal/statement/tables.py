"""The rows of a year's table as markup: on the screen every line with what there is to know, on paper a column each."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from payments.rules.coverage import MonthState
from payments.rules.months import Month
from portal.languages import once_a_language
from portal.patterns import Patterns, joined
from portal.words import months as month_words

Row = dict[str, Any]
NOTHING = SafeString("")


class Table:
    """The rows of one table, in the language of the page."""

    folder: str

    def __init__(self) -> None:
        self.fill = Patterns().fill
        self.tags = tags()

    def year(self, year: int, months: Iterable[Row]) -> SafeString:
        """The whole table."""
        rows = joined(map(self.month, months))
        return self.fill(f"{self.folder}/rows/_table.html", {"year": str(year), "rows": rows}) if rows else NOTHING

    def note(self, name: str, value: str) -> SafeString:
        """A small remark beside a value; nothing where there is nothing to say."""
        return self.fill(f"web/rows/_{name}.html", {name: value}) if value else NOTHING

    def reversals(self, line: Row) -> Iterator[SafeString]:
        """What went back of a line; beside the last of it what is left."""
        last = len(line["reversals"]) - 1
        for number, reversal in enumerate(line["reversals"]):
            values = {
                "amount": reversal["amount"],
                "left": self.note("left", line["left"] if number == last else ""),
                "day": reversal["day"],
                "word": reversal["word"],
                "request": self.request(reversal),
                "code": reversal["code"],
                "reference": line["reference"],
            }
            yield self.fill(f"{self.folder}/rows/_reversal.html", values)

    def request(self, reversal: Row) -> SafeString:
        """By which request the money went back; on the screen a way to it."""
        if not reversal["request"]:
            return NOTHING
        href = reverse("refund", args=[reversal["request"]])
        return self.fill(f"{self.folder}/rows/_request.html", {"href": href, "grouped": reversal["grouped"]})


class Screen(Table):
    """A table on the screen."""

    folder = "web"

    def month(self, month: Row) -> SafeString:
        """One month: its first line beside its state, the others and what went back below."""
        lines = month["lines"]
        values = {
            "period": month["period"],
            "href": month_address(month["period"]),
            "label": month["label"],
            "tag": self.tags[month["state"]],
            "cells": self.line(lines[0]) if lines else self.nothing(month),
            "further": joined(self.further(lines)),
        }
        return self.fill("web/rows/_month.html", values)

    def further(self, lines: list[Row]) -> Iterator[SafeString]:
        """What stands below the first line of a month."""
        for line in lines:
            if line is not lines[0]:
                yield self.fill("web/rows/_further.html", {"cells": self.line(line)})
            yield from self.reversals(line)

    def line(self, line: Row) -> SafeString:
        """One line: sum, days, payer."""
        values = {
            "amount": line["amount"],
            "required": self.note("required", line["required"]),
            "credited_on": line["credited_on"],
            "paid_on": line["paid_on"],
            "payer": line["payer"],
            "sender": self.note("sender", line["sender"]),
            "code": line["code"],
            "reference": line["reference"],
        }
        return self.fill("web/rows/_line.html", values)

    def nothing(self, month: Row) -> SafeString:
        """A month without lines: what is to be said of it."""
        values = {"remark": month["remark"], "required": self.note("required", month["required"])}
        return self.fill("web/rows/_nothing.html", values)


class Paper(Table):
    """A table on paper."""

    folder = "print"

    def month(self, month: Row) -> SafeString:
        """One month: its state beside all of its lines."""
        known = {"label": month["label"], "tag": self.tags[month["state"]]}
        if not month["lines"]:
            known |= {"required": month["required"], "remark": month["remark"]}
            return self.fill("print/rows/_nothing.html", known)
        head = self.fill("print/rows/_head.html", known | {"height": f"{month['height']}"})
        return self.fill("print/rows/_month.html", {"rows": joined(self.lines(month["lines"], head))})

    def lines(self, lines: list[Row], head: SafeString) -> Iterator[SafeString]:
        """Each line and what went back of it; the month's name and state stand before the first."""
        for line in lines:
            yield self.line(line, head if line is lines[0] else NOTHING)
            yield from self.reversals(line)

    def line(self, line: Row, head: SafeString) -> SafeString:
        """One line, a column for each of its facts."""
        values = {
            "head": head,
            "required": line["required"],
            "amount": line["amount"],
            "paid_on": line["paid_on"],
            "credited_on": line["credited_on"],
            "payer": line["payer"],
            "sender": line["sender"],
            "claimed": self.claimed(line["claimed"]),
            "code": line["code"],
            "reference": line["reference"],
        }
        return self.fill("print/rows/_line.html", values)

    def claimed(self, claimed: str) -> SafeString:
        """That the money is asked back."""
        return self.fill("print/rows/_claimed.html", {"claimed": claimed}) if claimed else NOTHING


def on_screen(year: int, months: Iterable[Row]) -> SafeString:
    """A year on the screen; nothing if nothing is known of it."""
    return Screen().year(year, months)


def on_paper(year: int, months: Iterable[Row]) -> SafeString:
    """A year on paper."""
    return Paper().year(year, months)


@once_a_language
def tags() -> dict[MonthState, SafeString]:
    """The state of a month as people see it everywhere."""
    return {state: render_to_string("web/_tag.html", {"tag": month_words.tag(state)}) for state in MonthState}


@cache
def month_address(period: str) -> str:
    """Where a month stands by itself."""
    return reverse("statement_month", args=[Month.parse(period)])


@cache
def year_address(year: int) -> str:
    """Where a year is open."""
    return reverse("statement_year", args=[year])
