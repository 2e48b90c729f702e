"""Why a line or a whole file cannot be taken: stored numbers, whose meaning never changes."""

from enum import IntEnum


class LineReason(IntEnum):
    """Why one line was not posted. It is kept as received and goes to staff; the other lines are posted."""

    BAD_IIN = 1
    NO_PERIOD = 2
    TWO_PERIODS = 3
    IMPOSSIBLE_PERIOD = 4  # no such month, one before the insurance began, or one too far ahead
    UNKNOWN_PURPOSE_CODE = 5
    NO_REFERENCE = 6
    NO_DATE = 7  # the day of payment or of crediting is missing or cannot be read
    BAD_AMOUNT = 8  # not a sum, or too large to be one
    NOT_WHOLE_TENGE = 9
    NOT_IN_TENGE = 10
    BAD_SENDER = 11  # a BIN or IIN that is none
    BAD_OPERATION = 12  # neither a credit nor a return
    NOT_BOOKED = 13  # the bank announces the entry and has not booked it
    TOO_LONG = 14  # a reference or a name that no order can carry
    UNKNOWN_CATEGORY = 15
    SPAN_BACKWARDS = 16  # the category ends before it begins
    IMPOSSIBLE_DAY = 17  # before the insurance began, still to come, or credited before it was paid

    OTHER_AMOUNT = 31  # the same payment is in the ledger with another amount
    UNMATCHED_RETURN = 32  # no credited line has this reference, person and period
    OTHER_SPAN = 33  # the same category from the same month is known with another end
    OTHER_RETURN = 34  # a return of another amount than was credited, or of money that is gone already
    NOT_IN_THE_LEDGER = 35  # the file is only compared, and no registry that credits has said the same

    @property
    def is_mendable(self) -> bool:
        """Is it the IIN, the period or the purpose code? Staff may lay in these, and nothing else."""
        return self <= LineReason.UNKNOWN_PURPOSE_CODE


class FileReason(IntEnum):
    """Why a file was refused whole. Nothing of it is posted and nothing of it is kept."""

    EMPTY = 101
    UNKNOWN_FORMAT = 102
    COMPRESSED = 103
    TOO_LARGE = 104
    BAD_ENCODING = 105  # neither UTF-8, UTF-16 with a mark, nor KZ-1048
    CONTROL_CHARACTER = 106
    LINE_TOO_LONG = 107
    MISSING_COLUMN = 108
    REPEATED_COLUMN = 109
    UNKNOWN_COLUMN = 110
    BROKEN_ROW = 111  # the number of cells or the quotes do not fit
    TRUNCATED = 112
    BROKEN_XML = 113
    DOCTYPE = 114  # no message of ISO 20022 has one, and entities come with it
    NOT_ONE_PAGE = 115  # control totals cover all pages of a message
    AMOUNT_NOT_POSITIVE = 116
    WRONG_COUNT = 117
    WRONG_TOTAL = 118
    COVERS_IMPOSSIBLE_DAYS = 119  # the last day comes before the first, or is still to come
    COVERS_TOO_MUCH = 120  # more than a year, or days before the insurance began
    BROKEN_MESSAGE = 121  # a bank message without its parts, or with one of them twice
    REPEATED_MESSAGE = 122  # the same bank message twice in one file
    MESSAGE_TOO_LONG = 123  # more people or text in one bank message, or more messages, than can be
