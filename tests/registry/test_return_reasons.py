"""Why the bank sent money back: where it is read from, and that it comes to stand with the payment."""

import pytest

from payments import ledger
from payments.models import LineCorrection, PaymentStep, RegistryLine
from payments.rules.months import Month
from payments.rules.references import reference
from tests.payments.orders import ordered, paid
from tests.payments.samples import person, staff
from tests.registry.samples import ASEL, TODAY, camt_file, csv_file, entry, line, read_all, take, transaction

NOVEMBER = Month.of(2026, 11)
BACK = {"operation": "return", "createdon": "2026-11-20"}


def reason_in_csv(cell: str) -> str:
    """What is understood of a cell."""
    (found,) = read_all(csv_file(line(**BACK, returnreason=cell)))
    assert found.reasons == ()
    return found.return_reason


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("", ""),
        ("AC04", "AC04"),
        ("  AC01   no such\taccount ", "AC01 no such account"),
        (f"no such IIN {ASEL}", "no such IIN 5608·· ···· 09"),
        (f"AC01 {ASEL[:6]} {ASEL[6:]}", "AC01 5608·· ···· 09"),
        ("ж" * 400, "ж" * 300),
    ],
)
def test_in_a_csv_it_has_a_column_of_its_own(cell: str, read: str) -> None:
    assert reason_in_csv(cell) == read


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("<Rsn><Cd>AC01</Cd></Rsn>", "AC01"),
        ("<Rsn><Prtry>K-7</Prtry></Rsn>", "K-7"),
        ("<Rsn><Cd>NARR</Cd></Rsn><AddtlInf>no such</AddtlInf><AddtlInf>account</AddtlInf>", "NARR no such account"),
        (f"<AddtlInf>{ASEL} is nobody</AddtlInf>", "5608·· ···· 09 is nobody"),
    ],
)
def test_in_camt054_it_is_a_code_with_the_bank_s_words_behind_it(given: str, read: str) -> None:
    (found,) = read_all(camt_file(entry(transaction(indicator="DBIT", more=f"<RtrInf>{given}</RtrInf>"))))
    assert (found.return_reason, found.operation) == (read, "return")


@pytest.fixture
def named(db) -> dict[str, str]:
    """November is ordered and paid, and a line names it."""
    basket = ordered(NOVEMBER, who=person(ASEL), today=TODAY.replace(day=16))
    paid(basket, on=TODAY.replace(day=16))
    return {"paymentreference": reference(basket.payments.get().pk)}


def kept() -> str:
    """What stands with the payment."""
    return PaymentStep.objects.get(state="returned").reason


@pytest.mark.parametrize("is_credited", [True, False])
def test_it_comes_to_stand_with_the_payment(named: dict[str, str], is_credited: bool) -> None:
    if is_credited:
        take(csv_file(line(**named)))
    assert take(csv_file(line(**named, **BACK, returnreason=f"AC01 {ASEL}"))).posted == 1
    assert kept() == "AC01 5608·· ···· 09"
    assert ASEL not in str(list(RegistryLine.objects.values_list("received", flat=True)))


def test_of_a_credit_it_says_nothing(named: dict[str, str]) -> None:
    assert take(csv_file(line(**named, returnreason="AC01"))).posted == 1
    assert not PaymentStep.objects.exclude(reason="").exists()


def test_a_mended_return_has_it_still(named: dict[str, str]) -> None:
    take(csv_file(line(**named, **BACK, returnreason="AC04") | {"paymentperiod": ""}))
    correction = ledger.propose_correction(
        line=RegistryLine.objects.get(),
        action=LineCorrection.Action.MEND,
        document="letter 7",
        actor=staff("First"),
        period=NOVEMBER.first_day,
    )
    ledger.confirm_correction(correction=correction, actor=staff("Second"))
    assert kept() == "AC04"
