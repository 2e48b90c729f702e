"""The page of a basket takes as many queries for twelve months as for one."""

import pytest

from payments import ledger
from payments.rules.facts import Settings
from payments.rules.months import Month, span
from tests.payments.orders import NOVEMBER, TODAY, ordered, payer

AT_MOST = 11  # who reads, whose it is, the record, and what is known of the acquirer
MAY_2024 = Month.of(2024, 5)


@pytest.mark.parametrize("address", ["", "?way=requisites", "slips/"])
@pytest.mark.parametrize("has_tried_by_card", [False, True])
def test_however_many_months(citizen, django_assert_max_num_queries, address, has_tried_by_card):
    counts = []
    for months in ((MAY_2024,), span(NOVEMBER - 11, NOVEMBER)):
        basket = ordered(*months)
        if has_tried_by_card:
            begun = {"basket": basket, "key": basket.key, "actor": payer(), "today": TODAY, "settings": Settings()}
            ledger.answer_checkout(checkout=ledger.begin_checkout(**begun), outcome="failed")
        citizen.get(f"/pay/{basket.key}/{address}")
        with django_assert_max_num_queries(AT_MOST) as queries:
            citizen.get(f"/pay/{basket.key}/{address}")
        counts.append(len(queries))
    assert counts[0] == counts[1]
