"""The demo's registry desk: what is paid is credited or comes back, through the real importer."""

from datetime import date
from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.conf import settings as portal_settings

from payments import history
from payments.models import Contribution, Payout, PayoutAnswerFile, Person, RegistryFile
from payments.rules.refunds import RefundState
from portal.demo.applicants import THREE_BESIDE_EMPLOYER
from portal.demo.payout_desk import waiting_payouts
from portal.demo.registry_desk import RegistryDesk, press, waiting_payments
from portal.demo.situations import LATE, ON_ITS_WAY
from tests import people

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def day(settings) -> None:
    """The desk asks the clock of the portal."""
    settings.DEMO_TODAY = TODAY


def states(person: Person) -> list[str]:
    """Where the person's payments stand."""
    return [payment.state for payment in history.record(person, TODAY).payments]


def test_all_that_is_paid_is_credited_today() -> None:
    entered = [people.enter(situation, TODAY) for situation in (ON_ITS_WAY, LATE)]
    press({"credit": "all"})
    assert [states(person) for person in entered] == [["credited"] * 3, ["credited"]]
    assert waiting_payments() == ()
    assert RegistryFile.objects.get().known_until == TODAY


def test_one_is_sent_back_and_the_others_wait() -> None:
    person = people.enter(ON_ITS_WAY, TODAY)
    newest = waiting_payments()[0]
    press({"return": f"{newest.number}"})
    assert sorted(states(person)) == ["returned", "sent", "sent"]


def on_its_way() -> tuple[Person, Payout]:
    """Somebody whose money stands in a payout file, and the payout."""
    person = people.enter(THREE_BESIDE_EMPLOYER, TODAY)
    return person, Payout.objects.get(answer=None)


@pytest.mark.parametrize(
    ("button", "state", "reversals"), [("paid", RefundState.PAID_OUT, 2), ("returned", RefundState.ASKED, 1)]
)
def test_a_payout_is_answered_by_a_file_that_is_imported(button: str, state: RefundState, reversals: int) -> None:
    person, payout = on_its_way()
    press({button: payout.number})
    found = {refund.row: refund for refund in history.refunds_of(person, TODAY, portal_settings.REFUNDS)}
    assert found[payout.decision.request_id].state is state
    assert Contribution.objects.filter(kind="refund").count() == reversals
    assert list(waiting_payouts()) == []
    assert PayoutAnswerFile.objects.order_by("-pk")[0].name == f"answered-{TODAY}.csv"


def test_a_payout_is_answered_once() -> None:
    _, payout = on_its_way()
    press({"paid": payout.number})
    press({"returned": payout.number})
    assert payout.answer.outcome == "paid"


@pytest.mark.parametrize("form", [{}, {"credit": "all"}, {"credit": "7"}, {"return": "x"}, {"paid": "P00000009"}])
def test_a_press_for_nothing_does_nothing(form: dict[str, str]) -> None:
    press(form)
    assert not RegistryFile.objects.exists()
    assert not PayoutAnswerFile.objects.exists()


@pytest.mark.parametrize(
    ("language", "word"), [("kk", "Адамның банкі қайтарды"), ("ru", "Банк получателя вернул"), ("en", "Paid")]
)
def test_payouts_that_wait_have_a_button_for_each_answer(language: str, word: str, monkeypatch) -> None:
    monkeypatch.setattr("portal.demo.registry_desk.connections.close_all", lambda: None)
    _, payout = on_its_way()
    _, body = asked("GET", language=language)
    assert word in body
    assert body.count(f'value="{payout.number}"') == 2


@pytest.mark.parametrize(
    ("language", "word"), [("kk", "Тізілім"), ("ru", "реестра"), ("en", "registry"), ("xx", "Тізілім")]
)
def test_the_page_speaks_the_reader_s_language(language: str, word: str, monkeypatch) -> None:
    monkeypatch.setattr("portal.demo.registry_desk.connections.close_all", lambda: None)
    people.enter(LATE, TODAY)
    status, body = asked("GET", language=language)
    assert status == "200 OK"
    assert word in body
    assert f"{waiting_payments()[0].number}" in body


def test_a_form_is_answered_by_the_page(monkeypatch) -> None:
    monkeypatch.setattr("portal.demo.registry_desk.connections.close_all", lambda: None)
    person = people.enter(LATE, TODAY)
    status, _ = asked("POST", form={"credit": "all"})
    assert (status, states(person)) == ("303 See Other", ["credited"])


def asked(method: str, *, language: str = "en", form: dict[str, str] | None = None) -> tuple[str, str]:
    """One request to the desk: its status and its text."""
    sent = urlencode(form or {}).encode()
    environ = {
        "REQUEST_METHOD": method,
        "HTTP_COOKIE": f"language={language}",
        "CONTENT_LENGTH": f"{len(sent)}",
        "wsgi.input": BytesIO(sent),
    }
    said = []
    body = b"".join(RegistryDesk()(environ, lambda status, headers: said.append(status)))
    return said[0], body.decode()
