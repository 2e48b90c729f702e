"""Whatever is sent to the OSMP address is answered in its words, and nothing is taken that was not said plainly."""

import pytest

from payments.models import Transaction
from tests.bank.osmp import OSMP, PAY, asked, code
from tests.bank.partners import call, partner, said
from tests.payments.samples import AISHA

pytestmark = pytest.mark.django_db

NASTY = {
    "nul": "\0",
    "half a character": "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    "other digits": "٤٢٥٠",
    "markup": "</osmp_txn_id><result>0</result>",
    "entity": "&xxe;",
    "a line": "1\r\nX: y",
    "long": "9" * 20_000,
    "a list": "[1]",
}


@pytest.fixture(autouse=True)
def _partner(db) -> None:
    partner()


@pytest.mark.parametrize("field", PAY)
@pytest.mark.parametrize("value", NASTY.values(), ids=NASTY)
def test_a_field_that_nobody_would_say(field: str, value: str) -> None:
    assert code(asked(PAY | {field: value})) in {4, 300}
    assert code(asked(PAY | {field: f"{PAY[field]}{value}"}, method="post")) in {4, 242, 300}
    assert not Transaction.objects.exists()


@pytest.mark.parametrize("field", PAY)
def test_a_field_said_twice_is_not_understood(field: str) -> None:
    for values in ([PAY[field], PAY[field]], ["", PAY[field]], [PAY[field], "1"]):
        assert code(asked(PAY | {field: values})) in {4, 300}
    assert not Transaction.objects.exists()


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"{}", b"<xml/>", b"command=pay&txn_id=%ff%fe", b"a=1&" * 400])
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "application/json", "text/xml"])
def test_a_body_that_is_no_call(body: bytes, kind: str) -> None:
    assert code(said(call(OSMP, body, method="post", content_type=kind))) == 300


def test_a_body_that_cannot_be_taken_apart_is_no_request() -> None:
    for body, kind in ((b"--", "multipart/form-data"), (b"a=1&" * 501, "application/x-www-form-urlencoded")):
        assert call(OSMP, body, method="post", content_type=kind).status_code == 400


def test_an_account_in_two_halves_is_none() -> None:
    assert code(asked(PAY | {"account": [AISHA[:6], f"{AISHA[6:]}112026"]})) == 4


@pytest.mark.parametrize("nested", [{"account[iin]": AISHA}, {"account.iin": AISHA}, {"ACCOUNT": AISHA}])
def test_names_are_as_they_are_written(nested: dict) -> None:
    assert code(asked(PAY | {"account": None} | nested)) == 4
