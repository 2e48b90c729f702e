"""Whether an IIN and a first name belong together, for whoever pays for somebody else."""

from unicodedata import normalize

from django.db import transaction

from payments.ledger.people import Names, lock_people
from payments.models import Actor, PayeeCheck, Person


@transaction.atomic
def check_payee(*, actor: Actor, iin: str, first_name: str) -> Person | None:
    """The person, if all is in order; None if a first name is recorded and is another one. Each question is kept.

    A person of whom nothing is known is in order: those who never paid need it most. What was typed is not recorded
    as their name.
    """
    person = lock_people({iin: Names()})[iin]
    in_order = not person.first_name or _plain(person.first_name) == _plain(first_name)
    PayeeCheck.objects.create(person=person, actor=actor, in_order=in_order)
    return person if in_order else None


@transaction.atomic
def keep_payee_check(*, actor: Actor, person: Person, in_order: bool) -> None:
    """Keep that somebody learned whether months can be ordered for somebody else: that says something as well."""
    PayeeCheck.objects.create(person=person, actor=actor, in_order=in_order)


def _plain(name: str) -> str:
    """As people type it: any case, ё or е, spaces at will."""
    return " ".join(normalize("NFC", name).casefold().replace("ё", "е").split())
