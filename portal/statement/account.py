"""One person's record with its answer: what every page, paper and staff screen starts from."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from payments import history
from payments.history import Record
from payments.models import Person
from payments.rules.assess import Answer, answer
from payments.rules.facts import Facts
from payments.rules.law import Law
from payments.rules.months import Month
from payments.rules.situation import Situation, situation


@dataclass(frozen=True, slots=True)
class Assessed:
    """The record of one person, what follows from it today, and the answer."""

    record: Record
    now: Situation
    answer: Answer

    @property
    def facts(self) -> Facts:
        """What the rules were told."""
        return self.now.facts

    @property
    def law(self) -> Law:
        """What the record was held against."""
        return self.now.law

    @property
    def month(self) -> Month:
        """The current month."""
        return self.now.month


def assessed(person: Person, today: date) -> Assessed:
    """Read a person's record and work out where they stand: at most four queries, whatever its length."""
    record = history.record(person, today)
    now = situation(record.facts, Law(record.rates, record.calendar, settings.LAW))
    return Assessed(record, now, answer(now))
