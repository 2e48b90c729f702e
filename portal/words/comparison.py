"""How two sides compare, field by field."""

from django.utils.translation import pgettext


def agreement(agrees: bool | None, unknown: str) -> dict[str, str]:
    """A sign and a word, and the look that goes with them; `unknown` is the word for None."""
    if agrees is None:
        return {"sign": "–", "word": unknown, "look": "unknown"}
    if agrees:
        return {"sign": "=", "word": pgettext("comparison", "agrees"), "look": "equal"}
    return {"sign": "≠", "word": pgettext("comparison", "differs"), "look": "other"}


def not_known() -> str:
    """One side does not say it."""
    return pgettext("comparison", "not known")


def nothing_to_compare() -> str:
    """It is asked of one side alone."""
    return pgettext("comparison", "nothing to compare")
