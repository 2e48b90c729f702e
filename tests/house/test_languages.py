"""Languages: Kazakh and Russian say everything that English does, and nothing in another language's words."""

import ast
import re
from pathlib import Path

import polib
import pytest

from tests.house.messages import CATALOGUES, Message, in_python, in_template, key, messages
from tests.house.source import files, shown

ALL_CATALOGUES = files("portal", "*.po")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
ENGLISH_WORD = re.compile(r"\b[a-z]{3,}\b")
CYRILLIC = re.compile("[а-яёәғқңөұүһі]", re.IGNORECASE)
KAZAKH_ALONE = re.compile("[әғқңөұүһі]", re.IGNORECASE)

by_name = pytest.mark.parametrize("catalogue", ALL_CATALOGUES, ids=shown)
by_language = pytest.mark.parametrize("catalogue", [path for path in CATALOGUES if path.exists()], ids=shown)


def forms(entry: polib.POEntry) -> list[str]:
    """Every form of a translation."""
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def test_there_are_messages() -> None:
    assert len(messages()) > 50
    assert set(CATALOGUES) <= set(ALL_CATALOGUES)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("""{% translate "It's paid" %}""", Message(None, "It's paid", "")),
        ('{% translate "May" context "month" %}', Message("month", "May", "")),
        (
            "{% blocktranslate trimmed %}\n  You owe\n  {{ sum }}.\n{% endblocktranslate %}",
            Message(None, "You owe %(sum)s.", ""),
        ),
        (
            "{% blocktranslate count n=n %}{{ n }} month{% plural %}{{ n }} months{% endblocktranslate %}",
            Message(None, "%(n)s month", "%(n)s months"),
        ),
        ('{% include "x.html" with title=_("Planner") %}', Message(None, "Planner", "")),
        ('{{ _("Paid") }}', Message(None, "Paid", "")),
    ],
)
def test_messages_of_templates_are_found(source: str, message: Message) -> None:
    assert list(in_template(source)) == [message]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("gettext('Paid')", Message(None, "Paid", "")),
        ("_('Paid ' 'twice')", Message(None, "Paid twice", "")),
        ("ngettext_lazy('%(n)d month', '%(n)d months', 'n')", Message(None, "%(n)d month", "%(n)d months")),
        ("translation.pgettext('month', 'May')", Message("month", "May", "")),
        ("npgettext('sum', 'one', 'many', count)", Message("sum", "one", "many")),
    ],
)
def test_messages_of_modules_are_found(source: str, message: Message) -> None:
    assert list(in_python(ast.parse(source))) == [message]


@by_language
def test_every_message_is_there_and_no_other(catalogue: Path) -> None:
    here = {key(entry) for entry in polib.pofile(str(catalogue))}
    assert sorted_(messages().keys() - here) == [], "python -m tests.house.messages adds them"
    assert sorted_(here - messages().keys()) == [], "python -m tests.house.messages drops them"


def sorted_(some: set[Message]) -> list[str]:
    """For a failure that reads well."""
    return sorted(f"{message.context or ''} {message.singular}".strip() for message in some)


@by_name
def test_every_message_is_translated(catalogue: Path) -> None:
    entries = polib.pofile(str(catalogue))
    assert len(entries) > 0
    assert [entry.msgid for entry in entries if not entry.translated()] == []


@by_name
def test_every_translation_keeps_what_is_filled_in(catalogue: Path) -> None:
    lost = [
        entry.msgid for entry in polib.pofile(str(catalogue)) if entry.translated() and not keeps_placeholders(entry)
    ]
    assert lost == []


def keeps_placeholders(entry: polib.POEntry) -> bool:
    """A plural form may say "one" in words; nothing else may leave out a value, and none may invent one."""
    source = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
    return all(
        found <= source if entry.msgid_plural else found == source
        for found in (set(PLACEHOLDER.findall(form)) for form in forms(entry))
    )


@by_name
def test_the_compiled_catalogue_is_the_same(catalogue: Path) -> None:
    made = catalogue.with_suffix(".mo")
    assert made.exists()
    compiled = {key(entry): forms(entry) for entry in polib.mofile(str(made))}
    assert compiled == {key(entry): forms(entry) for entry in polib.pofile(str(catalogue)) if entry.translated()}


@by_language
def test_no_sentence_stays_in_english(catalogue: Path) -> None:
    same = [
        entry.msgid
        for entry in polib.pofile(str(catalogue))
        if ENGLISH_WORD.search(PLACEHOLDER.sub("", entry.msgid))
        and not all(CYRILLIC.search(form) for form in forms(entry))
    ]
    assert same == []


@by_language
def test_no_russian_sentence_has_a_kazakh_letter(catalogue: Path) -> None:
    if "ru" in catalogue.parts:
        mixed = [entry.msgid for entry in polib.pofile(str(catalogue)) if KAZAKH_ALONE.search("".join(forms(entry)))]
        assert mixed == []
