"""What the header of every page shows: where one can go, in which language, and who is signed in."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from payments.models import Person
from portal.models import Account

LANGUAGES = {"kk": "Қаз", "ru": "Рус", "en": "Eng"}

EVERYBODY = {"/plan/": _("Payment plan")}
CITIZENS = {
    "/": _("Home"),
    "/statement/": _("Statement"),
    **EVERYBODY,
    "/payments/": _("Payments"),
    "/refunds/": _("Refunds"),
}
NOBODY = {"/sign-in/": _("Sign in")}
ABOUT = {"/accessibility/": _("Accessibility"), "/privacy/": _("Personal data"), "/feedback/": _("Feedback")}


def header(request: HttpRequest) -> dict[str, Any]:
    """The values of `_header.html`."""
    # A request that is refused before anybody was looked up still gets a page.
    account = getattr(request, "user", AnonymousUser())
    return {
        "demo": settings.DEMO,
        "languages": languages(),
        "nav": nav(request.path, pages_for(account)),
        "footer_links": [{"href": href, "label": label} for href, label in ABOUT.items()],
        "person_name": name_of(account) if account.is_authenticated else "",
    }


def languages() -> list[dict[str, Any]]:
    """Each by its own name, shortened."""
    return [{"code": code, "label": label, "current": code == get_language()} for code, label in LANGUAGES.items()]


def pages_for(account: Account | AnonymousUser) -> dict[str, Any]:
    """The main pages that this reader can open; staff have no record of their own."""
    if account.is_anonymous:
        return EVERYBODY | NOBODY
    return CITIZENS if account.person else EVERYBODY


def nav(path: str, pages: dict[str, Any]) -> list[dict[str, Any]]:
    """The main pages; the one that the reader is on, or below, is current."""
    return [
        {"href": href, "label": label, "current": path == href or (href != "/" and path.startswith(href))}
        for href, label in pages.items()
    ]


def name_of(account: Account) -> str:
    """Who is signed in, short enough for a phone and for whoever looks over the shoulder."""
    person = account.person
    return (short_name(person) or gettext("Signed in")) if person else str(account.actor)


def short_name(person: Person) -> str:
    """First name and initial: Айгүл С."""
    initial = f"{person.last_name[0]}." if person.last_name else ""
    return f"{person.first_name} {initial}".strip() if person.first_name else ""
