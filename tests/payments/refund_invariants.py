"""What holds of all requests, whatever was done to them and in which order."""

from datetime import date

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce

from payments import history
from payments.models import (
    Contribution,
    JournalEntry,
    OpenRefund,
    Payout,
    PayoutAnswer,
    RefundDecision,
    RefundRequest,
    RefundStep,
)
from payments.rules.refunds import CLOSED
from tests.payments.refunds import TERMS


def holds(today: date) -> None:
    """All of it."""
    no_more_goes_out_than_came_in()
    a_request_ends_once_and_holds_its_line_until_then()
    three_people_are_three()
    what_is_under_way_is_waited_for()
    the_journal_tells_of_every_step()
    each_request_can_be_told(today)


def no_more_goes_out_than_came_in() -> None:
    """Of each line; and the refunds are what was answered as paid."""
    out = Coalesce(Sum("reversals__amount"), 0)
    assert not Contribution.objects.annotate(out=out).filter(kind="credit", out__gt=F("amount")).exists()
    refunds = Contribution.objects.filter(kind="refund").values_list("pk", flat=True)
    answers = PayoutAnswer.objects.exclude(reversal=None).values_list("reversal_id", flat=True)
    assert set(refunds) == set(answers)


def a_request_ends_once_and_holds_its_line_until_then() -> None:
    """One closing step at most, and a slot without one."""
    ends = Count("steps", filter=Q(steps__state__in=sorted(CLOSED)))
    requests = RefundRequest.objects.annotate(ends=ends).with_state()
    assert all(request.ends == (request.state in CLOSED) for request in requests)
    open_ones = {request.pk for request in requests if not request.ends}
    assert set(OpenRefund.objects.values_list("pk", flat=True)) == open_ones


def three_people_are_three() -> None:
    """Of each decision; and each payout is of a confirmed approval."""
    same = Q(first_by=F("second_by")) | Q(first_by=F("requester")) | Q(second_by=F("requester"))
    assert not RefundDecision.objects.filter(same | ~Q(requester=F("request__requested_by"))).exists()
    right = Q(decision__outcome="confirmed", decision__verdict="approve", amount=F("decision__request__amount"))
    assert not Payout.objects.exclude(right).exists()


def what_is_under_way_is_waited_for() -> None:
    """A payout without an answer belongs to a request that waits for it, whatever the bank does."""
    waiting = Payout.objects.filter(answer=None).values_list("decision__request", flat=True)
    under_way = RefundRequest.objects.with_state().filter(state="paying_out").values_list("pk", flat=True)
    assert sorted(waiting) == sorted(under_way)


def the_journal_tells_of_every_step() -> None:
    """One entry for each, in a chain that fits."""
    assert history.verify_journal() is None
    assert JournalEntry.objects.filter(detail__has_key="step").count() == RefundStep.objects.count()


def each_request_can_be_told(today: date) -> None:
    """By what tells it to the pages."""
    rows = list(RefundRequest.objects.with_state())
    found = history.refunds_in([row.pk for row in rows], today, TERMS)
    assert [request.state for request in found] == [row.state for row in rows]
