"""Of money that came back people read why, as far as the bank said it."""

import pytest

from payments import ledger
from tests.payments.orders import OCTOBER, ordered, paid
from tests.payments.samples import staff
from tests.web.ordered import ARRIVED, EARLIER, page_of

USUALLY = "Usually the IIN is wrong"


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("AC04", "The bank’s reason: the account is closed."),
        ("AC01 IIN not found", "The bank’s reason: the account number is wrong. In its own words: IIN not found"),
        ("NARR wrong month", "The bank’s reason is none of the usual ones. In its own words: wrong month"),
        ("XY99 wrong month", "The bank’s reason: XY99 wrong month"),
        ("", USUALLY),
    ],
)
def test_the_bank_s_reason_in_words_where_it_gave_one(citizen, reason, said):
    basket = ordered(OCTOBER, today=EARLIER)
    paid(basket, on=EARLIER)
    ledger.return_payment(payment=basket.payments.get(), day=ARRIVED, reason=reason, actor=staff("Ana"))
    page = page_of(citizen, basket).text.replace("\xa0", " ")
    assert said in page
    assert (USUALLY in page) is (not reason)
