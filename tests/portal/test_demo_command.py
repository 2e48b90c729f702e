"""`manage.py demo`: on this machine alone, from scratch each time, and never with production settings."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from portal.demo.accounts import PASSWORD
from portal.demo.situations import THREE_GAPS
from tests.environment import READ_BY_SETTINGS
from tests.house.source import ROOT


def test_the_command_refuses_settings_that_are_not_the_demos() -> None:
    with pytest.raises(CommandError, match="start it as manage.py demo"):
        call_command("demo", "--no-serve")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--today", "2025-12-31"], "the demo's situations begin on 2026-01-01"),
        (["--today", "tomorrow"], "'tomorrow' is not a day such as 2027-01-01"),
    ],
)
def test_a_day_that_cannot_be_shown_is_refused(arguments: list[str], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        call_command("demo", *arguments)


ELSEWHERE = """
from pathlib import Path
from portal.settings import *
VAR_DIR = Path({folder!r})
DATABASES["default"]["NAME"] = str(VAR_DIR / "demo.sqlite3")
"""


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen]]:
    """Start the command as people do, except that what it makes lies elsewhere."""
    (tmp_path / "elsewhere.py").write_text(ELSEWHERE.format(folder=str(tmp_path)))
    ours = {"DJANGO_SETTINGS_MODULE": "elsewhere", "PYTHONPATH": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    machine = {name: value for name, value in os.environ.items() if name not in READ_BY_SETTINGS}
    started = []

    def start(*arguments: str, **environment: str) -> subprocess.Popen:
        command = [sys.executable, "-W", "error", "manage.py", "demo", *arguments]
        pipe = subprocess.PIPE
        started.append(
            subprocess.Popen(command, cwd=ROOT, env=machine | ours | environment, stdout=pipe, stderr=pipe, text=True)
        )
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.mark.slow
def test_the_command_may_be_run_twice(demo, tmp_path: Path) -> None:
    runs = [demo("--no-serve", "--today", "2027-01-01").communicate() for _ in range(2)]
    (first, no_error), (second, _) = (run for run in runs)
    assert no_error == ""
    assert without_code(first) == without_code(second)
    assert first.startswith("2027-01-01: 4 registries imported, ")
    assert f"\n{THREE_GAPS.iin:<18} {PASSWORD}  {THREE_GAPS.shows.en}\n" in first
    made = {path.name for path in tmp_path.iterdir()} - {"__pycache__"}
    assert made == {"elsewhere.py", "demo", "demo.sqlite3"}


def without_code(text: str) -> str:
    """What was printed, without the one-time code, which is another one each time."""
    return re.sub(r"[A-Z2-9]{4}-[A-Z2-9]{4}", "CODE", text)


@pytest.mark.slow
def test_the_portal_is_served_until_ctrl_c(demo) -> None:
    process = demo("--port", "0")
    address = next(found[0] for line in process.stdout if (found := re.search(r"http://127\.0\.0\.1:\d+", line)))
    for page in ("/staff/login/", "/static/css/base.css", "/static/admin/css/base.css"):
        with urllib.request.urlopen(address + page) as answer:
            assert answer.status == 200
    process.send_signal(signal.SIGINT)
    printed, problems = process.communicate()
    assert process.returncode == 0
    assert "Traceback" not in problems


def test_a_port_in_use_is_refused_before_anything_is_touched(demo, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        process = demo("--port", f"{port}")
        _, problem = process.communicate()
    assert problem.startswith(f"CommandError: Port {port}: ")
    assert not (tmp_path / "demo.sqlite3").exists()


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS"])
def test_production_settings_are_refused_before_anything_is_touched(demo, tmp_path: Path, name: str) -> None:
    process = demo("--no-serve", **{name: "postgres://jarna.example/jarna"})
    _, problem = process.communicate()
    assert process.returncode == 1
    assert problem == f"manage.py: The demo does not run with production settings: unset {name} first.\n"
    assert not (tmp_path / "demo.sqlite3").exists()
