"""Rows of requests, decisions and payouts, written past every verb: what stops them is the database."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import DataError, IntegrityError, connection, transaction

from payments.models import Actor, Payout, PayoutFile, RefundDecision, RefundRequest, RefundStep
from tests.payments.refunds import IIK, TODAY, first, second
from tests.payments.samples import staff

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def refuses(write: Callable[[], object]) -> bool:
    """Does the database refuse it?"""
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        write()
    return True


def row(request: RefundRequest, **changes) -> RefundDecision:
    """A first decision."""
    usual = {
        "request": request,
        "verdict": "approve",
        "text_kk": "Қайтарылады.",
        "text_ru": "Будет возвращено.",
        "requester": request.requested_by,
        "first_by": first(),
    }
    return RefundDecision.objects.create(**usual | changes)


def close(decision: RefundDecision, outcome: str = "confirmed", by: Actor | None = None, **changes) -> int:
    """What the second person makes of it."""
    second_decision = {"outcome": outcome, "second_by": by or second(), "second_at": NOON}
    return RefundDecision.objects.filter(pk=decision.pk).update(**second_decision | changes)


def step(request: RefundRequest, state: str, mover: str = "second", by: Actor | None = None, **names) -> RefundStep:
    """A step."""
    usual = {"day": TODAY, "entered_by": by or second()}
    return RefundStep.objects.create(request=request, state=state, mover=mover, **usual | names)


def paid(decision: RefundDecision, **changes) -> Payout:
    """A payout."""
    file = PayoutFile.objects.create(made_on=TODAY, made_by=staff("exporter"), count=1, total=1)
    names = dict.fromkeys(("insured", "payee"), ["Әділова", "Әсел", ""])
    usual = {"file": file, "decision": decision, "amount": 4250, "iik": IIK} | names
    return Payout.objects.create(**usual | changes)


def run(statement: str) -> None:
    """One statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
