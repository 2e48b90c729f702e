"""Who may sign in to the demo, and with what."""

from collections.abc import Iterator
from typing import NamedTuple

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction

from payments import ledger
from payments.models import Actor, Person
from portal.demo.refunds import Desk
from portal.demo.situation import Situation
from portal.demo.situations import SITUATIONS
from portal.models import Account
from portal.sign_in import issue_code

PASSWORD = "jarna-demo"  # noqa: S105 - the people are invented, and so is their secret
COLLEAGUE = "staff@example.kz"
STAFF = {
    COLLEAGUE: "The staff's door: registries, rejected lines, people, rates",
    "second@example.kz": "The staff's second person, who confirms what the first asked for",
}


class Reviewer(NamedTuple):
    """Somebody of the staff who is in one group, the one with this permission."""

    email: str
    permission: str
    shows: str


REVIEWERS = (
    Reviewer("first@example.kz", "decide_first", "Checks requests for money back and makes the first decision"),
    Reviewer("fund@example.kz", "decide_second", "Confirms the first decision, or sends it back"),
    Reviewer("payouts@example.kz", "export_payouts", "Makes payout files of what is approved, and imports the answers"),
)


class Access(NamedTuple):
    """One who may sign in: an IIN or e-mail, the password or one-time code, and what there is to see."""

    name: str
    secret: str
    shows: str


@transaction.atomic
def open_accounts() -> list[Access]:
    """Give everybody an account, or the code to open one; those of whom no registry tells become known."""
    people = ledger.lock_people({situation.iin: situation.names for situation in SITUATIONS})
    hashed = make_password(PASSWORD)  # once: it takes a good part of a second
    citizens = [_citizen(situation, people[situation.iin], hashed) for situation in SITUATIONS]
    return [*citizens, *_staff()]


def desk() -> Desk:
    """Those of the staff who work on the claims."""
    actors = {actor.account.email: actor for actor in Actor.objects.filter(account__email__isnull=False)}
    return Desk(*(actors[reviewer.email] for reviewer in REVIEWERS), colleague=actors[COLLEAGUE])


def _citizen(situation: Situation, person: Person, hashed: str) -> Access:
    shows = situation.shows.en
    if not situation.has_account:
        return Access(situation.iin, issue_code(person=person, made_by=Actor.system()), shows)
    actor = Actor.objects.create(kind=Actor.Kind.PERSON, person=person)
    Account.objects.create(actor=actor, password=hashed)
    return Access(situation.iin, PASSWORD, shows)


def _staff() -> Iterator[Access]:
    for email, shows in STAFF.items():
        Account.objects.create_superuser(email, PASSWORD)
        yield Access(email, PASSWORD, shows)
    for email, permission, shows in REVIEWERS:
        groups = Group.objects.filter(permissions__codename=permission)
        Account.objects.create_staff(email, PASSWORD).groups.set(groups)
        yield Access(email, PASSWORD, shows)
