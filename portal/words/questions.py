"""Whoever pays in the person's place: asked before any price, because free ways come first."""

from django.utils.translation import gettext as _

from payments.rules.facts import NextMonths


def title(payer: NextMonths, *, is_recorded: bool) -> str:
    """Who pays from next month on, or should, in a few words."""
    if payer is NextMonths.EMPLOYER:
        return _("An employer should be paying for you")
    if is_recorded:
        return _("From next month on the State pays for you")
    return _("The State should be paying for you")


def text(payer: NextMonths, *, is_recorded: bool) -> str:
    """What to do before paying anything oneself."""
    if payer is NextMonths.EMPLOYER:
        return _(
            "First ask the employer whether the contributions were paid: they are due by the 25th of the next month. "
            "What is missing you can pay yourself."
        )
    if is_recorded:
        return _("Nothing has to be paid for the coming months.")
    return _(
        "Then you need not pay. If the status is missing all the same, send the documents through Qoldau 24/7: on "
        "them the Fund gives the status for one month. Have your category entered in that time."
    )
