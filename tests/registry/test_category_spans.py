"""Category spans: who belongs to which category, from when, until when."""

import pytest

from payments.rules.months import Month
from portal.registry.readers.received import FileRefused
from portal.registry.reasons import FileReason, LineReason
from tests.registry.samples import ASEL, read_all


def spans(*rows: str, header: str = "IIN;category;from;to") -> bytes:
    """The rows as a file."""
    return "".join(f"{row}\n" for row in (header, *rows)).encode()


@pytest.mark.parametrize(
    ("row", "first", "last"),
    [
        (f"{ASEL};state_paid;2025-09;2026-06", Month.of(2025, 9), Month.of(2026, 6)),
        (f"{ASEL};STATE_PAID;092025;062026", Month.of(2025, 9), Month.of(2026, 6)),
        (f"{ASEL};sole_trader;2025-09;", Month.of(2025, 9), None),
        (f"{ASEL};sole_trader;2025-09;2025-09", Month.of(2025, 9), Month.of(2025, 9)),
    ],
)
def test_a_span_is_read(row: str, first: Month, last: Month | None) -> None:
    (read,) = read_all(spans(row))
    assert (read.number, read.iin, read.first, read.last, read.reasons) == (2, ASEL, first, last, ())


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("560815200108;state_paid;2025-09;", LineReason.BAD_IIN),
        (f"{ASEL};student;2025-09;", LineReason.UNKNOWN_CATEGORY),
        (f"{ASEL};state_paid;;", LineReason.NO_PERIOD),
        (f"{ASEL};state_paid;2025-13;", LineReason.IMPOSSIBLE_PERIOD),
        (f"{ASEL};state_paid;2025-09;later", LineReason.IMPOSSIBLE_PERIOD),
        (f"{ASEL};state_paid;2025-09;2025-08", LineReason.SPAN_BACKWARDS),
    ],
)
def test_what_cannot_be_read_is_a_reason(row: str, reason: LineReason) -> None:
    (read,) = read_all(spans(row))
    assert read.reasons == (reason,)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (spans(header="IIN;category;from"), FileReason.MISSING_COLUMN),
        (spans(f"{ASEL};state_paid;2025-09;2026-06")[:-1], FileReason.TRUNCATED),
        (spans(f"{ASEL};state_paid;2025-09;", "TOTAL;2"), FileReason.WRONG_COUNT),
    ],
)
def test_a_broken_file_is_refused(content: bytes, reason: FileReason) -> None:
    with pytest.raises(FileRefused) as refused:
        read_all(content)
    assert refused.value.reason is reason
