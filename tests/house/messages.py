"""Every message that the source holds, found without the gettext tools, which a newcomer's machine lacks.

python -m tests.house.messages      adds to portal/locale what is new, drops what is gone, and compiles
"""

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from django.utils.translation.template import templatize

from tests.house.source import ROOT, files, modules, shown, tree

CATALOGUES = tuple(ROOT / f"portal/locale/{language}/LC_MESSAGES/django.po" for language in ("kk", "ru"))
HEADER = {
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "MIME-Version": "1.0",
    "Plural-Forms": "",
}
PLURAL_FORMS = {
    "kk": "nplurals=2; plural=(n!=1);",
    "ru": "nplurals=4; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : "
    "n%10==0 || (n%10>=5 && n%10<=9) || (n%100>=11 && n%100<=14)? 2 : 3);",
}


class Message(NamedTuple):
    """What gettext looks a translation up by."""

    context: str | None
    singular: str
    plural: str


# What the first arguments of each function are; each has a twin whose name ends in _lazy or _noop.
ARGUMENTS = {
    "_": ("singular",),
    "gettext": ("singular",),
    "ngettext": ("singular", "plural"),
    "pgettext": ("context", "singular"),
    "npgettext": ("context", "singular", "plural"),
}
STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"(?<!\w)(_|n?p?gettext)\(\s*({STRING}(?:\s*,\s*{STRING})*)")


def messages() -> dict[Message, str]:
    """Every message, each with the first place that says it."""
    found: dict[Message, str] = {}
    for path in modules("payments", "portal"):
        for message in in_python(tree(path)):
            found.setdefault(message, shown(path))
    for path in files("templates"):
        for message in in_template(path.read_text()):
            found.setdefault(message, shown(path))
    return found


def in_python(module: ast.Module) -> Iterator[Message]:
    """The messages of a module: calls of gettext and its kin on plain strings."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            texts = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
            yield from called(re.sub("_(lazy|noop)$", "", name), texts)


def in_template(source: str) -> Iterator[Message]:
    """The messages of a template, which Django itself turns into calls of gettext."""
    for name, texts in CALL.findall(templatize(source)):
        yield from called(name, [ast.literal_eval(text) for text in re.findall(STRING, texts)])


def called(name: str, texts: list[str]) -> Iterator[Message]:
    """The message that a function of gettext asks for, if it is one."""
    wanted = ARGUMENTS.get(name, ())
    if wanted and len(texts) >= len(wanted):
        yield Message(**{"context": None, "plural": ""} | dict(zip(wanted, texts, strict=False)))


def key(entry: polib.POEntry) -> Message:
    """The same of an entry in a catalogue."""
    return Message(entry.msgctxt, entry.msgid, entry.msgid_plural)


def new_entry(message: Message, place: str, forms: int) -> polib.POEntry:
    """An entry that waits for its translation."""
    return polib.POEntry(
        msgctxt=message.context,
        msgid=message.singular,
        msgid_plural=message.plural,
        msgstr_plural=dict.fromkeys(range(forms), "") if message.plural else {},
        occurrences=[(place, "")],
    )


def update(catalogue: Path) -> None:
    """Bring one catalogue up to date and compile it; what is translated stays as it is."""
    language = catalogue.parents[1].name
    old = {key(entry): entry for entry in polib.pofile(str(catalogue))} if catalogue.exists() else {}
    new = polib.POFile(wrapwidth=100)
    new.metadata = HEADER | {"Language": language, "Plural-Forms": PLURAL_FORMS[language]}
    for message, place in messages().items():
        entry = old.get(message) or new_entry(message, place, 2 if language == "kk" else 4)
        entry.occurrences = [(place, "")]
        new.append(entry)
    os.makedirs(catalogue.parent, exist_ok=True)
    new.save(str(catalogue))
    new.save_as_mofile(str(catalogue.with_suffix(".mo")))
    print(f"{shown(catalogue)}: {len(new)} messages, {len(new.untranslated_entries())} to translate")


if __name__ == "__main__":
    for each in CATALOGUES:
        update(each)
