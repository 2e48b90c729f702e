"""Where the money goes and what an order carries."""

from dataclasses import replace

import pytest

from payments.rules.identifiers import bank_name, why_not_iik
from payments.rules.months import Month
from payments.rules.requisites import BENEFICIARY, PaymentOrder, PurposeCode, order_period, periods_in
from tests.vectors import cases

NOVEMBER = Month.of(2026, 11)
DECEMBER = Month.of(2026, 12)
ORDER = PaymentOrder(
    iin="500101100010",
    last_name="Сынақов",
    first_name="Үлгі",
    patronymic="",
    period=DECEMBER,
    amount=4250,
)


@pytest.mark.parametrize("case", cases("order_periods"))
def test_the_facts(case):
    if case["month"] is None:
        with pytest.raises(ValueError, match="not a month"):
            Month.parse_order(case["text"])
        assert len(periods_in(case["text"])) != 1
    else:
        month = Month.parse(case["month"])
        assert Month.parse_order(case["text"]) == month
        assert order_period(month) == case["text"]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("", ()),
        ("Взносы ОСМС", ()),
        ("ВОСМС за 122026", (DECEMBER,)),
        ("/PERIOD/122026", (DECEMBER,)),
        ("122026, again 122026", (DECEMBER,)),
        ("122026 and 112026", (DECEMBER, NOVEMBER)),
        ("112026-122026", (NOVEMBER, DECEMBER)),
        ("500101100010 122026", (DECEMBER,)),
        ("500101112026", ()),
        ("132026", ()),
        ("12.2026", ()),
        ("١٢٢٠٢٦", ()),
    ],
)
def test_the_months_that_a_purpose_names(text, months):
    assert periods_in(text) == months


def test_an_order_carries_its_period_as_mmyyyy():
    assert ORDER.order_period == "122026"
    assert ORDER.purpose_code == "122"
    assert ORDER.beneficiary is BENEFICIARY


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"iin": "500101100011"}, "right IIN"),
        ({"period": (NOVEMBER, DECEMBER)}, "one month"),
        ({"period": 122026}, "one month"),
        ({"amount": 0}, "more than nothing"),
    ],
)
def test_one_person_one_month_one_sum(change, problem):
    with pytest.raises(ValueError, match=problem):
        replace(ORDER, **change)


def test_an_order_in_a_log_names_nobody():
    assert ORDER.iin not in repr(ORDER)
    assert ORDER.last_name not in repr(ORDER)


def test_the_account_is_one_at_the_state_corporation():
    assert why_not_iik(BENEFICIARY.iik) is None
    assert bank_name(BENEFICIARY.iik) == "State Corporation"
    assert (BENEFICIARY.bik, BENEFICIARY.kbe) == ("GCVPKZ2A", "11")


@pytest.mark.parametrize(("code", "covers"), [("121", True), ("122", True), ("123", False)])
def test_a_penalty_covers_no_month(code, covers):
    assert PurposeCode(code).covers is covers


@pytest.mark.parametrize("code", ["124", "128", "", "12"])
def test_other_purpose_codes_are_not_known(code):
    with pytest.raises(ValueError, match="PurposeCode"):
        PurposeCode(code)
