"""`manage.py import_payout_answers`: each file whole or not at all, and a line for what became of it."""

from pathlib import Path

import pytest
from django.core.management import call_command

from payments.models import Payout, PayoutAnswer, PayoutAnswerFile
from portal import clock
from tests.payments.refunds import TODAY, in_a_file, payout_of, returned_by_the_bank
from tests.payouts.test_taking_answers import RETURNED, answer, line

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def payout() -> Payout:
    """One that waits for its answer."""
    return payout_of(in_a_file())


def write(folder: Path, name: str, content: bytes) -> str:
    """A file to import."""
    path = folder / name
    path.write_bytes(content)
    return str(path)


def test_it_says_what_became_of_the_file(payout: Payout, tmp_path: Path, capsys) -> None:
    path = write(tmp_path, "monday.csv", answer(line(payout)))
    call_command("import_payout_answers", path, path)
    said, faults = capsys.readouterr()
    assert said.splitlines() == [
        "monday.csv: Paid out: 1. Returned by banks: 0. Known before: 0.",
        "monday.csv: Everything in this answer was known before. Nothing has changed.",
    ]
    assert faults == ""
    assert PayoutAnswerFile.objects.get().received_by.kind == "system"


def test_money_that_went_back_twice_is_said(payout: Payout, tmp_path: Path, capsys) -> None:
    returned_by_the_bank(payout.decision.request.contribution)
    call_command("import_payout_answers", write(tmp_path, "a.csv", answer(line(payout))))
    number = payout.number
    assert f"Paid out although the bank had returned the payment: {number}. The money" in capsys.readouterr().out


def test_faults_are_lines_and_the_other_files_are_taken(payout: Payout, tmp_path: Path, capsys) -> None:
    bad = write(tmp_path, "bad.csv", answer("P99999999;1;gone;2026-11-23;"))
    none, missing = write(tmp_path, "none.csv", b"hello"), str(tmp_path / "missing.csv")
    good = write(tmp_path, "good.csv", answer(line(payout, RETURNED), total="TOTAL;1;4250"))
    with pytest.raises(SystemExit) as end:
        call_command("import_payout_answers", bad, none, missing, str(tmp_path), good)
    assert end.value.code == 1
    said, faults = capsys.readouterr()
    assert said == "good.csv: Paid out: 0. Returned by banks: 1. Known before: 0.\n"
    assert faults.splitlines() == [
        "bad.csv: 202. No payout has this number. (line 2)",
        "bad.csv: 205. The outcome is neither paid nor returned. (line 2)",
        "none.csv: A column is missing. payout (line 1)",
        "missing.csv: There is no such file.",
        f"{tmp_path.name}: The file cannot be read: it is a folder or a device.",
    ]
    assert PayoutAnswer.objects.get().outcome == "returned"
