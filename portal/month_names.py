"""The names of months in each language and case, and months and days as a sentence has them.

A suffix is never joined to a name in code: every form stands in a table. The cases are called by what they
say, so that a caller needs no grammar: "to" is until November (қарашаға дейін, до ноября), "in" is in it
(қарашада, в ноябре), "from" is since then (қарашадан бастап, с ноября). The small words around them are part
of the translated sentence. The Russian accusative (за ноябрь) is the nominative.
"""

from datetime import date

from payments.rules.months import Month

NBSP = "\xa0"

FORMS = ("nominative", "to", "in", "from", "short")
KAZAKH = (
    ("қаңтар", "қаңтарға", "қаңтарда", "қаңтардан", "қаң"),
    ("ақпан", "ақпанға", "ақпанда", "ақпаннан", "ақп"),
    ("наурыз", "наурызға", "наурызда", "наурыздан", "нау"),
    ("сәуір", "сәуірге", "сәуірде", "сәуірден", "сәу"),
    ("мамыр", "мамырға", "мамырда", "мамырдан", "мам"),
    ("маусым", "маусымға", "маусымда", "маусымнан", "мау"),
    ("шілде", "шілдеге", "шілдеде", "шілдеден", "шіл"),
    ("тамыз", "тамызға", "тамызда", "тамыздан", "там"),
    ("қыркүйек", "қыркүйекке", "қыркүйекте", "қыркүйектен", "қыр"),
    ("қазан", "қазанға", "қазанда", "қазаннан", "қаз"),
    ("қараша", "қарашаға", "қарашада", "қарашадан", "қар"),
    ("желтоқсан", "желтоқсанға", "желтоқсанда", "желтоқсаннан", "жел"),
)
RUSSIAN = (
    ("январь", "января", "январе", "января", "янв"),
    ("февраль", "февраля", "феврале", "февраля", "фев"),
    ("март", "марта", "марте", "марта", "мар"),
    ("апрель", "апреля", "апреле", "апреля", "апр"),
    ("май", "мая", "мае", "мая", "май"),
    ("июнь", "июня", "июне", "июня", "июн"),
    ("июль", "июля", "июле", "июля", "июл"),
    ("август", "августа", "августе", "августа", "авг"),
    ("сентябрь", "сентября", "сентябре", "сентября", "сен"),
    ("октябрь", "октября", "октябре", "октября", "окт"),
    ("ноябрь", "ноября", "ноябре", "ноября", "ноя"),
    ("декабрь", "декабря", "декабре", "декабря", "дек"),
)
ENGLISH = tuple(
    (name, name, name, name, name[:3])
    for name in (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    )
)  # fmt: skip
NAMES = {"kk": KAZAKH, "ru": RUSSIAN, "en": ENGLISH}

LABEL = "{name} {year}"
MONTH = {"kk": "{year} ж. {name}", "ru": "{name} {year} г.", "en": "{name} {year}"}
DAY = {"kk": "{year} ж. {day} {name}", "ru": "{day} {name} {year} г.", "en": "{day} {name} {year}"}


def name(month: Month, language: str, case: str = "nominative") -> str:
    """The name alone: қараша, қарашада, (в) ноябре."""
    return NAMES[language][month.number - 1][FORMS.index(case)]


def short(month: Month, language: str) -> str:
    """The name as it stands on a patch: қар, ноя, Nov."""
    return name(month, language, "short")


def label(month: Month, language: str) -> str:
    """The month by itself, in a table or beside a sum: Қараша 2026, ноябрь 2026, November 2026."""
    written = name(month, language)
    return _unbroken(LABEL, name=written.capitalize() if language == "kk" else written, year=month.year)


def in_sentence(month: Month, language: str, case: str = "nominative") -> str:
    """The month inside a sentence: 2026 ж. қараша, ноябрь 2026 г., November 2026."""
    return _unbroken(MONTH[language], name=name(month, language, case), year=month.year)


def day_in_sentence(day: date, language: str, case: str = "nominative") -> str:
    """The day inside a sentence: 2026 ж. 25 қарашаға (дейін), (до) 25 ноября 2026 г., 25 November 2026."""
    # A Russian day has its month in the genitive, whatever stands before it.
    written = name(Month.containing(day), language, "to" if language == "ru" else case)
    return _unbroken(DAY[language], day=day.day, name=written, year=day.year)


def _unbroken(pattern: str, **parts: str | int) -> str:
    return pattern.format(**parts).replace(" ", NBSP)
