"""The demo's claims: the staff's queue has every kind at once on every day, and each reviewer one part of the work."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from payments import history, ledger
from payments.history import RecordedRefund
from payments.models import Payout, Person, RefundHold, RefundRequest
from payments.rules.refund_checks import checks
from payments.rules.refunds import RefundState
from portal.demo.accounts import COLLEAGUE, PASSWORD, REVIEWERS
from portal.demo.applicants import APPLICANTS, OTHER_MONTH, THREE_BESIDE_EMPLOYER
from portal.demo.refunds import working_days_ago
from portal.demo.situation import LAW
from portal.demo.situations import LUMP_SUM
from portal.management.commands.demo import prepare
from portal.models import Account
from portal.sign_in import ByEmail
from tests import people

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
A_FEW_DAYS = [date(2026, 1, 1), date(2026, 1, 12), TODAY, date(2027, 3, 24), date(2027, 12, 31)]
EVERY_KIND = {
    RefundState.SENT: 3,
    RefundState.CHECKING: 1,
    RefundState.ASKED: 2,  # one by staff, one by the bank
    RefundState.WITH_FUND: 1,
    RefundState.APPROVED: 1,
    RefundState.PAYING_OUT: 1,
    RefundState.PAID_OUT: 1,
    RefundState.REFUSED: 1,
}
# Of the three that nobody has taken: how many working days are left of the check.
FREE = [-2, 2, 4]

THE_WORK = {
    "first@example.kz": {"decide_first"},
    "fund@example.kz": {"decide_second"},
    "payouts@example.kz": {"export_payouts"},
}


def recorded(today: date) -> tuple[RecordedRefund, ...]:
    """Every request of the demo, oldest first."""
    return history.refunds_in(
        RefundRequest.objects.order_by("pk").values_list("pk", flat=True), today, settings.REFUNDS
    )


@pytest.mark.parametrize("today", A_FEW_DAYS, ids=str)
def test_the_queue_has_every_kind_on_every_day(tmp_path: Path, today: date) -> None:
    prepare(tmp_path, today)
    found = recorded(today)
    assert Counter(refund.state for refund in found) == EVERY_KIND
    sent = [refund.clock for refund in found if refund.state is RefundState.SENT]
    assert sorted(clock.left(settings.REFUNDS.check_days) for clock in sent) == FREE
    assert history.verify_journal() is None


@pytest.mark.parametrize("today", A_FEW_DAYS, ids=str)
def test_every_step_is_taken_on_a_working_day_in_its_order(tmp_path: Path, today: date) -> None:
    prepare(tmp_path, today)
    for refund in recorded(today):
        days = [step.day for step in refund.steps]
        assert days == sorted(days)
        assert refund.sent_on == days[0] > refund.line.paid.credited_on
        assert days[-1] <= today
        assert all(map(LAW.calendar.is_working, days))


def test_one_is_taken_by_a_colleague_and_the_others_are_free(tmp_path: Path) -> None:
    prepare(tmp_path, TODAY)
    hold = RefundHold.objects.get()
    assert hold.held_by.account.email == COLLEAGUE
    assert [refund.state for refund in recorded(TODAY) if refund.row == hold.request_id] == [RefundState.CHECKING]


def test_the_record_speaks_against_nobody_who_asks(tmp_path: Path) -> None:
    prepare(tmp_path, TODAY)
    against = []
    for refund in recorded(TODAY):
        now = history.situation_of(refund.line, TODAY, settings.LAW)
        month = history.month_facts_of(refund.line, TODAY, settings.LAW)
        shown, *_ = checks(refund.reason, refund.line.paid, month, now, refund.amount)
        if shown.speaks_for is False:
            against.append(refund.reason)
    assert against == []


def test_the_one_who_paid_a_lump_sum_has_not_asked_yet(tmp_path: Path) -> None:
    prepare(tmp_path, TODAY)
    person = Person.objects.get(iin=LUMP_SUM.iin)
    assert history.refunds_of(person, TODAY, settings.REFUNDS) == ()
    assert {claim.iin for claim in APPLICANTS} == {refund.applicant.iin for refund in recorded(TODAY)}


def test_what_was_paid_out_stands_in_the_record_as_a_reversal() -> None:
    person = people.enter(THREE_BESIDE_EMPLOYER, TODAY)
    paid_out, paying, _checked = reversed(history.refunds_of(person, TODAY, settings.REFUNDS))
    reversed_lines = [line for line in history.record(person, TODAY).lines if line.reversals]
    assert [line.reversals[0].request for line in reversed_lines] == [paid_out.number]
    assert Payout.objects.get(answer=None).decision.request_id == paying.row


def test_a_refusal_cites_its_ground_and_may_be_followed_by_another_request() -> None:
    person = people.enter(OTHER_MONTH, TODAY)
    again, refused = history.refunds_of(person, TODAY, settings.REFUNDS)
    assert (refused.state, again.state) == (RefundState.REFUSED, RefundState.SENT)
    assert refused.decision.ground == "wrong_bank_details"
    assert again.line.row == refused.line.row


def test_the_next_payout_file_has_the_one_that_is_approved(tmp_path: Path) -> None:
    prepare(tmp_path, TODAY)
    approved = [refund.row for refund in recorded(TODAY) if refund.state is RefundState.APPROVED]
    assert [request.pk for request in ledger.approved_refunds()] == approved


def test_each_reviewer_may_do_one_part_of_the_work(tmp_path: Path) -> None:
    _, accesses = prepare(tmp_path, TODAY)
    told = {access.name: access for access in accesses if access.name in THE_WORK}
    assert told.keys() == THE_WORK.keys() == {reviewer.email for reviewer in REVIEWERS}
    every_part = set().union(*THE_WORK.values())
    for email, part in THE_WORK.items():
        assert ByEmail().authenticate(None, username=email, password=PASSWORD).is_staff
        account = Account.objects.get(email=email)
        assert account.groups.count() == 1
        assert not account.is_superuser
        assert {name.partition(".")[2] for name in account.get_all_permissions()} & every_part == part


@pytest.mark.parametrize(
    ("today", "number", "expected"),
    [
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
        (date(2026, 11, 20), 1, date(2026, 11, 19)),
        (TODAY, 0, date(2026, 11, 20)),  # a Sunday
        (TODAY, 5, date(2026, 11, 13)),
        (date(2026, 1, 1), 1, date(2025, 12, 30)),  # a holiday
    ],
)
def test_days_are_counted_back_as_terms_count_them(today: date, number: int, expected: date) -> None:
    found = working_days_ago(today, number)
    assert found == expected
    days = (found + timedelta(days=passed) for passed in range(1, (today - found).days + 1))
    assert sum(map(LAW.calendar.is_working, days)) == number
