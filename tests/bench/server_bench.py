"""Which server: `python -m tests.bench.server_bench [--seconds 5] [--rounds 3] [--workers 2] [--threads 4]`.

Each server runs the portal with the settings of production, with as many workers and threads as the others, and is
asked by 16 clients from another process: for a view that does nothing behind the portal's own middleware, for the
home page, for the page to sign in. The rounds take turns; what is printed is the median of each.

A server that is not installed is left out. To see granian beside gunicorn, without installing it into the portal:
    pip install --target=/var/tmp/granian granian==2.8.7
    PYTHONPATH=/var/tmp/granian python -m tests.bench.server_bench
"""

import argparse
import json
import os
import platform
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from tests.environment import READ_BY_SETTINGS
from tests.house.source import ROOT

PAGES = ("/empty/", "/", "/sign-in/")
CLIENTS = 16
WARM_UP = 1.0
APPLICATION = "portal.wsgi:application"
GIVEN = {
    "DJANGO_SETTINGS_MODULE": "tests.bench.served_settings",
    "SECRET_KEY": "s3cret" * 10,
    "ALLOWED_HOSTS": "jarna.example",
    "TRUSTED_PROXY": "on",
}


def gunicorn(port: int, workers: int, threads: int) -> list[str]:
    """Threads that share a process."""
    return [
        *("gunicorn", APPLICATION, f"--bind=127.0.0.1:{port}", f"--workers={workers}", f"--threads={threads}"),
        *("--worker-class=gthread", "--no-control-socket", "--log-level=warning"),
    ]


def granian(port: int, workers: int, threads: int) -> list[str]:
    """The same threads, behind a front in Rust."""
    return [
        *("granian", "--interface=wsgi", APPLICATION, f"--port={port}", f"--workers={workers}"),
        *(f"--blocking-threads={threads}", "--http=1", "--no-ws", "--log-level=warning"),
    ]


SERVERS = {name.__name__: name for name in (gunicorn, granian)}


def main():
    """Take turns, then print."""
    asked = arguments()
    here = [name for name in SERVERS if find_spec(name)]
    with tempfile.TemporaryDirectory() as folder:
        environment = prepared(Path(folder))
        figures = {name: {page: [] for page in (*PAGES, "memory")} for name in here}
        for _ in range(asked.rounds):
            for name in here:
                one_round(name, asked, environment, figures[name])
    report(figures, asked)


def arguments() -> argparse.Namespace:
    """How much of everything."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=5)
    for name, default in (("rounds", 3), ("workers", 2), ("threads", 4)):
        parser.add_argument(f"--{name}", type=int, default=default)
    return parser.parse_args()


def prepared(folder: Path) -> dict[str, str]:
    """An empty database of its own, and the static files: a page names its style sheet."""
    machine = {name: value for name, value in os.environ.items() if name not in READ_BY_SETTINGS}
    environment = machine | GIVEN | {"DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3"}
    for command in (["migrate", "--verbosity=0"], ["collectstatic", "--no-input", "--verbosity=0"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)
    return environment


def one_round(name: str, asked: argparse.Namespace, environment: dict[str, str], figures: dict[str, list]) -> None:
    """Start it, ask for each page, stop it."""
    with served(SERVERS[name](free_port(), asked.workers, asked.threads), environment) as (port, server):
        for page in PAGES:
            load(port, page, WARM_UP)
            figures[page].append(load(port, page, asked.seconds))
        figures["memory"].append(memory(server))


@contextmanager
def served(command: list[str], environment: dict[str, str]) -> Iterator[tuple[int, subprocess.Popen]]:
    """A server that answers, until it is stopped."""
    port = int(
        next(word for word in command if "--port=" in word or "--bind=" in word).rpartition("=")[2].split(":")[-1]
    )
    server = subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT, env=environment)
    try:
        wait_for(port, server)
        yield port, server
    finally:
        server.terminate()
        server.wait()


def wait_for(port: int, server: subprocess.Popen) -> None:
    """Until it answers, or has ended."""
    ask = urllib.request.Request(
        f"http://127.0.0.1:{port}/empty/", headers={"Host": "jarna.example", "X-Forwarded-Proto": "https"}
    )
    while server.poll() is None:
        try:
            return urllib.request.urlopen(ask).close()
        except OSError:
            time.sleep(0.05)
    raise SystemExit("The server did not start.")


def free_port() -> int:
    """One that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def load(port: int, page: str, seconds: float) -> float:
    """Answers a second, all of them right."""
    command = [sys.executable, "-m", "tests.bench.load", f"{port}", page, f"{CLIENTS}", f"{seconds}"]
    came = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
    if came["failed"]:
        raise SystemExit(f"{page}: {came['failed']} of {came['answers']} failed.")
    return came["answers"] / came["seconds"]


def memory(server: subprocess.Popen) -> float:
    """What the server and its children hold for themselves, in MB."""
    parents = {entry: stat(entry) for entry in Path("/proc").iterdir() if entry.name.isdigit()}
    family = {f"{server.pid}"}
    for entry, parent in sorted(parents.items(), key=lambda one: int(one[0].name)):
        family |= {entry.name} if parent in family else set()
    return sum(private_kilobytes(Path("/proc") / pid) for pid in family) / 1024


def stat(process: Path) -> str:
    """The number of its parent; none if it has ended meanwhile."""
    try:
        return (process / "stat").read_text().rpartition(")")[2].split()[1]
    except OSError:
        return ""


def private_kilobytes(process: Path) -> int:
    """Its share of what it maps."""
    lines = (process / "smaps_rollup").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("Pss:")).split()[1])


def report(figures: dict[str, dict[str, list]], asked: argparse.Namespace) -> None:
    """A line a page: answers a second, and each server against the first and against its own empty view."""
    print(f"{machine()}; {asked.workers} workers of {asked.threads} threads, {CLIENTS} clients, {asked.rounds} rounds")
    print(f"{'':12}" + "".join(f"{name:>12}{'÷ empty':>9}" for name in figures) + f"{'last ÷ first':>14}")
    for page in PAGES:
        speed = {name: median(rows[page]) for name, rows in figures.items()}
        share = {name: speed[name] / median(rows["/empty/"]) for name, rows in figures.items()}
        first, last = list(speed.values())[0], list(speed.values())[-1]
        cells = "".join(f"{speed[name]:10.0f}/s{share[name]:9.3f}" for name in figures)
        print(f"{page:12}{cells}{last / first:14.2f}")
    print(f"{'memory':12}" + "".join(f"{median(rows['memory']):9.0f} MB{'':9}" for rows in figures.values()))


def machine() -> str:
    """What it ran on."""
    model = next((line for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line), "")
    named = model.partition(":")[2].strip() or platform.machine()
    return f"{named}, {os.cpu_count()} cores, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
