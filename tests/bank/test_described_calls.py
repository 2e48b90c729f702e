"""A thousand calls that the description allows, and that it does not: each answer is one that it describes.

Schemathesis makes them, in an environment of its own (tests/bank/schemathesis.in says why):
    python3 -m venv var/schemathesis
    var/schemathesis/bin/pip install --require-hashes -r tests/bank/schemathesis.txt
"""

import os
import re
import subprocess

import pytest

from tests.bank.partners import KEY, partner
from tests.conftest import SCHEMATHESIS
from tests.house.source import ROOT

ROOM = ROOT / "tests/bank"
# How many calls each dialect gets at least; together they are more than a thousand.
CASES = {"osmp": 500, "kaspi": 300, "kassa24": 300}


@pytest.mark.slow
@pytest.mark.schemathesis
@pytest.mark.parametrize(("dialect", "least"), CASES.items())
def test_nothing_is_found(live_server, tmp_path, dialect: str, least: int) -> None:
    partner(dialect, dialect=dialect)
    command = [
        SCHEMATHESIS,
        "--config-file",
        ROOM / "schemathesis.toml",
        "run",
        f"{live_server.url}/bank/openapi.json",
        f"--auth={dialect}:{dialect} {KEY}",
        f"--include-path=/bank/{dialect}",
        "--max-examples=200",
        "--seed=1",
        "--no-color",
        "--warnings=off",
    ]
    hooks = os.environ | {"SCHEMATHESIS_HOOKS": f"{ROOM / 'xml_answers.py'}"}
    run = subprocess.run(command, cwd=tmp_path, env=hooks, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    assert int(re.search(r"(\d+) generated", run.stdout)[1]) >= least
