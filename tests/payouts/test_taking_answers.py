"""An answer to payouts is taken whole or not at all; the same once more changes nothing."""

import io

import pytest

from payments.models import Contribution, JournalEntry, Payout, PayoutAnswer, PayoutAnswerFile
from payments.rules.refunds import RefundState
from portal.payouts.answers import AnswerReason, AnswersRefused, Report, take_answers
from portal.registry.readers.received import FileRefused
from portal.registry.reasons import FileReason
from portal.words import payouts as words
from tests.payments.refunds import TODAY, in_a_file, payout_of, requested, returned_by_the_bank, state
from tests.payments.samples import AISHA, credited, staff
from tests.payouts.examples import ANSWER, DOCUMENT, as_documented

pytestmark = pytest.mark.django_db

HEAD = "payout;payoutsum;outcome;day;reason"
PAID, RETURNED = "paid;2026-11-23;", "returned;2026-11-23;AC04 The account is closed"


def answer(*lines: str, total: str | None = None, head: str = HEAD) -> bytes:
    """A file of these lines, with a right total unless another is given."""
    summed = sum(int(line.split(";")[1]) for line in lines) if total is None else 0
    return "\n".join([head, *lines, f"TOTAL;{len(lines)};{summed}" if total is None else total, ""]).encode()


def line(payout: Payout, rest: str = PAID, **changes: object) -> str:
    """One line about a payout."""
    said = {"number": payout.number, "amount": payout.amount} | changes
    return f"{said['number']};{said['amount']};{rest}"


def take(content: bytes, name: str = "answer.csv") -> Report:
    """Take an answer on the day after the file was made."""
    return take_answers(io.BytesIO(content), name=name, actor=staff("exporter"), today=TODAY)


def counts(report: Report) -> tuple[int, int, int]:
    """Paid, returned and known."""
    return report.paid, report.returned, report.known


@pytest.fixture
def payout() -> Payout:
    """One that waits for its answer."""
    return payout_of(in_a_file())


def test_the_documented_answer_is_taken() -> None:
    _file, numbers = as_documented()
    stated = numbers.in_text(ANSWER).replace("2026-11-24", "2026-11-23").encode()
    report = take(stated)
    assert (counts(report), report.conflicts) == ((1, 1, 0), ())
    assert [state(request) for request in numbers.requests] == [RefundState.PAID_OUT, RefundState.ASKED]
    assert PayoutAnswer.objects.get(outcome="returned").reason == "AC04 The account is closed"


def test_paid_is_a_reversal_of_the_line(payout: Payout) -> None:
    take(answer(line(payout)))
    reversal = Contribution.objects.get(kind="refund")
    assert (reversal.amount, reversal.reverses, reversal.reference) == (
        payout.amount,
        payout.decision.request.contribution,
        payout.number,
    )


def test_the_same_once_more_changes_nothing(payout: Payout) -> None:
    content = answer(line(payout))
    first, again = take(content), take(content, "again.csv")
    assert (counts(again), again.is_known, again.file) == ((0, 0, 1), True, first.file)
    entries = JournalEntry.objects.count()
    other = take(content.replace(b"TOTAL", b"\nTOTAL"), "other.csv")
    assert (counts(other), other.is_known) == ((0, 0, 1), True)
    assert (PayoutAnswer.objects.count(), Contribution.objects.filter(kind="refund").count()) == (1, 1)
    assert JournalEntry.objects.count() == entries + 1  # of the other file


def test_what_went_back_twice_is_named(payout: Payout) -> None:
    returned_by_the_bank(payout.decision.request.contribution)
    report = take(answer(line(payout)))
    assert (counts(report), report.conflicts) == ((0, 0, 0), (payout.number,))
    assert state(payout.decision.request) is RefundState.RETURNED
    assert not Contribution.objects.filter(kind="refund").exists()


