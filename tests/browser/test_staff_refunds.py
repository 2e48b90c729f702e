"""The desk of refunds, on the narrow screen in each language: the same demands as on everybody else's pages."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from payments.models import Payout, RefundRequest
from payments.rules.refunds import RefundState
from portal.demo.applicants import APPLICANTS, OVERPAID, STATE_PAID_TOO, THREE_BESIDE_EMPLOYER, YEAR_AT_ONCE
from tests.browser.reader import Reader
from tests.browser.reviewers import reviewer
from tests.browser.test_staff_pages import in_every_language
from tests.people import enter
from tests.staff import desk
from tests.staff.desk import FRONT
from tests.web.citizens import TODAY

QUEUE = "/staff/payments/refundrequest/"
FILES = "/staff/payments/payoutfile/"
ANSWERS = "/staff/payments/payoutanswerfile/"
JOURNAL = "/staff/payments/journalentry/"
DO_IT = ".submit-row [type=submit]"
UNKNOWN = "payout;payoutsum;outcome;day;reason\nP00000099;1;paid;2026-11-22;\nTOTAL;1;1\n"


@pytest.fixture
def at_work(open_reader, transactional_db) -> Callable[[str, str], Reader]:
    """Somebody who may do one part of the work."""
    return lambda language, permission: open_reader(language, account=reviewer(permission))


def one_in(state: RefundState) -> str:
    """The page of a request that stands so."""
    return f"{QUEUE}{RefundRequest.objects.with_state().filter(state=state).first().pk}/change/"


@in_every_language
def test_every_kind_of_request_in_the_queue(at_work, language):
    for situation in APPLICANTS:
        enter(situation, TODAY)
    reader = at_work(language, "decide_first")
    reader.open(FRONT).look()
    reader.open(QUEUE).look()
    for show in ("mine", "free", "due", "second", "asked", "came_back"):
        reader.open(f"{QUEUE}?show={show}").glance()
    for state in (RefundState.ASKED, RefundState.WITH_FUND, RefundState.REFUSED, RefundState.PAID_OUT):
        reader.open(one_in(state)).look()
    reader.open(f"{QUEUE}search/").send(text="nothing").look()
    reader.send(text=OVERPAID.iin).look()  # several


@in_every_language
def test_what_a_first_reviewer_may_get_wrong(at_work, language):
    enter(YEAR_AT_ONCE, TODAY)
    reader = at_work(language, "decide_first")
    reader.open(one_in(RefundState.SENT)).look()
    reader.press(reader.page.locator(".panel [type=submit]")).look()  # taken
    goes_on(reader).look()  # nothing is chosen
    assert reader.page.evaluate("document.activeElement.id") == "decision"
    expect(reader.page.locator(".panel .errorlist").first).to_be_in_viewport()
    goes_on(reader, "refuse").look()  # on no ground
    goes_on(reader, "ask").look()
    reader.press(reader.page.locator(DO_IT)).look()  # nothing is asked
    reader.open(one_in(RefundState.CHECKING)).page.select_option("[name=ground]", "wrong_form")
    goes_on(reader, "refuse").look()
    reader.page.fill("[name=text_kk]", YEAR_AT_ONCE.iin)
    reader.press(reader.page.locator(DO_IT)).look()  # no IIN in a text
    reader.page.fill("[name=text_kk]", "Өтініш үлгіге сай емес")
    reader.press(reader.page.locator(DO_IT)).look()  # the queue, as none is left
    reader.open(one_in(RefundState.WITH_FUND)).look()  # nobody confirms their own


@in_every_language
def test_what_a_second_reviewer_may_get_wrong(at_work, language):
    enter(STATE_PAID_TOO, TODAY)
    reader = at_work(language, "decide_second")
    reader.open(one_in(RefundState.WITH_FUND)).press(reader.page.locator(".panel [type=submit]")).look()
    goes_on(reader, "confirm").look()
    reader.open(one_in(RefundState.WITH_FUND))
    goes_on(reader, "send_back").look()
    reader.press(reader.page.locator(DO_IT)).look()  # without a reason
    reader.page.fill("[name=note]", "Compare the months")
    reader.press(reader.page.locator(DO_IT)).look()


@in_every_language
def test_payout_files_and_their_answers(at_work, language):
    enter(THREE_BESIDE_EMPLOYER, TODAY)
    reader = at_work(language, "export_payouts")
    reader.open(f"{FILES}make/").look()  # nothing waits
    enter(OVERPAID, TODAY)
    for address in (FRONT, FILES, f"{FILES}make/", ANSWERS, f"{ANSWERS}upload/"):
        reader.open(address).look()
    reader.open(f"{FILES}make/").press(reader.page.locator(DO_IT)).look()
    reader.open(f"{FILES}{Payout.objects.filter(answer=None).first().file_id}/history/").look()
    reader.open(f"{ANSWERS}upload/").press(reader.page.locator(DO_IT)).look()  # no file
    file = {"name": "answer.csv", "mimeType": "text/csv", "buffer": UNKNOWN.encode()}
    reader.page.set_input_files("[type=file]", file)
    reader.press(reader.page.locator(DO_IT)).look()  # nobody knows this payout
    reader.open(ANSWERS).press(reader.page.locator("#result_list th a").last).look()


@in_every_language
def test_the_journal(at_the_desk, language):
    enter(STATE_PAID_TOO, TODAY)
    reader = at_the_desk(language)
    reader.open(JOURNAL).look()
    reader.press(reader.page.locator("#result_list tbody th a").first).look()


def test_what_happened_stands_on_one_line(open_reader, transactional_db):
    enter(STATE_PAID_TOO, TODAY)
    reader = open_reader("kk", 1280, account=desk.account("Desk 7", "payments.view_journalentry"))
    rows = reader.open(JOURNAL).page.locator("#result_list tbody tr")
    assert max(row.bounding_box()["height"] for row in rows.all()) < 40


def goes_on(reader: Reader, act: str = "") -> Reader:
    """Choose what to do with the request, or nothing, and go on."""
    if act:
        reader.page.check(f"[name=act][value={act}]")
    return reader.press(reader.page.locator(".panel form[method=get] [type=submit]"))
