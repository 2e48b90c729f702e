"""Twice the history costs twice the work, counted in calls: a clock would tell of the machine."""

import sys

import pytest

from payments.rules.assess import assess
from payments.rules.situation import situation
from payments.rules.status import status
from tests.bench.payers import PAYERS
from tests.rules.people import law

LAW = law()
AT_MOST = 2.4


def calls(work):
    """How many functions are called, built-in ones among them."""
    counted = 0

    def count(frame, event, argument):
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return counted


def answering(facts):
    """The whole answer about one person."""
    return lambda: assess(facts, LAW)


def status_alone(facts):
    """The insured months out of the covered ones."""
    cover = situation(facts, LAW).cover
    return lambda: status(cover, LAW.settings)


@pytest.mark.parametrize("payer", PAYERS)
@pytest.mark.parametrize("work", [answering, status_alone])
def test_twice_the_history_is_hardly_more_than_twice_the_work(work, payer):
    of_five_years, of_ten = work(payer(60)), work(payer(120))
    of_ten()  # so that what is remembered between answers, such as the days off of each year, is there
    assert calls(of_ten) <= AT_MOST * calls(of_five_years)
