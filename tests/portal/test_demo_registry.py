"""The demo's registry desk: what is paid is credited or comes back, through the real importer."""

from datetime import date
from io import BytesIO
from urllib.parse import urlencode

import pytest

from payments import history
from payments.models import Person, RegistryFile
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


@pytest.mark.parametrize("form", [{}, {"credit": "all"}, {"credit": "7"}, {"return": "x"}])
def test_a_press_for_nothing_does_nothing(form: dict[str, str]) -> None:
    press(form)
    assert not RegistryFile.objects.exists()


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
