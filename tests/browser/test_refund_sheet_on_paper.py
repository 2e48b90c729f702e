"""The application for a refund is one sheet of A4, even with the longest explanation that the form takes."""

import re
import shutil
import subprocess

import pytest

from tests.payments.refunds import requested
from tests.payments.samples import credited
from tests.web.citizens import NAMES

needs_pdftotext = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="no pdftotext here; get it with: apt-get install poppler-utils"
)
LONGEST = ("Қазан айының орнына тамыз айын көрсетіп қойыппын, түбіртек қоса беріледі. " * 20)[:1000].strip()


@needs_pdftotext
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_it_is_one_sheet(open_reader, account, tmp_path, language):
    request = requested(credited(names=NAMES), explanation=LONGEST)
    reader = open_reader("en", 1280, account=account).open(f"/refunds/{request.number}/sheet/{language}/").look()
    file = tmp_path / "sheet.pdf"
    reader.page.pdf(path=file, prefer_css_page_size=True, print_background=False)
    text = subprocess.run(["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True, text=True).stdout
    assert text.rstrip("\f").count("\f") == 0
    for piece in ("500101 100 010", LONGEST[-20:], "KZ75 8560 0000 0000 0001", "09.2026"):
        assert piece.replace(" ", "") in re.sub(r"\s", "", text)
