"""What the page of months sends: rows that are open, months ticked, one more month, and the button that was pressed."""

from collections.abc import Iterator, Mapping

from django.core.exceptions import BadRequest

from payments.rules.months import Month
from portal.models import Draft
from portal.web.pay import drafts

MOST_ROWS = 100
NEW = "new"


def edited(form: Mapping[str, str], draft: Draft) -> dict[str, list[str]]:
    """The list with all that was changed in it, whichever button was pressed, faults and all; as a draft keeps it.

    A row that stood closed is as it was. Rows change their places when months come in among them, and at no other time.
    """
    listed, said = [], set(drafts.employer_has_not_paid(draft))
    for number, month in enumerate(drafts.months(draft), 1):
        chosen = picked(form, number)
        if chosen is not None:
            said.discard(month)
        if f"employer-{number}" in form:
            said.add(month)
        if form.get("remove") != str(number):
            listed.append(chosen or month)
    come_in = list(added(form))
    listed += come_in
    if come_in and "change" not in form:  # which names a row by its place
        listed.sort()
    if len(listed) > MOST_ROWS:
        raise BadRequest("too many months")
    return {"months": list(map(str, listed)), "employer_has_not_paid": sorted(map(str, said.intersection(listed)))}


def added(form: Mapping[str, str]) -> Iterator[Month]:
    """The months that were ticked, and the one that was chosen."""
    for name in form:
        if name.startswith("add-"):
            yield month_of(*name.removeprefix("add-").split("-", 1))
    another = picked(form, NEW)
    if another is not None:
        yield another


def picked(form: Mapping[str, str], row: int | str) -> Month | None:
    """What the two selects of a row say; None while it is closed, or no month is chosen."""
    number = form.get(f"month-{row}")
    return month_of(form.get(f"year-{row}", ""), number) if number else None


def month_of(year: str, number: str = "") -> Month:
    """A month from the texts of its year and its number."""
    try:
        return Month.of(int(year), int(number))
    except ValueError as error:
        raise BadRequest("not a month") from error


def row_of(text: str | None) -> int:
    """The number of a row that somebody wants to change; 0 if it is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 3 else 0
