"""A partner's registry is kept whole, once, and held against what came in: each difference is a case."""

from datetime import timedelta

import pytest
from django.db import Error, connection, transaction

from payments import history, ledger
from payments.models import (
    Partner,
    PartnerRegistry,
    PartnerRegistryLine,
    Payment,
    Person,
    ReconciliationCase,
    Transaction,
)
from payments.rules.accounts import Account
from payments.rules.deposits import LARGEST, Irrevocable
from payments.rules.payment_states import PaymentState
from payments.rules.reconciliation import Standing
from tests.payments.orders import ARRIVED, NOVEMBER, TODAY, arrives, ordered
from tests.payments.partner_lines import PRICE, account, decided, kinds, line, partner, posted, told
from tests.payments.samples import BOLAT

pytestmark = pytest.mark.django_db
ONE_DAY = timedelta(days=1)
Decision = ReconciliationCase.Decision
FAR = TODAY - 3 * ONE_DAY


def test_one_of_each_difference_is_a_case() -> None:
    for number in ("same", "ours", "sum", "whom", "day", "twice"):
        told(number, on=FAR if number == "day" else TODAY)
    another = line("whom", account=account(BOLAT))
    several = (line(number) for number in ("same", "day", "twice", "twice", "theirs"))
    result = posted(line("sum", PRICE + 1), another, *several, day=TODAY)
    assert kinds() == {
        "ours": Standing.ONLY_OURS,
        "sum": Standing.SUM_DIFFERS,
        "whom": Standing.ACCOUNT_DIFFERS,
        "day": Standing.DATE_DIFFERS,
        "twice": Standing.TWICE,
        "theirs": Standing.ONLY_THEIRS,
    }
    assert dict(result.counts) == {Standing.MATCHED: 2} | {one: 1 for one in Standing if one.is_case}
    assert (result.registry.line_count, result.registry.total) == (7, 7 * PRICE + 1)


def test_the_same_bytes_change_nothing() -> None:
    told()
    posted(line("theirs"), sha=7)
    again = posted(line("theirs"), sha=7)
    assert again.is_known
    assert PartnerRegistryLine.objects.count() == 1
    assert len(kinds()) == 2


def test_files_of_days_without_a_payment_may_be_the_same() -> None:
    assert not posted(sha=7, day=TODAY - ONE_DAY).is_known
    assert not posted(sha=7).is_known
    assert not posted(sha=7, by=partner("Another")).is_known


def test_a_registry_is_taken_whole_or_not_at_all() -> None:
    told("2")
    with pytest.raises(Error), transaction.atomic():
        posted(line("1"), line("2"), line("3", 0))
    assert not PartnerRegistry.objects.exists()
    assert not ReconciliationCase.objects.exists()


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({}, None),
        ({"account": account(period=None)}, None),
        ({"account": None}, None),
        ({"on": TODAY + ONE_DAY}, None),
        ({"account": account(BOLAT)}, Standing.ACCOUNT_DIFFERS),
        ({"account": account(period=NOVEMBER - 1)}, Standing.ACCOUNT_DIFFERS),
        ({"on": TODAY + 2 * ONE_DAY}, Standing.DATE_DIFFERS),
    ],
)
@pytest.mark.parametrize("by_reference", [False, True])
def test_confirmed_is_what_agrees_in_all(changed: dict, kind: Standing | None, by_reference: bool) -> None:
    payment = ordered(NOVEMBER).payments.get()
    whom = Account(payment.pk, "", None) if by_reference else account()
    ledger.take(partner=partner().actor, deposit=ledger.Deposit("1", PRICE, TODAY, whom))
    posted(line(**changed))
    assert kinds() == ({"1": kind} if kind else {})
    assert history.is_confirmed(Transaction.objects.get()) is (kind is None)
    (day,) = history.reconciled_days(TODAY, TODAY)
    assert day.confirmed.count == (kind is None)


def test_a_reference_names_the_person_and_month_of_its_payment() -> None:
    other, own = ordered(NOVEMBER - 1).payments.get(), ordered(NOVEMBER).payments.get()
    told("1"), told("2")
    posted(line("1", account=Account(other.pk, "", None)), line("2", account=Account(own.pk, "", None)))
    assert kinds() == {"1": Standing.ACCOUNT_DIFFERS}


def test_what_was_cancelled_is_not_expected_and_only_theirs() -> None:
    for number in ("1", "2"):
        told(number, amount=PRICE + int(number))
        ledger.cancel_deposit(partner=partner().actor, number=number, day=TODAY)
    posted(line("2", PRICE + 2))
    assert kinds() == {"2": Standing.ONLY_THEIRS}
    with pytest.raises(ledger.Refused) as refused:
        decided()
    assert refused.value.reason is ledger.NoDecision.CANCELLED


