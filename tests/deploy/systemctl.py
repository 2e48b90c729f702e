"""What deploy/release asks of systemd, done by hand: start and stop jarna@VERSION as its unit says.

python -m tests.deploy.systemctl FOLDER start|stop|is-active … jarna@VERSION      all other verbs do nothing
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.house.source import ROOT


def start(home: Path, version: str) -> None:
    """The command of the unit, in the folder of the version; its number is kept."""
    unit = (ROOT / "deploy/systemd/jarna@.service").read_text()
    command = next(line for line in unit.splitlines() if line.startswith("ExecStart=")).removeprefix("ExecStart=")
    words = command.replace("/opt/jarna", f"{home}").replace("%i", version).split()
    folder = home / "releases" / version
    with (home / f"{version}.log").open("a") as log:
        server = subprocess.Popen(words, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    (home / f"{version}.pid").write_text(f"{server.pid}")


def stop(home: Path, version: str) -> None:
    """As systemd does it, and like --no-block without waiting."""
    os.kill(int((home / f"{version}.pid").read_text()), signal.SIGTERM)


def is_active(home: Path, version: str) -> None:
    """Ends with 0 if it is."""
    process = Path("/proc") / (home / f"{version}.pid").read_text() / "cmdline"
    sys.exit(not (process.exists() and process.read_bytes()))


VERBS = {"start": start, "stop": stop, "is-active": is_active}

if __name__ == "__main__":
    home, verb, unit = Path(sys.argv[1]), sys.argv[2], sys.argv[-1]
    if verb in VERBS:
        VERBS[verb](home, unit.removeprefix("jarna@"))
