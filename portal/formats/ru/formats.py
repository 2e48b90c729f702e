"""Dates in Russian where the portal differs from Django: no-break spaces, and two digits for the hour."""

DATE_FORMAT = "j\xa0E\xa0Y\xa0г."  # 25 ноября 2026 г.
TIME_FORMAT = "H:i"  # 09:40
DATETIME_FORMAT = "j\xa0E\xa0Y\xa0г., H:i"  # 25 ноября 2026 г., 09:40
YEAR_MONTH_FORMAT = "F\xa0Y\xa0г."  # Ноябрь 2026 г.
MONTH_DAY_FORMAT = "j\xa0E"  # 25 ноября
SHORT_DATE_FORMAT = "d.m.Y"  # 25.11.2026
SHORT_DATETIME_FORMAT = "d.m.Y H:i"  # 25.11.2026 09:40
FIRST_DAY_OF_WEEK = 1

DATE_INPUT_FORMATS = ["%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d"]
