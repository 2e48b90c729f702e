"""Lines as their claim sees them: made in few words, or drawn at random."""

from dataclasses import replace

from hypothesis import assume
from hypothesis import strategies as st

from payments.rules.facts import LineState
from payments.rules.refund_reasons import Claim, RefundReason
from payments.rules.refunds import PaidLine
from payments.rules.requisites import PurposeCode
from payments.rules.situation import situation
from tests.rules.people import line
from tests.rules.random_facts import laws, lines, numbered, people

IIK = "KZ84722C000012345678"


def claimed(of=None, **changes):
    """A line of somebody's facts, or one of August 2026, as whoever paid it claims it."""
    of = of or line("2026-08", name="c12")
    usual = {
        "id": of.id,
        "period": of.period,
        "purpose_code": PurposeCode.CONTRIBUTION,
        "amount": of.amount,
        "left": of.amount,
        "payer": of.payer,
        "paid_on": of.paid_on,
        "credited_on": of.credited_on or of.paid_on,
        "state": of.state,
    }
    return PaidLine(**usual | changes)


def claim(**changes):
    """A claim that lacks nothing, to the account of whoever makes it."""
    usual = {
        "reason": RefundReason.EXCESS_AMOUNT,
        "right_period": None,
        "explanation": "",
        "iik": IIK,
        "account_is_own": True,
        "proofs": 0,
        "consents": True,
    }
    return Claim(**usual | changes)


@st.composite
def crowded_people(draw):
    """A person with more lines, of the same few months."""
    person = draw(people())
    more = draw(st.lists(lines(person.today, first=-1, last=1, state=LineState.CREDITED), max_size=5))
    return replace(person, lines=tuple(numbered([*person.lines, *more])))


@st.composite
def claimed_lines(draw):
    """A situation and one of its credited own lines."""
    now = situation(draw(crowded_people()), draw(laws))
    own = [one.line for cover in now.coverage.months.values() for one in cover.own]
    assume(own)
    return now, claimed(draw(st.sampled_from(own)))
