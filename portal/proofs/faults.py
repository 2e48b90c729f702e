"""Why a file is not taken as a proof. No Django here: the child that opens files reads it too."""

from enum import StrEnum


class ProofFault(StrEnum):
    """What is wrong with a file."""

    BROKEN_OFF = "broken_off"  # the upload ended before the file did
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TYPE = "type"  # by its content: names and declared types are not read
    TWO_IN_ONE = "two_in_one"  # it can be read as something else as well
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    ACTIVE = "active"  # a PDF that does something, or holds other files
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MUCH_INSIDE = "too_much_inside"  # it unpacks to far more than its size, or takes too long
    NO_ROOM = "no_room"  # the disk is full


class ProofRefused(Exception):
    """A file that is not taken; nothing of it is kept."""

    def __init__(self, fault: ProofFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


# How the child says it: an exit code that neither Python nor a signal has.
BY_EXIT_CODE = dict(enumerate(ProofFault, start=10))
EXIT_CODES = {fault: code for code, fault in BY_EXIT_CODE.items()}
