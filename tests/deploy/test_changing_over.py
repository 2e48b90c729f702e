"""From one version to the next while people ask: deploy/release, with systemd's part played by hand."""

import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path

import pytest

from tests.deploy.serving import HOST, Outside, environment, nginx
from tests.house.source import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.nginx]

PEOPLE = 6
CALL = b"pg_order_id=1"  # that nobody has signed: refused by the portal itself


@pytest.fixture
def home(prepared, tmp_path) -> Iterator[Path]:
    """Two versions of the portal, side by side, and none that serves."""
    for version in ("first", "second"):
        version_of(tmp_path, version)
    systemctl = tmp_path / "bin/systemctl"
    systemctl.parent.mkdir()
    systemctl.write_text(
        f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m tests.deploy.systemctl {tmp_path} "$@"\n'
    )
    systemctl.chmod(0o755)
    (tmp_path / "jarna.env").write_text(f"ALLOWED_HOSTS={HOST}\n")
    yield tmp_path
    for pid in tmp_path.glob("*.pid"):
        subprocess.run(["kill", pid.read_text()], capture_output=True)


def version_of(home: Path, name: str) -> None:
    """A folder as `build` of deploy/release makes it: everything that we have, and a var of its own."""
    release = home / "releases" / name
    (release / "var").mkdir(parents=True)
    for entry in ("portal", "payments", "templates", "static", "deploy", "manage.py"):
        (release / entry).symlink_to(ROOT / entry)
    bin_folder = release / ".venv/bin"
    bin_folder.mkdir(parents=True)
    (bin_folder / "python").write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    (bin_folder / "python").chmod(0o755)


def change_over(home: Path, prepared: Path, version: str) -> subprocess.CompletedProcess:
    """What an operator types."""
    ours = {"JARNA_HOME": f"{home}", "JARNA_SETTINGS": f"{home}", "PATH": f"{home}/bin:{os.environ['PATH']}"}
    return subprocess.run(
        [ROOT / "deploy/release", "--back", version],
        env=environment(prepared) | ours, capture_output=True, text=True,
    )  # fmt: skip


@contextmanager
def people_ask(outside: Outside) -> Iterator[Counter]:
    """Pages and calls from several at once, without a pause, until they are told to stop."""
    answers, stop = Counter(), threading.Event()

    def ask():
        while not stop.is_set():
            for method, path, body in (("GET", "/sign-in/", None), ("POST", "/bank/acquirer/result", CALL)):
                try:
                    answers[outside.ask(method, path, body).status] += 1
                except (OSError, HTTPException) as failed:
                    answers[repr(failed)] += 1

    threads = [threading.Thread(target=ask) for _ in range(PEOPLE)]
    for thread in threads:
        thread.start()
    yield answers
    stop.set()
    for thread in threads:
        thread.join()


def ended(home: Path, version: str) -> None:
    """Wait until a version has finished what it began."""
    while "Shutting down: Master" not in (home / f"{version}.log").read_text():
        os.sched_yield()


def test_nobody_is_refused_while_versions_change(home, prepared):
    assert change_over(home, prepared, "first").stdout == "Version first serves.\n"
    with nginx(home, home / "current/var/portal.sock") as outside, people_ask(outside) as answers:
        for before, version in (("first", "second"), ("second", "first")):
            seen = answers.total()
            said = change_over(home, prepared, version)
            assert said.stdout == f"Version {version} serves.\n", said.stderr
            ended(home, before)
            assert (home / "current").resolve().name == version
            assert answers.total() > seen
    print(dict(answers))
    assert set(answers) == {200, 403}


def test_a_version_that_does_not_start_changes_nothing(home, prepared):
    change_over(home, prepared, "first")
    (home / "releases/second/portal").unlink()
    (home / "releases/second/portal.py").write_text("raise SystemExit('half of it is missing')")
    said = change_over(home, prepared, "second")
    assert said.returncode == 1
    assert "nothing was changed" in said.stderr
    assert (home / "current").resolve().name == "first"
    with nginx(home, home / "current/var/portal.sock") as outside:
        assert outside.ask("GET", "/sign-in/").status == 200
