"""The plan on paper: the ways beside one another and the table, without the forms that they came from."""

import subprocess

import pytest

from tests.browser.test_slips_on_paper import needs_pdftotext


@needs_pdftotext
@pytest.mark.parametrize(("language", "asked"), [("kk", "Сіз үшін біреу төлей ме"), ("en", "Is somebody else paying")])
def test_two_sheets_hold_the_whole_answer(open_reader, account, tmp_path, language, asked):
    reader = open_reader(language, 1280, account=account).open("/plan/")
    assert reader.page.locator(".option").count() == 3
    file = tmp_path / "plan.pdf"
    reader.page.pdf(path=file, prefer_css_page_size=True, print_background=False)
    text = subprocess.run(["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True, text=True).stdout
    assert len(text.rstrip("\f").split("\f")) <= 2
    assert text.replace("\xa0", " ").count("51 000" if language == "kk" else "51,000") >= 3
    assert asked not in text