FAULTS = [
    ("P0000001;4250;" + PAID, AnswerReason.BAD_NUMBER),
    (";4250;" + PAID, AnswerReason.BAD_NUMBER),
    ("{number}1;4250;" + PAID, AnswerReason.BAD_NUMBER),
    ("P٠٠٠٠٠٠٠١;4250;" + PAID, AnswerReason.BAD_NUMBER),
    ("P99999999;4250;" + PAID, AnswerReason.UNKNOWN_PAYOUT),
    ("{number};;" + PAID, AnswerReason.BAD_AMOUNT),
    ("{number};4250.50;" + PAID, AnswerReason.BAD_AMOUNT),
    ("{number};-4250;" + PAID, AnswerReason.BAD_AMOUNT),
    ("{number};4251;" + PAID, AnswerReason.OTHER_SUM),
    ("{number};4250;Paid;2026-11-23;", AnswerReason.BAD_OUTCOME),
    ("{number};4250;;2026-11-23;", AnswerReason.BAD_OUTCOME),
    ("{number};4250;paid;;", AnswerReason.BAD_DAY),
    ("{number};4250;paid;23.11.2026;", AnswerReason.BAD_DAY),
    ("{number};4250;paid;20261123;", AnswerReason.BAD_DAY),
    ("{number};4250;paid;2026-11-31;", AnswerReason.BAD_DAY),
    ("{number};4250;paid;2026-11-24;", AnswerReason.IMPOSSIBLE_DAY),
    ("{number};4250;paid;2026-11-22;", AnswerReason.IMPOSSIBLE_DAY),
    ("{number};4250;returned;2026-11-23; ", AnswerReason.NO_REASON),
    ("{number};4250;paid;2026-11-23;why", AnswerReason.REASON_OF_PAID),
]


@pytest.mark.parametrize(("faulty", "reason"), FAULTS)
def test_a_faulty_line_refuses_the_file(payout: Payout, faulty: str, reason: AnswerReason) -> None:
    faulty = faulty.replace("{number}", payout.number)
    amount = faulty.split(";")[1]
    total = f"TOTAL;2;{4250 + float(amount or 0):.2f}"
    good = line(payout_of(in_a_file(requested(credited(reference="GCVP-2")))))
    with pytest.raises(AnswersRefused) as refusal:
        take(answer(good, faulty, total=total))
    assert refusal.value.faults == ((3, reason),)
    nothing_was_kept(payout)


def test_every_fault_is_named(payout: Payout) -> None:
    with pytest.raises(AnswersRefused) as refusal:
        take(answer(line(payout, "gone;soon;"), line(payout, "paid;2027-01-01;x"), total="TOTAL;2;8500"))
    assert refusal.value.faults == (
        (2, AnswerReason.BAD_OUTCOME),
        (2, AnswerReason.BAD_DAY),
        (3, AnswerReason.IMPOSSIBLE_DAY),
        (3, AnswerReason.REASON_OF_PAID),
        (3, AnswerReason.TWICE),
    )
    said = words.refusal(refusal.value)
    assert len(said) == len(refusal.value.faults)
    nothing_was_kept(payout)


def test_one_payout_in_two_lines(payout: Payout) -> None:
    with pytest.raises(AnswersRefused) as refusal:
        take(answer(line(payout), line(payout)))
    assert refusal.value.faults == ((3, AnswerReason.TWICE),)
    nothing_was_kept(payout)


@pytest.mark.parametrize("now", [RETURNED, "paid;2026-11-22;"])
def test_an_answer_that_says_otherwise_than_before(payout: Payout, now: str) -> None:
    take(answer(line(payout)))
    with pytest.raises(AnswersRefused) as refusal:
        take(answer(line(payout, now)))
    assert AnswerReason.OTHERWISE in dict(map(reversed, refusal.value.faults))
    assert PayoutAnswer.objects.get().outcome == "paid"


