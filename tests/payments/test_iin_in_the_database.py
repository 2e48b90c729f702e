"""The database checks an IIN by itself, in both passes, and agrees with the rule."""

from random import Random

import pytest
from django.db import DataError, IntegrityError, transaction

from payments.models import Person
from payments.rules.identifiers import check_digit, why_not_iin

pytestmark = pytest.mark.django_db

RIGHT = ["500101100010", "560815200109", "991231100010", "500101100106", "560815200010", "991231100109"]
WRONG = [
    "", " " * 12, "500101100011", "50010110001", "5001011000101", "50010110001O", "500101100010\n",
    "٥٠٠١٠١١٠٠٠١٠", *(f"50010110012{digit}" for digit in range(10)),
]  # fmt: skip


@pytest.mark.parametrize("iin", RIGHT)
def test_a_right_iin_is_written(iin: str) -> None:
    assert Person.objects.create(iin=iin).pk


@pytest.mark.parametrize("iin", WRONG)
def test_a_wrong_iin_is_refused(iin: str) -> None:
    assert not is_accepted(iin)


def test_database_and_rule_agree() -> None:
    numbers = [f"{Random(seed).randrange(10**11):011}" for seed in range(60)]
    for eleven in numbers:
        for last in {check_digit(eleven), 0, 9} - {None}:
            assert is_accepted(f"{eleven}{last}") == (why_not_iin(f"{eleven}{last}") is None)


def is_accepted(iin: str) -> bool:
    """Does the database write such a person?"""
    try:
        with transaction.atomic():
            Person.objects.create(iin=iin)
    except (IntegrityError, DataError):
        return False
    return True
