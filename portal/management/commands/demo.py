"""The portal with invented people, on this machine alone and from scratch each time."""

from argparse import ArgumentParser, ArgumentTypeError
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from shutil import rmtree
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection

from payments.models import Actor, Partner, Person
from portal import clock
from portal.demo import registries
from portal.demo.accounts import Access, desk, open_accounts
from portal.demo.acquirer import Simulator
from portal.demo.orders import place_orders
from portal.demo.partner_registries import send_registries
from portal.demo.partners import BANK, open_partners
from portal.demo.refunds import claim_back
from portal.demo.registry_desk import RegistryDesk
from portal.demo.situation import EARLIEST
from portal.demo.situations import SITUATIONS, THREE_GAPS
from portal.registry.importer import import_file
from portal.registry.report import Report

HOST = "127.0.0.1"
SQLITE_FILES = ("", "-wal", "-shm", "-journal")


class Command(BaseCommand):
    """`manage.py demo`; `manage.py` itself turns DEMO on, which gives it a database of its own."""

    help = "Makes the demo's database anew, says who may sign in and how, and serves the portal."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to serve, whether to, and on which day."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-serve", action="store_true", help="only prepare")
        parser.add_argument("--today", type=_day, metavar="YYYY-MM-DD", help="show another day")

    def handle(self, *, port: int, no_serve: bool, today: date | None, **options: Any) -> None:
        """Prepare, print, serve."""
        if not settings.DEMO:
            raise CommandError("The demo has settings of its own: start it as manage.py demo.")
        settings.DEMO_TODAY = today
        if no_serve:
            self._prepare()
            return
        with _bound(port) as server:  # a port in use is refused before anything is made
            self._prepare()
            self._serve(server, _simulate())

    def _prepare(self) -> None:
        _make_database()
        self._print(*prepare(settings.VAR_DIR / "demo", clock.today()))
        keys = {caller.login: caller.key for caller in open_partners()}
        send_registries(settings.VAR_DIR / "demo", clock.today())
        self._print_partners(keys)

    def _print(self, reports: Sequence[Report], accesses: Sequence[Access]) -> None:
        counts = Counter()
        for report in reports:
            counts.update(posted=report.posted, rejected=report.rejected_count)
        self.stdout.write(
            f"{clock.today()}: {len(reports)} registries imported, {counts['posted']} lines posted, "
            f"{counts['rejected']} left to the staff.\n\n"
        )
        for columns in (Access("IIN or e-mail", "password", "what there is to see"), *accesses):
            self.stdout.write("{:<18} {:<10}  {}".format(*columns))

    def _print_partners(self, keys: Mapping[str, str]) -> None:
        self.stdout.write(f"\n{'partner':<18} {'login':<10} {'key':<12} how its money is told of")
        for partner in Partner.objects.select_related("actor").order_by("pk"):
            told = f"calls /bank/{partner.dialect}" if partner.dialect else "sends a daily list"
            self.stdout.write(f"{partner!s:<18} {partner.login:<10} {keys.get(partner.login, '-'):<12} {told}")

    def _serve(self, server: ThreadedWSGIServer, simulator: str) -> None:
        server.set_app(get_wsgi_application())
        address = f"http://{HOST}:{server.server_port}/"
        self.stdout.write(f"\n{address} for citizens, {address}staff/ for staff. Ctrl+C ends it.")
        self.stdout.write(f"{_example(address)}\nasks, as a bank does, what may be paid for somebody.\n")
        self.stdout.write(f"{simulator}/registry plays the registry: it credits what was paid, and answers payouts.")
        self.stdout.flush()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            self.stdout.write("")


def prepare(folder: Path, today: date) -> tuple[list[Report], list[Access]]:
    """Fill an empty database: the registries through the real importer, then the accounts and what they asked for."""
    reports = []
    for path, covers in registries.write(folder, today):
        with path.open("rb") as stream:
            reports.append(import_file(stream, name=path.name, actor=Actor.system(), today=today, covers=covers))
    accesses = open_accounts()
    for situation in SITUATIONS:
        place_orders(situation, Person.objects.get(iin=situation.iin), today)
    claim_back(SITUATIONS, desk(), today)
    return reports, accesses


def _example(address: str) -> str:
    """A call of the bank's, to be typed as it stands."""
    asks = f"command=check&txn_id=1&account={THREE_GAPS.iin}&sum=1.00"
    return f"curl -u {BANK.login}:{BANK.key} '{address}{BANK.path}?{asks}'"


def _simulate() -> str:
    """An acquirer to pay at and a registry to wait for, beside the portal; gives where they listen."""
    simulator = Simulator(beside={"registry": RegistryDesk()})
    settings.ACQUIRER_URL = simulator.start()
    settings.ACQUIRER_MERCHANT, settings.ACQUIRER_SECRET = simulator.merchant, simulator.secret
    return simulator.url


def _bound(port: int) -> ThreadedWSGIServer:
    try:
        return ThreadedWSGIServer((HOST, port), WSGIRequestHandler)
    except (OSError, OverflowError) as problem:
        raise CommandError(f"Port {port}: {problem}. Choose another one with --port.") from None


def _make_database() -> None:
    connection.close()
    for suffix in SQLITE_FILES:
        Path(f"{settings.DATABASES['default']['NAME']}{suffix}").unlink(missing_ok=True)
    rmtree(settings.VAR_DIR / "demo/proofs", ignore_errors=True)
    call_command("migrate", verbosity=0, interactive=False)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a day such as 2027-01-01") from None
    if day < EARLIEST:
        raise ArgumentTypeError(f"the demo's situations begin on {EARLIEST}")
    return day
