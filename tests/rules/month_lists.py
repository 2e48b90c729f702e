"""Random lists of months to pay, each with somebody's situation."""

from hypothesis import strategies as st

from payments.rules.months import span
from payments.rules.ordering import why_not_payable
from payments.rules.situation import situation
from tests.rules.random_facts import laws, people


@st.composite
def lists(draw, payable=False):
    """Somebody's situation and a list of months around theirs: picked one by one, or a stretch."""
    where = situation(draw(people()), draw(laws))
    around = span(where.month - 14, where.month + 14)
    picked = st.lists(st.sampled_from(around), max_size=16)
    begin = st.sampled_from((where.month, *around))
    stretch = st.builds(lambda first, more: span(first, first + more), begin, st.sampled_from((0, 2, 10, 11, 12)))
    listed = draw(picked | stretch)
    if payable:
        listed = [one for one in sorted(set(listed)) if why_not_payable(where, one, ordered=()) is None]
    return where, listed
