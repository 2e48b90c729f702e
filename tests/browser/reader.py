"""A reader in a browser, who looks at every page that they come to."""

from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Page, Response

AXE = (Path(__file__).parent / "vendor/axe.min.js").read_text("utf-8")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WIDTH = "document.documentElement.scrollWidth"


class Reader:
    """Opens pages and presses things; `look` complains of whatever is wrong with the page that is open."""

    def __init__(self, page: Page, site: str, language: str, *, scripts: bool) -> None:
        self.page, self.site, self.language, self.scripts = page, site, language, scripts
        self.complaints: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("response", self._answered)

    def open(self, address: str) -> "Reader":
        """Go to an address of the portal and look at what comes."""
        self.page.goto(self.site + address)
        return self.look()

    def press(self, name: str) -> "Reader":
        """Press the link or the button with this text, and look at what comes."""
        self.page.locator("main").locator("a, button, summary").filter(has_text=name).first.click()
        self.page.wait_for_load_state("networkidle")
        return self.look()

    def look(self) -> "Reader":
        """No complaint of the console, nothing wider than the screen, the right language, nothing for axe to find."""
        assert self.complaints == [], self.complaints
        assert self.page.locator("html").get_attribute("lang") == self.language
        assert self.page.locator("h1").count() == 1
        if self.scripts:
            assert self.page.evaluate(WIDTH) <= self.page.viewport_size["width"]
            found = self.violations()
            assert found == [], (self.page.url, found)
        return self

    def violations(self) -> list[tuple[str, list[str]]]:
        """What axe finds, by the name of its rule, with the first places."""
        self.page.evaluate(AXE)
        found: list[dict[str, Any]] = self.page.evaluate("rules => axe.run(rules)", RULES)["violations"]
        return [(rule["id"], [node["html"][:120] for node in rule["nodes"][:3]]) for rule in found]

    def text(self) -> str:
        """The words of the page, with plain spaces."""
        return " ".join(self.page.locator("main").inner_text().replace("\xa0", " ").split())

    def _hear(self, message: ConsoleMessage) -> None:
        # A form with mistakes in it answers 422, which the console calls an error.
        if message.type in ("error", "warning") and "422" not in message.text:
            self.complaints.append(message.text)

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.complaints.append(f"{response.status} {response.url}")
