"""A credited line finds its payment by reference, or by person, month, sum and days; near misses go to staff."""

from dataclasses import replace
from datetime import date

import pytest

from payments import history, ledger
from payments.models import Actor, PaymentStep, Suggestion
from payments.rules.identifiers import near_iins
from payments.rules.payment_states import PaymentState
from payments.rules.requisites import PurposeCode
from tests.payments.orders import (
    ARRIVED,
    NOVEMBER,
    OCTOBER,
    SEPTEMBER,
    TODAY,
    arrives,
    ordered,
    paid,
    payer,
    payments_in,
    states,
)
from tests.payments.samples import AISHA, BOLAT, COMPANY, entry, reversed_line, staff

pytestmark = pytest.mark.django_db

Decision = Suggestion.Decision


def reference_of(basket) -> str:
    """The reference of the only payment of a basket."""
    return basket.payments.get().reference


@pytest.mark.parametrize("has_reference", [True, False])
@pytest.mark.parametrize("was_sent", [True, False])
def test_a_line_credits_its_payment(has_reference: bool, was_sent: bool) -> None:
    basket = ordered(OCTOBER)
    if was_sent:
        paid(basket)
    line = arrives(OCTOBER, payment_reference=reference_of(basket) if has_reference else "")
    (payment,) = payments_in(basket, TODAY)
    assert (payment.state, payment.credited_on, payment.line) == ("credited", ARRIVED, f"c{line.pk}")
    assert payment.counts_as_ordered
    assert Suggestion.objects.count() == 0
    assert [one.state for one in history.record(basket.person, date(2026, 11, 26)).facts.lines] == ["credited"]


@pytest.mark.parametrize(
    "line",
    [
        {"purpose_code": PurposeCode.DEDUCTION},
        {"purpose_code": PurposeCode.PENALTY},
        {"sender_bin": COMPANY, "sender_name": "LLP"},
        {"paid_on": date(2026, 11, 21)},  # before it was ordered
        {"paid_on": date(2026, 12, 3), "credited_on": date(2026, 12, 4)},
        {"amount": 4249},
        {"iin": BOLAT},
        {"period": SEPTEMBER},
    ],
)
def test_another_line_does_not(line: dict) -> None:
    basket = ordered(OCTOBER)
    arrives(OCTOBER, **line)
    assert states(basket) == {OCTOBER: "ordered"}


def test_the_same_line_again_changes_nothing() -> None:
    basket = ordered(OCTOBER)
    arrives(OCTOBER)
    arrives(OCTOBER)
    assert PaymentStep.objects.filter(payment__basket=basket).count() == 2


def test_two_lines_are_never_one_payment() -> None:
    basket = ordered(OCTOBER)
    line = entry(period=OCTOBER, paid_on=TODAY, credited_on=ARRIVED, payment_reference=reference_of(basket))
    ledger.credit(entries=[replace(line, reference=text) for text in ("A", "B")], actor=Actor.system())
    assert PaymentStep.objects.filter(state="credited").count() == 1


def test_a_reference_that_has_its_money_is_no_hindrance_to_another_payment() -> None:
    """Somebody paid November with October's slip in hand."""
    october, november = ordered(OCTOBER), ordered(NOVEMBER)
    arrives(OCTOBER, payment_reference=reference_of(october))
    arrives(NOVEMBER, payment_reference=reference_of(october))
    assert (states(october), states(november)) == ({OCTOBER: "credited"}, {NOVEMBER: "credited"})


def test_a_line_for_an_expired_payment_is_its_money() -> None:
    basket = ordered(OCTOBER, today=date(2026, 11, 10))
    arrives(OCTOBER, payment_reference=reference_of(basket))
    assert states(basket) == {OCTOBER: "credited"}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ({"iin": BOLAT, "named": True}, "other_person"),
        ({"period": SEPTEMBER, "named": True}, "other_period"),
        ({"period": SEPTEMBER}, "other_period"),
        ({"period": OCTOBER - 12}, "other_period"),
        ({"amount": 4000}, "other_amount"),
        ({"iin": next(iter(near_iins(AISHA)))}, "other_person"),
    ],
)
def test_a_near_miss_is_a_suggestion_and_no_match(line: dict, kind: str) -> None:
    basket = ordered(OCTOBER)
    if line.pop("named", False):
        line["payment_reference"] = reference_of(basket)
    arrived = arrives(OCTOBER, **line)
    suggestion = Suggestion.objects.get()
    assert (suggestion.kind, suggestion.contribution) == (kind, arrived)
    assert states(basket) == {OCTOBER: "ordered"}


