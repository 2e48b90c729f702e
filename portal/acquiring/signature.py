"""The signature of Freedom Pay: who wrote a message knew the secret, and nobody has changed it since."""

import hashlib
from collections.abc import Mapping
from hmac import compare_digest

SIGNATURE = "pg_sig"


def sign(script: str, params: Mapping[str, str], secret: str) -> str:
    """What stands in `pg_sig`: over the values in the order of their names, none of which is signed itself.

    The script is the last part of the address that the message goes to, or that it answers for. Whoever makes
    the message puts a salt among its values.
    """
    values = [params[name] for name in sorted(params) if name != SIGNATURE]
    # MD5 is the acquirer's choice; nothing of ours rests on it alone, for every call goes over TLS.
    return hashlib.md5(";".join([script, *values, secret]).encode(), usedforsecurity=False).hexdigest()


def is_signed(script: str, params: Mapping[str, str], secret: str) -> bool:
    """Did somebody sign this who knows the secret? With no secret set nobody did."""
    said, due = params.get(SIGNATURE, ""), sign(script, params, secret)
    return secret != "" and compare_digest(said.encode(), due.encode())
