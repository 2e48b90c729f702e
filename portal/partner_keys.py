"""The keys that partners call with: made of chance here, shown once, known from then on by their hash alone."""

import hashlib
from secrets import token_urlsafe


def make_key() -> str:
    """A new key: 256 bits of chance, so that nobody guesses one and a plain hash keeps it."""
    return token_urlsafe(32)


def hash_of(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()
