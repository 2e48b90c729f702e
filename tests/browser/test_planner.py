"""The planner in a browser: the cards at once, another goal, a day, an answer to a question; on to the months."""

import pytest
from django.utils import translation
from django.utils.translation import gettext as _

from tests.browser.reader import Reader
from tests.web.citizens import pays

FOCUSED = "document.activeElement.matches('[data-focus]') && document.activeElement.innerText"


@pytest.fixture(autouse=True)
def _in_the_readers_language(request):
    """What a test presses is called as the reader's language calls it."""
    with translation.override(request.getfixturevalue("language")):
        yield


in_every_way = pytest.mark.parametrize(
    ("language", "scripts", "width"), [("kk", True, 360), ("kk", False, 360), ("ru", True, 320), ("en", True, 1280)]
)


@in_every_way
def test_from_the_cards_to_the_months(open_reader, account, language, scripts, width):
    pays("2025-09", "2026-08")
    reader = open_reader(language, width, scripts=scripts, account=account).open("/plan/")
    assert reader.page.locator(".option").count() == 3
    assert advised(reader) == "close_gaps"
    reader.page.check("main [name=goal][value=least_year]")
    reader.press(button(reader, "goal")).glance()
    assert advised(reader) == "year_ahead"
    reader.page.fill("main [name=on_date]", "25.12.2026")
    reader.press(button(reader, "day")).glance()
    assert reader.page.locator("#day").is_visible()
    assert advised(reader) == "year_ahead"
    reader.press(reader.page.locator(".questions summary"))
    reader.page.check("main [name=state_pays][value=yes]")
    reader.press(reader.page.locator(".questions button")).glance()
    assert reader.reads(_("The State should be paying for you"))
    reader.press(reader.page.locator(".option .button").first)
    assert "/pay/months/" in reader.page.url


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_focus_goes_to_what_was_asked_for(open_reader, account, language):
    pays("2025-09", "2026-08")
    reader = open_reader(language, account=account).open("/plan/")
    assert reader.page.evaluate(FOCUSED) is False
    reader.page.check("main [name=goal][value=soonest]")
    assert _("With this goal the advice stays the same.") in reader.press(button(reader, "goal")).page.evaluate(FOCUSED)
    reader.page.fill("main [name=on_date]", "25.12.2026")
    assert "2026" in reader.press(button(reader, "day")).page.evaluate(FOCUSED)
    reader.look()
    reader.page.fill("main [name=on_date]", "31.02.2026")
    reader.press(button(reader, "day")).look()
    assert reader.page.evaluate("document.activeElement.className") == "errors"
    reader.press(reader.page.locator(".errors a"))
    assert reader.page.evaluate("document.activeElement.name") == "on_date"


def advised(reader: Reader) -> str:
    """The plan that is marked."""
    return reader.page.locator(".is-advised").get_attribute("aria-labelledby")


def button(reader: Reader, part: str):
    """The button that asks for one part of the answer."""
    return reader.page.locator(f"button[name=show][value={part}]")
