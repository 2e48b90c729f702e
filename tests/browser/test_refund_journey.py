"""From a lump sum to its return: it is asked for, the right months are paid, two people decide, the money goes back.

The acquirer is the simulator on this machine; the registry and the answer to the payout file are really imported.
What axe says of these pages `test_refund_pages` and `test_staff_refunds` ask.
"""

from csv import DictReader
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import gettext as _

from payments import history
from payments.models import RefundRequest
from payments.rules.refund_numbers import grouped_number
from payments.rules.refunds import RefundState
from portal import written
from portal.demo.acquirer_page import Press
from portal.demo.deliveries import deliver
from portal.demo.situations import LUMP_SUM
from portal.models import Account
from portal.words.refund_states import LOOKS
from tests.acquiring import conftest as acquiring
from tests.browser.reader import Reader
from tests.browser.reviewers import reviewer
from tests.browser.test_paying_journey import KK, NO_SCRIPTS, ORDER, goes_on, in_ways, presses, tag
from tests.browser.test_wizard import button, look
from tests.people import enter
from tests.web.citizens import TODAY
from tests.web.planning import account_of

QUEUE = "/staff/payments/refundrequest/"
FILES = "/staff/payments/payoutfile/"
ANSWER = "/staff/payments/payoutanswerfile/upload/"
IIK = "KZ84 722C 0000 1234 5678"
DO_IT = ".submit-row [type=submit]"

acquirer = acquiring.acquirer
pytestmark = pytest.mark.usefixtures("acquirer")


@pytest.fixture(autouse=True)
def _in_the_readers_language(request):
    """What a test presses is called as the reader's language calls it."""
    with translation.override(request.getfixturevalue("language")):
        yield


@pytest.fixture
def lump_sum(transactional_db) -> Account:
    """The demo's person who paid a year in one sum."""
    return account_of(enter(LUMP_SUM, TODAY))


@in_ways(KK, NO_SCRIPTS)
def test_from_a_finding_to_the_money(open_reader, lump_sum, language, scripts):
    reader = open_reader(language, scripts=scripts, account=lump_sum)
    asks_for_it_back(reader)
    request = RefundRequest.objects.get()
    assert (request.reason, request.left, request.amount) == ("lump_sum", 51000, 46750)
    pays_the_right_months(reader, lump_sum)

    def at_the_desk(permission: str) -> Reader:
        return open_reader(language, scripts=scripts, account=reviewer(permission))

    two_people_decide(at_the_desk("decide_first"), at_the_desk("decide_second"))
    assert stands(reader, request) is RefundState.APPROVED
    goes_out_and_is_answered(at_the_desk("export_payouts"))
    assert stands(reader, request) is RefundState.PAID_OUT
    reads_it_in_the_statement(reader, request)
    assert history.verify_journal() is None


def asks_for_it_back(reader: Reader) -> None:
    """From the finding on the first page to the number of the request: the payment and the reason are chosen."""
    reader.open("/").glance().press(reader.page.locator("main a[href*='/refunds/which/']").first)
    reader.glance().press(reader.page.locator("main form button.button"))
    assert reader.page.is_checked("#id_reason_lump_sum")
    continues(reader.glance())
    reader.glance().page.check("[name=way][value=account]")
    reader.page.fill("#id_iik", IIK)
    reader.page.check("#id_is_own")
    continues(reader)
    reader.glance().page.fill("#id_phone", "8 701 123 45 67")
    continues(reader)
    for box in ("is_right", "consents"):
        reader.glance().page.check(f"#id_{box}")
    reader.press(reader.page.locator(ORDER)).glance()


def continues(reader: Reader) -> Reader:
    """To the next step."""
    return button(reader, "continue")


def pays_the_right_months(reader: Reader, account: Account) -> None:
    """What was meant to be paid by the one sum is paid month by month, and counts as soon as it is credited."""
    reader.press(reader.page.locator("section[aria-labelledby=pay-now] button"))
    assert reader.glance().page.locator(".line").count() == 11
    goes_on(reader).page.check("#id_checked")
    reader.press(reader.page.locator(ORDER)).glance()
    reader.press(reader.page.locator(".ways [href='?way=card']"))
    presses(reader, Press.PAY)
    assert deliver(history.payments_of(account.actor, TODAY), TODAY).posted == 11
    reader.open("/").glance()
    assert reader.page.inner_text("h1") == _("You are insured")


def two_people_decide(first: Reader, second: Reader) -> None:
    """One proposes and may not confirm; another confirms."""
    takes_the_next(first)
    chooses(first, "approve")
    first.glance().press(first.page.locator(DO_IT))
    first.press(first.page.locator("table.queue a").first).glance()
    assert first.page.locator("[name=act], .panel [type=submit]").count() == 0
    takes_the_next(second)
    chooses(second, "confirm")
    second.glance().press(second.page.locator(DO_IT))
    second.glance()


def takes_the_next(reader: Reader) -> None:
    """From the front page to the first free request."""
    reader.open("/staff/").glance()
    reader.open(QUEUE).glance().press(_("Open the next request"))
    reader.glance().press(reader.page.locator(".panel [type=submit]").first)


def chooses(reader: Reader, act: str) -> None:
    """Say what is to be done with the request."""
    reader.glance().page.check(f"[name=act][value={act}]")
    reader.press(reader.page.locator(".panel form[method=get] [type=submit]"))


def goes_out_and_is_answered(reader: Reader) -> None:
    """The file for the State Corporation, and its answer that all of it is paid."""
    reader.open(FILES).glance()
    reader.open(f"{FILES}make/").glance().press(reader.page.locator(DO_IT))
    with reader.glance().page.expect_download() as downloaded:
        reader.page.locator("a[href$='/download/']").click()
    rows = list(DictReader(Path(downloaded.value.path()).read_text("utf-8").splitlines(), delimiter=";"))
    payouts = rows[:-1]  # the last one is the total
    assert [row["payoutsum"] for row in payouts] == ["46750"]
    answer = ["payout;payoutsum;outcome;day;reason"]
    answer += [f"{row['payout']};{row['payoutsum']};paid;{TODAY};" for row in payouts]
    answer += [f"TOTAL;{len(payouts)};46750", ""]
    reader.open(ANSWER).glance()
    file = {"name": "answer.csv", "mimeType": "text/csv", "buffer": "\n".join(answer).encode()}
    reader.page.set_input_files("[type=file]", file)
    reader.press(reader.page.locator(DO_IT)).glance()


def stands(reader: Reader, request: RefundRequest) -> RefundState:
    """Where the applicant reads that the request stands: in the list and on its own page alike."""
    look(reader.open("/refunds/"))
    in_the_list = tag(reader)
    look(reader.press(reader.page.locator("main table a").first))
    assert tag(reader) == in_the_list
    state = RefundState(RefundRequest.objects.with_state().get(pk=request.pk).state)
    assert in_the_list == f"tag is-{LOOKS[state]}"
    return state


def reads_it_in_the_statement(reader: Reader, request: RefundRequest) -> None:
    """The line, what went back of it beside it, and for which request: on the page and on the one to be printed."""
    for address in ("/statement/", "/statement/print/", "/statement/2026-11/"):
        look(reader.open(address))
        assert reader.reads(grouped_number(request.number))
        assert reader.reads(written.tenge(request.amount))
