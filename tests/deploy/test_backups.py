"""Backups brought back: from another folder, with nothing but the sealed files and the key, up to the last change."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.deploy import cluster
from tests.deploy.serving import environment
from tests.house.source import ROOT
from tests.registry.samples import csv_file, line

pytestmark = [pytest.mark.slow, pytest.mark.postgres, pytest.mark.age]

# The part of the script that forgets, alone: a whole backup needs a database.
FORGET = f"set -- none; source <(sed '/^case/,$d' {ROOT}/deploy/backup); forget"
COUNTS = """
    SELECT table_name, (xpath('/row/count/text()',
        query_to_xml(format('SELECT count(*) FROM %I', table_name), true, true, '')))[1]
    FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the backups of a test lie, and a portal's static files."""

    folder: Path
    prepared: Path
    settings: Path
    backups: Path
    key: Path

    def env(self, port: int | None = None) -> dict[str, str]:
        """For the scripts, and for the portal on the database at this port."""
        ours = {"JARNA_SETTINGS": f"{self.settings}", "PGHOST": "127.0.0.1", "PGUSER": "jarna"}
        if port:
            ours |= {"PGPORT": f"{port}", "DATABASE_URL": f"postgres://jarna@127.0.0.1:{port}/postgres"}
        return environment(self.prepared) | ours


@pytest.fixture
def folder() -> Iterator[Path]:
    """One that postgres may look into too; those of pytest are its own user's alone."""
    with tempfile.TemporaryDirectory(prefix="jarna-backups-") as name:
        os.chmod(name, 0o755)
        yield Path(name)


@pytest.fixture
def place(folder, prepared) -> Place:
    """Settings, a key, and a folder for each."""
    place = Place(folder, prepared, folder / "settings", folder / "backups", folder / "key.txt")
    made = subprocess.run(["age-keygen", "-o", place.key], check=True, capture_output=True, text=True)
    place.settings.mkdir()
    (place.settings / "backup.env").write_text(
        f"BACKUP_DIR={place.backups}\nBACKUP_KEY={re.search('age1[a-z0-9]+', made.stderr)[0]}\nBACKUPS_KEPT=2\n"
    )
    (place.settings / "jarna.env").write_text(f"PROOF_DIR={folder}/proofs\n")
    cluster.belongs_to_postgres(place.backups, place.backups / "wal", folder / "elsewhere")
    if cluster.IS_ROOT:
        subprocess.run(["chown", "postgres", place.key], check=True)
    return place


def manage(place: Place, port: int, *words: str) -> str:
    """manage.py on the database at this port."""
    said = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=place.env(port), capture_output=True, text=True
    )
    assert said.returncode == 0, said.stderr
    return said.stdout


def deploy(place: Place, port: int | None, script: str, *words: object) -> str:
    """A script of deploy/."""
    said = subprocess.run(
        [ROOT / "deploy" / script, *map(str, words)], env=place.env(port), capture_output=True, text=True
    )
    assert said.returncode == 0, said.stderr
    return said.stdout


def archiving(place: Place) -> dict[str, str]:
    """PostgreSQL's settings, as docs/operations.md has them."""
    command = f"JARNA_SETTINGS={place.settings} {ROOT}/deploy/backup wal %p %f"
    return {"archive_mode": "on", "archive_timeout": "300", "archive_command": f"'{command}'"}


def post(place: Place, port: int, month: int) -> None:
    """One registry of one line, imported."""
    path = place.folder / f"{month}.csv"
    path.write_bytes(
        csv_file(line(reference=f"{month}", paymentdate=f"2025-0{month}-16", createdon=f"2025-0{month}-18",
                      paymentperiod=f"0{month}2025"))
    )  # fmt: skip
    assert "Posted: 1." in manage(place, port, "import_registry", f"{path}")


def archived(port: int) -> None:
    """Wait until all that was written so far is in the archive."""
    last = cluster.asked(port, "SELECT pg_walfile_name(pg_switch_wal())")
    while cluster.asked(port, "SELECT COALESCE(last_archived_wal, '') FROM pg_stat_archiver") < last:
        os.sched_yield()


def counts(port: int) -> dict[str, str]:
    """How many rows each table has."""
    return dict(row.split("|") for row in cluster.asked(port, COUNTS).splitlines())


def restored(place: Place, name: str, *time: str) -> Path:
    """The database, from the sealed files alone."""
    data = place.folder / "elsewhere" / name
    said = deploy(place, None, "restore", "database", place.backups, place.key, data, *time)
    assert "Start PostgreSQL" in said
    return data


def opened(port: int) -> None:
    """Wait until PostgreSQL has replayed what there is, and opens."""
    while cluster.asked(port, "SELECT pg_is_in_recovery()") == "t":
        os.sched_yield()


