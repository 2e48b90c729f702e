"""A proof is its row and its bytes: both are there, or neither, whatever goes wrong between the two."""

import os
import stat
from errno import EACCES, ENOSPC
from hashlib import sha256
from uuid import UUID, uuid4

import pytest

from payments import ledger
from payments.models import ProofFile
from payments.models.proof_file import LARGEST
from portal.proofs import store
from portal.proofs.clean import clean
from portal.proofs.faults import ProofFault, ProofRefused
from tests.payments.orders import payer
from tests.payments.refunds import requested
from tests.payments.samples import BOLAT
from tests.proofs.kept import kept, on_disk
from tests.proofs.samples import jpeg, pdf, png

pytestmark = pytest.mark.django_db


def read(proof: ProofFile) -> bytes:
    """Its bytes."""
    with store.opened(proof) as stream:
        return stream.read()


@pytest.mark.parametrize(("make", "type"), [(pdf, "pdf"), (jpeg, "jpeg"), (png, "png")])
def test_what_is_kept_is_what_the_row_says(make, type: str) -> None:
    proof = kept(make())
    data = read(proof)
    assert (proof.type, proof.size, proof.sha256) == (type, len(data), sha256(data).hexdigest())
    assert proof.request is None


def test_kept_for_its_owner_alone_under_a_name_that_says_nothing(folder) -> None:
    proof = kept(name="Сапарова төлқұжат.png")
    (path,) = on_disk()
    assert path == folder / proof.name.hex[:2] / proof.name.hex
    assert [stat.S_IMODE(one.stat().st_mode) for one in (path, path.parent, folder)] == [0o600, 0o700, 0o700]


def test_two_alike_are_two_files() -> None:
    assert kept().name != kept().name
    assert len(on_disk()) == 2


def test_three_at_most_and_nothing_of_the_fourth() -> None:
    key = uuid4()
    for _ in range(3):
        kept(key=key)
    with pytest.raises(ledger.Refused) as refused:
        kept(key=key)
    assert refused.value.reason is ledger.Unkeepable.TOO_MANY
    assert len(on_disk()) == ProofFile.objects.count() == 3


class Endless:
    """An upload that would never end."""

    taken = 0

    def read(self, size: int = -1) -> bytes:
        """As much as was asked for."""
        self.taken += size
        return png() + bytes(size - len(png()))


def test_no_more_is_read_than_tells_that_it_is_too_large() -> None:
    upload = Endless()
    with pytest.raises(ProofRefused):
        store.keep(uuid4(), payer(), upload)
    assert upload.taken == LARGEST + 1


@pytest.mark.parametrize("code", [ENOSPC, EACCES])
@pytest.mark.parametrize("call", ["open", "fsync", "replace"])
def test_a_full_disk_is_said_and_nothing_else_is_lost(call: str, code: int, monkeypatch, caplog) -> None:
    before = kept(key=UUID(int=1))

    def fails(*args, **kwargs):
        raise OSError(code, os.strerror(code))

    cleaned = clean(png())
    with monkeypatch.context() as patch:
        patch.setattr(store, "clean", lambda data: cleaned)  # the child needs files as well
        patch.setattr(store.os, call, fails)
        with pytest.raises(ProofRefused) as refused:
            kept(key=UUID(int=1))
    assert refused.value.fault is ProofFault.NO_ROOM
    assert caplog.messages == [f"A proof could not be written: {os.strerror(code)}."]
    assert [path.name for path in on_disk()] == [before.name.hex]
    assert list(ProofFile.objects.all()) == [before]
    assert kept(key=UUID(int=1))


def test_a_folder_that_cannot_be_made_is_said_as_well(folder) -> None:
    folder.write_text("a file stands in the way")
    with pytest.raises(ProofRefused) as refused:
        kept()
    assert refused.value.fault is ProofFault.NO_ROOM
    assert not ProofFile.objects.exists()


def test_without_its_row_no_bytes_stay(monkeypatch) -> None:
    def falls(**fields) -> None:
        assert on_disk()  # the bytes are there by now
        raise RuntimeError

    monkeypatch.setattr(ledger, "keep_proof", falls)
    with pytest.raises(RuntimeError):
        kept()
    assert on_disk() == []


def test_removed_by_who_has_uploaded_it() -> None:
    proof = kept()
    store.remove(proof, payer())
    assert on_disk() == []
    assert not ProofFile.objects.exists()


def test_removed_by_nobody_else() -> None:
    proof = kept()
    with pytest.raises(ledger.Refused):
        store.remove(proof, payer(BOLAT))
    assert len(on_disk()) == ProofFile.objects.count() == 1


def test_what_was_sent_stays() -> None:
    key = uuid4()
    proof = kept(key=key)
    requested(key=key)
    with pytest.raises(ledger.Refused) as refused:
        store.remove(proof, payer())
    assert refused.value.reason is ledger.Unkeepable.SENT
    assert read(proof)


def test_what_is_gone_is_said_to_be() -> None:
    proof = kept()
    store.remove_bytes(proof)
    with pytest.raises(store.ProofGone):
        store.opened(proof)
