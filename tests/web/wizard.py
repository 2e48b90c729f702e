"""Filling in an order step by step, as a browser would: each form says of which draft it was made."""

from django.test import Client

from portal.models import Draft

AHEAD = ("2026-12", "2027-01", "2027-02")


def begin(citizen: Client, *months: str, payer: str = "self"):
    """Come from the plan with these months."""
    return citizen.post("/pay/start/", {"month": months, "payer": payer})


def made_of() -> dict[str, str]:
    """What a form says of the draft that it was made of, by now."""
    draft = Draft.objects.get()
    return {"key": str(draft.key), "version": str(draft.version)}


def send(citizen: Client, address: str, headers: dict[str, str] | None = None, **fields: str):
    """Send the form of a step, made of the draft as it stands."""
    named = {name.replace("_", "-") if name[-1].isdigit() else name: value for name, value in fields.items()}
    return citizen.post(address, made_of() | named, headers=headers)


def go_on(citizen: Client, **fields: str):
    """Continue, whatever there is to think about."""
    known = citizen.get("/pay/months/").context["asked"]
    return send(citizen, "/pay/months/", **{"continue": "", "known": known} | fields)


def order(citizen: Client, total: int, **fields: str):
    """Confirm and order."""
    return send(citizen, "/pay/check/", checked="on", total=str(total), **fields)


def months_of_draft() -> list[str]:
    """What is listed by now."""
    return Draft.objects.get().months
