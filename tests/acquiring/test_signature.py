"""The acquirer's signature: what it is over, and what it refuses."""

import pytest

from portal.acquiring.signature import is_signed, sign

SECRET = "test secret"
ASKED = {
    "pg_salt": "s4lt",
    "pg_order_id": "a1b2c3",
    "pg_merchant_id": "500001",
    "pg_description": "Жарна / взнос",
    "pg_amount": "4250",
}
TOLD = {
    "pg_amount": "8500.00",
    "pg_currency": "KZT",
    "pg_description": "",
    "pg_order_id": "7001",
    "pg_payment_id": "a1b2c3",
    "pg_result": "1",
    "pg_salt": "s4lt",
}


# Each made by hand: printf '%s' 'init_payment.php;4250;Жарна / взнос;500001;a1b2c3;s4lt;test secret' | md5sum
@pytest.mark.parametrize(
    ("script", "params", "signature"),
    [
        ("init_payment.php", ASKED, "6b511f321de7d38dd0c31dd0380b95b9"),
        ("result", TOLD, "a8f3450f185bea9be3125eb24a6a44d4"),
    ],
)
def test_a_message_has_one_signature(script: str, params: dict[str, str], signature: str) -> None:
    assert sign(script, params, SECRET) == signature
    assert sign(script, params | {"pg_sig": "no part of it"}, SECRET) == signature
    assert is_signed(script, params | {"pg_sig": signature}, SECRET)


@pytest.mark.parametrize(
    ("script", "changed", "secret"),
    [
        ("result", {"pg_amount": "850.00"}, SECRET),
        ("result", {"pg_result": "0"}, SECRET),
        ("result", {"pg_added": ""}, SECRET),
        ("result", {"pg_sig": ""}, SECRET),
        ("result", {"pg_sig": "қол қойылған"}, SECRET),
        ("result", {"pg_sig": "A8F3450F185BEA9BE3125EB24A6A44D4"}, SECRET),
        ("check", {}, SECRET),
        ("result", {}, "test secret "),
    ],
)
def test_anything_else_is_not_signed(script: str, changed: dict[str, str], secret: str) -> None:
    assert not is_signed(script, TOLD | {"pg_sig": sign("result", TOLD, SECRET)} | changed, secret)


def test_without_a_secret_nothing_is_signed() -> None:
    assert not is_signed("result", TOLD | {"pg_sig": sign("result", TOLD, "")}, "")


def test_without_a_signature_nothing_is_signed() -> None:
    assert not is_signed("result", TOLD, SECRET)
