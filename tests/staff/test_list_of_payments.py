"""The list of payments: what a row says, and the filters by state as seen today."""

from datetime import date

import pytest

from payments.rules.references import grouped_reference
from tests.payments.orders import NOVEMBER, OCTOBER, SEPTEMBER, TODAY, arrives, ordered, paid
from tests.payments.samples import registry
from tests.staff.desk import PAYMENTS, clerk, plain, root

LONG_AGO = date(2026, 11, 10)


@pytest.fixture
def references(db):
    """One payment in each state, by its state; two of them were sent, one long ago."""
    baskets = {
        "late": ordered(SEPTEMBER - 1, today=LONG_AGO),
        "expired": ordered(SEPTEMBER, today=LONG_AGO),
        "sent": ordered(OCTOBER),
        "credited": ordered(NOVEMBER),
        "ordered": ordered(NOVEMBER + 1),
    }
    paid(baskets["late"], number="T-0", on=LONG_AGO)
    paid(baskets["sent"], number="T-1")
    arrives(NOVEMBER)
    return {state: grouped_reference(basket.payments.get().reference) for state, basket in baskets.items()}


def test_a_row_says_what_it_is(references):
    page = plain(root().get(PAYMENTS))
    row = page.partition(references["sent"])[2].partition("</tr>")[0]
    for text in ("October 2026", "4,250 ₸", "being checked", "22 Nov", "T-1"):
        assert text in row.replace("22/11/2026", "22 Nov").replace("22.11.2026", "22 Nov")
    assert "5001" not in page


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("ordered", {"ordered"}),
        ("sent", {"sent", "late"}),
        ("credited", {"credited"}),
        ("expired", {"expired"}),
        ("cancelled", set()),
        ("returned", set()),
        ("nonsense", {"ordered", "sent", "late", "credited", "expired"}),
        ("late", set()),
    ],
)
def test_by_state_as_seen_today(references, state, found):
    page = root().get(PAYMENTS, {"state": state}).text
    assert {name for name, reference in references.items() if reference in page} == found


@pytest.mark.parametrize(
    ("known_until", "found"),
    [(date(2026, 11, 12), set()), (date(2026, 11, 13), {"late"}), (TODAY, {"late"})],
)
def test_late_as_far_as_the_registries_are_loaded(references, known_until, found):
    """Paid on Tuesday the 10th, the third working day is Friday the 13th."""
    registry(known_until=known_until)
    page = root().get(PAYMENTS, {"state": "late"}).text
    assert {name for name, reference in references.items() if reference in page} == found


def test_the_filters_can_be_counted(references):
    page = plain(root().get(PAYMENTS, {"_facets": "True"}))
    assert "expired (1)" in page


def test_many_rows_take_as_many_queries_as_one(references, django_assert_max_num_queries):
    client = root()
    with django_assert_max_num_queries(8):
        page = client.get(PAYMENTS)
    assert len(page.context["cl"].result_list) == 5


def test_only_with_the_permission():
    assert clerk().get(PAYMENTS).status_code == 403
    assert clerk("payments.view_payment", name="other").get(PAYMENTS).status_code == 200
