"""What was uploaded as a proof, made anew in a process of its own: the web never opens somebody's file itself."""

import logging
import os
import re
import sys
from dataclasses import dataclass
from io import BytesIO
from signal import SIGKILL, SIGXCPU
from subprocess import DEVNULL, PIPE, Popen
from threading import Timer
from zipfile import is_zipfile

from django.conf import settings

from payments.models.proof_file import LARGEST, ProofFile
from portal.proofs.faults import BY_EXIT_CODE, ProofFault, ProofRefused

logger = logging.getLogger(__name__)

Type = ProofFile.Type

SECONDS = 8  # by the clock; by its own work the child ends earlier
BEGINNINGS = {b"%PDF-": Type.PDF, b"\xff\xd8\xff": Type.JPEG, b"\x89PNG\r\n\x1a\n": Type.PNG}
CHILDREN = {Type.PDF: "portal.proofs.pdfs", Type.JPEG: "portal.proofs.images", Type.PNG: "portal.proofs.images"}
PAGE_OF_THE_WEB = re.compile(rb"<(?:!doctype\s+html|html|script|iframe)[\s>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file that may be kept, and what it is by now: a drawing that is too large becomes a photograph."""

    type: ProofFile.Type
    data: bytes


def clean(data: bytes) -> Cleaned:
    """The file made anew from what it shows, or ProofRefused."""
    fault = _why_not_opened(data)
    if fault:
        raise ProofRefused(fault)
    made = _opened_by_a_child(CHILDREN[_type(data)], data)
    return Cleaned(_type(made), made)


def _why_not_opened(data: bytes) -> ProofFault | None:
    """What can be told of a file without opening it."""
    if not data:
        return ProofFault.EMPTY
    if len(data) > LARGEST:
        return ProofFault.TOO_LARGE
    if _type(data) is None:
        return ProofFault.TYPE
    if PAGE_OF_THE_WEB.search(data) or is_zipfile(BytesIO(data)):
        return ProofFault.TWO_IN_ONE
    return None


def _type(data: bytes) -> ProofFile.Type | None:
    return next((type for beginning, type in BEGINNINGS.items() if data.startswith(beginning)), None)


def _opened_by_a_child(module: str, data: bytes) -> bytes:
    """What the child made of the file. It gets nothing but the bytes: no settings, no secret, no database."""
    command = [sys.executable, "-E", "-s", "-m", module, f"{LARGEST}"]
    with Popen(command, cwd=settings.BASE_DIR, env={}, stdin=PIPE, stdout=PIPE, stderr=DEVNULL) as child:  # noqa: S603 - nothing of it comes from outside
        alarm = Timer(SECONDS, child.kill)
        alarm.start()
        try:
            made = _exchange(child, data)
            code = child.wait()
        finally:
            alarm.cancel()
            child.kill()
    if code or _type(made) is None:
        raise ProofRefused(_fault(code))
    return made


def _exchange(child: Popen, data: bytes) -> bytes:
    rest = memoryview(data)
    try:
        while rest:
            rest = rest[os.write(child.stdin.fileno(), rest) :]
    except BrokenPipeError:  # it ended before it had read everything, and its exit code says why
        return b""
    child.stdin.close()
    return child.stdout.read(LARGEST)


def _fault(code: int) -> ProofFault:
    if code in BY_EXIT_CODE:
        return BY_EXIT_CODE[code]
    if -code in (SIGXCPU, SIGKILL):
        return ProofFault.TOO_MUCH_INSIDE
    logger.warning("A proof was refused because the process that opened it ended with %d.", code)
    return ProofFault.DAMAGED
