"""Slips on paper: four on a sheet of A4, each whole, to be cut apart."""

import re
import shutil
import subprocess

import pytest

from payments.rules.months import Month, span
from payments.rules.references import grouped_reference
from payments.rules.requisites import BENEFICIARY
from tests.payments.orders import NOVEMBER, ordered

needs_pdftotext = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="no pdftotext here; get it with: apt-get install poppler-utils"
)


@needs_pdftotext
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_year_of_slips_is_three_sheets(open_reader, account, tmp_path, language):
    basket = ordered(*span(Month.of(2025, 12), NOVEMBER))
    reader = open_reader(language, 1280, account=account).open(f"/pay/{basket.key}/slips/")
    file = tmp_path / "slips.pdf"
    reader.page.pdf(path=file, prefer_css_page_size=True, print_background=False)
    text = subprocess.run(["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True, text=True).stdout
    sheets = [re.sub(r"\s", "", sheet) for sheet in text.rstrip("\f").split("\f")]
    references = [
        grouped_reference(payment.reference).replace(" ", "") for payment in basket.payments.order_by("period")
    ]
    assert [[one for one in references if one in sheet] for sheet in sheets] == [
        references[:4],
        references[4:8],
        references[8:],
    ]
    assert [sheet.count(BENEFICIARY.bik) for sheet in sheets] == [4, 4, 4]
