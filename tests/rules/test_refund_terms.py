"""The terms of a refund request: counted in working days from its sending, and standing while a question waits."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payments.rules.refunds import Clock, Pause, RefundSettings, clock, reply_due
from payments.rules.workdays import WorkCalendar
from tests.rules.people import CALENDAR, day

DAY = timedelta(days=1)


def terms(sent_on, until, *pauses, calendar=CALENDAR, **settings):
    """The clock of a request; each pause as `2026-11-25…2026-11-27`, open without its end."""
    return clock(
        day(sent_on), map(pause, pauses), until=day(until), calendar=calendar, settings=RefundSettings(**settings)
    )


def pause(text):
    """A question and its answer."""
    asked, _, answered = text.partition("…")
    return Pause(day(asked), day(answered) if answered else None)


@pytest.mark.parametrize(
    ("sent_on", "check_due", "answer_due"),
    [
        pytest.param("2026-11-23", "2026-11-30", "2026-12-14", id="REF-1"),
        pytest.param("2026-12-14", "2026-12-22", "2027-01-08", id="REF-2"),
        pytest.param("2026-11-21", "2026-11-27", "2026-12-11", id="sent on a Saturday"),
        pytest.param("2026-11-22", "2026-11-27", "2026-12-11", id="sent on a Sunday"),
        pytest.param("2026-12-16", "2026-12-23", "2027-01-11", id="sent on a holiday"),
        pytest.param("2026-12-31", "2027-01-12", "2027-01-26", id="sent on the last day of a year"),
        pytest.param("2024-05-03", "2024-05-14", "2024-05-28", id="a Saturday worked for a Wednesday off"),
    ],
)
def test_the_terms_of_a_request(sent_on, check_due, answer_due):
    found = terms(sent_on, sent_on)
    assert found == Clock(used=0, check_due=day(check_due), answer_due=day(answer_due))


@pytest.mark.parametrize(
    ("until", "used"),
    [
        ("2026-11-23", 0),
        ("2026-11-24", 1),
        ("2026-11-27", 4),
        ("2026-11-28", 4),
        ("2026-11-29", 4),
        ("2026-11-30", 5),
        ("2026-12-01", 6),
        ("2026-12-14", 15),
        ("2026-12-16", 16),
        ("2026-12-17", 17),
        ("2026-11-20", 0),
    ],
)
def test_the_days_used_of_a_request_of_23_november(until, used):
    assert terms("2026-11-23", until).used == used


@pytest.mark.parametrize(
    ("until", "left"),
    [("2026-11-23", (5, 15)), ("2026-11-30", (0, 10)), ("2026-12-14", (-10, 0)), ("2026-12-15", (-11, -1))],
)
def test_the_days_left(until, left):
    found = terms("2026-11-23", until)
    assert (found.left(5), found.left(15)) == left


@pytest.mark.parametrize(
    ("pauses", "until", "used", "check_due"),
    [
        # The day of the question counts, that of the answer does not.
        (["2026-11-24…2026-11-26"], "2026-11-26", 1, "2026-12-02"),
        (["2026-11-24…2026-11-26"], "2026-11-27", 2, "2026-12-02"),
        # Asked and answered on one day, nothing stood.
        (["2026-11-24…2026-11-24"], "2026-11-25", 2, "2026-11-30"),
        # Asked on the day of sending.
        (["2026-11-23…2026-11-24"], "2026-11-24", 0, "2026-12-01"),
        # Over a weekend only the working day between counts.
        (["2026-11-27…2026-11-30"], "2026-11-30", 4, "2026-12-01"),
        (["2026-11-27…2026-11-29"], "2026-11-30", 5, "2026-11-30"),
        # Asked today, nothing stands yet; from then on each working day moves the terms.
        (["2026-11-25"], "2026-11-25", 2, "2026-11-30"),
        (["2026-11-25"], "2026-11-26", 2, "2026-12-01"),
        (["2026-11-25"], "2026-11-27", 2, "2026-12-02"),
        (["2026-11-25"], "2026-11-29", 2, "2026-12-02"),
        (["2026-11-25"], "2026-12-01", 2, "2026-12-04"),
        # Two questions: apart, side by side and one over the other.
        (["2026-11-24…2026-11-25", "2026-11-26…2026-11-27"], "2026-11-27", 2, "2026-12-02"),
        (["2026-11-24…2026-11-25", "2026-11-25…2026-11-26"], "2026-11-27", 2, "2026-12-02"),
        (["2026-11-24…2026-11-26", "2026-11-25…2026-11-26"], "2026-11-27", 2, "2026-12-02"),
        (["2026-11-24…2026-11-25", "2026-11-26"], "2026-12-01", 2, "2026-12-04"),
        # After the term of the check a question moves the answer alone.
        (["2026-12-01…2026-12-03"], "2026-12-03", 6, "2026-11-30"),
    ],
)
def test_the_clock_stands_from_a_question_to_its_answer(pauses, until, used, check_due):
    found = terms("2026-11-23", until, *pauses)
    assert (found.used, found.check_due) == (used, day(check_due))


def test_a_question_moves_both_terms():
    found = terms("2026-11-23", "2026-12-20", "2026-11-24…2026-12-09")
    assert (found.check_due, found.answer_due) == (day("2026-12-15"), day("2026-12-30"))


def test_a_request_that_is_closed_stands_as_on_its_last_day():
    """Closed by the bank's own return with a question open: no later day uses anything, nor moves a term."""
    closed = terms("2026-11-23", "2026-11-26", "2026-11-24")
    assert (closed.used, closed.check_due) == (1, day("2026-12-02"))


