"""`manage.py payment_orders --paid-on DAY`: the payment orders for what the acquirer took on one day, as CSV."""

import os
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from payments.rules.contract_in import BadInput, read_date
from portal.acquiring.payment_orders import as_csv, sendings


class Command(BaseCommand):
    """For whoever sends the money on. It reads and writes nothing down: the same day can be asked for again."""

    help = "Writes the payment orders to the State Corporation for the money that the acquirer took on a day, as CSV."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which day, and where to."""
        parser.add_argument("--paid-on", type=day, required=True, help="the day of the payment (YYYY-MM-DD)")
        parser.add_argument("--output", help="a file, which only its owner can read; by default standard output")

    def handle(self, *args: Any, paid_on: date, output: str | None, **options: Any) -> None:
        """Those whose name is not known are named by the reference: an order has to carry it."""
        orders = list(sendings(paid_on))
        if output is None:
            self.stdout.write(as_csv(orders), ending="")
        else:
            with open(output, "w", encoding="utf-8", newline="", opener=private) as file:
                file.write(as_csv(orders))
        nameless = [one.reference for one in orders if not (one.order.last_name and one.order.first_name)]
        if nameless:
            self.stderr.write(f"{len(nameless)} of {len(orders)} without a name: {', '.join(nameless)}.")


def private(path: str, flags: int) -> int:
    """Open a file that holds IINs."""
    return os.open(path, flags, 0o600)


def day(text: str) -> date:
    """A day on the command line; argparse turns the ValueError into its own complaint."""
    try:
        return read_date(text, "--paid-on")
    except BadInput as fault:
        raise ValueError(str(fault)) from None
