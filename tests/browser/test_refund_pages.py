"""The pages of refunds, with whatever may go wrong on them: nothing for axe, no overflow, and nothing is lost."""

import pytest

from payments import history
from payments.history import RecordedRefund
from payments.models import Person, ProofFile, RefundRequest
from payments.rules.refund_numbers import grouped_number
from payments.rules.refunds import RefundSettings
from portal.demo.applicants import APPLICANTS, OVERPAID, THREE_BESIDE_EMPLOYER
from portal.demo.situation import Situation
from tests.browser.reader import Reader
from tests.browser.test_paying_journey import KK, NO_SCRIPTS, ORDER, answered, in_ways
from tests.browser.test_print import needs_pdftotext, sheets_of
from tests.browser.test_wizard import button, look
from tests.people import enter
from tests.web.citizens import TODAY, pays
from tests.web.planning import account_of

CONTINUE = "main [name=continue].button"
NO_FILE = {"name": "receipt.pdf", "mimeType": "application/pdf", "buffer": b"<svg onload='alert(1)'/>"}
WRONG, RIGHT = "KZ85 722C 0000 1234 5678", "KZ84 722C 0000 1234 5678"


def reader_of(situation: Situation, open_reader, *ways, **options) -> Reader:
    """Somebody of the demo, signed in."""
    return open_reader(*ways, account=account_of(enter(situation, TODAY)), **options)


def refunds_of(situation: Situation) -> list[RecordedRefund]:
    """Their requests, the oldest first."""
    person = Person.objects.get(iin=situation.iin)
    return list(reversed(history.refunds_of(person, TODAY, RefundSettings())))


@pytest.fixture(autouse=True)
def _proofs(settings, tmp_path):
    """Where files are kept."""
    settings.PROOF_DIR = tmp_path / "proofs"


@in_ways(KK, NO_SCRIPTS)
def test_every_mistake_on_the_way(open_reader, account, language, scripts):
    pays("2026-08")
    reader = open_reader(language, scripts=scripts, account=account)
    look(reader.open("/refunds/which/"))
    assert answered(reader, ORDER) == 422  # no payment is chosen
    look(reader).page.check("[name=line]")
    reader.press(reader.page.locator(ORDER))
    mistakes_in_the_reason(reader)
    mistakes_in_the_proof(reader)
    mistakes_in_the_account(reader)
    look(reader).page.fill("#id_phone", "12")
    assert answered(reader, CONTINUE) == 422
    look(reader).page.fill("#id_phone", "+7 701 123 45 67")
    look(button(reader, "continue"))
    assert answered(reader, ORDER) == 422  # nothing is ticked
    look(reader)
    assert not RefundRequest.objects.exists()
    look(reader.open("/refunds/"))
    assert reader.page.locator(".unfinished").is_visible()


def mistakes_in_the_reason(reader: Reader) -> None:
    """No month, no description; and what is no reason at all."""
    for reason in ("wrong_period", "other"):
        chooses(reader, reason)
        assert answered(reader, CONTINUE) == 422
        look(reader)
    for wish in ("no_care_used", "move_it"):
        chooses(reader, wish)
        look(button(reader, "continue"))
        assert f"/refunds/instead/{wish}/" in reader.page.url
        reader.open("/refunds/what/")
    chooses(reader, "other")
    reader.page.fill("#id_explanation", "Екі рет басылды")
    button(reader, "continue")


def chooses(reader: Reader, reason: str) -> None:
    """One of the reasons."""
    reader.page.check(f"[name=reason][value={reason}]")


def mistakes_in_the_proof(reader: Reader) -> None:
    """No file, and a file that is none of those that are taken; then a right one."""
    assert answered(reader, CONTINUE) == 422
    look(reader).page.set_input_files("#id_file", NO_FILE)
    assert answered(reader, "[name=attach]") == 422
    assert not ProofFile.objects.exists()
    photo = reader.page.screenshot()
    look(reader).page.set_input_files("#id_file", NO_FILE | {"buffer": photo})  # by its content, not by its name
    look(button(reader, "attach"))
    assert ProofFile.objects.get().type == "png"
    reader.press(reader.page.locator(CONTINUE))


def mistakes_in_the_account(reader: Reader) -> None:
    """Neither way; then a digit that is wrong, of an account of which nobody said whose it is."""
    assert answered(reader, CONTINUE) == 422
    look(reader).page.check("[name=way][value=account]")
    reader.page.fill("#id_iik", WRONG)
    assert answered(reader, CONTINUE) == 422
    assert look(reader).page.locator(".error").count() == 2
    reader.page.fill("#id_iik", RIGHT)
    reader.page.check("#id_is_own")
    button(reader, "continue")


@pytest.mark.parametrize(
    ("language", "width", "look"),
    [
        ("kk", 360, Reader.look),
        ("kk", 1280, Reader.glance),
        pytest.param("ru", 360, Reader.look, marks=pytest.mark.slow),
        pytest.param("en", 360, Reader.look, marks=pytest.mark.slow),
        pytest.param("ru", 320, Reader.glance, marks=pytest.mark.slow),
    ],
)
def test_every_request_of_the_demo(open_reader, transactional_db, language, width, look):
    for situation in APPLICANTS:
        reader = reader_of(situation, open_reader, language, width)
        reader.open("/refunds/").glance()
        for address in [link.get_attribute("href") for link in reader.page.locator("main table a").all()]:
            look(reader.open(address))
    look(reader.open(f"{address}sheet/ru/"))
    look(reader.open("/refunds/which/"))


@in_ways(KK, NO_SCRIPTS)
def test_a_question_is_answered(open_reader, transactional_db, language, scripts):
    reader = reader_of(OVERPAID, open_reader, language, scripts=scripts)
    asked, approved = refunds_of(OVERPAID)
    assert asked.is_payout_returned
    assert approved.asked_on is None
    look(reader.open(f"/refunds/{asked.number}/"))
    look(reader.press(reader.page.locator("main a[href$='/answer/']")))
    assert answered(reader, "main [name=send]") == 422  # nothing is said
    look(reader).page.fill("#id_iik", RIGHT)
    reader.page.check("#id_is_own")
    look(button(reader, "send"))
    assert reader.page.locator("main a[href$='/answer/']").count() == 0


@needs_pdftotext
@pytest.mark.parametrize("address", ["/statement/", "/statement/print/"])
def test_what_went_back_stands_on_paper(open_reader, transactional_db, tmp_path, address):
    reader = reader_of(THREE_BESIDE_EMPLOYER, open_reader, "kk", 1280)
    paid_out = refunds_of(THREE_BESIDE_EMPLOYER)[0]
    text = "".join(sheets_of(reader.open(address), tmp_path))
    assert grouped_number(paid_out.number) in text
