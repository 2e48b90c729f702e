"""What a citizen has filled in of an order so far. A form that was made of an older draft changes nothing."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from payments import ledger
from payments.ledger import Quote, Unorderable
from payments.models import Basket, Person
from payments.rules.facts import Payer
from payments.rules.months import Month
from portal.models import Account, Draft, RefundDraft
from portal.words import ordering as words


class Outdated(Exception):
    """The form was made of a draft that has changed since, was ordered or discarded."""


def of(account: Account) -> Draft | None:
    """The draft of an account with the person it is for; there is one at most."""
    return Draft.objects.filter(account=account).select_related("person").first()


@transaction.atomic
def begin(account: Account, *, person: Person, payer: Payer, months: Iterable[Month]) -> None:
    """Begin anew. What stood there before goes, and its forms are outdated: the key is another one."""
    fresh = {
        "person": person,
        "payer": payer,
        "months": [str(month) for month in sorted(months)],
        "employer_has_not_paid": [],
    }
    draft, created = Draft.objects.get_or_create(account=account, defaults=fresh)
    if not created:
        _rows(draft.pk).update(key=uuid4(), version=F("version") + 1, updated_at=timezone.now(), **fresh)


def save(draft: Draft | RefundDraft, **changes: Any) -> None:
    """Keep the changes, unless the draft has changed since it was read; what is as before leaves its forms good."""
    changed = {name: value for name, value in changes.items() if getattr(draft, name) != value}
    if not changed:
        return
    rows = type(draft).objects.filter(pk=draft.pk, key=draft.key, version=draft.version)
    if not rows.update(version=draft.version + 1, updated_at=timezone.now(), **changed):
        raise Outdated
    draft.version += 1
    for name, value in changed.items():
        setattr(draft, name, value)


def discard(account: Account, key: str) -> None:
    """Drop the draft with this key; one that was begun since stays."""
    Draft.objects.filter(account=account, key=read_key(key)).delete()


@transaction.atomic
def order(draft: Draft, account: Account, *, total: int, today: date) -> Basket:
    """Turn the draft into payments. It goes first: of two forms sent at once only one finds it as it was."""
    gone, _ = _rows(draft.pk).filter(key=draft.key, version=draft.version).delete()
    if not gone:
        raise Outdated
    return ledger.order(key=draft.key, total=total, **_asked(draft, account, today))


def quote(draft: Draft, account: Account, today: date) -> Quote:
    """What the draft would cost today, and what speaks against it."""
    return ledger.quote(**_asked(draft, account, today))


def quote_and_keep(draft: Draft, account: Account, today: date) -> Quote:
    """The same before going on; of somebody else it is kept that this was asked, and what the answer was."""
    found = quote(draft, account, today)
    if not is_own(draft, account) and found.prices:
        is_in_order = found.reason is not Unorderable.NOT_IN_ORDER
        ledger.keep_payee_check(actor=account.actor, person=draft.person, in_order=is_in_order)
    return found


def months(draft: Draft) -> tuple[Month, ...]:
    """The months of a draft as they stand in its list."""
    return tuple(map(Month.parse, draft.months))


def employer_has_not_paid(draft: Draft) -> frozenset[Month]:
    """Those of which the payer says so."""
    return frozenset(map(Month.parse, draft.employer_has_not_paid))


def is_own(draft: Draft, account: Account) -> bool:
    """Is it for whoever fills it in?"""
    return draft.person_id == account.actor.person_id


def made(draft: Draft | RefundDraft, form: Mapping[str, str]) -> bool:
    """Was this form made of the draft as it stands?"""
    return (str(draft.key), str(draft.version)) == (form.get("key"), form.get("version"))


def basket_of(account: Account, form: Mapping[str, str]) -> Basket | None:
    """What was ordered with the key of this form, if anything was."""
    key = read_key(form.get("key", ""))
    return Basket.objects.filter(key=key, ordered_by=account.actor).first() if key else None


def unfinished(account: Account) -> dict[str, Any] | None:
    """The notice of the home page, if something was begun and left."""
    draft = of(account)
    if draft is None:
        return None
    return {"key": draft.key, "text": words.unfinished(len(draft.months), is_own=is_own(draft, account))}


def read_key(text: str) -> UUID | None:
    """The key that a form carries, None if it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _rows(number: int) -> Any:
    return Draft.objects.filter(pk=number)


def _asked(draft: Draft, account: Account, today: date) -> dict[str, Any]:
    return {
        "person": draft.person,
        "actor": account.actor,
        "payer": Payer(draft.payer),
        "months": months(draft),
        "employer_has_not_paid": employer_has_not_paid(draft),
        "today": today,
        "settings": settings.LAW,
    }
