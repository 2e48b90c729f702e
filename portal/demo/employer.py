"""The employer of the demo's people."""

from payments.rules.requisites import PurposeCode
from portal.demo.situation import Months

EMPLOYER_BIN, EMPLOYER_NAME = "291240000017", "Altyn Dala LLP"
DEDUCTION, WITHHELD = 9000, 6000  # 3 % and 2 % of a wage of 300 000 tenge


def from_employer(first: int, last: int) -> tuple[Months, ...]:
    """What an employer sends for each month: the deduction, and the contribution withheld from the wage."""
    sender = {"sender": EMPLOYER_BIN, "sender_name": EMPLOYER_NAME}
    return (
        Months(first, last, amount=DEDUCTION, purpose_code=PurposeCode.DEDUCTION, **sender),
        Months(first, last, amount=WITHHELD, **sender),
    )
