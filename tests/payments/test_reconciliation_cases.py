"""A case of reconciliation ends by itself, or somebody of the staff decides it for a reason."""

from datetime import date, timedelta

import pytest

from payments import history, ledger
from payments.models import PartnerRegistryLine, Payment, ReconciliationCase, Transaction
from payments.rules.accounts import Account
from payments.rules.payment_states import PaymentState
from payments.rules.reconciliation import Standing
from payments.rules.references import reference
from payments.rules.workdays import WorkCalendar
from tests.payments.orders import NOVEMBER, TODAY, ordered
from tests.payments.partner_lines import PRICE, account, decided, kinds, line, partner, posted, told
from tests.payments.samples import BOLAT

pytestmark = pytest.mark.django_db
ONE_DAY = timedelta(days=1)
Decision = ReconciliationCase.Decision


# A case ends by itself.


def test_a_later_registry_brings_what_was_missing() -> None:
    told("late"), told("never")
    posted()
    assert kinds() == dict.fromkeys(("late", "never"), Standing.ONLY_OURS)
    posted(line("late", on=TODAY + ONE_DAY), day=TODAY + ONE_DAY)
    assert kinds() == {"never": Standing.ONLY_OURS}
    assert kinds("gone") == {"late": Standing.ONLY_OURS}


def test_what_is_told_after_the_registry_is_gone_with_the_next() -> None:
    posted(line("1"), line("2"))
    told("1"), told("2", PRICE + 1)
    posted(day=TODAY + ONE_DAY)
    assert kinds("gone") == dict.fromkeys(("1", "2"), Standing.ONLY_THEIRS)
    assert kinds() == {"2": Standing.SUM_DIFFERS}


def test_a_second_file_of_the_day_corrects_line_by_line() -> None:
    told("wrong"), told("same", PRICE + 2)
    posted(line("wrong", PRICE + 1), line("same", PRICE + 1), line("theirs"), day=TODAY)
    opened = ReconciliationCase.objects.get(line__number="theirs").pk
    posted(line("wrong"), line("same", PRICE + 1), line("theirs"), today=TODAY + ONE_DAY)
    assert kinds() == {"same": Standing.SUM_DIFFERS, "theirs": Standing.ONLY_THEIRS}
    assert kinds("gone") == {"wrong": Standing.SUM_DIFFERS}
    assert ReconciliationCase.objects.get(line__number="theirs").pk == opened  # and so is its age
    (day,) = history.reconciled_days(TODAY, TODAY)
    assert day.said == (3, 3 * PRICE + 1)


def test_what_the_last_file_leaves_out_is_said_no_more() -> None:
    told("stays"), told("goes", PRICE + 1), told("midnight", PRICE + 2, on=TODAY - ONE_DAY)
    posted(day=TODAY - ONE_DAY)
    posted(line("stays"), line("goes", PRICE + 1), line("midnight", PRICE + 2), line("theirs"))
    assert kinds() == {"theirs": Standing.ONLY_THEIRS}
    posted(line("stays"), line("other"))
    assert kinds() == {
        "goes": Standing.ONLY_OURS,
        "midnight": Standing.ONLY_OURS,
        "other": Standing.ONLY_THEIRS,
    }
    _before, day = history.reconciled_days(TODAY - ONE_DAY, TODAY)
    assert (day.said, day.confirmed) == ((2, 2 * PRICE), (1, PRICE))
    posted(line("goes", PRICE + 1), line("midnight", PRICE + 2), line("theirs"))
    assert kinds() == {"stays": Standing.ONLY_OURS, "theirs": Standing.ONLY_THEIRS}


def test_a_number_that_the_last_file_has_once_is_there_once() -> None:
    told()
    posted(line(), line())
    assert kinds() == {"1": Standing.TWICE}
    posted(line())
    assert kinds() == {}
    (day,) = history.reconciled_days(TODAY, TODAY)
    assert day.said == day.confirmed == (1, PRICE)


def test_a_case_that_was_settled_is_not_opened_by_the_same_said_again() -> None:
    told()
    posted(line(), day=TODAY)
    posted(line(on=TODAY + ONE_DAY), day=TODAY + ONE_DAY)
    decided(Decision.SETTLED)
    posted(line(), line("2"), day=TODAY)
    posted(line(on=TODAY + ONE_DAY), line("3"), day=TODAY + ONE_DAY)
    assert kinds() == dict.fromkeys(("2", "3"), Standing.ONLY_THEIRS)


def test_a_line_said_again_goes_on_as_another_difference() -> None:
    posted(line())
    told(amount=PRICE + 1)
    posted(line(), line("2"))
    posted(line(), line("3"))
    assert kinds() == {"1": Standing.SUM_DIFFERS, "3": Standing.ONLY_THEIRS}
    assert ReconciliationCase.objects.filter(kind=Standing.SUM_DIFFERS).count() == 1


def test_what_the_last_file_leaves_out_may_be_taken_back() -> None:
    told()
    posted(line())
    posted()
    ledger.cancel_deposit(partner=partner().actor, number="1", day=TODAY)
    assert Transaction.objects.get().cancellation


def test_a_number_of_two_days_is_there_twice() -> None:
    told()
    posted(line(), day=TODAY)
    posted(line(on=TODAY + ONE_DAY), day=TODAY + ONE_DAY)
    assert kinds() == {"1": Standing.TWICE}


# Or somebody decides.


def test_money_that_only_they_know_of_is_taken() -> None:
    posted(line("1", account=account(BOLAT)))
    case = decided()
    assert (case.decision, case.decided_by.label, case.reason) == ("taken", "Desk 1", "A letter")
    taken = Transaction.objects.get(number="1", partner=partner().actor)
    payment = Payment.objects.with_state().get(transactions=taken)
    assert (payment.person.iin, payment.period, payment.state) == (BOLAT, NOVEMBER.first_day, PaymentState.SENT)
    assert decided().pk == case.pk  # the same said twice is said once
    with pytest.raises(ledger.Refused) as refused:
        decided(by="Desk 2")
    assert refused.value.reason is ledger.NoDecision.DECIDED
    assert Transaction.objects.count() == 1


def test_money_for_a_reference_is_taken_for_its_payment() -> None:
    payment = ordered(NOVEMBER).payments.get()
    posted(line("1", account=Account(payment.pk, "", None)))
    assert PartnerRegistryLine.objects.get().reference == reference(payment.pk)
    decided()
    assert Payment.objects.with_state().get(pk=payment.pk).state == PaymentState.SENT


def test_a_case_that_is_gone_is_not_decided_any_more() -> None:
    posted(line("1"))
    told("1")
    assert decided(Decision.SETTLED).decision == Decision.GONE


@pytest.mark.parametrize("which", ["ours", "unreadable", "sum"])
def test_nothing_else_can_be_taken(which: str) -> None:
    if which == "unreadable":
        posted(line("1", account=None, received={"account": "?"}))
    else:
        told("1")
        posted(*([line("1", PRICE + 1)] if which == "sum" else []))
    with pytest.raises(ledger.Refused) as refused:
        decided()
    assert refused.value.reason is ledger.NoDecision.NOT_TAKEABLE
    assert decided(Decision.SETTLED).decision == Decision.SETTLED


def test_cases_grow_old() -> None:
    posted(line("1"), today=date(2026, 11, 20))
    (case,) = history.open_cases(date(2026, 11, 24), WorkCalendar(), most=10)
    assert (case.age, case.next_step) == (2, "have_it_told")
    (case,) = history.open_cases(date(2026, 12, 1), WorkCalendar(), most=10)
    assert (case.age, case.next_step) == (7, "write")
