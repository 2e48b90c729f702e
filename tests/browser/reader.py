"""A reader in a browser, who looks at every page that they come to."""

from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Locator, Page, Response

AXE = (Path(__file__).parent / "vendor/axe.min.js").read_text("utf-8")
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,  # would read style sheets anew, with inline styles that the policy forbids
}
# What Django's own widgets break, by rule and element.
DJANGOS_OWN = [
    # The hint above the two lists of groups and permissions is a <span> with a name.
    {"id": "aria-prohibited-attr", "selector": ":not(.help-tooltip)"},
]
# The rest of what axe says would take seconds to hand over.
RUN_AXE = """async ([djangosOwn, rules]) => {
    axe.configure({ rules: djangosOwn });
    const { violations } = await axe.run(rules);
    return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 120))]);
}"""
UNDER_WAY = ".htmx-request, .htmx-swapping, .htmx-settling"
WIDTH = "document.documentElement.scrollWidth"
REFUSALS = range(400, 500)  # the console calls them errors, and a form with mistakes in it answers 422


class Reader:
    """Opens pages and presses things; `look` complains of whatever is wrong with the page that is open."""

    def __init__(self, page: Page, site: str, language: str) -> None:
        self.page, self.site, self.language = page, site, language
        self.complaints: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("response", self._answered)

    def open(self, address: str) -> "Reader":
        """Go to an address of the portal."""
        self.page.goto(self.site + address)
        return self

    def press(self, what: Locator | str) -> "Reader":
        """Press something, or the link or button of the main part with this text, and wait for what comes."""
        if isinstance(what, str):
            what = self.page.locator("main").locator("a, button, summary").filter(has_text=what).first
        what.click()  # waits for the page that it leads to, if it leads to one
        self.page.wait_for_load_state()
        self.page.wait_for_selector(UNDER_WAY, state="detached")
        return self

    def send(self, **fields: str) -> "Reader":
        """Fill in the fields of the form in the main part, and send it."""
        for name, value in fields.items():
            self.page.fill(f"main [name={name}]", value)
        return self.press(self.page.locator("main form [type=submit], main form button").first)

    def look(self) -> "Reader":
        """The page as at a glance, and nothing for axe to find."""
        found = self.glance().violations()
        assert found == [], (self.page.url, found)
        return self

    def glance(self) -> "Reader":
        """No complaint of the console, nothing wider than the screen, the right language, one heading."""
        assert self.complaints == [], (self.page.url, self.complaints)
        assert self.page.locator("html").get_attribute("lang") == self.language
        assert self.page.locator("h1").count() == 1
        assert self.page.evaluate(WIDTH) <= self.page.viewport_size["width"], self.page.url
        return self

    def violations(self) -> list[list[Any]]:
        """What axe finds, by the name of its rule, with the places."""
        self.page.evaluate(AXE)
        return self.page.evaluate(RUN_AXE, [DJANGOS_OWN, RULES])

    def reads(self, sentence: str) -> bool:
        """Does it say so on the page?"""
        return plain(sentence) in plain(self.page.locator("main").inner_text())

    def _hear(self, message: ConsoleMessage) -> None:
        is_refusal = any(f"status of {status} " in message.text for status in REFUSALS)
        if message.type in ("error", "warning") and not is_refusal:
            self.complaints.append(message.text)

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.complaints.append(f"{response.status} {response.url}")


def plain(text: str) -> str:
    """With plain spaces."""
    return " ".join(text.replace("\xa0", " ").split())
