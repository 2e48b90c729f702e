"""Registries of partners as files, and their import."""

import io
from datetime import date

from payments.models import Actor, Partner
from portal.registry.partners.detection import READERS, detect
from portal.registry.partners.fields import Totals
from portal.registry.partners.importer import PartnerReport, import_partner_registry
from tests.payments.partner_lines import partner
from tests.registry.samples import ASEL, TODAY

YESTERDAY = date(2026, 11, 21)
HEADER = "number;paymentdate;account;period;paymentsum"
LISTED = "number;paymentdate;iin;paymentperiod;paymentsum;paymentreference"


def qiwi(
    number: str = "1", at: str = "10:15:00", account: str = f"{ASEL}112026", tenge: str = "4250.00", day="21.11.2026"
) -> str:
    """One line of QIWI's."""
    return "\t".join((number, day, at, account, tenge))


def total(count: int, tenge: int) -> str:
    """Its last line."""
    return f"Total:\t{count}\t{tenge}.00"


def text(*lines: str) -> str:
    """A file."""
    return "".join(f"{line}\n" for line in lines)


def read(content: str | bytes, day: date = YESTERDAY, totals: Totals | None = None) -> list:
    """Every line as understood."""
    stream = io.BytesIO(content.encode() if isinstance(content, str) else content)
    return list(READERS[detect(stream)](stream, totals or Totals(), day))


def take(content: str | bytes, *, by: Partner | None = None, day: date = YESTERDAY, **options) -> PartnerReport:
    """Import a file, as the system."""
    stream = io.BytesIO(content.encode() if isinstance(content, str) else content)
    usual = {"name": "registry.csv", "actor": Actor.system(), "today": TODAY}
    return import_partner_registry(stream, partner=by or partner(), day=day, **usual | options)