def test_the_terms_are_settings():
    found = terms("2026-11-23", "2026-11-23", check_days=1, answer_days=10)
    assert (found.check_due, found.answer_due) == (day("2026-11-24"), day("2026-12-07"))
    assert RefundSettings() == RefundSettings(check_days=5, answer_days=15, reply_days=10)


def test_the_calendar_of_an_operator_has_the_last_word():
    swapped = WorkCalendar({day("2026-11-28"): True, day("2026-11-30"): False})
    assert terms("2026-11-23", "2026-11-28", calendar=swapped) == Clock(5, day("2026-11-28"), day("2026-12-14"))


@pytest.mark.parametrize(
    ("asked_on", "days", "last"),
    [
        ("2026-11-23", 10, "2026-12-07"),
        ("2026-11-23", 1, "2026-11-24"),
        ("2026-11-27", 1, "2026-11-30"),
        ("2026-12-14", 3, "2026-12-18"),
    ],
)
def test_how_long_a_question_waits(asked_on, days, last):
    assert reply_due(day(asked_on), CALENDAR, RefundSettings(reply_days=days)) == day(last)


days = st.dates(date(2026, 1, 1), date(2027, 6, 30))
later = st.integers(0, 30)
settings = st.builds(RefundSettings, check_days=st.integers(1, 10), answer_days=st.integers(1, 30))


@st.composite
def requests(draw):
    """A request, its pauses one after the other, the last perhaps open, and a day not before any of it."""
    sent_on = draw(days)
    pauses, end = [], sent_on
    for asked_after, answered_after in draw(st.lists(st.tuples(later, later), max_size=3)):
        asked = end + DAY * asked_after
        end = asked + DAY * answered_after
        pauses.append(Pause(asked, end))
    if pauses and draw(st.booleans()):
        pauses[-1], end = Pause(pauses[-1].asked_on), pauses[-1].asked_on
    return sent_on, tuple(pauses), end + DAY * draw(later)


@given(requests(), settings)
def test_a_term_is_over_when_its_days_are_used(request_, terms_):
    sent_on, pauses, until = request_
    found = clock(sent_on, pauses, until=until, calendar=CALENDAR, settings=terms_)
    for days_, due in ((terms_.check_days, found.check_due), (terms_.answer_days, found.answer_due)):
        assert (found.left(days_) < 0) == (until > due and found.used > days_)
        assert (found.used >= days_) == (due <= until)
        assert CALENDAR.is_working(due)
        assert not any(pause_.has(due, until) for pause_ in pauses)


@given(requests(), settings)
def test_without_a_question_a_term_is_the_calendars(request_, terms_):
    sent_on, _, until = request_
    found = clock(sent_on, (), until=until, calendar=CALENDAR, settings=terms_)
    assert found.check_due == CALENDAR.after(sent_on, terms_.check_days)
    assert found.answer_due == CALENDAR.after(sent_on, terms_.answer_days)


@given(requests(), settings)
def test_a_question_never_brings_a_term_forward(request_, terms_):
    sent_on, pauses, until = request_
    found = clock(sent_on, pauses, until=until, calendar=CALENDAR, settings=terms_)
    without = clock(sent_on, (), until=until, calendar=CALENDAR, settings=terms_)
    assert found.used <= without.used
    assert (found.check_due, found.answer_due) >= (without.check_due, without.answer_due)


@given(requests(), settings)
def test_from_one_day_to_the_next_at_most_one_day_is_used(request_, terms_):
    sent_on, pauses, until = request_
    today = clock(sent_on, pauses, until=until, calendar=CALENDAR, settings=terms_)
    tomorrow = clock(sent_on, pauses, until=until + DAY, calendar=CALENDAR, settings=terms_)
    assert tomorrow.used - today.used in (0, 1)
    assert tomorrow.answer_due >= today.answer_due


@given(requests(), settings)
def test_an_open_question_stands_as_if_it_were_answered_today(request_, terms_):
    sent_on, pauses, until = request_
    answered = tuple(Pause(pause_.asked_on, pause_.answered_on or until) for pause_ in pauses)
    found = clock(sent_on, pauses, until=until, calendar=CALENDAR, settings=terms_)
    assert found == clock(sent_on, answered, until=until, calendar=CALENDAR, settings=terms_)
