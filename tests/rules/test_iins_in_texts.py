"""IINs in a text are masked however they are set apart; other numbers stay as they are."""

import pytest

from payments.rules.identifiers import without_iins

IIN, MASKED = "560815200109", "5608·· ···· 09"


@pytest.mark.parametrize(
    "written",
    [
        IIN,
        "560815 200 109",
        "560815-200-109",
        "560815–200—109",
        "560815.200.109",
        "5 6 0 8 1 5 2 0 0 1 0 9",
        "560815\u00a0200\u202f109",
        "560815\n200109",
        "５６０８１５２００１０９",
        "٥٦٠٨١٥٢٠٠١٠٩",
    ],
)
@pytest.mark.parametrize("around", ["{}", "ИИН{}.", "112026 {}", "{} 112026", "4250 16.11.2026 {} 4250", "{}_x"])
def test_an_iin_is_masked(written: str, around: str) -> None:
    assert without_iins(around.format(written)) == around.format(MASKED)


@pytest.mark.parametrize(
    "text", ["", "560815200108", "291240000017", "1560815200109", "5608152001090", "16.11.2026 4250", "560815/200109"]
)
def test_what_is_no_iin_stays(text: str) -> None:
    assert without_iins(text) == text


def test_of_several_each_is_masked() -> None:
    assert without_iins(f"{IIN} 500101100010, {IIN}") == f"{MASKED} 5001·· ···· 10, {MASKED}"


def test_a_text_without_an_iin_again_is_the_same() -> None:
    assert without_iins(without_iins(IIN)) == MASKED
