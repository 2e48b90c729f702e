"""What the fault tests stand on: a durable PostgreSQL, the portal before it, and the books looked at in the end."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

import psycopg

from tests.deploy.cluster import BIN, as_postgres
from tests.deploy.serving import GUNICORN, environment, free_port, wait_for
from tests.faults.terminal import HEADERS, KEY, LOGIN, Terminal
from tests.house.source import ROOT

OPEN_PARTNER = f"""
from payments import ledger
from payments.models import Actor, Partner
from portal.partner_keys import hash_of
partner = Partner.objects.create(actor=Actor.partner("Faults"), kind="terminals", dialect="osmp", login={LOGIN!r},
    addresses="127.0.0.0/8", calls_a_minute=1_000_000)
ledger.add_key(partner=partner, key_hash=hash_of({KEY!r}), actor=Actor.system())
"""
BOOKS = """
    SELECT taken.number::bigint, taken.id, taken.amount, COUNT(step.id), COALESCE(SUM(payment.amount), 0)
    FROM payments_transaction taken
    LEFT JOIN payments_paymentstep step ON step.transaction_id = taken.id AND step.state = 'sent'
    LEFT JOIN payments_payment payment ON payment.id = step.payment_id
    GROUP BY taken.id"""


@dataclass
class Ground:
    """A cluster at a port, and how the portal is told of it; `through` is another port to reach it by."""

    folder: Path
    data: Path
    port: int
    through: int | None = None
    server: subprocess.Popen | None = None
    at: int = field(default_factory=free_port)

    def environment(self, port: int | None = None) -> dict[str, str]:
        """The settings of production."""
        database = f"postgres://jarna@127.0.0.1:{port or self.through or self.port}/jarna"
        return environment(self.folder) | {"DATABASE_URL": database}

    def manage(self, *words: str) -> subprocess.CompletedProcess:
        """A command, past whatever stands before the database."""
        ours = self.environment(self.port)
        return subprocess.run(
            [sys.executable, "manage.py", *words], cwd=ROOT, env=ours, capture_output=True, text=True, check=False
        )

    def start(self) -> None:
        """The portal, in a group of processes of its own."""
        with (self.folder / "portal.log").open("a") as log:
            self.server = subprocess.Popen(
                [*GUNICORN, f"--bind=127.0.0.1:{self.at}"],
                cwd=ROOT,
                env=self.environment(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        wait_for(self.at, self.server)

    def kill(self) -> None:
        """Every process of it, at once."""
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()

    def terminal(self, **changes: float) -> Terminal:
        """Somebody who calls."""
        return Terminal(self.at, **changes)

    def health(self) -> int:
        """What the portal says of itself."""
        with closing(HTTPConnection("127.0.0.1", self.at, timeout=20)) as connection:
            connection.request("GET", "/health/ready", headers=HEADERS)
            return connection.getresponse().status

    def books(self) -> dict[int, tuple[int, int, int, int]]:
        """Of each of the terminal's numbers: our number, the sum, how many payments it sent, and their sum."""
        with psycopg.connect(f"postgres://jarna@127.0.0.1:{self.port}/jarna") as connection:
            rows = connection.execute(BOOKS).fetchall()
        assert len({row[0] for row in rows}) == len(rows)
        return {number: rest for number, *rest in rows}

    def stop_database(self) -> None:
        """As if its power had gone."""
        as_postgres(BIN / "pg_ctl", "stop", "--silent", "--mode=immediate", f"--pgdata={self.data}")

    def start_database(self) -> None:
        """With the settings it had."""
        as_postgres(BIN / "pg_ctl", "start", "--silent", "--wait", f"--pgdata={self.data}", f"--log={self.data}/log")


@contextmanager
def serving(ground: Ground) -> Iterator[Ground]:
    """The portal, until the test is over."""
    ground.start()
    try:
        yield ground
    finally:
        ground.kill()


def is_whole(ground: Ground, terminal: Terminal) -> None:
    """Nothing that was acknowledged is lost, nothing is there twice, nothing is off, and every promise holds."""
    books, taken = ground.books(), terminal.taken
    assert {number: row[0] for number, row in books.items()} == taken
    assert {number: row for number, row in books.items() if (row[2], row[3]) != (1, row[1])} == {}
    verified = ground.manage("verify_ledger")
    assert verified.returncode == 0, verified.stderr
    print(f"{len(taken)} payments: 0 lost, 0 double, 0 off; tries {dict(terminal.tries)}")
