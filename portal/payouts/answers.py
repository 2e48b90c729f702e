"""The State Corporation's answer to payout files as CSV (docs/payouts.md): taken whole or not at all."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from hashlib import sha256
from typing import BinaryIO

from payments import ledger
from payments.models import Actor, Payout, PayoutAnswer, PayoutAnswerFile
from payments.models.payout import WRITTEN
from payments.rules.bounds import FIRST_DAY
from payments.rules.identifiers import without_iins
from portal.registry.importer import clean_name
from portal.registry.readers.fields import tiyn_in
from portal.registry.readers.received import ControlTotals, FileRefused
from portal.registry.readers.rows import Columns, Row, read_rows
from portal.registry.reasons import FileReason

COLUMNS = Columns(required=("payout", "payoutsum", "outcome", "day", "reason"), optional=())
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LARGEST = 8 * 1024 * 1024  # some hundred thousand payouts
LONGEST_NAME, LONGEST_REASON = 200, 300
Outcome = PayoutAnswer.Outcome
PostedAs = ledger.ReplyOutcome


class AnswerReason(IntEnum):
    """Why an answer is not taken: numbers beside those of registries, whose meaning never changes."""

    BAD_NUMBER = 201
    UNKNOWN_PAYOUT = 202
    BAD_AMOUNT = 203
    OTHER_SUM = 204  # not the sum that the file asked to pay out
    BAD_OUTCOME = 205
    BAD_DAY = 206
    IMPOSSIBLE_DAY = 207  # before the payout file was made, or still to come
    NO_REASON = 208  # of money that came back
    REASON_OF_PAID = 209
    TWICE = 210
    OTHERWISE = 211  # answered before, and differently
    NO_TOTAL = 212  # without its last row nobody knows whether the file is whole
    NO_LINES = 213


class AnswersRefused(Exception):
    """An answer of which nothing was taken: every line with its fault; no line where the whole file is meant."""

    def __init__(self, *faults: tuple[int | None, AnswerReason]) -> None:
        super().__init__(*(reason.name for _line, reason in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Line:
    """One row of an answer as it was understood; what cannot be read is None."""

    number: int
    payout: str
    amount: int | None
    outcome: Outcome | None
    day: date | None
    reason: str

    def reply(self) -> ledger.PayoutReply:
        """The same for the ledger, once nothing is wrong with it."""
        return ledger.PayoutReply(self.payout, self.amount, self.outcome, self.day, self.reason)


@dataclass(frozen=True, slots=True)
class Report:
    """What became of an answer: how many payouts were paid, came back or were known, and which went out in vain."""

    file: PayoutAnswerFile
    paid: int
    returned: int
    known: int
    conflicts: tuple[str, ...]

    @property
    def is_known(self) -> bool:
        """Did it change nothing?"""
        return not (self.paid or self.returned or self.conflicts)


class Control(ControlTotals):
    """The totals of an answer, which has to state both: `is_whole` once it has."""

    is_whole = False

    def check(self, count: int | None = None, tiyn: int | None = None, *, line: int | None = None) -> None:
        """Refuse what was miscounted."""
        super().check(count, tiyn, line=line)
        self.is_whole = count is not None and tiyn is not None


def take_answers(stream: BinaryIO, *, name: str, actor: Actor, today: date) -> Report:
    """Post an answer: all of it, or FileRefused or AnswersRefused. The same once more changes nothing."""
    content = _content(stream)
    lines = _read(content)
    faults = [(line.number, reason) for line, payout in _with_payouts(lines) for reason in _faults(line, payout, today)]
    faults += [(line.number, AnswerReason.TWICE) for line in _repeated(lines)]
    if faults:
        raise AnswersRefused(*sorted(faults))
    try:
        file, postings = ledger.answer_payouts(
            name=clean_name(name)[:LONGEST_NAME],
            sha256=sha256(content).hexdigest(),
            replies=[line.reply() for line in lines],
            actor=actor,
            today=today,
        )
    except ledger.Refused as refused:  # somebody was quicker
        raise AnswersRefused((None, AnswerReason[refused.reason.name])) from None
    return _report(file, postings)


def _content(stream: BinaryIO) -> bytes:
    content = stream.read(LARGEST + 1)
    if not content:
        raise FileRefused(FileReason.EMPTY)
    if len(content) > LARGEST:
        raise FileRefused(FileReason.TOO_LARGE, detail=f"{LARGEST // 1_048_576} MB")
    return content


def _read(content: bytes) -> list[Line]:
    control = Control()
    lines = []
    for row in read_rows(io.BytesIO(content), COLUMNS, control):
        lines.append(_line(row))
        control.add(tiyn_in(row.cells["payoutsum"]))
    if not control.is_whole:
        raise AnswersRefused((None, AnswerReason.NO_TOTAL))
    if not lines:
        raise AnswersRefused((None, AnswerReason.NO_LINES))
    return lines


def _line(row: Row) -> Line:
    text = {name: cell.strip() for name, cell in row.cells.items()}
    tiyn = tiyn_in(text["payoutsum"])
    return Line(
        number=row.number,
        payout=text["payout"],
        amount=tiyn // 100 if tiyn and tiyn > 0 and tiyn % 100 == 0 else None,
        outcome=Outcome(text["outcome"]) if text["outcome"] in Outcome.values else None,
        day=_day(text["day"]),
        reason=without_iins(" ".join(text["reason"].split()))[:LONGEST_REASON],
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None


def _with_payouts(lines: Sequence[Line]) -> Iterator[tuple[Line, Payout | None]]:
    payouts = Payout.objects.numbered(line.payout for line in lines).select_related("file", "answer")
    found = {payout.number: payout for payout in payouts}
    return ((line, found.get(line.payout)) for line in lines)


def _faults(line: Line, payout: Payout | None, today: date) -> list[AnswerReason]:
    """All that is wrong with one line by itself; whether it still fits, the ledger asks again behind its locks."""
    is_number, answered = WRITTEN.fullmatch(line.payout), getattr(payout, "answer", None)
    made_on = payout.file.made_on if payout else FIRST_DAY
    is_paid, is_returned = (line.outcome == outcome for outcome in (Outcome.PAID, Outcome.RETURNED))
    faults = {
        AnswerReason.BAD_NUMBER: not is_number,
        AnswerReason.UNKNOWN_PAYOUT: is_number and payout is None,
        AnswerReason.BAD_AMOUNT: line.amount is None,
        AnswerReason.OTHER_SUM: payout and line.amount and line.amount != payout.amount,
        AnswerReason.BAD_OUTCOME: line.outcome is None,
        AnswerReason.NO_REASON: is_returned and not line.reason,
        AnswerReason.REASON_OF_PAID: is_paid and line.reason,
        AnswerReason.BAD_DAY: line.day is None,
        AnswerReason.IMPOSSIBLE_DAY: line.day and not made_on <= line.day <= today,
        AnswerReason.OTHERWISE: answered and (line.outcome, line.day) != (answered.outcome, answered.day),
    }
    return [reason for reason, is_so in faults.items() if is_so]


def _repeated(lines: Sequence[Line]) -> Iterator[Line]:
    seen: set[str] = set()
    for line in lines:
        if line.payout in seen:
            yield line
        seen.add(line.payout)


def _report(file: PayoutAnswerFile, postings: Sequence[ledger.ReplyPosting]) -> Report:
    posted = [posting.reply.outcome for posting in postings if posting.outcome is PostedAs.POSTED]
    return Report(
        file=file,
        paid=posted.count(Outcome.PAID),
        returned=posted.count(Outcome.RETURNED),
        known=sum(posting.outcome is PostedAs.KNOWN for posting in postings),
        conflicts=tuple(posting.reply.number for posting in postings if posting.outcome is PostedAs.CONFLICT),
    )
