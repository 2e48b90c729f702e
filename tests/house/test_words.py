"""Words: names that say something, and nothing of the machine that the code was written on."""

import re
from pathlib import Path

import pytest

from tests.house.source import ROOT, files, modules, shown

SAY_NOTHING = {"utils", "helpers", "services", "managers", "signals", "core", "common", "misc", "base", "lib"}

# Absolute addresses of somebody's machine; taken apart, so that this file does not hold one itself.
HERE = re.compile("(?<![\\w.~>}-])/(" + "|".join(("work", "tmp", "root", "home", "Users")) + ")/")

LISTED = ("payments", "portal", "templates", "static", "tests", "tools", ".ci", "docs")


def test_no_module_has_a_name_that_says_nothing() -> None:
    names = [path.relative_to(ROOT).with_suffix("") for path in modules("payments", "portal", "tests", "tools")]
    assert names
    assert [str(name) for name in names if SAY_NOTHING & set(name.parts)] == []


@pytest.mark.parametrize("room", LISTED)
def test_no_address_of_a_machine(room: str) -> None:
    texts = {shown(path): text for path in files(room) if (text := text_of(path)) is not None}
    found = [f"{name}: {match[0]}" for name, text in texts.items() for match in HERE.finditer(text)]
    assert found == []


def text_of(path: Path) -> str | None:
    """What the file says, if it is a text."""
    try:
        return path.read_text()
    except UnicodeDecodeError:
        return None
