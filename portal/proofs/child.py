"""Inside the child process that opens one file: it may use so much memory and time, and open nothing else."""

import resource
import sys
from collections.abc import Callable

from portal.proofs.faults import EXIT_CODES, ProofFault, ProofRefused

MEMORY = 768 * 1024 * 1024  # addresses, of which some 400 MB are in use at worst
CPU_SECONDS = 4

# Takes what was uploaded and how large the answer may be.
Recipe = Callable[[bytes, int], bytes]


def work(recipe: Recipe) -> None:
    """Read the file from standard input, write it clean to standard output, or exit with the code of a fault."""
    _limit()
    largest = int(sys.argv[1])
    try:
        clean = recipe(sys.stdin.buffer.read(), largest)
    except ProofRefused as refused:
        sys.exit(EXIT_CODES[refused.fault])
    except MemoryError:
        sys.exit(EXIT_CODES[ProofFault.TOO_MUCH_INSIDE])
    if len(clean) > largest:
        sys.exit(EXIT_CODES[ProofFault.TOO_LARGE])
    sys.stdout.buffer.write(clean)


def _limit() -> None:
    """What it needs is imported by now: no other file, connection or process is opened from here on."""
    limits = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: 0,
        resource.RLIMIT_NPROC: 0,
    }
    for limit, most in limits.items():
        resource.setrlimit(limit, (most, most))
