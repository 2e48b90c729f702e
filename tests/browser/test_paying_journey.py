"""From home to insured: three months are ordered, paid by card and credited by a registry; and what may go wrong.

The acquirer is the simulator on this machine, whose own call reaches the portal; the registry is really imported.
"""

from datetime import date, timedelta

import pytest
from django.utils import translation
from django.utils.translation import gettext as _

from payments import history
from payments.models import Basket, Payment
from portal import written
from portal.demo.acquirer_page import Press
from portal.demo.deliveries import deliver
from portal.demo.situations import THREE_GAPS
from portal.models import Account
from portal.words import pay as words
from portal.words.pay import Money
from portal.words.tracking import LOOKS, Stage
from tests.acquiring import conftest as acquiring
from tests.browser.reader import Reader
from tests.browser.test_wizard import button, look
from tests.payments.orders import NOVEMBER, OCTOBER, SEPTEMBER, ordered, paid
from tests.payments.samples import AUGUST, registry
from tests.people import enter
from tests.web.citizens import TODAY, pays
from tests.web.ordered import EARLIER, address_of, comes_back
from tests.web.planning import account_of

PASSWORD = "шай мен бауырсақ"
ARRIVES = date(2026, 11, 25)
ORDER = "main form button.button"

acquirer = acquiring.acquirer
pytestmark = pytest.mark.usefixtures("acquirer")

KK, NO_SCRIPTS, RU, EN = ("kk", True), ("kk", False), ("ru", True), ("en", True)


def in_ways(*quick: tuple[str, bool]) -> pytest.MarkDecorator:
    """In three languages and without scripts; what is not quick waits for `-m slow`."""
    ways = (KK, NO_SCRIPTS, RU, EN)
    marks = [pytest.param(*way, marks=[] if way in quick else pytest.mark.slow) for way in ways]
    return pytest.mark.parametrize(("language", "scripts"), marks)


@pytest.fixture(autouse=True)
def _in_the_readers_language(request):
    """What a test presses is called as the reader's language calls it."""
    with translation.override(request.getfixturevalue("language")):
        yield


@pytest.fixture
def three_gaps(transactional_db) -> Account:
    """The demo's person who has left out three months."""
    account = account_of(enter(THREE_GAPS, TODAY))
    account.set_password(PASSWORD)
    account.save()
    return account


@in_ways(KK, NO_SCRIPTS)
def test_from_home_to_insured(open_reader, three_gaps, acquirer, language, scripts):
    reader = open_reader(language, scripts=scripts).open("/").glance().press(_("Sign in"))
    reader.glance().send(iin=THREE_GAPS.iin, password=PASSWORD)
    assert reader.reads(_("You are insured for now"))
    orders_what_the_plan_advises(reader)
    presses(reader, Press.PAY)
    assert [hosted.replies for hosted in acquirer.payments.values()] == [["ok"]]
    assert says(reader, Money.TAKEN, written.day(ARRIVES))
    follows_the_money(reader, Stage.SENT)
    assert deliver(history.payments_of(three_gaps.actor, TODAY), TODAY).posted == 3
    look(reader.open("/"))
    assert reader.page.inner_text("h1") == _("You are insured")
    assert reader.page.locator(".quilt .patch.is-paid").count() == 12
    follows_the_money(reader, Stage.CREDITED)


@in_ways(KK)
def test_mistakes_before_it_is_ordered(open_reader, three_gaps, language, scripts):
    reader = open_reader(language, scripts=scripts, account=three_gaps)
    reader.open("/plan/").press(reader.page.locator(".option.is-advised .button"))
    adds(reader, "11")
    assert answered(reader, "[name=continue]") == 422  # a month is in the list twice
    assert look(reader).page.locator(".errors").is_visible()
    button(reader, "remove", "4")
    look(goes_on(reader))
    assert answered(reader, ORDER) == 422  # nothing is ticked
    assert look(reader).reads(_("Tick that you have checked the IIN and every month."))
    adds(Reader(reader.page.context.new_page(), reader.site, language).open("/pay/months/"), "12")
    reader.page.check("#id_checked")
    assert answered(reader, ORDER) == 409  # the list has changed in another tab
    assert look(reader).reads(_("Nothing of what you sent was taken. This is how it stands now."))
    assert not Payment.objects.exists()


