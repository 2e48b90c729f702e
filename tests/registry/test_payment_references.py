"""Registries pass on the reference of a payment ordered here: where it is read from, and what follows from it."""

from datetime import date

import pytest

from payments import ledger
from payments.models import Basket, Contribution, LineCorrection, PaymentStep, RegistryLine, Suggestion
from payments.rules.months import Month
from payments.rules.references import grouped_reference, reference
from tests.payments.orders import ordered, paid, states
from tests.payments.samples import person, staff
from tests.registry.samples import ASEL, TAGS, camt_file, csv_file, entry, line, read_all, take, transaction

OURS, OTHER = reference(1), reference(2)
WRONG = f"{OURS[:-1]}{(int(OURS[-1]) + 1) % 10}"
DAY = date(2026, 11, 16)
NOVEMBER = Month.of(2026, 11)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        (OURS, OURS),
        (f" {grouped_reference(OURS)} ", OURS),
        (grouped_reference(OURS).replace(" ", "\u00a0"), OURS),
        (f"№ {OURS}", OURS),
        ("", ""),
        (WRONG, ""),
        (f"{OURS} {OTHER}", ""),
        (ASEL, ""),
    ],
)
def test_in_a_csv_it_has_a_column_of_its_own(cell: str, read: str) -> None:
    (found,) = read_all(csv_file(line(paymentreference=cell)))
    assert (found.payment_reference, found.reasons) == (read, ())


@pytest.mark.parametrize(
    ("remittance", "end_to_end", "read"),
    [
        (f"{TAGS}/REF/{OURS}", "GCVP-1", OURS),
        (f"{TAGS}/REF/{grouped_reference(OURS)}", "GCVP-1", OURS),
        (f"{TAGS}/REF/{OURS} {OTHER}", "GCVP-1", OURS),
        (f"{TAGS}/REF/{OURS}", OTHER, OURS),
        (f"{TAGS}/REF/{WRONG}", OURS, OURS),
        (TAGS, OURS, OURS),
        (f"{TAGS} жарна {grouped_reference(OURS)}", "GCVP-1", OURS),
        (f"{TAGS} {OURS} {OURS}", "GCVP-1", OURS),
        (f"{TAGS} {OURS} {OTHER}", "GCVP-1", ""),
        (f"{TAGS}/REF/{OURS}/REF/{OTHER}", "GCVP-1", ""),
        (TAGS, "GCVP-1", ""),
    ],
)
def test_in_camt054_it_is_tagged_or_the_payers_own_or_in_the_text(remittance: str, end_to_end: str, read: str) -> None:
    (found,) = read_all(camt_file(entry(transaction(remittance=remittance, reference=end_to_end))))
    assert (found.payment_reference, found.reasons) == (read, ())
    assert (found.iin, found.period, found.reference) == (ASEL, NOVEMBER, end_to_end)


@pytest.fixture
def basket(db) -> Basket:
    """November, ordered and paid on the 16th."""
    made = ordered(NOVEMBER, who=person(ASEL), today=DAY)
    paid(made, on=DAY)
    return made


def named(basket: Basket, **changed: str) -> dict[str, str]:
    """A line that names the payment."""
    return line(paymentreference=basket.payments.get().reference, **changed)


def back(basket: Basket) -> dict[str, str]:
    """The same line come back."""
    return named(basket, operation="return", createdon="2026-11-20")


def test_the_payment_that_is_named_is_credited_though_it_was_paid_on_another_day(basket) -> None:
    assert take(csv_file(named(basket, paymentdate="2026-10-16"))).posted == 1
    assert states(basket) == {NOVEMBER: "credited"}
    step = PaymentStep.objects.get(state="credited")
    assert (step.contribution, step.day) == (Contribution.objects.get(), date(2026, 11, 18))


def test_another_sum_is_left_to_staff(basket) -> None:
    assert take(csv_file(named(basket, paymentsum="4000"))).posted == 1
    assert states(basket) == {NOVEMBER: "sent"}
    assert Suggestion.objects.get().kind == "other_amount"


def test_without_a_name_person_month_sum_and_days_decide(basket) -> None:
    take(camt_file(entry(transaction())))
    assert states(basket) == {NOVEMBER: "credited"}


