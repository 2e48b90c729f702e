"""People, found or made by their IIN exactly once, however many ask at the same time."""

from collections.abc import Mapping
from typing import NamedTuple

from payments.models import Person


class Names(NamedTuple):
    """What a line calls a person; empty where it does not say."""

    last_name: str = ""
    first_name: str = ""
    patronymic: str = ""


def lock_people(names: Mapping[str, Names]) -> dict[str, Person]:
    """The people of these IINs, locked until the transaction ends; their blank names are filled in.

    Always in the order of their IINs: two batches that share people wait for each other, and never both.
    """
    _create_missing(names)
    people = Person.objects.filter(iin__in=names).order_by("iin").select_for_update(no_key=True)
    found = {person.iin: person for person in people}
    _fill_in(found, names)
    return found


def _create_missing(names: Mapping[str, Names]) -> None:
    known = set(Person.objects.filter(iin__in=names).values_list("iin", flat=True))
    missing = [Person(iin=iin, **names[iin]._asdict()) for iin in sorted(names.keys() - known)]
    # Where somebody was quicker, update nothing: SQLite's way to ignore a conflict ignores a wrong IIN too.
    Person.objects.bulk_create(missing, update_conflicts=True, unique_fields=["iin"], update_fields=["iin"])


def _fill_in(people: Mapping[str, Person], names: Mapping[str, Names]) -> None:
    named = [person for iin, person in people.items() if _fill_in_one(person, names[iin])]
    if named:
        Person.objects.bulk_update(named, Names._fields, batch_size=500)


def _fill_in_one(person: Person, names: Names) -> bool:
    blank = {field: name for field, name in names._asdict().items() if name and not getattr(person, field)}
    for field, name in blank.items():
        setattr(person, field, name)
    return bool(blank)