def test_whoever_sends_money_on_for_a_payment_of_ours_it_is_the_person_s_own() -> None:
    basket = ordered(OCTOBER)
    arrives(OCTOBER, payment_reference=reference_of(basket), sender_bin=COMPANY, sender_name="Terminals")
    (line,) = history.record(basket.person, date(2026, 11, 26)).facts.lines
    assert (states(basket), line.payer) == ({OCTOBER: "credited"}, "self")


def test_a_payment_sent_long_after_its_last_day_is_found_without_a_reference() -> None:
    basket = ordered(OCTOBER, today=date(2026, 10, 5))
    paid(basket)
    arrives(OCTOBER)
    assert states(basket) == {OCTOBER: "credited"}


def test_a_return_that_was_loaded_before_its_credit_takes_the_credit_back() -> None:
    basket = ordered(OCTOBER)
    paid(basket)
    named = {"payment_reference": reference_of(basket)}
    back = entry(period=OCTOBER, reference="R", paid_on=ARRIVED, credited_on=ARRIVED, **named)
    ledger.post_returns(entries=[back], actor=Actor.system())
    arrives(OCTOBER, **named)
    assert history.record(basket.person, date(2026, 11, 30)).lines[0].state == "returned"


def test_staff_may_have_been_wrong_that_it_came_back() -> None:
    basket = ordered(OCTOBER)
    paid(basket)
    ledger.return_payment(payment=basket.payments.get(), day=TODAY, reason="the bank", actor=staff("Ana"))
    arrives(OCTOBER, payment_reference=reference_of(basket))
    assert history.record(basket.person, date(2026, 11, 30)).lines[0].state == "credited"


def test_a_return_of_another_sum_is_no_return_of_the_payment() -> None:
    basket = ordered(OCTOBER)
    paid(basket)
    back = entry(period=OCTOBER, amount=1, paid_on=ARRIVED, credited_on=ARRIVED, payment_reference=reference_of(basket))
    assert ledger.post_returns(entries=[back], actor=Actor.system())[0].outcome == "unmatched"
    assert states(basket) == {OCTOBER: "sent"}


def test_somebody_who_knows_says_that_money_which_never_arrived_went_back() -> None:
    basket = ordered(OCTOBER)
    payment = basket.payments.get()
    back = {"payment": payment, "day": ARRIVED, "reason": "wrong IIN", "actor": staff("Ana")}
    with pytest.raises(ledger.Refused):
        ledger.return_payment(**back)
    paid(basket)
    ledger.return_payment(**back)
    ledger.return_payment(**back)
    (found,) = payments_in(basket, ARRIVED)
    assert (found.state, found.returned_on, found.steps[-1].reason) == ("returned", ARRIVED, "wrong IIN")
    assert states(ordered(OCTOBER)) == {OCTOBER: "ordered"}


def test_a_line_that_has_gone_back_is_assigned_to_nothing() -> None:
    ordered(OCTOBER)
    reversed_line(arrives(SEPTEMBER), credited_on=date(2026, 11, 27))
    with pytest.raises(ledger.Refused) as refused:
        ledger.decide_suggestion(
            suggestion=Suggestion.objects.get(), decision=Decision.ASSIGN, reason="yes", actor=staff("Ana")
        )
    assert refused.value.reason == "line_gone"