def first_page(place: Place, port: int) -> str:
    """What the portal answers at its first address, and whether it calls itself ready."""
    ask = (
        "from django.test import Client; "
        "ask = Client(headers={'host': 'portal.example', 'x-forwarded-proto': 'https'}); "
        "print(ask.get('/').status_code, ask.get('/health/ready').status_code)"
    )
    return manage(place, port, "shell", "--verbosity=0", "-c", ask).strip()


def test_brought_back_to_the_last_change_and_to_a_moment(place):
    proof = place.folder / "proofs/11/proof"
    proof.parent.mkdir(parents=True)
    proof.write_bytes(b"a proof")
    data = place.folder / "data"
    cluster.init(data)
    with cluster.started(data, **archiving(place)) as port:
        manage(place, port, "migrate", "--verbosity=0")
        post(place, port, 1)
        deploy(place, port, "backup", "database")
        deploy(place, port, "backup", "proofs")
        post(place, port, 2)
        moment = cluster.asked(port, "SELECT now()")
        before = counts(port)
        post(place, port, 3)
        archived(port)
        at_the_end, head = counts(port), manage(place, port, "journal_head")
    for path in place.backups.rglob("*"):
        assert path.is_dir() or path.suffix in {".age", ".sha256"}, path
        assert not path.is_file() or b"560815200109" not in path.read_bytes()

    with cluster.started(restored(place, "moment", moment), archive_mode="off") as port:
        opened(port)
        assert counts(port) == before
    with cluster.started(restored(place, "whole"), archive_mode="off") as port:
        opened(port)
        assert counts(port) == at_the_end
        assert manage(place, port, "verify_ledger").startswith("All ")
        manage(place, port, "verify_journal", "--head", head.strip())
        assert first_page(place, port) == "200 200"
    assert (before["payments_contribution"], at_the_end["payments_contribution"]) == ("2", "3")

    deploy(place, None, "restore", "proofs", place.backups, place.key, place.folder / "proofs_again")
    assert (place.folder / "proofs_again/11/proof").read_bytes() == b"a proof"


def test_a_damaged_piece_stops_the_restore(place):
    """Opening without what followed would lose payments in silence."""
    sealed = place.backups / "wal/000000010000000000000001.age"
    sealed.write_bytes(b"not sealed by us")
    words = ["wal", place.backups, place.key, sealed.stem, place.folder / "out"]
    damaged = subprocess.run([ROOT / "deploy/restore", *map(str, words)], env=place.env(), capture_output=True)
    missing = subprocess.run([ROOT / "deploy/restore", *map(str, words[:3]), "0" * 24, "out"], env=place.env())
    assert (damaged.returncode, missing.returncode) == (200, 1)


def test_another_piece_of_the_same_name_is_refused(place):
    piece = place.folder / "piece"
    for content, well in ((b"one", True), (b"one", True), (b"two", False)):
        piece.write_bytes(content)
        words = [ROOT / "deploy/backup", "wal", piece, "000000010000000000000001"]
        assert (subprocess.run(words, env=place.env()).returncode == 0) is well


def test_the_oldest_go_and_what_they_needed_with_them(place):
    """BACKUPS_KEPT=2: of three the first goes, with the changes from before the second."""
    names = "01 02 02.00000028.backup 03 04 04.00000028.backup 05 06 06.00000028.backup 07".split()
    for name in names:
        (place.backups / "wal" / f"0000000100000000000000{name}.age").write_bytes(b"")
    (place.backups / "wal/00000001.history.age").write_bytes(b"")
    for hour in (1, 2, 3):
        (place.backups / f"database/20261101T0{hour}0000Z").mkdir(parents=True)
    subprocess.run(["bash", "-c", FORGET], env=place.env(), check=True)
    assert sorted(path.name[9:11] for path in (place.backups / "database").iterdir()) == ["02", "03"]
    (place.backups / "wal/00000001.history.age").unlink()
    kept = sorted(path.name.removesuffix(".age")[22:] for path in (place.backups / "wal").iterdir())
    assert kept == ["04", "04.00000028.backup", "05", "06", "06.00000028.backup", "07"]


def test_a_proofs_backup_is_as_old_as_the_day_on_which_it_was_last_there(place: Place) -> None:
    proof, sealed = place.folder / "proofs" / "one.pdf", place.backups / "proofs" / "one.pdf.age"
    proof.parent.mkdir(exist_ok=True)
    proof.write_bytes(b"%PDF")
    deploy(place, None, "backup", "proofs")
    long_ago = sealed.stat().st_mtime - 30 * 24 * 60 * 60
    os.utime(sealed, (long_ago, long_ago))
    deploy(place, None, "backup", "proofs")
    proof.unlink()
    deploy(place, None, "backup", "proofs")
    assert sealed.exists()  # it has only just gone: the backups still name it
    os.utime(sealed, (long_ago, long_ago))
    deploy(place, None, "backup", "proofs")
    assert not sealed.exists()
