"""Those who sit at the desk, and the addresses of what they work with."""

from datetime import UTC, date, datetime

from django.contrib.auth.models import Permission
from django.test import Client

from payments.models import Actor
from portal.models import Account
from tests.payments.samples import AISHA, person

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)

FRONT = "/staff/"
PEOPLE = "/staff/payments/person/"
UPLOAD = "/staff/payments/registryfile/upload/"
LINES = "/staff/payments/registryline/"
CORRECTIONS = "/staff/payments/linecorrection/"
CONTRIBUTIONS = "/staff/payments/contribution/"
PAYMENTS = "/staff/payments/payment/"
SUGGESTIONS = "/staff/payments/suggestion/"
TRANSACTIONS = "/staff/payments/transaction/"
PARTNERS = "/staff/payments/partner/"


def account(name: str, *permissions: str, is_superuser: bool = False) -> Account:
    """Somebody of the staff, who may do what is named as app.permission."""
    email = f"{name.lower().replace(' ', '-')}@jarna.example"
    made = Account.objects.create_staff(email, "x", label=name, is_superuser=is_superuser)
    for permission in permissions:
        app, codename = permission.split(".")
        made.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    return made


def browser(whose: Account, backend: str = "portal.sign_in.ByEmail") -> Client:
    """A browser in which this account has signed in, reading English."""
    client = Client()
    client.force_login(whose, backend=backend)
    client.cookies.load({"language": "en"})
    return client


def root(name: str = "root") -> Client:
    """Staff with every permission."""
    return browser(account(name, is_superuser=True))


def clerk(*permissions: str, name: str = "clerk") -> Client:
    """Staff with some permissions, or none."""
    return browser(account(name, *permissions))


def citizen(iin: str = AISHA) -> Client:
    """The person themselves."""
    actor, _is_new = Actor.objects.get_or_create(kind=Actor.Kind.PERSON, person=person(iin))
    return browser(Account.objects.create(actor=actor), backend="portal.sign_in.ByIin")


def open_record(client: Client, pk: int, usual: str = "by_phone", words: str = ""):
    """Give a reason."""
    return client.post(f"{PEOPLE}{pk}/reason/", {"usual": usual, "words": words})


def plain(response) -> str:
    """The page with its no-break spaces made plain."""
    return response.text.replace("\xa0", " ")
