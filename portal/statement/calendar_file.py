"""The coming months as a calendar file (RFC 5545): one day for each month to pay, and nothing about anybody."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from payments.rules.months import Month
from portal import written
from portal.statement.rows import due_day

LONGEST_LINE = 75  # octets, the line's end not counted
DAY = timedelta(days=1)
# Nine in the morning three days before the last one: the money needs three working days.
REMIND = "-P2DT15H"


def calendar_file(months: Iterable[Month], *, as_of: date, page: str) -> str:
    """The file; `as_of` is the day of the data, so that the same data makes the same file, `page` where one pays."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Jarna//MSHI//{get_language().upper()}", "CALSCALE:GREGORIAN"]
    for month in months:
        lines += event(month, as_of, page)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def event(month: Month, as_of: date, page: str) -> list[str]:
    """The last day for one month, the whole day long."""
    last = due_day(month)
    summary = escaped(_("Pay the MSHI contribution for %(month)s") % {"month": written.in_sentence(month)})
    about = escaped(
        _("Today is the last day. One payment for this month alone: check the IIN, the month and the year.")
    )
    return [
        "BEGIN:VEVENT",
        f"UID:contribution-{month}@jarna",
        f"DTSTAMP:{as_of:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{last:%Y%m%d}",
        f"DTEND;VALUE=DATE:{last + DAY:%Y%m%d}",
        f"SUMMARY:{summary}",
        f"DESCRIPTION:{about}",
        f"URL:{page}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"TRIGGER:{REMIND}",
        f"DESCRIPTION:{summary}",
        "END:VALARM",
        "END:VEVENT",
    ]


def escaped(text: str) -> str:
    """A text as a value: what would end it or part it is marked."""
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def folded(line: str) -> Iterator[str]:
    """A line in parts short enough in UTF-8, no character cut in two; from the second on with a space first."""
    part, room = "", LONGEST_LINE
    for character in line:
        size = len(character.encode())
        if size > room:
            yield part
            part, room = " ", LONGEST_LINE - 1
        part, room = part + character, room - size
    yield part
