"""From the first page to the printed statement, in three languages, with scripts and without them."""

import pytest
from django.utils import translation
from django.utils.translation import gettext as _

from tests.payments.samples import AISHA
from tests.portal.accounts import code
from tests.web.citizens import pays

PASSWORD = "шай мен бауырсақ"
WAYS = [
    ("kk", True),
    ("kk", False),
    ("ru", True),
    pytest.param("ru", False, marks=pytest.mark.slow),
    ("en", True),
    pytest.param("en", False, marks=pytest.mark.slow),
]
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
    reader.send(iin="5001 0110 0011", password="not this one")
    assert reader.reads(_("There is a mistake in the IIN. Compare it with the ID card"))
    reader.send(iin="500101 100 010", password=PASSWORD).glance()
    assert reader.reads(_("You are insured for now"))
    reader.open("/statement/").press(reader.page.locator(".years a", has_text="2025"))
    reader.page.wait_for_selector("#r2025-12")
    reader.press(reader.page.locator("#r2025-12 th a")).glance()
    assert reader.reads(_("The contribution for this month was credited in full. The month counts."))
    reader.press(reader.page.locator("header form[action='/sign-out/'] button"))
    assert "/sign-in/" in reader.open("/statement/").page.url


@in_every_way
def test_tick_months_and_get_the_answer(open_reader, transactional_db, language, scripts):
    reader = open_reader(language, scripts=scripts).open("/plan/")
    reader.page.check("#id_paid-2026-08")
    reader.page.click("label[for='id_paid-2026-09']")
    reader.send(on_date="31.02.2026")
    assert reader.page.locator(".errors").is_visible()
    reader.send(on_date="25.12.2026").glance()
    assert reader.page.locator(".option").count() == 3
    assert reader.page.is_checked("#id_paid-2026-08")
    assert reader.page.is_checked("#id_paid-2026-09")
    assert reader.reads(_("You are not insured"))


@in_every_way
def test_open_an_account_with_a_code(open_reader, transactional_db, language, scripts):
    reader = open_reader(language, scripts=scripts).open("/open-account/")
    reader.send(iin=AISHA, code="WRONG-CODE", password=PASSWORD, repeat=PASSWORD)
    assert reader.page.locator(".errors").is_visible()
    reader.send(code=code(AISHA), password=PASSWORD, repeat=PASSWORD).glance()
    assert reader.reads(_("None of the last 12 months is covered."))


with_and_without_scripts = pytest.mark.parametrize(("language", "scripts"), [("kk", True), ("kk", False)])


@with_and_without_scripts
def test_the_language_changes_and_the_page_stays(open_reader, account, language, scripts):
    reader = open_reader(language, account=account, scripts=scripts).open("/statement/")
    reader.press(reader.page.locator(".years a", has_text="2025"))
    for other, word in (("ru", "Выписка"), ("en", "Statement"), ("kk", "үзінді")):
        reader.press(reader.page.locator(f"button[lang={other}]"))
        reader.language = other
        assert reader.glance().reads(word)
        assert reader.page.url.endswith("/statement/2025/")


@with_and_without_scripts
def test_the_language_changes_and_what_was_ticked_stays(open_reader, transactional_db, language, scripts):
    reader = open_reader(language, scripts=scripts).open("/plan/")
    reader.page.check("#id_paid-2026-08")
    reader.send(on_date="25.12.2026")
    for other, word in (("ru", "Вы не застрахованы"), ("en", "You are not insured"), ("kk", "сақтандырылмағансыз")):
        reader.press(reader.page.locator(f"button[lang={other}]"))
        reader.language = other
        assert reader.glance().reads(word)
        assert reader.page.url.endswith("/plan/")
        assert reader.page.is_checked("#id_paid-2026-08")
        assert not reader.page.is_checked("#id_paid-2026-09")
