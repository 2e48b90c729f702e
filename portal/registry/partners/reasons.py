"""Why a partner's registry is refused, beside what refuses any file: numbers whose meaning never changes."""

from enum import IntEnum


class PartnerFileReason(IntEnum):
    """Nothing of such a file is kept: the partner sends a right one."""

    NO_TOTAL = 301  # without its last line nobody knows whether the file is whole
    BAD_NUMBER = 302
    BAD_AMOUNT = 303  # no sum, or too large to be one
    NOT_WHOLE_TENGE = 304
    BAD_DAY = 305  # the day or the time is missing or cannot be read
    OTHER_DAY = 306  # a line is of another day than the registry
    UNKNOWN_FORMAT = 307
    PARTNER_IS_OFF = 308  # its list would bring money
