"""A line of a registry beside the payments: whose money it is, and whose a rejected one may be."""

import pytest

from payments.models import Contribution, LineCorrection, RegistryLine
from payments.rules.identifiers import near_iins, why_not_iin
from tests.payments.orders import NOVEMBER, OCTOBER, TODAY, arrives, ordered, paid, states
from tests.payments.samples import COMPANY, person
from tests.registry.samples import ASEL, csv_file, line, take
from tests.staff.desk import CONTRIBUTIONS, CORRECTIONS, LINES, PAYMENTS, plain, root

WRONG = f"{ASEL[:-1]}{(int(ASEL[-1]) + 1) % 10}"
PAID_TODAY = {"paymentdate": str(TODAY), "createdon": str(TODAY)}


@pytest.fixture
def basket(db):
    """November, ordered today."""
    return ordered(NOVEMBER, who=person(ASEL))


def page_of(received: RegistryLine) -> str:
    """What staff see."""
    return plain(root().get(f"{LINES}{received.pk}/change/"))


def shows(page: str, basket) -> bool:
    """Is there a way to the payment?"""
    return f"{PAYMENTS}{basket.payments.get().pk}/change/" in page


def test_a_bad_iin_one_digit_off_shows_whose_payment_it_may_be(basket):
    assert why_not_iin(WRONG)
    assert ASEL in near_iins(WRONG)
    take(csv_file(line(iin=WRONG, **PAID_TODAY)))
    page = page_of(RegistryLine.objects.get())
    assert shows(page, basket)
    assert "5608·· ···· 09" in page
    assert ASEL not in page


@pytest.mark.parametrize(
    "changed",
    [
        {"paymentperiod": "102026"},
        {"paymentsum": "4251"},
        {"paymentdate": "2026-11-21"},
        {"iin": f"{(int(WRONG[0]) + 1) % 10}{WRONG[1:]}"},
        {"iin": "1"},
        {"paymentperiod": ""},
        {"reference": ""},
    ],
)
def test_where_anything_else_differs_nothing_is_guessed(basket, changed):
    take(csv_file(line(iin=WRONG, **PAID_TODAY) | changed))
    assert not shows(page_of(RegistryLine.objects.get()), basket)


def test_a_payment_that_has_its_money_is_not_shown(basket):
    arrives(NOVEMBER, iin=ASEL)
    take(csv_file(line(iin=WRONG, **PAID_TODAY)))
    assert not shows(page_of(RegistryLine.objects.get()), basket)


def test_a_posted_line_leads_to_its_payment(basket):
    take(csv_file(line(**PAID_TODAY)))
    assert shows(page_of(RegistryLine.objects.get()), basket)


def test_so_does_its_return(basket):
    take(csv_file(line(**PAID_TODAY), line(**PAID_TODAY, operation="return")))
    for received in RegistryLine.objects.all():
        assert shows(plain(root(f"root {received.pk}").get(f"{LINES}{received.pk}/change/")), basket)


def test_a_return_of_what_no_line_ever_credited_stands_without_a_line(basket):
    paid(basket)
    reference = basket.payments.get().reference
    take(csv_file(line(**PAID_TODAY, operation="return", paymentreference=reference)))
    received = RegistryLine.objects.get()
    assert (received.outcome, received.contribution, states(basket)) == ("posted", None, {NOVEMBER: "returned"})
    assert shows(page_of(received), basket)


def test_so_does_a_mended_return_of_it(basket):
    paid(basket)
    reference = basket.payments.get().reference
    changed = {"operation": "return", "paymentreference": reference, "paymentperiod": ""}
    take(csv_file(line(**PAID_TODAY) | changed))
    received, one, other = RegistryLine.objects.get(), root("one"), root("other")
    one.post(f"{LINES}{received.pk}/mend/", {"period": "112026", "document": "Letter 7"})
    correction = f"{CORRECTIONS}{LineCorrection.objects.get().pk}"
    assert "confirmed and done" in other.post(f"{correction}/confirm/", follow=True).text
    received.refresh_from_db()
    assert (received.outcome, received.contribution, states(basket)) == ("mended", None, {NOVEMBER: "returned"})
    assert shows(page_of(received), basket)
    assert other.get(f"{correction}/change/").status_code == 200


def test_own_lines_without_a_payment_can_be_listed(basket):
    arrives(NOVEMBER, iin=ASEL)
    alone = arrives(OCTOBER, iin=ASEL)
    arrives(OCTOBER, iin=ASEL, reference="C", sender_bin=COMPANY)
    found = root().get(CONTRIBUTIONS, {"payment": "none"}).context["cl"].result_list
    assert list(found) == [alone]
    assert Contribution.objects.count() == 3
