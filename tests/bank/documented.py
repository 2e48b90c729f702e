"""The calls that the documentation shows, each with the answer that it shows."""

import re
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext, override

from tests.house.source import ROOT

SHOWN = re.compile(r"```sh\n(curl [^\n]+)\n```\n+```(?:json|xml)\n(.+?)\n?```", re.DOTALL)
PORTAL = "http://127.0.0.1:8000"
INSURED = "Сақтандырылған адам"  # as a translation calls "Insured person", whatever word it is
# Our numbers and moments are others each time, and a long list may be cut short.
DIFFERS = re.compile(r'(?<="prv_txn_id": ")\d+|(?<=<prv_txn>)\d+|(?<=<authcode>)\d+|(?<=<date>)[0-9T:-]+|…')


class Example(NamedTuple):
    """What to type, and what comes back."""

    command: str
    answer: str

    def is_answered_by(self, text: str) -> bool:
        """Is this the answer, but for what is another one each time?"""
        fixed = DIFFERS.split(self.answer.replace(INSURED, insured()))
        pattern = ".+".join(map(re.escape, fixed))
        return re.fullmatch(pattern, text) is not None


def examples(page: str) -> list[Example]:
    """The examples of a page, from its top to its end: later ones follow from earlier ones."""
    return [Example(*found) for found in SHOWN.findall((ROOT / page).read_text())]


def insured() -> str:
    """What the country's language calls whom money is for."""
    with override(settings.LANGUAGE_CODE):
        return gettext("Insured person")
