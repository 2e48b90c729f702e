"""The queries that every page asks: Django works out their SQL once, and from then on only the values change."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.query import get_related_populators

Found = TypeVar("Found", bound=Model)


class Blank(Expression):
    """A value that is given each time that the query is asked; it is stored as the field stores its own."""

    def __init__(self, name: str, field: Field) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, _compiler: object, _connection: object) -> tuple[str, list[Any]]:
        """A place in the SQL; among the parameters the blank itself keeps the place of its value."""
        return "%s", [self]

    def stored(self, given: dict[str, Any]) -> Any:
        """What takes its place."""
        return self.output_field.get_db_prep_value(given[self.name], connection)


class Prepared(Generic[Found]):
    """A query that finds one row or none, with those that it selects beside it: in the database that is written to."""

    def __init__(self, make: Callable[[], "QuerySet[Found]"]) -> None:
        self.make = make

    def first(self, **given: Any) -> Found | None:
        """Ask."""
        sql, params, build = self._worked_out
        with connection.cursor() as cursor:
            cursor.execute(sql, [one.stored(given) if isinstance(one, Blank) else one for one in params])
            found = cursor.fetchone()
        return None if found is None else build(found)

    @cached_property
    def _worked_out(self) -> tuple[str, tuple[Any, ...], Callable[[tuple], Found]]:
        """The SQL, its parameters, and what makes of a row what Django would."""
        compiler = self.make().query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        info = compiler.klass_info
        start, end = info["select_fields"][0], info["select_fields"][-1] + 1
        names = [column.target.attname for column, *_ in compiler.select[start:end]]
        converters = compiler.get_converters([column for column, *_ in compiler.select])
        beside = get_related_populators(info, compiler.select, DEFAULT_DB_ALIAS)

        def build(row: tuple) -> Found:
            [values] = compiler.apply_converters([row], converters)
            one = info["model"].from_db(DEFAULT_DB_ALIAS, names, values[start:end])
            for each in beside:
                each.populate(values, one)
            return one

        return sql, params, build
