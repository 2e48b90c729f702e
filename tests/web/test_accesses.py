"""The person sees who looked at their record, when and why."""

from datetime import UTC, datetime, timedelta

from payments import ledger
from payments.models import Access, PayeeCheck
from tests.payments.orders import payer
from tests.payments.refunds import requested
from tests.payments.samples import AISHA, BOLAT, credited, person, staff
from tests.web.citizens import text_of


def test_nobody_looked_yet(citizen):
    assert "Nobody has opened your record yet." in citizen.get("/access/").text


def test_who_when_and_why(citizen):
    opened = datetime(2026, 11, 22, 4, 40, tzinfo=UTC)
    Access.objects.create(
        person=person(), actor=staff("Desk 7"), reason="a call about October", opened_at=opened,
        until=opened + timedelta(minutes=15),
    )  # fmt: skip
    page = text_of(citizen.get("/access/"))
    assert "22 November 2026, 09:40" in page
    assert "Desk 7" in page
    assert "a call about October" in page


def asked(by: str, moment: datetime) -> PayeeCheck:
    """Somebody typed the person's IIN and first name."""
    return PayeeCheck.objects.create(person=person(), actor=payer(by), in_order=True, asked_at=moment)


def test_who_wanted_to_pay_for_them_is_said_with_the_day_and_without_a_name(citizen):
    says = "They asked whether your first name or the months are in order."
    assert says not in text_of(citizen.get("/access/"))
    for hour in (5, 6, 20):
        asked(BOLAT, datetime(2026, 11, 21, hour, 40, tzinfo=UTC))
    page = text_of(citizen.get("/access/"))
    assert f"{says} They saw nothing of your record. 22 November 2026 21 November 2026" in page
    assert page.count("21 November 2026") == 1
    assert "5608" not in page


def test_ones_own_question_is_nobody_elses(citizen):
    asked(AISHA, datetime(2026, 11, 21, 5, 40, tzinfo=UTC))
    assert "They asked whether" not in citizen.get("/access/").text


def test_who_looked_because_of_a_refund_request(citizen):
    request = requested(credited(iin=AISHA))
    ledger.view_refund(request=request, actor=staff("Desk 7"))
    page = text_of(citizen.get("/access/"))
    assert "Desk 7 A refund request is reviewed." in page
