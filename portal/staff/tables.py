"""Tables below a row: under each head the name that the model gives the field."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.utils.text import capfirst


def heads(model: type[Model], fields: Iterable[str]) -> list[str]:
    """What the columns are called."""
    return [capfirst(model._meta.get_field(name).verbose_name) for name in fields]


def table(caption: str, head: list[str], rows: Iterable[list[str]]) -> dict[str, Any]:
    """Rows of ready cells, for `admin/_table.html`."""
    return {"caption": caption, "head": head, "rows": list(rows)}
