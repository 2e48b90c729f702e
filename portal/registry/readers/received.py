"""What every reader gives back: lines and spans as received and as understood, or a file refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from payments.rules.identifiers import is_bin
from payments.rules.months import Month
from payments.rules.requisites import PurposeCode
from portal.registry.reasons import FileReason, LineReason


class Operation(StrEnum):
    """What happened to the money."""

    CREDIT = "credit"
    RETURN = "return"


class Category(StrEnum):
    """A span in which the state pays for a person, or in which they are registered as a sole trader."""

    STATE_PAID = "state_paid"
    SOLE_TRADER = "sole_trader"


class FileRefused(Exception):
    """A file that is not taken at all. `detail` names a column or a figure, never a person's data."""

    def __init__(self, reason: FileReason, line: int | None = None, detail: str = "") -> None:
        super().__init__(reason.name, line, detail)
        self.reason, self.line, self.detail = reason, line, detail


@dataclass(frozen=True, slots=True)
class ReceivedLine:
    """One person, one month, one sum: the fields as received, and what they say, or None.

    `number` is the line of a text file (its header is line 1), or which transaction of a message it is.
    `sender` is a checked BIN or IIN, or empty where none is named; `payment_reference` that of a payment ordered here,
    or empty; `return_reason` why the bank sent a return back, or empty. Of a return that does not say what was paid
    `purpose_code` is empty: the line that it returns says it.
    """

    number: int
    fields: Mapping[str, str]
    operation: Operation | None
    reference: str | None
    iin: str | None
    last_name: str | None
    first_name: str | None
    patronymic: str | None
    period: Month | None
    purpose_code: PurposeCode | None
    amount: int | None
    paid_on: date | None
    credited_on: date | None
    sender: str | None
    sender_name: str | None
    payment_reference: str
    return_reason: str
    reasons: tuple[LineReason, ...]

    @property
    def sender_bin(self) -> str:
        """The organisation that paid; empty if none is named."""
        return self.sender if self.sender and is_bin(self.sender) else ""

    @property
    def sender_iin(self) -> str:
        """The person who paid; empty if none is named."""
        return self.sender if self.sender and not is_bin(self.sender) else ""


@dataclass(frozen=True, slots=True)
class ReceivedSpan:
    """A person's category from one month to another; `last` is None while it is open, or unreadable."""

    number: int
    fields: Mapping[str, str]
    iin: str | None
    category: Category | None
    first: Month | None
    last: Month | None
    last_name: str | None
    first_name: str | None
    patronymic: str | None
    reasons: tuple[LineReason, ...]


@dataclass(slots=True)
class ControlTotals:
    """How many lines were read and what they add up to, to hold against what the file says of itself.

    `covers` are the first and last day that the file says it covers; None where it does not say.
    """

    count: int = 0
    tiyn: int = 0
    covers: tuple[date, date] | None = None

    def add(self, tiyn: int | None) -> None:
        """Count one line. A sum that cannot be read is then missing in the total, if the file states one."""
        self.count += 1
        self.tiyn += tiyn or 0

    def check(self, count: int | None = None, tiyn: int | None = None, *, line: int | None = None) -> None:
        """Refuse the file unless it has as many lines, and as much money, as it says; None is not said."""
        if count is not None and count != self.count:
            raise FileRefused(FileReason.WRONG_COUNT, line, f"{count} / {self.count}")
        if tiyn is not None and tiyn != self.tiyn:
            raise FileRefused(FileReason.WRONG_TOTAL, line, f"{in_tenge(tiyn)} / {in_tenge(self.tiyn)}")


def in_tenge(tiyn: int) -> str:
    """A control total as people compare it: `8500.00`."""
    return f"{tiyn // 100}.{tiyn % 100:02}"