def test_what_the_registry_has_is_not_taken_back() -> None:
    told()
    posted(line())
    with pytest.raises(ledger.Refused) as refused:
        ledger.cancel_deposit(partner=partner().actor, number="1", day=TODAY)
    assert refused.value.reason is Irrevocable.CONFIRMED


def test_partners_do_not_see_each_other() -> None:
    another = partner("Another")
    posted(line("ours"), by=another)
    told("theirs", by=another), told("2", by=another), told("ours")
    assert dict(posted(line("theirs")).counts) == {Standing.ONLY_THEIRS: 1, Standing.ONLY_OURS: 1}
    assert not PartnerRegistryLine.objects.filter(transaction__isnull=False).exists()


# The list of a post brings its money.


def test_the_list_of_a_post_brings_its_money_once() -> None:
    post = partner("Post", dialect="")
    lines = [line("1"), line("2", account=account(BOLAT)), line("3", account=None), line("1")]
    lines.append(line("4", account=Account(123456, "", None)))  # a reference that no payment has
    posted(*lines, by=post)
    assert set(Transaction.objects.values_list("number", flat=True)) == {"1", "2"}
    assert Payment.objects.with_state().filter(state=PaymentState.SENT).count() == 2
    assert kinds() == {"1": Standing.TWICE, "3": Standing.ONLY_THEIRS, "4": Standing.ONLY_THEIRS}
    posted(*lines, by=post)  # a second file of the day
    assert Transaction.objects.count() == 2
    assert PartnerRegistryLine.objects.filter(transaction=None).count() == 4


@pytest.mark.parametrize(("kind", "is_on"), [("post", False), ("bank", True)])
def test_only_the_list_of_a_post_that_is_switched_on_brings_money(kind: str, is_on: bool) -> None:
    post = partner("Post", dialect="")
    Partner.objects.filter(pk=post.pk).update(kind=kind, is_on=is_on)
    posted(line("1"), by=post)
    assert not Transaction.objects.exists()
    assert kinds() == {"1": Standing.ONLY_THEIRS}


def test_a_sum_that_nobody_pays_is_a_case() -> None:
    posted(line("1", LARGEST), line("2", LARGEST + 1), by=partner("Post", dialect=""))
    assert Transaction.objects.get().number == "1"
    assert kinds() == {"2": Standing.ONLY_THEIRS}


def test_whom_a_registry_names_becomes_known() -> None:
    posted(line("1", account=account(BOLAT)))
    assert PartnerRegistryLine.objects.get().person == Person.objects.get(iin=BOLAT)


# Three ways.


def test_a_day_is_counted_three_ways() -> None:
    told("both"), told("ours", PRICE + 1), told("midnight", PRICE + 2)
    told("elsewhere", PRICE + 3, by=partner("Another"), on=TODAY - ONE_DAY)
    arrives(NOVEMBER)
    posted(line("both"), line("theirs", 100), line("midnight", PRICE + 2, on=TODAY + ONE_DAY))
    another, day = history.reconciled_days(TODAY - ONE_DAY, TODAY)
    assert (another.partner.actor.label, another.told, another.has_registry, another.waits) == (
        "Another", (1, PRICE + 3), False, True,
    )  # fmt: skip
    assert day.told == (3, 3 * PRICE + 3)
    assert day.said == (3, 2 * PRICE + 102)
    assert day.credited == (1, PRICE)
    assert day.confirmed == (2, 2 * PRICE + 2)
    assert (day.has_registry, day.cases) == (True, 2)
    assert [one.told.count for one in history.reconciled_days(ARRIVED, ARRIVED)] == []


# The database refuses what is not so.


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE payments_partnerregistry SET total = 1",
        "DELETE FROM payments_partnerregistryline",
        "UPDATE payments_partnerregistryline SET amount = 1",
        "DELETE FROM payments_reconciliationcase",
        "UPDATE payments_reconciliationcase SET kind = 'twice'",
        "UPDATE payments_reconciliationcase SET decision = 'settled'",
    ],
)
def test_what_was_received_stays(statement: str) -> None:
    posted(line("theirs"))
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_decided_case_stays() -> None:
    posted(line("theirs"))
    decided()
    with pytest.raises(Error), transaction.atomic():
        ReconciliationCase.objects.update(reason="Another")


def test_a_line_names_what_its_own_partner_told() -> None:
    foreign = Transaction.objects.get(pk=told("1", by=partner("Another")).id)
    registry = posted().registry
    with pytest.raises(Error), transaction.atomic():
        PartnerRegistryLine.objects.create(
            registry=registry, line=1, number="1", amount=PRICE, paid_on=TODAY, received={}, transaction=foreign
        )
