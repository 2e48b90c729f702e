"""The addresses that the portal answers at.

python -m tests.house.addresses      writes them into addresses.txt, for the change that is meant
"""

from collections.abc import Iterator

import django
from django.urls import URLPattern, URLResolver, get_resolver

from tests import environment  # noqa: F401 - Django reads its settings from it
from tests.house.source import ROOT

LISTED = ROOT / "tests/house/addresses.txt"


def addresses() -> list[str]:
    """Every address as it is written in urls.py, sorted."""
    return sorted(set(walk(get_resolver(), "/")))


def walk(resolver: URLResolver, before: str) -> Iterator[str]:
    """The addresses below a resolver."""
    for pattern in resolver.url_patterns:
        address = before + str(pattern.pattern).removeprefix("^").removesuffix("$")
        if isinstance(pattern, URLPattern):
            yield address
        else:
            yield from walk(pattern, address)


def listed() -> list[str]:
    """What the file says."""
    return LISTED.read_text().splitlines() if LISTED.exists() else []


if __name__ == "__main__":
    django.setup()
    LISTED.write_text("".join(f"{address}\n" for address in addresses()))
