"""Filling in a refund request step by step, as a browser would: each form says of which draft it was made."""

from django.test import Client

from payments.models import Contribution
from portal.models import RefundDraft
from tests.web.citizens import pays

HALYK, UNKNOWN_BANK = "KZ31601A000000000001", "KZ84777A000000000001"
PHONE = "+77011234567"
CONFIRMED = {"is_right": "on", "consents": "on"}


def paid_line(period: str = "2026-08", **changes) -> Contribution:
    """A payment of the citizen's own, unless said otherwise."""
    pays(period, **changes)
    return Contribution.objects.latest("pk")


def choose(citizen: Client, line: Contribution, query: str = ""):
    """Say which payment is to come back."""
    return citizen.post(f"/refunds/which/{query}", {"line": f"c{line.pk}"})


def draft() -> RefundDraft:
    """What is filled in by now."""
    return RefundDraft.objects.get()


def made_of() -> dict[str, str]:
    """What a form says of the draft that it was made of, by now."""
    return {"key": str(draft().key), "version": str(draft().version)}


def answer(citizen: Client, step: str, query: str = "", **fields):
    """Send the form of a step, made of the draft as it stands; `month_new` is what the page calls `month-new`."""
    named = {name.replace("_new", "-new"): value for name, value in fields.items()}
    return citizen.post(f"/refunds/{step}/{query}", made_of() | named)


def filled_in(citizen: Client, line: Contribution, **reason: str) -> None:
    """All that comes before the check page; a wrong month unless said otherwise."""
    choose(citizen, line)
    answer(citizen, "what", **reason or {"reason": "wrong_period", "month_new": "9", "year_new": "2026"})
    answer(citizen, "account", way="as_paid")
    answer(citizen, "phone", phone=PHONE)


def to_send(citizen: Client) -> dict[str, str]:
    """The form of the check page as it was shown, confirmed."""
    shown = citizen.get("/refunds/check/").context
    return made_of() | CONFIRMED | {"amount": f"{shown['amount']}", "left": f"{shown['left']}"}
