"""Partners and their keys: two are good at a time, so that one can be changed without a stop."""

from enum import StrEnum

from django.db import transaction
from django.db.models.functions import Now

from payments.ledger.entry import Refused
from payments.models import Actor, Partner, PartnerKey


class NoKey(StrEnum):
    """Why a key is not added."""

    TWO_ARE_GOOD = "two_are_good"


@transaction.atomic
def add_key(*, partner: Partner, key_hash: str, actor: Actor) -> PartnerKey:
    """Let a partner call with one more key. Refused while two are good."""
    Partner.objects.select_for_update(no_key=True).get(pk=partner.pk)
    taken = set(partner.keys.filter(revoked_at=None).values_list("slot", flat=True))
    free = [slot for slot in PartnerKey.Slot if slot not in taken]
    if not free:
        raise Refused(NoKey.TWO_ARE_GOOD)
    return PartnerKey.objects.create(partner=partner, slot=free[0], key_hash=key_hash, made_by=actor)


def revoke_key(*, key: PartnerKey, actor: Actor) -> None:
    """Nobody calls with this key any more; one that is revoked stays as it was."""
    PartnerKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=Now(), revoked_by=actor)
