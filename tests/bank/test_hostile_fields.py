"""Whatever is sent to a dialect, it is answered, in words that can be read."""

import json
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from payments.models import Transaction
from payments.rules.months import Month
from portal.bank import kaspi, kassa24
from portal.bank.calls import Reply, Verdict
from tests.bank.partners import call, partner
from tests.payments.samples import AISHA

# A call that takes money; what is tried are calls with one or two other fields.
PAYS = {
    kaspi: {
        "command": "pay",
        "txn_id": "1",
        "account": f"{AISHA}112026",
        "sum": "4250.00",
        "txn_date": "20261122103000",
        "service_id": "112026",
    },
    kassa24: {
        "action": "payment",
        "receipt": "1",
        "number": f"{AISHA}112026",
        "amount": "4250.00",
        "date": "2026-11-22T10:30:00",
        "period": "112026",
    },
}
by_dialect = pytest.mark.parametrize("dialect", PAYS, ids=lambda dialect: dialect.SPOKEN)
WORDS = ("check", "pay", "payment", "cancel", "status", AISHA, f"{AISHA}112026", "112026", "4250.00", "1", "-1", "NaN")
DAYS = ("20261122103000", "00010101000000", "99991231235959", "2026-11-22 10:30:00", "00000000000000")
NASTY = st.text(alphabet=string.printable + "\0\x1b<&>\"']]>٤٢٥٠\uffff🙂", max_size=80)


def values() -> st.SearchStrategy[str]:
    """What a field may hold: a right word at a wrong place, or nothing that anybody would say."""
    return st.sampled_from([*WORDS, *DAYS]) | NASTY | st.integers().map(str)


def parsed(body: bytes) -> object:
    """The answer as a partner's program would read it."""
    return json.loads(body) if body.startswith(b"{") else etree.fromstring(body)


@pytest.mark.django_db
@by_dialect
def test_every_call_is_answered(dialect) -> None:
    partner("hostile", dialect=dialect.SPOKEN)
    changes = st.dictionaries(st.sampled_from([*PAYS[dialect]]), values() | st.lists(values(), max_size=2), max_size=2)

    @settings(max_examples=100)
    @given(changes)
    def ask(changes: dict) -> None:
        answer = call(f"/bank/{dialect.SPOKEN}", PAYS[dialect] | changes, by="hostile")
        assert answer.status_code == 200
        assert parsed(answer.content) is not None

    ask()
    assert Transaction.objects.exists()


@by_dialect
@given(verdict=st.sampled_from(Verdict), number=NASTY, name=st.text(alphabet="Ә*<&\"'", max_size=4))
def test_every_reply_can_be_written(dialect, verdict: Verdict, number: str, name: str) -> None:
    reply = Reply(verdict, number, name=name, months=((Month.of(2026, 11), 4250),))
    assert parsed(dialect.write(reply, None).content) is not None
