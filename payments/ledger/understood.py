"""What could be read of a rejected line, in the plain form in which it waits for what is missing."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from payments.ledger.entry import Entry
from payments.ledger.people import Names
from payments.models import Person, RegistryLine
from payments.rules.months import Month
from payments.rules.requisites import PurposeCode

MENDABLE = ("person", "period", "purpose_code")
NEEDED = ("operation", "reference", "occurrence", "amount", "paid_on", "credited_on", "period", "purpose_code")
OPTIONAL = (*Names._fields, "sender_bin", "sender_name", "payment_reference", "return_reason")


def understood(values: Mapping[str, Any]) -> dict[str, Any]:
    """The value of `RegistryLine.understood`: the fields of an entry, those left out that are None.

    A door gives nothing at all where more than IIN, period or purpose code is wrong: that is not mended.
    """
    given = {name: values[name] for name in NEEDED + OPTIONAL if values.get(name) is not None}
    return {name: str(value) if isinstance(value, date | Month) else value for name, value in given.items()}


def missing(line: RegistryLine) -> set[str]:
    """What staff may lay in: of IIN, period and purpose code those that are missing or unreadable."""
    lacks_person = {"person"} if line.person_id is None else set()
    return lacks_person | {name for name in MENDABLE[1:] if name not in line.understood}


def entry_of(line: RegistryLine, *, person: Person | None, period: date | None, purpose_code: str) -> Entry | None:
    """The entry that a line makes with what was laid in; None while something is still missing."""
    laid_in = {"period": period and str(Month.containing(period)), "purpose_code": purpose_code}
    whole = line.understood | {name: value for name, value in laid_in.items() if value}
    person = person or line.person
    if person is None or any(name not in whole for name in NEEDED):
        return None
    return Entry(
        iin=person.iin,
        period=Month.parse(whole["period"]),
        purpose_code=PurposeCode(whole["purpose_code"]),
        amount=whole["amount"],
        reference=whole["reference"],
        paid_on=date.fromisoformat(whole["paid_on"]),
        credited_on=date.fromisoformat(whole["credited_on"]),
        occurrence=whole["occurrence"],
        names=Names(*(whole.get(name, "") for name in Names._fields)),
        sender_bin=whole.get("sender_bin", ""),
        sender_name=whole.get("sender_name", ""),
        sender_iin=line.sender.iin if line.sender else "",
        payment_reference=whole.get("payment_reference", ""),
        return_reason=whole.get("return_reason", ""),
    )
