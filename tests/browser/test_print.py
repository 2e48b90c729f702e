"""What comes out of a printer: every month, in black and white, with the word for its state, on sheets of A4."""

import re
import shutil
import subprocess

import pytest

from tests.browser.reader import plain
from tests.web.citizens import employer_pays, pays, state_pays

needs_pdftotext = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="no pdftotext here; get it with: apt-get install poppler-utils"
)
MONTHS = "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан".split()
PERIODS = [f"{month} {year}" for year in (2024, 2025) for month in MONTHS] + [f"{month} 2026" for month in MONTHS[:11]]
ROW = re.compile(rf"^ *((?:{'|'.join(MONTHS)}) \d{{4}}) ", re.MULTILINE)


def sheets_of(reader, folder) -> list[str]:
    """What a browser prints without backgrounds, sheet by sheet, as lines of text."""
    file = folder / "sheets.pdf"
    reader.page.pdf(path=file, prefer_css_page_size=True, print_background=False)
    text = subprocess.run(["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True, text=True).stdout
    return text.replace("\xa0", " ").rstrip("\f").split("\f")


@needs_pdftotext
@pytest.mark.parametrize("address", ["/statement/", "/statement/print/"])
def test_every_month_is_on_the_sheets(open_reader, account, tmp_path, address):
    state_pays("2024-01", "2024-12")
    employer_pays("2025-01", "2025-06")
    pays("2025-07", "2026-08")
    sheets = sheets_of(open_reader("kk", 1280, account=account).open(address), tmp_path)
    text = "".join(sheets).lower()
    assert sorted(ROW.findall(text)) == sorted(PERIODS)
    assert "gcvp-2026-08-4250" in text  # in one piece, to be typed or read out
    for word in ("төленген", "мемлекет төлеген", "жұмыс беруші", "төленбеген", "ағымдағы ай"):
        assert word in text
    assert "бұл қалай есептелді" in plain(sheets[-1].lower())  # the last lines have company
