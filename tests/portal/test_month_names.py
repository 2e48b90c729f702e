"""The names of months: their cases from a table, and months and days as sentences have them."""

from datetime import date

import pytest
from django.utils.translation import override

from payments.rules.months import Month, span
from portal import month_names, written
from portal.month_names import NAMES, NBSP

NOVEMBER = Month.of(2026, 11)
MONTHS = [Month.of(2026, number) for number in range(1, 13)]


@pytest.mark.parametrize("language", NAMES)
def test_each_language_has_twelve_months_in_all_forms(language):
    for form in month_names.FORMS:
        written = [month_names.name(month, language, form) for month in MONTHS]
        assert len(set(written)) == 12
        assert all(written)


@pytest.mark.parametrize(
    ("language", "nominative", "to", "within", "since"),
    [
        ("kk", "қараша", "қарашаға", "қарашада", "қарашадан"),
        ("ru", "ноябрь", "ноября", "ноябре", "ноября"),
        ("en", "November", "November", "November", "November"),
    ],
)
def test_the_cases(language, nominative, to, within, since):
    assert month_names.name(NOVEMBER, language) == nominative
    assert month_names.name(NOVEMBER, language, "to") == to
    assert month_names.name(NOVEMBER, language, "in") == within
    assert month_names.name(NOVEMBER, language, "from") == since


HARD = "пткқшсғхцчщфһ"  # after these the Kazakh suffix begins with a voiceless consonant
FRONT = "әөүіе"


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_kazakh_suffixes_follow_the_harmony_of_the_word(month):
    """Written out by the rule of the language, so that a slip in the table shows."""
    name = month_names.name(month, "kk")
    last_vowel = next(letter for letter in reversed(name) if letter in FRONT + "аоұыу")
    vowel = "е" if last_vowel in FRONT else "а"
    voiceless = name[-1] in HARD
    dative = {("а", False): "ға", ("а", True): "қа", ("е", False): "ге", ("е", True): "ке"}[vowel, voiceless]
    stop = "т" if voiceless else "д"
    ablative = "н" if name[-1] in "мнң" else stop
    assert month_names.name(month, "kk", "to") == name + dative
    assert month_names.name(month, "kk", "in") == name + stop + vowel
    assert month_names.name(month, "kk", "from") == name + ablative + vowel + "н"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("kk", "қаң ақп нау сәу мам мау шіл там қыр қаз қар жел"),
        ("ru", "янв фев мар апр май июн июл авг сен окт ноя дек"),
        ("en", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
    ],
)
def test_short_names_on_the_patches(language, expected):
    assert " ".join(month_names.short(month, language) for month in MONTHS) == expected


@pytest.mark.parametrize(
    ("language", "label", "sentence", "since"),
    [
        ("kk", "Қараша 2026", "2026 ж. қараша", "2026 ж. қарашадан"),
        ("ru", "ноябрь 2026", "ноябрь 2026 г.", "ноября 2026 г."),
        ("en", "November 2026", "November 2026", "November 2026"),
    ],
)
def test_a_month_with_its_year(language, label, sentence, since):
    label, sentence, since = (text.replace(" ", NBSP) for text in (label, sentence, since))
    assert month_names.label(NOVEMBER, language) == label
    assert month_names.in_sentence(NOVEMBER, language) == sentence
    assert month_names.in_sentence(NOVEMBER, language, "from") == since
    with override(language):
        assert written.month(NOVEMBER) == label
        assert written.in_sentence(NOVEMBER, "from") == since


@pytest.mark.parametrize(
    ("language", "case", "expected"),
    [
        ("kk", "nominative", "2026 ж. 25 қараша"),
        ("kk", "to", "2026 ж. 25 қарашаға"),
        ("kk", "from", "2026 ж. 25 қарашадан"),
        ("ru", "nominative", "25 ноября 2026 г."),
        ("ru", "in", "25 ноября 2026 г."),
        ("ru", "to", "25 ноября 2026 г."),
        ("en", "to", "25 November 2026"),
    ],
)
def test_a_day_in_a_sentence(language, case, expected):
    assert month_names.day_in_sentence(date(2026, 11, 25), language, case) == expected.replace(" ", NBSP)


def test_a_case_that_no_table_has_is_an_error_and_no_wrong_word():
    with pytest.raises(ValueError, match="not in tuple"):
        month_names.name(NOVEMBER, "ru", "instrumental")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("kk", "2025 ж. желтоқсан – 2026 ж. шілде, 2026 ж. қыркүйек – 2026 ж. қазан, 2027 ж. қаңтар"),
        ("ru", "декабрь 2025 г. – июль 2026 г., сентябрь 2026 г. – октябрь 2026 г., январь 2027 г."),
        ("en", "December 2025 – July 2026, September 2026 – October 2026, January 2027"),
    ],
)
def test_many_months_are_spans_and_what_breaks_them_is_seen(language, said):
    months = [*span(Month.of(2025, 12), Month.of(2026, 7)), Month.of(2026, 9), Month.of(2026, 10), Month.of(2027, 1)]
    with override(language):
        assert written.months(tuple(months)).replace(NBSP, " ") == said
        assert written.months(tuple(months[:3])).count(",") == 2
        assert "–" not in written.months(tuple(months[:3]))
