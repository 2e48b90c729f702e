"""The sums of a partner, day by day and three ways, as bars: the table beside it has the same figures."""

from collections.abc import Sequence
from typing import Any

from payments.history import DayOfPartner
from portal import written
from portal.words import reconciliation as words

HEIGHT, TOP, BOTTOM = 120, 24, 20
BAR, GAP, DAY = 11, 2, 48
WAYS = ("told", "said", "credited")


def chart(days: Sequence[DayOfPartner]) -> dict[str, Any]:
    """The drawing in its own units: a group of three bars for each day, oldest first. Numbers are ready texts."""
    most = max(max(getattr(day, way).total for way in WAYS) for day in days)
    width = DAY * len(days)
    return {
        "label": words.chart(str(days[0].partner)),
        "width": str(width),
        "height": str(TOP + HEIGHT + BOTTOM),
        "top": str(TOP),
        "base": str(TOP + HEIGHT),
        "most": written.tenge(most),
        "groups": [_group(place, day, most or 1) for place, day in enumerate(days)],
    }


def _group(place: int, day: DayOfPartner, most: int) -> dict[str, Any]:
    left = place * DAY + (DAY - 3 * BAR - 2 * GAP) // 2
    return {
        "x": str(place * DAY + DAY // 2),
        "y": str(TOP + HEIGHT + BOTTOM - 5),
        "day": f"{day.day.day:02}.{day.day.month:02}",
        "bars": [_bar(left + number * (BAR + GAP), way, day, most) for number, way in enumerate(WAYS)],
    }


def _bar(left: int, way: str, day: DayOfPartner, most: int) -> dict[str, str]:
    total = getattr(day, way).total
    # Whatever is above nothing is to be seen.
    height = max(total * HEIGHT // most, 2) if total else 0
    title = f"{written.short_day(day.day)}. {words.way(way)}: {written.tenge(total)}"
    return {
        "x": str(left),
        "y": str(TOP + HEIGHT - height),
        "width": str(BAR),
        "height": str(height),
        "way": way,
        "title": title,
    }