def test_staff_assign_a_line_and_it_still_counts_for_its_own_month() -> None:
    basket = ordered(OCTOBER)
    arrives(SEPTEMBER)
    ledger.decide_suggestion(
        suggestion=Suggestion.objects.get(), decision=Decision.ASSIGN, reason="receipt 7", actor=staff("Ana")
    )
    (payment,) = payments_in(basket, TODAY)
    assert (payment.state, payment.credited_period, payment.counts_as_ordered) == ("credited", SEPTEMBER, False)
    assert {line.period for line in history.record(basket.person, date(2026, 11, 30)).facts.lines} == {SEPTEMBER}


def test_a_decision_is_made_once_and_by_one() -> None:
    ordered(OCTOBER)
    arrives(SEPTEMBER)
    suggestion = Suggestion.objects.get()
    for _ in range(2):
        ledger.decide_suggestion(suggestion=suggestion, decision=Decision.DISCARD, reason="no", actor=staff("Ana"))
    with pytest.raises(ledger.Refused) as refused:
        ledger.decide_suggestion(suggestion=suggestion, decision=Decision.ASSIGN, reason="yes", actor=staff("Bek"))
    assert refused.value.reason == "decided"


def test_a_payment_with_its_money_gets_no_other_line() -> None:
    ordered(OCTOBER)
    arrives(SEPTEMBER)
    arrives(OCTOBER)
    with pytest.raises(ledger.Refused) as refused:
        ledger.decide_suggestion(
            suggestion=Suggestion.objects.get(), decision=Decision.ASSIGN, reason="yes", actor=staff("Ana")
        )
    assert refused.value.reason == "has_its_money"


def test_a_returned_line_returns_its_payment_and_opens_the_month() -> None:
    basket = ordered(OCTOBER)
    reversed_line(arrives(OCTOBER), credited_on=date(2026, 11, 27))
    assert states(basket) == {OCTOBER: "returned"}
    assert states(ordered(OCTOBER, today=date(2026, 11, 28))) == {OCTOBER: "ordered"}


def test_a_sent_payment_that_came_back_before_it_was_credited_is_returned() -> None:
    basket = ordered(OCTOBER)
    paid(basket)
    back = entry(
        period=OCTOBER,
        reference="R",
        paid_on=ARRIVED,
        credited_on=ARRIVED,
        payment_reference=reference_of(basket),
    )
    outcomes = [ledger.post_returns(entries=[back], actor=Actor.system())[0].outcome for _ in range(2)]
    assert (outcomes, states(basket)) == (["posted", "known"], {OCTOBER: "returned"})
    (line,) = history.record(basket.person, ARRIVED).facts.lines
    assert (line.state, line.period) == ("returned", OCTOBER)


def test_a_payment_on_its_way_is_a_sent_line_of_the_record() -> None:
    basket = ordered(NOVEMBER)
    assert history.record(basket.person, TODAY).facts.lines == ()
    paid(basket)
    (line,) = history.record(basket.person, TODAY).facts.lines
    assert (line.id, line.state, line.paid_on) == (f"p{reference_of(basket)}", "sent", TODAY)


def test_payments_are_listed_for_who_ordered_them_and_for_whom() -> None:
    basket = ordered(OCTOBER, by=payer(BOLAT))
    for actor, number in ((payer(BOLAT), 1), (payer(AISHA), 1), (payer("991231100010"), 0)):
        assert len(history.payments_of(actor, TODAY)) == number
    assert history.payment(reference_of(basket), TODAY).ordered_by == payer(BOLAT).pk
    assert history.payment("12345678901", TODAY) is None


def test_a_line_that_the_bank_took_back_before_it_came_pays_nothing_else() -> None:
    first = ordered(NOVEMBER)
    paid(first)
    back = entry(period=NOVEMBER, reference="R-1", paid_on=TODAY, credited_on=TODAY,
                 payment_reference=first.payments.get().reference)  # fmt: skip
    ledger.post_returns(entries=[back], actor=Actor.system())
    second = ordered(NOVEMBER)
    arrives(NOVEMBER, payment_reference=first.payments.get().reference)
    [recorded] = payments_in(second)
    assert recorded.state is PaymentState.ORDERED
    assert not Suggestion.objects.exists()
