"""Ordering step by step in a browser: rows change in place, and the focus is where the reader has to look."""

import pytest

from payments.models import Payment
from tests.browser.reader import Reader
from tests.payments.samples import BOLAT
from tests.web.citizens import employer_pays, pays

WAYS = [
    ("kk", True),
    ("kk", False),
    pytest.param("ru", True, marks=pytest.mark.slow),
    pytest.param("ru", False, marks=pytest.mark.slow),
    ("en", True),
    pytest.param("en", False, marks=pytest.mark.slow),
]
in_every_way = pytest.mark.parametrize(("language", "scripts"), WAYS)
FOCUS = "document.activeElement"


def look(reader: Reader) -> Reader:
    """As closely as can be: axe needs scripts."""
    return reader.look() if reader.page.evaluate("matchMedia('(scripting: enabled)').matches") else reader.glance()


def button(reader: Reader, name: str, value: str = "") -> Reader:
    """Press a button of the list by its name."""
    which = f"[value='{value}']" if value else ""
    return reader.press(reader.page.locator(f"main button[name={name}]{which}:visible").first)


def somebody_else(reader: Reader) -> Reader:
    """Begin to pay for somebody else, with no month chosen yet."""
    reader.open("/").press(reader.page.locator("form[action='/pay/start/'] button").first)
    look(reader).page.check("#id_whom_1")
    return reader.send(iin="560815 200 109", first_name="Болат")


@in_every_way
def test_for_oneself_with_every_mistake_on_the_way(open_reader, account, language, scripts):
    pays("2025-01", "2026-05")
    employer_pays("2026-07")
    reader = open_reader(language, scripts=scripts, account=account)
    reader.open("/").press(reader.page.locator("form[action='/pay/start/'] button").first)
    reader.press(reader.page.locator("main form .button").first)
    for period in ("2026-06", "2026-08"):
        reader.page.check(f"#id_add-{period}")
    look(button(reader, "add"))
    look(button(reader, "change", "2"))
    if scripts:
        assert reader.page.evaluate(f"{FOCUS}.closest('#row-2') !== null")
    reader.page.select_option("#id_month-2", "5")
    look(button(reader, "done"))
    if scripts:
        assert reader.page.evaluate(f"{FOCUS}.className") == "errors"
        assert reader.page.inner_text("#said") != ""
    reader.press(reader.page.locator(".errors a"))
    assert reader.page.evaluate(f"{FOCUS}.id") == "id_month-2"
    reader.page.select_option("#id_month-2", "7")
    button(reader, "done").page.check("#id_employer-2")
    button(reader, "continue")
    if reader.page.locator("#id_known").count():
        look(reader).page.check("#id_known")
        button(reader, "continue")
    look(look(reader).press(reader.page.locator("main form .button").first))  # nothing is ticked
    reader.page.check("#id_checked")
    reader.press(reader.page.locator("main form .button").first).glance()
    assert Payment.objects.count() == 2


@in_every_way
def test_for_somebody_else(open_reader, account, language, scripts):
    reader = look(somebody_else(open_reader(language, scripts=scripts, account=account)))
    reader.page.check("#id_add-2026-12")
    look(button(reader, "continue"))
    for box in ("checked", "right_person"):
        reader.page.check(f"#id_{box}")
    reader.press(reader.page.locator("main form .button").first).glance()
    assert Payment.objects.get().person.iin == BOLAT


@in_every_way
def test_two_tabs(open_reader, account, language, scripts):
    reader = somebody_else(open_reader(language, scripts=scripts, account=account))
    other = Reader(reader.page.context.new_page(), reader.site, language).open("/pay/months/")
    other.page.check("#id_add-2026-12")
    button(other, "add")
    reader.page.check("#id_add-2027-01")
    look(button(reader, "add"))
    assert reader.page.locator(".line").count() == 1
    if scripts:
        assert reader.page.evaluate(f"{FOCUS}.getAttribute('role')") == "alert"
    look(reader.open("/"))
