"""Files are opened in a process that may do nothing else: what becomes of it never becomes of the web."""

import os
from pathlib import Path

import pytest

from payments.models.proof_file import LARGEST
from portal.proofs import clean as cleaning
from portal.proofs.clean import clean
from portal.proofs.faults import EXIT_CODES, ProofFault, ProofRefused
from tests.proofs.samples import png

# What a file might make of the child that opens it.
ENDS = {
    "it eats all memory": ("bytearray(1 << 30)", ProofFault.TOO_MUCH_INSIDE, 0),
    "it works without end": ("exec('while True: pass')", ProofFault.TOO_MUCH_INSIDE, 0),
    "it sleeps without end": ("__import__('time').sleep(60)", ProofFault.TOO_MUCH_INSIDE, 0),
    "it falls": ("os.kill(os.getpid(), signal.SIGSEGV)", ProofFault.DAMAGED, 1),
    "it stumbles": ("1 / 0", ProofFault.DAMAGED, 1),
    "it gives back something else": ("b'<html>'", ProofFault.DAMAGED, 1),
    "it gives back nothing": ("b''", ProofFault.DAMAGED, 1),
    "it gives back too much": (f"b'%PDF-' + bytes({LARGEST})", ProofFault.TOO_LARGE, 0),
}
CAPTURED = {
    "opens a file": "open('manage.py')",
    "writes one": "open('stolen', 'w')",
    "calls somebody": "__import__('socket').socket()",
    "starts a process": "__import__('subprocess').run(['true'])",
}
CHILD = """
import os, signal, socket, subprocess
from portal.proofs.child import work
work(lambda data, largest: {})
"""


@pytest.fixture
def recipe(tmp_path: Path, monkeypatch, settings):
    """A child that does as it is told, in the place of the one that opens pictures."""
    monkeypatch.setattr(cleaning, "CHILDREN", dict.fromkeys(cleaning.CHILDREN, "told"))
    monkeypatch.setattr(cleaning, "SECONDS", 5)
    (tmp_path / "portal").symlink_to(settings.BASE_DIR / "portal")
    settings.BASE_DIR = tmp_path

    def tell(what: str) -> None:
        (tmp_path / "told.py").write_text(CHILD.format(what))

    return tell


@pytest.mark.parametrize("name", ENDS)
def test_whatever_becomes_of_it_the_file_is_refused(recipe, name: str, caplog, monkeypatch) -> None:
    what, fault, warnings = ENDS[name]
    recipe(what)
    if "sleeps" in name:
        monkeypatch.setattr(cleaning, "SECONDS", 0.5)
    with pytest.raises(ProofRefused) as refused:
        clean(png())
    assert refused.value.fault is fault
    assert len(caplog.messages) == warnings


@pytest.mark.parametrize("name", CAPTURED)
def test_even_if_somebody_else_s_orders_are_followed_in_it(recipe, name: str) -> None:
    recipe(f"(data, {CAPTURED[name]})[0]")
    with pytest.raises(ProofRefused):
        clean(png())
    recipe("data")
    assert clean(png()).data == png()


def test_it_is_told_no_secret(recipe, monkeypatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "secret")
    recipe("b'%PDF-' + repr(dict(os.environ)).encode()")
    assert b"secret" not in clean(png()).data


def test_it_may_end_before_it_has_read_everything(recipe, settings) -> None:
    (settings.BASE_DIR / "told.py").write_text(f"import os; os._exit({EXIT_CODES[ProofFault.ENCRYPTED]})")
    with pytest.raises(ProofRefused) as refused:
        clean(png() + bytes(LARGEST - len(png())))
    assert refused.value.fault is ProofFault.ENCRYPTED


def test_none_is_left_behind(recipe, monkeypatch) -> None:
    recipe("__import__('time').sleep(60)")
    monkeypatch.setattr(cleaning, "SECONDS", 0.5)
    with pytest.raises(ProofRefused):
        clean(png())
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
