"""The examples of docs/payouts.md, and the rows that they are made of."""

import re
from pathlib import Path
from typing import NamedTuple

from payments.models import PayoutFile, Person, RefundRequest
from payments.rules.refund_reasons import RefundReason
from portal.payouts import export
from tests.payments.refunds import TODAY, approved, payout_of, requested
from tests.payments.samples import AISHA, BOLAT, credited, person, staff

DOCUMENT = (Path(__file__).parents[2] / "docs/payouts.md").read_text()
FILE, ANSWER = re.findall(r"```\n((?:reference|payout);.+?)```", DOCUMENT, re.DOTALL)
NAMES = {
    BOLAT: {"last_name": "Әділова", "first_name": "Әсел", "patronymic": "Ғаниқызы"},
    AISHA: {"last_name": "Маратов", "first_name": "Марат"},
}


class Numbers(NamedTuple):
    """The requests of the examples, whose numbers are others here."""

    requests: tuple[RefundRequest, RefundRequest]

    def in_text(self, text: str) -> str:
        """An example with the numbers that its requests and payouts have here."""
        first, second = self.requests
        here = {
            "P00000001": payout_of(first).number,
            "P00000002": payout_of(second).number,
            "100000114": first.number,
            "100000211": second.number,
        }
        return re.sub("|".join(here), lambda found: here[found[0]], text)


def as_documented() -> tuple[PayoutFile, Numbers]:
    """The file of the example."""
    for iin, names in NAMES.items():
        Person.objects.filter(pk=person(iin).pk).update(**names)
    own = requested(credited(iin=BOLAT))
    lump = credited(iin=AISHA, reference="GCVP-2", amount=51000)
    part = requested(lump, reason=RefundReason.LUMP_SUM, right_period=None, iik="", amount=46750)
    numbers = Numbers((approved(own), approved(part)))
    return export.make(actor=staff("exporter"), today=TODAY), numbers
