"""Dates in English as the portal writes them: the day first, the month in letters, the week from Monday.

A date in figures alone would be read in two ways, so the short date has the month in letters too.
"""

DATE_FORMAT = "j\xa0F\xa0Y"  # 25 November 2026
TIME_FORMAT = "H:i"  # 09:40
DATETIME_FORMAT = "j\xa0F\xa0Y, H:i"  # 25 November 2026, 09:40
YEAR_MONTH_FORMAT = "F\xa0Y"  # November 2026
MONTH_DAY_FORMAT = "j\xa0F"  # 25 November
SHORT_DATE_FORMAT = "j\xa0M\xa0Y"  # 25 Nov 2026
SHORT_DATETIME_FORMAT = "j\xa0M\xa0Y H:i"  # 25 Nov 2026 09:40
FIRST_DAY_OF_WEEK = 1

DATE_INPUT_FORMATS = ["%d.%m.%Y", "%d/%m/%Y", "%Y-%m-%d", "%d %b %Y", "%d %B %Y"]
DATETIME_INPUT_FORMATS = ["%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M:%S.%f", "%d.%m.%Y %H:%M", "%Y-%m-%d %H:%M:%S"]
