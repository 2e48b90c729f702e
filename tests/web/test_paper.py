"""Nothing is hidden from print: the page for printing and Ctrl+P on the statement give the same complete paper."""

from django.test import Client

from tests.web.citizens import pays, text_of


def paper_of(client: Client, address: str) -> str:
    """What goes on paper: the part of the page that print alone shows, or the page that is made for it."""
    page = client.get(address).text
    start = page.index('<div class="only-paper">') if "only-paper" in page else page.index("<h1")
    return page[start:]


def test_every_month_of_every_year_is_on_paper(citizen):
    pays("2024-03", "2026-09")
    for address in ("/statement/print/", "/statement/"):
        paper = paper_of(citizen, address)
        assert paper.count("GCVP-") == 31
        assert paper.count('scope="rowgroup"') == 33  # October and November 2026 are not paid


def test_both_give_the_same_lines(citizen):
    pays("2025-03", "2026-09")
    lines = [[row for row in paper_of(citizen, address).splitlines() if "₸" in row]
             for address in ("/statement/print/", "/statement/")]  # fmt: skip
    assert lines[0] == lines[1]
    assert len(lines[0]) > 19


def test_the_paper_tells_how_the_answer_came_about(citizen):
    pays("2026-09")
    page = text_of(citizen.get("/statement/print/"))
    for piece in (
        "САҒЫНДЫҚОВА Айгүл Серікқызы",
        "5001·· ···· 10",
        "UNINSURED",
        "The twelve months that were looked at",
        "The 12 months that count end with the current month.",
        "A past month costs the rate of its own year.",
        "Made in the MSHI portal on",
    ):
        assert piece in page


def test_no_iin_stands_in_full_anywhere(citizen):
    pays("2026-09")
    for address in ("/", "/statement/", "/statement/print/", "/statement/2026-09/", "/statement/statement.csv"):
        assert "500101100010" not in citizen.get(address).text
