"""Parts that stand on a page dozens of times are filled in as a template would do it, and nobody's words are markup."""

import re

import pytest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import override

from portal.patterns import Patterns, joined
from tests.house.source import ROOT, files, shown
from tests.payments.samples import credited

PATTERNS = [path for folder in ("web", "print") for path in files(f"templates/{folder}/rows", "*.html")]
BLANK = re.compile(r"{{\s*(\w+)\s*}}")
DECIDES = re.compile(r"{%\s*(if|for|include|with|url|csrf_token)\b|\|")
SIGNS = "<b>\"'&{0}{amount}%s</b>"


def test_a_pattern_decides_nothing() -> None:
    """It is rendered once: what depends on a row would be the same in all of them."""
    assert len(PATTERNS) > 15
    assert [shown(path) for path in PATTERNS if DECIDES.search(path.read_text())] == []


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_filled_in_as_a_template_would(language: str) -> None:
    for path in PATTERNS:
        name = str(path.relative_to(ROOT / "templates"))
        values = {blank: f"{SIGNS}{blank}" for blank in BLANK.findall(path.read_text())}
        with override(language):
            assert Patterns().fill(name, values) == render_to_string(name, values).strip("\n")


def test_what_is_markup_stays_so() -> None:
    cells = joined([SafeString("<td>1</td>"), SafeString("<td>2</td>")])
    assert cells in Patterns().fill("web/rows/_further.html", {"cells": cells})


def test_what_a_registry_says_is_no_markup(citizen) -> None:
    credited(reference="<script>{amount}</script>")
    page = citizen.get("/statement/").text
    assert page.count("&lt;script&gt;{amount}&lt;/script&gt;") == 2  # on the screen and on paper
    assert "<script>{" not in page
