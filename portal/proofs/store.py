"""Where proofs lie: outside the database and the web, each under a name that nobody can guess."""

import logging
import os
from contextlib import ExitStack, suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404

from payments import ledger
from payments.models import Actor, ProofFile
from payments.models.proof_file import LARGEST
from portal.proofs.clean import clean
from portal.proofs.faults import ProofFault, ProofRefused

logger = logging.getLogger(__name__)

PART = ".part"  # what is being written; it has its own name once it is whole


class ProofGone(Http404):
    """The bytes are not there any more: removed in the meantime, and so there is no such page."""


def keep(draft_key: UUID, actor: Actor, uploaded: UploadedFile) -> ProofFile:
    """Keep a file for what is not sent yet: first its bytes, then its row, and without the row no bytes.

    Its own name and the type that it was declared as are never read. ProofRefused says what is wrong with it,
    ledger.Refused that there are too many.
    """
    cleaned = clean(uploaded.read(LARGEST + 1))
    name = uuid4()
    with ExitStack() as undone:
        undone.callback(_undo, _path(name))
        _write(_path(name), cleaned.data)
        kept = ledger.keep_proof(
            draft_key=draft_key,
            actor=actor,
            name=name,
            type=cleaned.type,
            size=len(cleaned.data),
            sha256=sha256(cleaned.data).hexdigest(),
        )
        undone.pop_all()
    return kept


def opened(proof: ProofFile) -> BinaryIO:
    """The bytes, to be read."""
    try:
        return _path(proof.name).open("rb")
    except FileNotFoundError:
        raise ProofGone(f"{proof}") from None


def remove(proof: ProofFile, actor: Actor) -> None:
    """Let go of a file that was not sent; ledger.Refused if it was. The row goes first: it knows."""
    ledger.drop_proof(proof=proof, actor=actor)
    remove_bytes(proof)


def remove_bytes(proof: ProofFile) -> None:
    """Nothing is left of it on the disk, whatever its row says."""
    _path(proof.name).unlink(missing_ok=True)


def _path(name: UUID) -> Path:
    return settings.PROOF_DIR / name.hex[:2] / name.hex


def _write(path: Path, data: bytes) -> None:
    """All of it, or ProofRefused: nobody is to see half a file, not even after the power has failed."""
    try:
        settings.PROOF_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        with open(path.with_suffix(PART), "xb", opener=_private) as part:
            part.write(data)
            part.flush()
            os.fsync(part.fileno())
        os.replace(path.with_suffix(PART), path)
        _keep_names(path.parent)
    except OSError as error:
        logger.error("A proof could not be written: %s.", error.strerror)
        raise ProofRefused(ProofFault.NO_ROOM) from None


def _undo(path: Path) -> None:
    """What cannot be removed now, `removal` finds: the reason why it is undone is not to be hidden."""
    for one in (path, path.with_suffix(PART)):
        with suppress(OSError):
            one.unlink()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _keep_names(folder: Path) -> None:
    """The folder itself to the disk, with the name that was just given in it."""
    opened_folder = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened_folder)
    finally:
        os.close(opened_folder)
