"""From the first page to the printed statement, in three languages, with scripts and without them."""

import pytest
from django.utils import translation
from django.utils.translation import gettext as _

from tests.payments.samples import AISHA
from tests.portal.accounts import code
from tests.web.citizens import pays

WAYS = [("kk", True), ("kk", False), ("ru", True), ("ru", False), ("en", True), ("en", False)]
in_every_way = pytest.mark.parametrize(("language", "scripts"), WAYS)


@pytest.fixture(autouse=True)
def _in_the_readers_language(request):
    """What a test presses is called as the reader's language calls it."""
    with translation.override(request.getfixturevalue("language")):
        yield


@in_every_way
def test_sign_in_read_and_sign_out(open_reader, account, language, scripts):
    pays("2025-01", "2026-08")
    reader = open_reader(language, scripts=scripts).open("/")
    reader.press(_("Sign in"))
    reader.page.fill("[name=iin]", "5001 0110 0011")
    reader.page.fill("[name=password]", "not this one")
    reader.press(_("Sign in"))
    assert _("There is a mistake in the IIN. Compare it with the ID card") in reader.text()
    reader.page.fill("[name=iin]", "500101 100 010")
    reader.page.fill("[name=password]", "шай мен бауырсақ")
    reader.page.locator("main form button").click()
    reader.page.wait_for_load_state("networkidle")
    assert _("You are insured for now") in reader.look().text()
    reader.open("/statement/")
    reader.page.locator(".years a", has_text="2025").click()
    reader.page.wait_for_load_state("networkidle")
    reader.page.wait_for_selector("#r2025-12")
    reader.look()
    reader.page.locator("#r2025-12 th a").click()
    reader.page.wait_for_load_state("networkidle")
    assert _("The contribution for this month was credited in full. The month counts.") in reader.look().text()
    reader.open("/statement/print/")
    reader.page.locator("header form[action='/sign-out/'] button").click()
    reader.page.wait_for_load_state("networkidle")
    reader.page.goto(reader.site + "/statement/")
    assert "/sign-in/" in reader.page.url


@in_every_way
def test_tick_months_and_get_the_answer(open_reader, transactional_db, language, scripts):
    reader = open_reader(language, scripts=scripts).open("/plan/")
    for month in ("2026-08", "2026-09", "2026-10"):
        reader.page.check(f"#paid-{month}")
    reader.page.fill("[name=on_date]", "31.02.2026")
    reader.press(_("Show the answer"))
    assert reader.page.locator(".errors").is_visible()
    reader.page.fill("[name=on_date]", "25.12.2026")
    reader.press(_("Show the answer"))
    reader.page.wait_for_selector(".option")
    assert reader.page.locator(".option").count() == 3
    assert reader.page.is_checked("#paid-2026-09")
    assert _("You are not insured") in reader.look().text()


@in_every_way
def test_open_an_account_with_a_code(open_reader, transactional_db, language, scripts):
    reader = open_reader(language, scripts=scripts).open("/open-account/")
    reader.page.fill("[name=iin]", AISHA)
    reader.page.fill("[name=code]", "WRONG-CODE")
    for name in ("password", "repeat"):
        reader.page.fill(f"[name={name}]", "шай мен бауырсақ")
    reader.page.locator("main form button").click()
    reader.page.wait_for_load_state("networkidle")
    assert reader.look().page.locator(".errors").is_visible()
    reader.page.fill("[name=code]", code(AISHA))
    for name in ("password", "repeat"):
        reader.page.fill(f"[name={name}]", "шай мен бауырсақ")
    reader.page.locator("main form button").click()
    reader.page.wait_for_load_state("networkidle")
    assert _("None of the last 12 months is covered.") in reader.look().text()


@pytest.mark.parametrize("language", ["kk"])
def test_the_language_changes_and_the_page_stays(open_reader, account, language):
    reader = open_reader(language, account=account).open("/statement/2025/")
    for code_of_language, word in (("ru", "Выписка"), ("en", "Statement"), ("kk", "үзінді")):
        reader.page.locator(f"button[lang={code_of_language}]").click()
        reader.page.wait_for_load_state("networkidle")
        reader.language = code_of_language
        assert word in reader.look().text()
        assert reader.page.url.endswith("/statement/2025/")
