"""One person's record with its answer: what every page, paper and staff screen starts from."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from payments import history
from payments.history import Record
from payments.models import Person
from payments.rules.assess import Answer, assess
from payments.rules.law import Law
from payments.rules.months import Month


@dataclass(frozen=True, slots=True)
class Assessed:
    """The record of one person, the law it was held against, and the answer."""

    record: Record
    law: Law
    answer: Answer

    @property
    def today(self) -> date:
        """The day of the answer."""
        return self.record.facts.today

    @property
    def month(self) -> Month:
        """The current month."""
        return self.record.facts.month


def assessed(person: Person, today: date) -> Assessed:
    """Read a person's record and work out where they stand: at most four queries, whatever its length."""
    record = history.record(person, today)
    law = Law(record.rates, record.calendar, settings.LAW)
    return Assessed(record, law, assess(record.facts, law))
