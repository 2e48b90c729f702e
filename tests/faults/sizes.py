"""How much each fault test does, short for CI and long by hand; and the seed of what is left to chance."""

import os
from random import Random

IS_LONG = os.environ.get("FAULTS") == "long"
SEED = int(os.environ.get("FAULT_SEED") or Random().randrange(1_000_000))


def size(short: int, long: int) -> int:
    """As many as this run is for."""
    return long if IS_LONG else short


def chance(what: str) -> Random:
    """The same for the same seed; printed, so that it can be had again."""
    print(f"{what}: seed {SEED}")
    return Random(f"{SEED} {what}")
