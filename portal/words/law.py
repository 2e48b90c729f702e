"""The settings of the law and the rates, as the trace of an answer names them."""

from django.utils.translation import gettext as _

from payments.rules.facts import ArrearsRate, GraceCountsFrom, Settings, Window
from payments.rules.rates import Rate
from portal import written
from portal.words import lines


def settings(law: Settings) -> list[str]:
    """Each question that the law leaves open, and how it is answered here."""
    windows = {
        Window.ENDING_CURRENT: _("The 12 months that count end with the current month."),
        Window.BEFORE_CURRENT: _("The 12 months that count end with the month before the current one."),
    }
    arrears = {
        ArrearsRate.OWN_YEAR: _("A past month costs the rate of its own year."),
        ArrearsRate.PAYMENT_DATE: _("A past month costs the rate of the payment date."),
    }
    grace = {
        GraceCountsFrom.LAST_BASIS: _(
            "After the last month with full cover the status is kept for 3 months, after 60 unbroken months for 6."
        ),
        GraceCountsFrom.LAST_COVERED: _(
            "After the last paid month the status is kept for 3 months, after 60 unbroken months for 6."
        ),
    }
    state = (
        _("Months paid by the State do not count among the 60.")
        if law.state_breaks_sixty
        else _("Months paid by the State count among the 60.")
    )
    return [windows[law.window], arrears[law.arrears_rate], grace[law.grace_counts_from], state]


def rate(value: Rate) -> str:
    """A rate with its payer and its first day."""
    return _("%(payer)s: %(amount)s a month from %(day)s (Law No. 405-V, articles 28 and 29)") % {
        "payer": lines.payer(value.payer),
        "amount": written.tenge(value.amount),
        "day": written.short_day(value.valid_from),
    }
