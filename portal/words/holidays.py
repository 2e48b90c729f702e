"""Why a day does not count as a working day: the holidays, each by its name."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from payments.rules.workdays import DayOff, Holiday
from portal import written


def days_off(days: Iterable[DayOff]) -> list[str]:
    """A sentence for each holiday among some days off; that a weekend does not count needs no saying."""
    return [sentence(day, day.holiday) for day in days if day.holiday is not None]


def sentence(day: DayOff, holiday: Holiday) -> str:
    """Why this day does not count; the operator's note says more of a day that the Government swapped."""
    values = {"day": written.day(day.day), "holiday": name(holiday), "note": day.note}
    if day.note:
        return _("%(day)s is not a working day: the Government moved a day off (%(note)s).") % values
    if day.moved:
        return _("%(day)s is not a working day: %(holiday)s, a day off moved from the weekend.") % values
    return _("%(day)s is not a working day: %(holiday)s.") % values


def name(holiday: Holiday) -> str:
    """The name of a holiday."""
    names = {
        Holiday.NEW_YEAR: pgettext("holiday", "New Year"),
        Holiday.CHRISTMAS: pgettext("holiday", "Orthodox Christmas"),
        Holiday.WOMENS_DAY: pgettext("holiday", "International Women’s Day"),
        Holiday.NAURYZ: pgettext("holiday", "Nauryz"),
        Holiday.CONSTITUTION_DAY: pgettext("holiday", "Constitution Day"),
        Holiday.UNITY_DAY: pgettext("holiday", "Day of Unity of the People of Kazakhstan"),
        Holiday.DEFENDERS_DAY: pgettext("holiday", "Defender of the Fatherland Day"),
        Holiday.VICTORY_DAY: pgettext("holiday", "Victory Day"),
        Holiday.KURBAN_AIT: pgettext("holiday", "Kurban Ait"),
        Holiday.CAPITAL_DAY: pgettext("holiday", "Capital Day"),
        Holiday.REPUBLIC_DAY: pgettext("holiday", "Republic Day"),
        Holiday.INDEPENDENCE_DAY: pgettext("holiday", "Independence Day"),
        Holiday.SWAPPED: pgettext("holiday", "a day off moved by the Government"),
        Holiday.OTHER: pgettext("holiday", "a public holiday"),
    }
    return names[holiday]
