"""What a month's state is called, what it means, and which patch shows it."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from payments.rules.coverage import MonthState
from portal.languages import once_a_language

# The look of each state (ux.md 2.2): the style sheet and the icons know these names.
LOOKS = {
    MonthState.COVERED_BY_STATE: "state",
    MonthState.COVERED_BY_EMPLOYER: "employer",
    MonthState.PAID: "paid",
    MonthState.AHEAD: "ahead",
    MonthState.ON_ITS_WAY: "checking",
    MonthState.PARTLY_PAID: "partly",
    MonthState.CURRENT: "current",
    MonthState.GAP: "unpaid",
    MonthState.FUTURE: "future",
}


def word(state: MonthState) -> str:
    """The word on a tag or a patch, in lower case."""
    return _words()[state]


@once_a_language
def _words() -> dict[MonthState, str]:
    return {
        MonthState.COVERED_BY_STATE: pgettext("month", "paid by the State"),
        MonthState.COVERED_BY_EMPLOYER: pgettext("month", "paid by the employer"),
        MonthState.PAID: pgettext("month", "paid"),
        MonthState.AHEAD: pgettext("month", "paid ahead"),
        MonthState.ON_ITS_WAY: pgettext("month", "being checked"),
        MonthState.PARTLY_PAID: pgettext("month", "partly paid"),
        MonthState.CURRENT: pgettext("month", "current month"),
        MonthState.GAP: pgettext("month", "not paid"),
        MonthState.FUTURE: pgettext("month", "not due yet"),
    }


def tag(state: MonthState) -> dict[str, str]:
    """The state as a tag: its look and its word with a capital."""
    written = word(state)
    return {"state": LOOKS[state], "word": written[:1].upper() + written[1:]}


def meaning(state: MonthState) -> str:
    """One or two sentences on what the state means for the person."""
    meanings = {
        MonthState.COVERED_BY_STATE: _("You are in a category that the State pays for. Nothing has to be paid."),
        MonthState.COVERED_BY_EMPLOYER: _("Your employer paid for this month. Nothing has to be paid."),
        MonthState.PAID: _("The contribution for this month was credited in full. The month counts."),
        MonthState.AHEAD: _("This month was paid ahead. The rate of the payment date holds, nothing is added later."),
        MonthState.ON_ITS_WAY: _("A payment was made and is not credited yet. Do not pay this month again."),
        MonthState.PARTLY_PAID: _("Less came than the month requires, so it does not count yet. Pay the rest."),
        MonthState.CURRENT: _("This is the current month. It is due and not overdue."),
        MonthState.GAP: _("Nothing was credited for this month. It does not count."),
        MonthState.FUTURE: _("This month is not due yet."),
    }
    return meanings[state]
