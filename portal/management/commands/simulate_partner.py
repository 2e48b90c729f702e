"""`manage.py simulate_partner`: a network of terminals that pays for people who never lived, and checks the books."""

import os
import random
import time
from argparse import ArgumentParser
from datetime import datetime
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal import clock
from portal.simulation.dialects import SPOKEN, Intent
from portal.simulation.network import Ledger, Network
from portal.simulation.people import invented_iins


class Command(BaseCommand):
    """Checks, then pays; some payments are told again. Ends with 1 if an answer was lost or a payment made twice."""

    help = "Calls the bank's door as a partner does, from many terminals at once, and counts what is answered."
    requires_system_checks: list[str] = []  # it may well run where there is no portal

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whom to be, and how much."""
        parser.add_argument("--url", default="http://127.0.0.1:8000")
        parser.add_argument("--dialect", choices=SPOKEN, default="osmp")
        parser.add_argument("--login", required=True)
        parser.add_argument("--key", default=os.environ.get("PARTNER_KEY", ""), help="else PARTNER_KEY")
        parser.add_argument("--clients", type=int, default=8, help="terminals that call at once")
        parser.add_argument("--payments", type=int, default=100)
        parser.add_argument("--duplicates", type=float, default=0.1, help="the share of payments that is told again")
        parser.add_argument("--rate", type=float, default=0, help="payers a second; 0: as fast as it goes")
        parser.add_argument("--sum", type=int, default=4250, help="tenge")
        parser.add_argument("--seed", type=int, default=1, help="of the order in which they come")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the network and print what it heard."""
        spoken = SPOKEN[options["dialect"]]
        intents = _intents(options["payments"], options["duplicates"], options["sum"], options["seed"])
        network = Network(options["url"], spoken, options["login"], options["key"], options["rate"])
        began = time.monotonic()
        heard = network.run(intents, options["clients"])
        self._print(heard, time.monotonic() - began)
        lost, doubled = len(heard.lost), len(heard.doubled)
        if lost or doubled:
            raise CommandError(f"{lost} lost, {doubled} double.")
        self.stdout.write(f"{len(heard.paid)} payments, {len(intents)} times told: 0 lost, 0 double.")

    def _print(self, heard: Ledger, seconds: float) -> None:
        for said, times in sorted(heard.codes.items()):
            self.stdout.write(f"{said:24}{times:8}")
        slowest = sorted(heard.seconds)
        half, most = (slowest[int(len(slowest) * share)] * 1000 for share in (0.5, 0.99))
        calls = len(slowest) / seconds
        self.stdout.write(f"{calls:.0f} calls a second; half answered within {half:.0f} ms, 99 % within {most:.0f} ms")


def _intents(payments: int, duplicates: float, amount: int, seed: int) -> list[Intent]:
    """As many payments, numbers that no run before has had, some of them twice, in any order."""
    today, run = clock.today(), f"{time.time_ns() // 1_000_000}"  # txn_id has 20 digits
    moment = f"{datetime(today.year, today.month, today.day, 12):%Y%m%d%H%M%S}"
    people = islice(invented_iins(), payments)
    once = [Intent(f"{run}{number:07}", f"{iin}{today:%m%Y}", amount, moment) for number, iin in enumerate(people)]
    chance = random.Random(seed)  # noqa: S311 - an order, no secret
    told = [*once, *chance.sample(once, int(len(once) * duplicates))]
    chance.shuffle(told)
    return told
