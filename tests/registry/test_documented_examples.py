"""The examples of docs/registries.md are files that the importer takes."""

import re
from pathlib import Path

import pytest

from tests.registry.samples import read_all

DOCUMENT = Path(__file__).parents[2] / "docs/registries.md"
EXAMPLES = re.findall(r"```(?:xml)?\n(.+?)```", DOCUMENT.read_text(), re.DOTALL)


def test_there_is_one_for_each_format() -> None:
    assert len(EXAMPLES) == 4


@pytest.mark.parametrize("text", EXAMPLES, ids=["csv", "camt054", "mt102", "categories"])
def test_an_example_is_read_without_a_fault(text: str) -> None:
    read = read_all(text.encode())
    assert read
    assert [line.reasons for line in read if line.reasons] == []
