"""The demo shows each difference between a partner's registry and what came in, and days that agree."""

from datetime import date, timedelta

import pytest

from payments import history
from payments.models import ReconciliationCase, Transaction
from payments.rules.reconciliation import Standing
from portal.demo.partner_registries import POST, send_registries
from portal.demo.partners import open_partners

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2027, 1, 2)])
def test_one_of_each(tmp_path, settings, today: date) -> None:
    settings.DEMO_TODAY = today
    open_partners()
    send_registries(tmp_path, today)
    waiting = ReconciliationCase.objects.filter(decision="")
    assert sorted(waiting.values_list("kind", flat=True)) == sorted(one for one in Standing if one.is_case)
    days = history.reconciled_days(today - timedelta(days=30), today)
    yesterday = today - timedelta(days=1)
    assert {day.partner.login for day in days if day.waits} == {"dala"}
    agreeing = [day for day in days if day.day < yesterday and not day.cases]
    assert all(day.told == day.said for day in agreeing)
    # What the registry of another day has is not confirmed.
    assert sum(day.told.count - day.confirmed.count for day in agreeing) == 1
    assert {day.partner.login for day in days if day.credited.count} == {"dala", "samal"}
    assert Transaction.objects.filter(partner__brings__login=POST).exists()
