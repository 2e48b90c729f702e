"""What comes out of a printer: every month, in black and white, with the word for its state, on sheets of A4."""

import shutil
import subprocess

import pytest

from tests.web.citizens import employer_pays, pays, state_pays

needs_pdftotext = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="no pdftotext here; get it with: apt-get install poppler-utils"
)


@needs_pdftotext
@pytest.mark.parametrize("address", ["/statement/", "/statement/print/"])
def test_every_month_is_on_the_sheets(open_reader, account, tmp_path, address):
    state_pays("2024-01", "2024-12")
    employer_pays("2025-01", "2025-06")
    pays("2025-07", "2026-08")
    reader = open_reader("kk", 1280, account=account).open(address)
    sheet = tmp_path / "sheet.pdf"
    reader.page.pdf(path=sheet, prefer_css_page_size=True, print_background=False)
    text = subprocess.run(["pdftotext", "-layout", str(sheet), "-"], check=True, capture_output=True, text=True).stdout
    text = text.replace("\xa0", " ")
    assert "GCVP-2026-08-4250".replace("-", "") in text.replace("-", "").replace("\n", "").replace(" ", "")
    for year in (2024, 2025):
        assert text.count(f"{year}") >= 12
    for month in ("қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан"):
        assert text.lower().count(f"{month} 2026") >= 1, month
    for word in ("төленген", "мемлекет төлеген", "жұмыс беруші төлеген", "төленбеген"):
        assert word in text.lower()
