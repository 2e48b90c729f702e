"""Templates: nothing inline, one h1 a page, values that are ready, and links that work without scripts."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from tests.house.source import ROOT, files, shown

TEMPLATES = files("templates", "*.html")
PAGES = tuple(path for path in files("templates/web", "*.html") if not path.name.startswith("_"))

INLINE = {
    "style": re.compile(r"\sstyle\s*=|<style\b", re.IGNORECASE),
    "handler": re.compile(r"\son[a-z]+\s*=|\shx-on\b", re.IGNORECASE),
    "script": re.compile(r"<script\b(?![^>]*\bsrc=)|javascript:", re.IGNORECASE),
}
ARITHMETIC = re.compile(r"\|\s*(add|divisibleby|floatformat|length_is)\b|{%\s*widthratio\b")
COMMENT = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", re.DOTALL)
NAMES_ANOTHER = re.compile(r"""{%\s*(?:include|extends)\s+["']([^"']+)["']""")
EXTENDS = re.compile(r"""{%\s*extends\s+["']([^"']+)["']""")
STATIC = re.compile(r"""{%\s*static\s+["']([^"']+)["']""")
TAG = re.compile(r"<[a-z][^<>]*>", re.IGNORECASE)

each = pytest.mark.parametrize("path", TEMPLATES, ids=shown)
each_page = pytest.mark.parametrize("path", PAGES, ids=shown)


def source(path: Path) -> str:
    """A template without its comments, which no browser sees."""
    return COMMENT.sub("", path.read_text())


def with_its_parts(path: Path) -> str:
    """A page, what it extends and what it includes, one after another."""
    parts = [ROOT / "templates" / name for name in NAMES_ANOTHER.findall(source(path))]
    return source(path) + "".join(with_its_parts(part) for part in parts if part.exists())


def ancestors(path: Path) -> list[str]:
    """What a page extends, and what that extends."""
    if not path.exists() or not (parent := EXTENDS.search(source(path))):
        return []
    return [parent[1], *ancestors(ROOT / "templates" / parent[1])]


def is_template(name: str) -> bool:
    """Can Django find it, among ours or in its own admin?"""
    try:
        return bool(get_template(name))
    except TemplateDoesNotExist:
        return False


def test_there_are_templates() -> None:
    assert len(TEMPLATES) > 10
    assert len(PAGES) > 5


@each
def test_a_template(path: Path) -> None:
    """All that holds of each: one case a template, for there are hundreds."""
    text = source(path)
    assert {kind: found for kind, pattern in INLINE.items() if (found := pattern.findall(text))} == {}
    assert ARITHMETIC.findall(text) == []
    assert [name for name in NAMES_ANOTHER.findall(text) if not is_template(name)] == []
    assert [name for name in STATIC.findall(text) if not finders.find(name)] == []
    assert without_a_way_for_those_without_scripts(text) == []


def without_a_way_for_those_without_scripts(text: str) -> list[str]:
    """A link that htmx follows is a link; a form that htmx sends is a form."""
    tags = TAG.findall(text)
    no_links = [tag for tag in tags if "hx-get" in tag and not re.search(r"\s(href|action)=", tag)]
    return no_links + [tag for tag in tags if "hx-post" in tag and not tag.startswith("<form")]


@each_page
def test_a_page_extends_the_base_and_has_one_heading(path: Path) -> None:
    assert "base.html" in ancestors(path)
    assert len(re.findall(r"<h1\b", with_its_parts(path))) == 1
