"""What every dialect says, whatever its words: a call of a partner, and our reply.

A dialect reads its own fields into a `Call`, and writes a `Reply` with its own codes; what happens between the two is
the same for all (`portal.bank.meaning`), and so is who may call (`portal.bank.door`).
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from django.http import HttpRequest, HttpResponse

from payments.models import Partner
from payments.rules.months import Month


class Command(StrEnum):
    """What a partner asks for."""

    CHECK = "check"
    PAY = "pay"
    CANCEL = "cancel"
    STATUS = "status"


class Verdict(StrEnum):
    """What our reply means. Each dialect has one code for each (`CODES` in its file)."""

    OK = "ok"
    TEMPORARY = "temporary"  # nobody knows whether anything was written: the partner asks again
    TOO_OFTEN = "too_often"  # more calls than were agreed: the partner asks again
    BAD_COMMAND = "bad_command"
    BAD_NUMBER = "bad_number"  # the partner's own number is missing, too long or no number
    BAD_ACCOUNT = "bad_account"
    BAD_SUM = "bad_sum"
    TOO_SMALL = "too_small"
    TOO_BIG = "too_big"
    BAD_DAY = "bad_day"
    NOT_FOUND = "not_found"  # a right reference that no payment has
    ALREADY_PAID = "already_paid"
    NOT_PAYABLE = "not_payable"
    REUSED = "reused"  # the number stands for another sum or account
    UNKNOWN = "unknown"  # no transaction has this number
    CANCELLED = "cancelled"
    IRREVOCABLE = "irrevocable"  # too late to take it back


@dataclass(frozen=True, slots=True)
class Call:
    """A call as a dialect has read it: texts as they came, empty where there were none."""

    command: Command
    number: str = ""
    account: str = field(default="", repr=False)
    period: str = ""
    amount: str = ""
    day: date | None = None  # of the payment, where the dialect says it


@dataclass(frozen=True, slots=True)
class Reply:
    """Our reply to a call.

    Of money that was taken: `transaction` is our number, `amount`, `day` and `at` are those of its row, the same each
    time. Of a check: `name` is the masked first name and `months` what may be paid, with `amount` where it is one.
    """

    verdict: Verdict
    number: str
    transaction: int | None = None
    amount: int | None = None
    day: date | None = None
    at: datetime | None = None
    name: str = ""
    months: tuple[tuple[Month, int], ...] = ()


class Dialect(Protocol):
    """What the file of a dialect has. Neither of its functions asks the database, and neither fails."""

    SPOKEN: Partner.Dialect  # by the partners that have this in their row
    METHODS: tuple[str, ...]  # of HTTP; any other is answered 405

    def read(self, request: HttpRequest) -> Call | Reply:
        """The call; or at once the reply to what is refused for good, whoever sent it."""

    def write(self, reply: Reply, call: Call | None) -> HttpResponse:
        """The reply in the dialect's words, the same bytes for the same reply. No call: `read` has refused it."""
