"""The few who sign in to the tests, and what their forms are."""

import re

from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from payments.models import Actor, Person
from portal.models import Account
from portal.sign_in import issue_code

AIGUL = "500101100010"
BEKZAT = "560815200109"
NOBODY = "991231100010"  # a right IIN that nobody here has
PASSWORD = "шай мен бауырсақ"

SIGN_IN = "/sign-in/"
OPEN_ACCOUNT = "/open-account/"
ENGLISH = {"language": "en"}


def person(iin: str = AIGUL) -> Person:
    """Somebody without an account."""
    return Person.objects.get_or_create(iin=iin, last_name="Сапарова", first_name="Айгүл")[0]


def citizen(iin: str = AIGUL, password: str = PASSWORD) -> Account:
    """Somebody with one."""
    actor = Actor.objects.create(kind=Actor.Kind.PERSON, person=person(iin))
    account = Account(actor=actor)
    account.set_password(password)
    account.save()
    return account


def clerk(email: str = "clerk@example.kz") -> Account:
    """Staff."""
    return Account.objects.create_superuser(email=email, password=PASSWORD)


def code(iin: str = AIGUL) -> str:
    """A new one-time code."""
    return issue_code(person=person(iin), made_by=Actor.system())


def english() -> Client:
    """A browser whose reader chose English."""
    client = Client()
    client.cookies.load(ENGLISH)
    return client


def sign_in(client: Client, iin: str = AIGUL, password: str = PASSWORD, address: str = SIGN_IN, **headers: str):
    """Send the form."""
    return client.post(address, {"iin": iin, "password": password}, **headers)


def open_account(client: Client, code: str, /, iin: str = AIGUL, password: str = PASSWORD, **changes: str):
    """Send the other form."""
    form = {"iin": iin, "code": code, "password": password, "repeat": password}
    return client.post(OPEN_ACCOUNT, form | changes)


def count_hashing(monkeypatch) -> list[str]:
    """Every hash of a password from now on."""
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(hasher: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append("one")
        return encode(hasher, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return hashed


def page_of(response, iin: str) -> str:
    """The page without what differs from one answer to the next anyway."""
    text = re.sub('name="csrfmiddlewaretoken" value="[^"]+"', "", response.text)
    return text.replace(iin, "")
