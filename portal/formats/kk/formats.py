"""Dates and numbers in Kazakh, which Django itself does not have: the year first, the month in lower case.

The spaces are no-break spaces, so that no date and no number is torn at the end of a line.
"""

DATE_FORMAT = "Y\xa0ж.\xa0j\xa0F"  # 2026 ж. 25 қараша
TIME_FORMAT = "H:i"  # 09:40
DATETIME_FORMAT = "Y\xa0ж.\xa0j\xa0F, H:i"  # 2026 ж. 25 қараша, 09:40
YEAR_MONTH_FORMAT = "Y\xa0ж.\xa0F"  # 2026 ж. қараша
MONTH_DAY_FORMAT = "j\xa0F"  # 25 қараша
SHORT_DATE_FORMAT = "d.m.Y"  # 25.11.2026
SHORT_DATETIME_FORMAT = "d.m.Y H:i"  # 25.11.2026 09:40
FIRST_DAY_OF_WEEK = 1

DATE_INPUT_FORMATS = ["%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d"]
TIME_INPUT_FORMATS = ["%H:%M:%S", "%H:%M:%S.%f", "%H:%M"]
DATETIME_INPUT_FORMATS = ["%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M:%S.%f", "%d.%m.%Y %H:%M"]

DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\xa0"
NUMBER_GROUPING = 3