def test_what_changes_behind_the_page_is_refused_by_the_ledger(payout: Payout, monkeypatch) -> None:
    take(answer(line(payout)))
    monkeypatch.setattr("portal.payouts.answers._faults", lambda line, payout, today: ())
    with pytest.raises(AnswersRefused) as refusal:
        take(answer(line(payout, RETURNED)))
    assert refusal.value.faults == ((None, AnswerReason.OTHERWISE),)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", FileReason.EMPTY),
        (b"payout;payoutsum;outcome;day\n", FileReason.MISSING_COLUMN),
        (answer(head=f"{HEAD};iin"), FileReason.UNKNOWN_COLUMN),
        (answer(head=f"{HEAD};day"), FileReason.REPEATED_COLUMN),
        (answer("P00000001;4250;paid", total="TOTAL;1;4250"), FileReason.BROKEN_ROW),
        (answer("P00000001;4250;paid;2026-11-23;", total="TOTAL;2;4250"), FileReason.WRONG_COUNT),
        (answer("P00000001;4250;paid;2026-11-23;", total="TOTAL;1;4251"), FileReason.WRONG_TOTAL),
        (answer("P00000001;4250;paid;2026-11-23;", total="TOTAL;one"), FileReason.BROKEN_ROW),
        (answer("P00000001;4250;paid;2026-11-23;\0"), FileReason.CONTROL_CHARACTER),
        (f"{HEAD}\nP00000001;4250;paid;2026-11-23;Қ".encode()[:-1], FileReason.BAD_ENCODING),
        (answer("x" * (9 << 20), total=""), FileReason.TOO_LARGE),
    ],
)
def test_a_broken_file(content: bytes, reason: FileReason) -> None:
    with pytest.raises(FileRefused) as refusal:
        take(content)
    assert refusal.value.reason is reason


@pytest.mark.parametrize("total", ["", "TOTAL;1", "TOTAL;1;"])
def test_without_its_total_nobody_knows_whether_it_is_whole(payout: Payout, total: str) -> None:
    with pytest.raises(AnswersRefused) as refusal:
        take(answer(line(payout), total=total))
    assert refusal.value.faults == ((None, AnswerReason.NO_TOTAL),)
    nothing_was_kept(payout)


@pytest.mark.parametrize("cut", range(1, 60))
def test_wherever_it_is_cut_it_is_refused(payout: Payout, cut: int) -> None:
    content = answer(line(payout)).rstrip()
    with pytest.raises((AnswersRefused, FileRefused)):
        take(content[:-cut])
    nothing_was_kept(payout)


def test_an_answer_to_nothing() -> None:
    with pytest.raises(AnswersRefused) as refusal:
        take(answer())
    assert refusal.value.faults == ((None, AnswerReason.NO_LINES),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "kz1048"])
def test_encodings_and_separators_of_registries(payout: Payout, encoding: str) -> None:
    said = "returned;2026-11-23;Шот жабылған: тиісті өтініш қажет"
    content = answer(line(payout, said)).decode().replace(";", ",").encode(encoding)
    assert counts(take(content)) == (0, 1, 0)
    assert PayoutAnswer.objects.get().reason == "Шот жабылған: тиісті өтініш қажет"


def test_a_reason_is_kept_short_and_without_iins(payout: Payout) -> None:
    take(answer(line(payout, f"returned;2026-11-23;Not {AISHA}'s account: {'x' * 400}"), total="TOTAL;1;4250"))
    reason = PayoutAnswer.objects.get().reason
    assert AISHA not in reason
    assert len(reason) == 300


def test_the_name_of_the_file_is_kept_short_and_without_iins(payout: Payout) -> None:
    take(answer(line(payout)), name=f"../{AISHA}{'x' * 400}.csv")
    name = PayoutAnswerFile.objects.get().name
    assert (AISHA in name, "/" in name, len(name)) == (False, False, 200)


def test_every_reason_has_its_words_and_its_row_in_the_documentation() -> None:
    assert [reason for reason in AnswerReason if f"\n| {reason.value} | " not in DOCUMENT] == []
    assert len({words.answer_reason(reason) for reason in AnswerReason}) == len(AnswerReason)


def nothing_was_kept(payout: Payout) -> None:
    """Not an answer, not a file, not a step."""
    assert not PayoutAnswer.objects.exists()
    assert not PayoutAnswerFile.objects.exists()
    assert state(payout.decision.request) is RefundState.PAYING_OUT
