"""Every promise of a row is kept by the database, whoever writes it."""

from datetime import UTC, date, datetime

import pytest
from django.db import DataError, IntegrityError, models, transaction

from payments.models import (
    Access,
    Actor,
    CategorySpan,
    Contribution,
    LineCorrection,
    Rate,
    RegistryFile,
    RegistryLine,
    WorkdayException,
)
from tests.payments.samples import BOLAT, COMPANY, credited, person, registry, staff

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def right_row(model: type[models.Model]) -> dict:
    """The fields of a row that every constraint accepts."""
    match model.__name__:
        case "Contribution":
            return {
                "kind": "credit", "person": person(), "period": date(2026, 8, 1), "purpose_code": "122",
                "amount": 4250, "reference": "GCVP-9", "paid_on": date(2026, 8, 20),
                "credited_on": date(2026, 8, 24), "entered_by": Actor.system(),
            }  # fmt: skip
        case "CategorySpan":
            return {"person": person(), "category": "state_paid", "first_month": date(2026, 1, 1)}
        case "Actor":
            return {"kind": "staff", "label": "A"}
        case "Rate":
            return {"payer": "self", "valid_from": date(2027, 1, 1), "amount": 4250, "law": "Law 405-V"}
        case "WorkdayException":
            return {"day": date(2027, 5, 8), "is_working": True}
        case "RegistryFile":
            return {
                "sha256": "a" * 64, "name": "a.csv", "format": "csv", "line_count": 1, "total": 1,
                "posted_by": Actor.system(),
            }  # fmt: skip
        case "RegistryLine":
            return {"file": registry(), "number": 2, "received": {}, "outcome": "rejected", "reason": 2}
        case "LineCorrection":
            line = RegistryLine.objects.create(**right_row(RegistryLine))
            return {"line": line, "action": "discard", "document": "Order 7", "requested_by": staff("A")}
        case _:
            return {
                "person": person(), "actor": staff("A"), "reason": "A call", "opened_at": NOON,
                "until": NOON.replace(hour=13),
            }  # fmt: skip


WRONG = [
    (Contribution, {"kind": "gift"}),
    (Contribution, {"kind": "return"}),
    (Contribution, {"reverses": credited}),
    (Contribution, {"period": date(2026, 8, 2)}),
    (Contribution, {"period": date(2017, 6, 1)}),
    (Contribution, {"period": date(2200, 1, 1)}),
    (Contribution, {"paid_on": date(2017, 6, 30)}),
    (Contribution, {"paid_on": date(2026, 8, 25)}),
    (Contribution, {"purpose_code": "124"}),
    (Contribution, {"purpose_code": ""}),
    (Contribution, {"amount": 0}),
    (Contribution, {"amount": -1}),
    (Contribution, {"reference": ""}),
    (Contribution, {"occurrence": 0}),
    (Contribution, {"sender_bin": "291230000017"}),
    (Contribution, {"sender_bin": "29124000001"}),
    (Contribution, {"sender_bin": COMPANY, "sender": lambda: person(BOLAT)}),
    (Contribution, {"sender_name": "Somebody"}),
    (CategorySpan, {"category": "rich"}),
    (CategorySpan, {"first_month": date(2026, 1, 2)}),
    (CategorySpan, {"last_month": date(2026, 5, 31)}),
    (CategorySpan, {"last_month": date(2025, 12, 1)}),
    (Actor, {"kind": "robot"}),
    (Actor, {"kind": "person"}),
    (Actor, {"person": person}),
    (Rate, {"payer": "employer"}),
    (Rate, {"amount": 0}),
    (Rate, {"law": ""}),
    (Rate, {"valid_from": date(2026, 1, 1)}),
    (RegistryFile, {"sha256": "A" * 64}),
    (RegistryFile, {"format": "xlsx"}),
    (RegistryFile, {"covers_from": date(2026, 8, 1)}),
    (RegistryFile, {"covers_from": date(2026, 8, 2), "covers_until": date(2026, 8, 1)}),
    (RegistryFile, {"total": -1}),
    (RegistryLine, {"outcome": "posted"}),
    (RegistryLine, {"outcome": "lost"}),
    (RegistryLine, {"reason": None}),
    (LineCorrection, {"action": "move"}),
    (LineCorrection, {"action": "mend"}),
    (LineCorrection, {"period": date(2026, 8, 1)}),
    (LineCorrection, {"action": "mend", "period": date(2026, 8, 2)}),
    (LineCorrection, {"action": "mend", "purpose_code": "124"}),
    (LineCorrection, {"document": ""}),
    (LineCorrection, {"confirmed_by": lambda: staff("A"), "confirmed_at": NOON}),
    (LineCorrection, {"confirmed_by": lambda: staff("B")}),
    (LineCorrection, {"confirmed_at": NOON}),
    (Access, {"reason": ""}),
    (Access, {"until": NOON}),
]
UNIQUE = [Contribution, CategorySpan, Rate, WorkdayException, RegistryFile, RegistryLine, LineCorrection]


@pytest.mark.parametrize("model", [*UNIQUE, Actor, Access])
def test_a_right_row_is_written(model: type[models.Model]) -> None:
    assert model.objects.create(**right_row(model)).pk


@pytest.mark.parametrize(("model", "wrong"), WRONG)
def test_a_wrong_row_is_refused(model: type[models.Model], wrong: dict) -> None:
    row = right_row(model) | {name: value() if callable(value) else value for name, value in wrong.items()}
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        model.objects.create(**row)


@pytest.mark.parametrize("model", UNIQUE)
def test_the_same_row_twice_is_refused(model: type[models.Model]) -> None:
    row = right_row(model)
    model.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**row)


@pytest.mark.parametrize(
    "other", [{"reference": "GCVP-8"}, {"period": date(2026, 9, 1)}, {"purpose_code": "121"}, {"occurrence": 2}]
)
def test_another_identity_is_other_money(other: dict) -> None:
    row = right_row(Contribution)
    Contribution.objects.create(**row)
    assert Contribution.objects.create(**row | other).pk


def test_there_is_one_system() -> None:
    Actor.system()
    with pytest.raises(IntegrityError), transaction.atomic():
        Actor.objects.create(kind="system")
