"""`manage.py import_registry`: a clear report, one line for a refusal, nobody's data on the screen."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from payments.models import Contribution, RegistryFile
from portal import clock
from portal.management.commands.import_registry import ProgressBar
from tests.registry.samples import ASEL, LINE, csv_file, line, many

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_22_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 22))


def write(folder: Path, name: str, content: bytes) -> str:
    """A file to import."""
    path = folder / name
    path.write_bytes(content)
    return str(path)


def test_it_says_what_became_of_the_file(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    path = write(tmp_path, "monday.csv", csv_file(LINE, line(iin="560815200108"), line(paymentperiod="")))
    call_command("import_registry", path, "--covers=2026-11-14..2026-11-16")
    said, faults = capsys.readouterr()
    assert said.splitlines() == [
        "monday.csv: csv, 3 lines, 12,750\u00a0₸.",
        "Posted: 1. Known before: 0. Rejected: 2.",
        "Line 3: The IIN is missing or wrong.",
        "Line 4: The period is missing.",
        "Contributions are known up to 16\u00a0November\u00a02026.",
    ]
    assert faults == ""


def test_a_second_time_it_says_that_nothing_has_changed(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    path = write(tmp_path, "monday.csv", csv_file(LINE))
    call_command("import_registry", path, path)
    assert "The same file was posted before. Nothing has changed." in capsys.readouterr().out
    assert Contribution.objects.count() == 1


def test_a_dry_run_keeps_nothing(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    call_command("import_registry", write(tmp_path, "monday.csv", csv_file(LINE)), dry_run=True)
    assert "This was a trial. Nothing was kept." in capsys.readouterr().out
    assert not RegistryFile.objects.exists()


def test_a_refusal_is_one_line_and_the_other_files_are_taken(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    bad = write(tmp_path, "bad.csv", csv_file(LINE, line(paymentsum="0")))
    good = write(tmp_path, "good.csv", csv_file(LINE))
    with pytest.raises(SystemExit) as stopped:
        call_command("import_registry", bad, str(tmp_path / "none.csv"), good)
    assert stopped.value.code == 1
    said, faults = capsys.readouterr()
    assert faults.splitlines() == [
        "bad.csv: A sum is zero or negative. (line 3)",
        "none.csv: There is no such file.",
    ]
    assert said.startswith("good.csv: csv, 1 lines")
    assert ASEL not in said + faults


@pytest.mark.parametrize(
    "covers", ["yesterday", "2026-11-16..", "2026-11-31", "2026-11-16..2026-11-14", "2026-11-20..2026-11-23"]
)
def test_days_that_cannot_be_covered_are_refused(tmp_path: Path, covers: str) -> None:
    with pytest.raises(CommandError):
        call_command("import_registry", write(tmp_path, "monday.csv", csv_file(LINE)), f"--covers={covers}")
    assert not RegistryFile.objects.exists()


@pytest.mark.parametrize(
    ("covers", "said"),
    [
        ("0001-01-01", "A registry covers at most 366 days, none before July 2017."),
        ("2016-11-18..2026-11-18", "A registry covers at most 366 days, none before July 2017."),
        ("2026-11-20..2026-11-23", "The days must follow one another and may not be later than today."),
    ],
)
def test_why_days_cannot_be_covered_is_one_line_of_english(tmp_path: Path, covers: str, said: str) -> None:
    path = write(tmp_path, "monday.csv", csv_file(LINE))
    with pytest.raises(CommandError) as refused:
        call_command("import_registry", path, f"--covers={covers}")
    assert str(refused.value) == f"Error: argument --covers: {said}"


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_no_file_is_not_opened(make: Callable, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    make(tmp_path / "\x1b[31mpipe.csv")
    with pytest.raises(SystemExit):
        call_command("import_registry", str(tmp_path / "\x1b[31mpipe.csv"))
    assert capsys.readouterr().err == "[31mpipe.csv: The file cannot be read: it is a folder or a device.\n"


def test_an_iin_in_the_name_of_a_file_is_not_repeated(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    with pytest.raises(SystemExit):
        call_command("import_registry", str(tmp_path / f"{ASEL}.csv"))
    assert capsys.readouterr().err == "5608·· ···· 09.csv: There is no such file.\n"


def test_other_faults_of_the_system_are_told_in_its_words(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    with pytest.raises(SystemExit):
        call_command("import_registry", "n" * 300)
    assert capsys.readouterr().err == f"{'n' * 255}: The file cannot be read: File name too long.\n"


def test_an_odd_iin_is_posted_and_warned_of(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    odd = [line(iin="0" * 12) | more for more in ({}, {"reference": "G2"}, {"paymentperiod": ""})]
    call_command("import_registry", write(tmp_path, "odd.csv", csv_file(LINE, *odd)))
    assert capsys.readouterr().out.splitlines()[1] == (
        "Posted: 3. Known before: 0. Rejected: 1. "
        "Lines whose IIN holds no possible birth date: 3. It may be right all the same."
    )


def test_a_name_without_a_folder_is_looked_for_among_the_registries(tmp_path: Path, settings) -> None:
    settings.REGISTRY_DIR = tmp_path
    write(tmp_path, "named-without-a-folder.csv", csv_file(LINE))
    call_command("import_registry", "named-without-a-folder.csv", stdout=None)
    assert Contribution.objects.count() == 1


def test_of_very_many_rejected_lines_the_first_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    lines = [each | {"iin": "1"} for each in many(150)]
    call_command("import_registry", write(tmp_path, "bad.csv", csv_file(*lines)))
    said = capsys.readouterr().out.splitlines()
    assert "Posted: 0. Known before: 0. Rejected: 150." in said
    assert said[-1] == "More lines were rejected; the first of them are listed here."
    assert len(said) == 2 + 100 + 1


class Terminal:
    """A stream that is a terminal, or is not."""

    def __init__(self, is_terminal: bool) -> None:
        self.is_terminal, self.written = is_terminal, ""

    def isatty(self) -> bool:
        return self.is_terminal

    def write(self, text: str) -> None:
        self.written += text

    def flush(self) -> None:
        pass


@pytest.mark.parametrize(
    ("is_terminal", "shown"), [(True, "████████████████████····················] 1000 / 2000"), (False, "")]
)
def test_progress_is_shown_on_a_terminal_only(is_terminal: bool, shown: str) -> None:
    terminal = Terminal(is_terminal)
    bar = ProgressBar(terminal)
    bar.show(1000, None)
    bar.show(1000, 2000)
    bar.clear()
    assert shown in terminal.written
    assert bool(terminal.written) == is_terminal
