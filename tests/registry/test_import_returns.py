"""A return finds its payment by reference, person and period; one that finds none goes to staff."""

from datetime import date

import pytest

from payments import history
from payments.models import Contribution, Person, RegistryLine
from payments.rules.facts import LineState
from portal.registry.reasons import LineReason
from tests.registry.samples import ASEL, MARAT, camt_file, csv_file, entry, line, take, transaction

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
RETURN = line(operation="return", createdon="2026-11-20")


def states() -> list[LineState]:
    """Where the money of each payment is."""
    return [each.state for each in history.record(Person.objects.get(iin=ASEL), TODAY).lines]


def test_a_return_reopens_the_month() -> None:
    take(csv_file(line()))
    assert states() == [LineState.CREDITED]
    report = take(csv_file(RETURN))
    assert (report.posted, report.rejected_count) == (1, 0)
    assert states() == [LineState.RETURNED]


def test_a_return_in_camt054_finds_the_payment_of_a_csv() -> None:
    take(csv_file(line()))
    back = transaction(indicator="DBIT", more="<RtrInf><Rsn><Cd>AC01</Cd></Rsn></RtrInf>")
    assert take(camt_file(entry(back, indicator="DBIT"))).posted == 1
    assert states() == [LineState.RETURNED]


@pytest.mark.parametrize("lines", [[line(operation=""), RETURN], [RETURN, line(operation="")]])
def test_a_return_finds_its_payment_wherever_in_the_file_it_stands(lines: list[dict[str, str]]) -> None:
    assert take(csv_file(*lines)).posted == 2
    assert states() == [LineState.RETURNED]


def test_a_return_known_before_is_no_second_one() -> None:
    take(csv_file(line()))
    take(csv_file(RETURN))
    report = take(csv_file(RETURN, line(reference="GCVP-2")))
    assert (report.posted, report.known, report.rejected_count) == (1, 1, 0)
    assert Contribution.objects.filter(kind="return").count() == 1


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"reference": "GCVP-2"}, LineReason.UNMATCHED_RETURN),
        ({"iin": MARAT}, LineReason.UNMATCHED_RETURN),
        ({"paymentperiod": "102026"}, LineReason.UNMATCHED_RETURN),
        ({"paymentsum": "4000"}, LineReason.OTHER_RETURN),
    ],
)
def test_a_return_that_fits_no_payment_goes_to_staff(changed: dict[str, str], reason: LineReason) -> None:
    take(csv_file(line()))
    report = take(csv_file(RETURN | changed))
    assert report.rejected == [(2, reason)]
    assert states() == [LineState.CREDITED]
    assert RegistryLine.objects.get(outcome="rejected").received["reference"] == changed.get(
        "reference", line()["reference"]
    )


def test_of_two_payments_alike_each_is_returned_once() -> None:
    take(csv_file(line(), line()))
    assert take(csv_file(RETURN)).posted == 1
    assert sorted(states()) == [LineState.CREDITED, LineState.RETURNED]
    assert take(csv_file(RETURN, RETURN)).posted == 1
    assert states() == [LineState.RETURNED, LineState.RETURNED]
