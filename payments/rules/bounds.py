"""Which days and periods a contribution can be of."""

from datetime import date

from payments.rules.months import Month

FIRST_DAY = date(2017, 7, 1)  # deductions and contributions began on this day (law 405-V)
FIRST_PERIOD = Month.containing(FIRST_DAY)
LAST_PERIOD = Month.of(2199, 12)  # the last one that a `Month` is read from
MONTHS_AHEAD = 60  # no law says how far ahead one may pay: what is further is a slip of the pen


def furthest_period(day: date) -> Month:
    """The last period that a payment made on this day is believed to be for."""
    return Month.containing(day) + MONTHS_AHEAD
