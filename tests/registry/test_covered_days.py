"""The days that a file may be said to cover, and that nothing else makes contributions known."""

from datetime import date, timedelta

import pytest

from payments.models import RegistryFile
from portal.registry.covers import why_not_covers
from portal.registry.readers.received import FileRefused
from portal.registry.reasons import FileReason
from tests.registry.samples import TODAY, camt_file, csv_file, entry, line, take, transaction

FIRST_DAY = date(2017, 7, 1)
ONE_DAY = timedelta(days=1)


def days(first: str, last: str) -> str:
    """What a message says that it covers."""
    return f"<FrToDt><FrDtTm>{first}T00:00:00</FrDtTm><ToDtTm>{last}T23:59:59</ToDtTm></FrToDt>"


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [
        (TODAY, TODAY, None),
        (FIRST_DAY, FIRST_DAY, None),
        (date(2024, 1, 1), date(2024, 12, 31), None),
        (date(2024, 1, 1), date(2025, 1, 1), FileReason.COVERS_TOO_MUCH),
        (FIRST_DAY - ONE_DAY, FIRST_DAY, FileReason.COVERS_TOO_MUCH),
        (date.min, date.min, FileReason.COVERS_TOO_MUCH),
        (TODAY, TODAY - ONE_DAY, FileReason.COVERS_IMPOSSIBLE_DAYS),
        (TODAY, TODAY + ONE_DAY, FileReason.COVERS_IMPOSSIBLE_DAYS),
        (TODAY, date.max, FileReason.COVERS_IMPOSSIBLE_DAYS),
    ],
)
def test_what_is_wrong_with_days(first: date, last: date, reason: FileReason | None) -> None:
    assert why_not_covers(first, last, TODAY) is reason


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "covers"),
    [
        (csv_file(line()), (date.min, TODAY)),
        (camt_file(entry(transaction()), header=days("2026-11-18", "9999-12-31")), None),
        (camt_file(entry(transaction()), header=days("2016-11-18", "2026-11-18")), None),
    ],
    ids=["said by the door", "a message into the future", "a message of ten years"],
)
def test_a_file_with_impossible_days_is_refused(content: bytes, covers: tuple | None) -> None:
    with pytest.raises(FileRefused):
        take(content, covers=covers)
    assert not RegistryFile.objects.exists()


@pytest.mark.django_db
def test_a_door_may_set_right_what_a_message_says() -> None:
    message = camt_file(entry(transaction()), header=days("2016-11-18", "2026-11-18"))
    assert take(message, covers=(date(2026, 11, 18), TODAY)).known_until == TODAY


@pytest.mark.django_db
def test_categories_cover_no_days_whatever_is_said() -> None:
    content = b"iin;category;from;to\n560815200109;state_paid;2025-09;2026-06\n"
    assert take(content, covers=(date.min, date.max)).covers is None
