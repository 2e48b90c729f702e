"""What a payer types at a terminal: our reference, an IIN with its month, or an IIN alone."""

import pytest

from payments.rules.accounts import Account, AccountFault, masked_name, read_account
from payments.rules.months import Month
from payments.rules.references import reference

IIN = "500101100010"
NOVEMBER = Month.of(2026, 11)


@pytest.mark.parametrize(
    ("text", "period", "read"),
    [
        (reference(7), "", Account(7, "", None)),
        (f"{reference(7)[:3]} {reference(7)[3:6]}-{reference(7)[6:]}", "", Account(7, "", None)),
        (f"{IIN}112026", "", Account(None, IIN, NOVEMBER)),
        (f"{IIN[:6]} {IIN[6:]} 112026", "", Account(None, IIN, NOVEMBER)),
        (IIN, "112026", Account(None, IIN, NOVEMBER)),
        (IIN, "2026-11", Account(None, IIN, NOVEMBER)),
        (IIN, "", Account(None, IIN, None)),
        (f"{IIN}112026", "112026", Account(None, IIN, NOVEMBER)),
        (f"{IIN}112026", "122026", AccountFault.PERIOD),
        (f"{IIN}132026", "", AccountFault.PERIOD),
        (IIN, "11", AccountFault.PERIOD),
        ("500101100011", "", AccountFault.IIN),
        ("160440007161", "", AccountFault.IIN),  # an organisation's
        (reference(7)[:-1] + "0", "", AccountFault.FORM),
        ("", "", AccountFault.FORM),
        ("٥٠٠١٠١١٠٠٠١٠", "", AccountFault.IIN),
        ("5001011000101120", "", AccountFault.FORM),
    ],
)
def test_an_account_is_read(text: str, period: str, read: Account | AccountFault) -> None:
    assert read_account(text, period) == read


@pytest.mark.parametrize(("name", "masked"), [("Әйша", "Ә***"), ("", "")])
def test_a_name_is_masked(name: str, masked: str) -> None:
    assert masked_name(name) == masked