@in_ways(KK)
def test_money_that_was_not_taken_and_money_of_which_nobody_told(open_reader, account, language, scripts):
    reader = open_reader(language, scripts=scripts, account=account)
    reader.open(f"/pay/{ordered(OCTOBER, NOVEMBER).key}/?way=card")
    presses(reader, Press.DECLINE)
    assert says(reader, Money.NOT_TAKEN)
    presses(reader, Press.LOST)  # the acquirer never calls: whoever comes back has it asked
    assert says(look(reader), Money.TAKEN, written.day(ARRIVES))


@in_ways(KK)
def test_payments_that_do_not_arrive(open_reader, account, language, scripts):
    pays("2025-01", "2026-07")
    registry(known_until=EARLIER + timedelta(days=7))
    reader = open_reader(language, scripts=scripts, account=account)
    look(reader.open(address_of(ordered(NOVEMBER))))
    look(reader.press(reader.page.locator("form[action$='/cancel/'] button")))
    assert tag(reader) == "tag is-rejected"
    expired = ordered(SEPTEMBER, today=EARLIER)
    for basket, expected, found in (
        (expired, "tag is-rejected", "form[action='/pay/start/'] button"),
        (is_late(), "tag is-late", "section .ladder > li"),
        (is_returned(), "tag is-returned", "form[action='/pay/start/'] button"),
    ):
        assert tag(look(reader.open(address_of(basket)))) == expected
        assert reader.page.locator(f"main {found}").first.is_visible()
    for address in (f"/pay/{expired.key}/", "/payments/", "/"):
        look(reader.open(address))


def orders_what_the_plan_advises(reader: Reader) -> None:
    """From home to the page with the ways to pay, on which the card is chosen."""
    look(reader).press(reader.page.locator(".status .button"))
    look(reader).press(reader.page.locator(".option.is-advised .button"))
    assert look(reader).page.locator(".line").count() == 3
    look(goes_on(reader)).page.check("#id_checked")
    look(reader.press(reader.page.locator(ORDER)))
    look(reader.press(reader.page.locator(".ways [href='?way=card']")))


def goes_on(reader: Reader) -> Reader:
    """From the months to the check page: with scripts it is htmx that leaves the page."""
    button(reader, "continue").page.wait_for_url("**/pay/check/")
    return reader


def presses(reader: Reader, what: Press) -> None:
    """Go to the acquirer's page, press something there, and come back."""
    reader.press(reader.page.locator("form[action$='/card/'] button"))
    look(reader).press(_("Go to the payment page"))
    look(reader).press(reader.page.locator(f"[name=press][value={what}]"))
    reader.page.wait_for_url(f"{reader.site}/pay/*/?way=card")
    look(reader)


def says(reader: Reader, what: Money, moment: str = "|") -> bool:
    """Is this the true sentence on the money, whatever the moment is that it names?"""
    return all(reader.reads(part) for part in words.money(what, moment).split("|"))


def follows_the_money(reader: Reader, stage: Stage) -> None:
    """In the list three payments stand so, and so does each on its own page."""
    expected = f"tag is-{LOOKS[stage]}"
    look(reader.open("/payments/"))
    assert [one.get_attribute("class") for one in reader.page.locator(".payments .tag").all()] == [expected] * 3
    look(reader.press(reader.page.locator(".payments th a").first))
    assert tag(reader) == expected


def adds(reader: Reader, month: str) -> None:
    """One more month of 2026 for the list."""
    reader.press(reader.page.locator("#more summary"))
    reader.page.select_option("#id_month-new", month)
    reader.page.select_option("#id_year-new", "2026")
    button(reader, "add")


def answered(reader: Reader, which: str) -> int:
    """Press a button that sends a form: the status of the answer."""
    with reader.page.expect_response(lambda response: response.request.method == "POST") as answer:
        reader.press(reader.page.locator(which))
    return answer.value.status


def tag(reader: Reader) -> str:
    """How the state of the payment looks."""
    return reader.page.locator("main .tag").first.get_attribute("class")


def is_late() -> Basket:
    """October should have arrived."""
    basket = ordered(OCTOBER, today=EARLIER)
    paid(basket, number="T-1", on=EARLIER)
    return basket


def is_returned() -> Basket:
    """August was sent back by the bank."""
    basket = ordered(AUGUST, today=EARLIER)
    paid(basket, number="T-2", on=EARLIER)
    comes_back(basket)
    return basket
