"""The law as it stands for one question: the rates, the working days and the settings."""

from dataclasses import dataclass
from datetime import date, timedelta

from payments.rules.facts import Payer, Settings
from payments.rules.months import Month
from payments.rules.rates import Rate, RateTable, rate_day
from payments.rules.workdays import WorkCalendar

CREDITING_DAYS = 3
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Law:
    """Rates, calendar and settings, handed to every rule together."""

    rates: RateTable
    calendar: WorkCalendar
    settings: Settings = Settings()

    def rate(self, month: Month, payer: Payer, paid_on: date) -> Rate | None:
        """The rate that an own payment for `month` made on `paid_on` has to reach; None where the table has none.

        A month paid ahead costs what was in force on the day of payment, with no top-up later (the Fund, December
        2023); an earlier one costs the rate of its own year, unless the setting says otherwise (rules.md 1).
        """
        return self.rates.on(payer, rate_day(month, paid_on, self.settings))

    def rate_year(self, month: Month, paid_on: date) -> int:
        """The year whose rate counts, to be named where the table does not have it."""
        return rate_day(month, paid_on, self.settings).year

    def crediting_day(self, paid_on: date) -> date:
        """The day on which a payment should have arrived: the third working day after it was made."""
        return self.calendar.after(paid_on, CREDITING_DAYS)

    def pay_by(self, day: date) -> date:
        """The last day on which a payment can be made and still be credited by `day`."""
        paid_on = day - ONE_DAY
        while self.crediting_day(paid_on) > day:
            paid_on -= ONE_DAY
        return paid_on
