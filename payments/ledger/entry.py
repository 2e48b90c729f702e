"""What the verbs take from a door and give back to it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from payments.ledger.people import Names
from payments.models import Contribution, Person
from payments.rules.months import Month
from payments.rules.requisites import PurposeCode


class Outcome(StrEnum):
    """What became of an entry."""

    POSTED = "posted"
    KNOWN = "known"  # posted before, by this file or another
    CONFLICT = "conflict"  # it contradicts what is known: nothing was written
    UNMATCHED = "unmatched"  # a return of a line that nobody knows: nothing was written


@dataclass(frozen=True, slots=True)
class Entry:
    """One sum for one person and month, as a door has read it; of a return, the line that came back.

    `purpose_code` is empty of a return that does not say it.
    `payment_reference` is that of the payment ordered here, where the registry passes it on, and `return_reason` why
    the bank sent it back, as the bank says it.
    `occurrence` counts, within one file, those that are alike in reference, IIN, period and purpose code.
    """

    iin: str = field(repr=False)
    period: Month
    purpose_code: PurposeCode
    amount: int
    reference: str
    paid_on: date
    credited_on: date
    occurrence: int = 1
    names: Names = field(default=Names(), repr=False)
    sender_bin: str = ""
    sender_name: str = ""
    sender_iin: str = field(default="", repr=False)
    payment_reference: str = ""
    return_reason: str = ""


@dataclass(frozen=True, slots=True)
class Posting:
    """An entry and what became of it; the contribution is the one it met, where it met one."""

    entry: Entry
    outcome: Outcome
    person: Person
    contribution: Contribution | None


class Refused(Exception):
    """A verb that changed nothing, and the reason why."""

    def __init__(self, reason: StrEnum) -> None:
        super().__init__(reason)
        self.reason = reason


def names_by_iin(entries: Iterable[Entry]) -> dict[str, Names]:
    """Everybody whom entries are about, by their names, or who sent them: whose names nobody has checked."""
    senders = {entry.sender_iin: Names() for entry in entries if entry.sender_iin}
    return senders | {entry.iin: entry.names for entry in entries}
