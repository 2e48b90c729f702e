"""Category spans: new ones are written, open ones get their end, and an end that is known stays."""

import pytest

from payments.ledger import Outcome, Span, record_spans
from payments.models import CategorySpan
from payments.rules.months import Month
from tests.payments.samples import AISHA, BOLAT

pytestmark = pytest.mark.django_db

START = Month.of(2025, 9)


def recorded(*spans: Span) -> list[Outcome]:
    """The outcome of each span."""
    return [posting.outcome for posting in record_spans(spans=spans)]


def span(iin: str = AISHA, category: str = "state_paid", first: Month = START, months: int | None = None) -> Span:
    """A span of so many months, open without them."""
    return Span(iin, category, first, None if months is None else first + months - 1)


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [
        (span(), span(), Outcome.KNOWN),
        (span(months=3), span(months=3), Outcome.KNOWN),
        (span(), span(months=1), Outcome.POSTED),
        (span(months=3), span(months=4), Outcome.CONFLICT),
        (span(months=3), span(), Outcome.CONFLICT),
        (span(), span(BOLAT), Outcome.POSTED),
        (span(), span(category="sole_trader"), Outcome.POSTED),
        (span(months=3), span(first=START + 3), Outcome.POSTED),
    ],
)
@pytest.mark.parametrize("at_once", [True, False])
def test_a_span_meets_what_is_known(before: Span, after: Span, outcome: Outcome, at_once: bool) -> None:
    outcomes = recorded(before, after) if at_once else [*recorded(before), *recorded(after)]
    assert outcomes == [Outcome.POSTED, outcome]


def test_an_open_span_gets_its_end() -> None:
    recorded(span())
    recorded(span(months=10))
    assert [f"{row.first_month} {row.last_month}" for row in CategorySpan.objects.all()] == ["2025-09-01 2026-06-01"]
