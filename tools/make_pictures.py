"""Make the pictures of the documentation out of the running demo: `.venv/bin/python tools/make_pictures.py`.

Needs Chromium. The demo is rebuilt for 22 November 2026 and ended again.
"""

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
THREE_GAPS, PREPAID_YEAR, ON_ITS_WAY, OTHER_MONTH = "790823200030", "720630100062", "840521100103", "770518220201"
REVIEWER = "first@example.kz"
COLLEAGUE = "staff@example.kz"
TAKE = "form[action$='/take/'] [type=submit]"
PASSWORD = "jarna-demo"

# name, who is signed in, address, language, width, and what to click on there, one after the other
PICTURES = [
    ("statement", THREE_GAPS, "/statement/", "kk", 1280, ()),
    ("home", THREE_GAPS, "/", "kk", 1280, ()),
    ("home-phone", THREE_GAPS, "/", "kk", 360, ()),
    ("home-insured", PREPAID_YEAR, "/", "ru", 1280, ()),
    ("plan", THREE_GAPS, "/plan/", "kk", 1280, ()),
    ("payment", ON_ITS_WAY, "/payments/", "kk", 1280, ("main table a",)),
    ("refund", OTHER_MONTH, "/refunds/", "kk", 360, ("main table a",)),
    ("reconciliation", COLLEAGUE, "/staff/payments/reconciliationcase/", "kk", 1280, ()),
    ("refund-desk", REVIEWER, "/staff/payments/refundrequest/next/", "kk", 1280, (TAKE,)),
]


def main() -> None:
    """Take every picture."""
    with demo() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for name, who, address, language, width, clicks in PICTURES:
            context = browser.new_context(viewport={"width": width, "height": 800})
            context.add_cookies([{"name": "language", "value": language, "url": site}])
            page = context.new_page()
            sign_in(page, site, who)
            page.goto(site + address)
            for click in clicks:
                page.locator(click).first.click()
                page.wait_for_load_state()
            page.reload()  # the letters are there from the second time on
            page.screenshot(path=ROOT / "docs" / f"{name}.png", full_page=True)
            context.close()
        browser.close()


def sign_in(page: Page, site: str, who: str) -> None:
    """As a citizen does, or, by e-mail, somebody of the staff."""
    door, name = ("staff/login", "username") if "@" in who else ("sign-in", "iin")
    page.goto(f"{site}/{door}/")
    page.fill(f"[name={name}]", who)
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.press("[name=password]", "Enter")


@contextmanager
def demo() -> Iterator[str]:
    """The demo on a free port, as soon as it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "manage.py", "demo", "--today", "2026-11-22", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT) as server:
        try:
            while server.poll() is None:
                with socket.socket() as probe:
                    probe.settimeout(1)
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
