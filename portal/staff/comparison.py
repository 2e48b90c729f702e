"""Two sides field by field, for `admin/_comparison.html`."""

from typing import Any

from portal.words import comparison as words


def row(label: str, left: str, right: str, agrees: bool | None, note: str = "", *, unknown: str) -> dict[str, Any]:
    """One field of both sides, how they agree, and a note; `unknown` is the word where nobody can say."""
    return {
        "label": label,
        "left": left,
        "right": right,
        "agree": words.agreement(agrees, unknown),
        "note": note,
    }
