"""The days that a registry covers: which ones a door may say of a file."""

from datetime import date, timedelta

from payments.rules.bounds import FIRST_DAY
from portal.registry.reasons import FileReason

LONGEST = timedelta(days=366)


def why_not_covers(first: date, last: date, today: date) -> FileReason | None:
    """What is wrong with the first and the last day that a file is said to cover; None if nothing."""
    if not first <= last <= today:
        return FileReason.COVERS_IMPOSSIBLE_DAYS
    # One slip in a year would say of all years between that their contributions are known.
    return FileReason.COVERS_TOO_MUCH if first < FIRST_DAY or last - first >= LONGEST else None
