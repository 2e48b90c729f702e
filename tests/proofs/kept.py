"""What the tests of this room keep, and what is left of it."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from payments import triggers
from payments.models import Actor, ProofFile
from portal.proofs import store
from tests.payments.orders import payer
from tests.proofs.samples import png

KEY = UUID(int=7)  # of the draft that the page of the tests takes files for


def kept(data: bytes | None = None, *, key=None, by: Actor | None = None, name: str = "скан.png") -> ProofFile:
    """A file, uploaded and kept."""
    return store.keep(key or uuid4(), by or payer(), SimpleUploadedFile(name, png() if data is None else data))


def on_disk() -> list[Path]:
    """Every file in the folder."""
    return sorted(path for path in settings.PROOF_DIR.rglob("*") if path.is_file())


def uploaded_days_ago(proof: ProofFile, days: int) -> ProofFile:
    """The same file, uploaded before today: the database itself would refuse to say so."""
    with triggers.lifted(connection):
        ProofFile.objects.filter(pk=proof.pk).update(uploaded_at=timezone.now() - timedelta(days=days))
    return proof
