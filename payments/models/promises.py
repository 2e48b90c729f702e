"""Promises that several nouns make, as expressions for their constraints."""

from functools import reduce
from operator import add
from typing import Any

from django.db.models import BooleanField, Case, F, Func, IntegerField, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import StrIndex, Substr
from django.db.models.lookups import Exact, LessThan

from payments.rules.identifiers import FIRST_PASS, SECOND_PASS

TWELVE_DIGITS = r"\A[0-9]{12}\Z"
BIN = r"\A[0-9]{4}[4-6][0-9]{7}\Z"
SHA256 = r"\A[0-9a-f]{64}\Z"


class HasCheckDigit(Func):
    """True where the last of twelve digits checks the others, in two passes as in `rules.identifiers`.

    A class of its own, so that a migration says `HasCheckDigit("iin")` and not the forty lines of SQL.
    """

    output_field = BooleanField()

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Exact:
        """What the database computes instead."""
        (number,) = self.source_expressions
        first, second = (_weighted(number, weights) for weights in (FIRST_PASS, SECOND_PASS))
        expected = Case(When(LessThan(first, 10), then=first), default=second, output_field=IntegerField())
        # A second pass that gives 10 as well equals no digit: such a number is never issued.
        return Exact(expected, _digit(number, 12)).resolve_expression(*args, **kwargs)


def _weighted(number: F, weights: tuple[int, ...]) -> Combinable:
    return reduce(add, (_digit(number, place) * weight for place, weight in enumerate(weights, start=1))) % 11


def _digit(number: F, place: int) -> Combinable:
    # By its place among the digits, for a cast would fail on a letter where a constraint ought to say no.
    return StrIndex(Value("0123456789"), Substr(number, place, 1)) - 1


def first_of_month(field: str) -> Q:
    """A period is the first day of its month."""
    return Q(**{f"{field}__day": 1})