def test_a_named_payment_of_somebody_else_is_left_to_staff(basket) -> None:
    take(csv_file(named(basket, iin="500101100010")))
    assert states(basket) == {NOVEMBER: "sent"}
    assert Suggestion.objects.get().kind == "other_person"


def test_a_late_return_returns_the_payment_with_its_line(basket) -> None:
    take(csv_file(named(basket)))
    assert take(csv_file(back(basket))).posted == 1
    assert states(basket) == {NOVEMBER: "returned"}
    assert PaymentStep.objects.get(state="returned").contribution == Contribution.objects.get(kind="credit")


def test_a_payment_that_came_back_before_it_was_credited_is_returned_by_its_name(basket) -> None:
    assert take(csv_file(back(basket))).posted == 1
    assert states(basket) == {NOVEMBER: "returned"}
    kept = RegistryLine.objects.get()
    assert (kept.outcome, kept.contribution, Contribution.objects.count()) == ("posted", None, 0)
    again = take(csv_file(back(basket), line(reference="GCVP-2")))
    assert (again.posted, again.known, again.rejected_count) == (1, 1, 0)


def test_a_return_that_names_no_payment_goes_to_staff(basket) -> None:
    assert take(csv_file(back(basket) | {"paymentreference": ""})).rejected_count == 1
    assert states(basket) == {NOVEMBER: "sent"}


def test_a_replay_changes_nothing(basket) -> None:
    first = csv_file(named(basket), back(basket))
    take(first)
    steps = list(PaymentStep.objects.values())
    assert take(first).taken_before
    reordered = take(csv_file(back(basket), named(basket)))
    assert (reordered.posted, reordered.known) == (0, 2)
    assert list(PaymentStep.objects.values()) == steps


def test_a_line_that_is_known_is_no_second_payments_money(basket) -> None:
    """October is ordered, and the registry that has November's line comes once more and names October's payment."""
    take(csv_file(named(basket)))
    later = ordered(NOVEMBER - 1, who=person(ASEL), today=date(2026, 11, 18))
    report = take(csv_file(named(later), line(reference="GCVP-2", knp="123")))
    assert (report.posted, report.known) == (1, 1)
    assert states(later, date(2026, 11, 18)) == {NOVEMBER - 1: "ordered"}
    assert not Suggestion.objects.exists()


def test_a_mended_line_is_the_money_of_the_payment_that_it_names(basket) -> None:
    take(csv_file(named(basket, paymentperiod="", paymentdate="2026-10-16")))
    mended = confirm(RegistryLine.objects.get())
    assert states(basket) == {NOVEMBER: "credited"}
    assert (mended.outcome, mended.contribution.amount) == ("mended", 4250)


@pytest.mark.parametrize("is_known", [True, False])
def test_a_mended_return_of_what_was_never_credited_returns_the_payment(basket, is_known: bool) -> None:
    take(csv_file(back(basket) | {"paymentperiod": ""}))
    if is_known:
        take(csv_file(back(basket)))
    mended = confirm(RegistryLine.objects.get(outcome="rejected"))
    assert (mended.outcome, mended.contribution) == ("mended", None)
    assert states(basket) == {NOVEMBER: "returned"}


def test_a_mended_return_that_names_no_payment_is_refused(basket) -> None:
    take(csv_file(back(basket) | {"paymentperiod": "", "paymentreference": ""}))
    with pytest.raises(ledger.Refused) as refused:
        confirm(RegistryLine.objects.get())
    assert refused.value.reason == ledger.Uncorrectable.UNMATCHED
    assert states(basket) == {NOVEMBER: "sent"}


def confirm(rejected: RegistryLine) -> RegistryLine:
    """The line once two people have laid in its period."""
    correction = ledger.propose_correction(
        line=rejected,
        action=LineCorrection.Action.MEND,
        document="letter 7",
        actor=staff("First"),
        period=NOVEMBER.first_day,
    )
    ledger.confirm_correction(correction=correction, actor=staff("Second"))
    rejected.refresh_from_db()
    return rejected


def test_the_reference_that_a_line_names_is_kept_as_received(basket) -> None:
    take(camt_file(entry(transaction(remittance=f"{TAGS}/REF/{basket.payments.get().reference}"))))
    assert RegistryLine.objects.get().received["paymentreference"] == basket.payments.get().reference
