"""The demo's partners who call: a bank and two networks of terminals, all from this machine."""

from typing import NamedTuple

from django.db import transaction

from payments import ledger
from payments.models import Actor, Partner
from portal.partner_keys import hash_of

# This machine alone, so that `curl` works at once and nobody else gets in.
ADDRESSES = "127.0.0.0/8\n::1/128"


class Caller(NamedTuple):
    """A partner that may call, with a key that is known beforehand: nobody of them is real, nor is their money."""

    login: str
    key: str
    name: str
    kind: Partner.Kind
    dialect: Partner.Dialect

    @property
    def path(self) -> str:
        """The address that it calls."""
        return f"bank/{self.dialect}"


BANK = Caller("dala", "dala-demo", "Dala Bank", Partner.Kind.BANK, Partner.Dialect.KASPI)
CALLERS = (
    BANK,
    Caller("samal", "samal-demo", "Samal Terminals", Partner.Kind.TERMINALS, Partner.Dialect.OSMP),
    Caller("zhol", "zhol-demo", "Zhol Kassa", Partner.Kind.TERMINALS, Partner.Dialect.KASSA24),
)


@transaction.atomic
def open_partners() -> tuple[Caller, ...]:
    """Let each of them call."""
    for caller in CALLERS:
        partner = Partner.objects.create(
            actor=Actor.partner(caller.name),
            kind=caller.kind,
            dialect=caller.dialect,
            login=caller.login,
            addresses=ADDRESSES,
        )
        ledger.add_key(partner=partner, key_hash=hash_of(caller.key), actor=Actor.system())
    return CALLERS
