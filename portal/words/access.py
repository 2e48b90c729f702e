"""Why staff opened a person's record, as the person reads it."""

from enum import StrEnum

from django.utils.translation import gettext as _


class CommonReason(StrEnum):
    """The usual reasons, stored by name so that each reader gets them in their own language."""

    IN_PERSON = "in_person"
    BY_PHONE = "by_phone"
    IN_WRITING = "in_writing"
    ONE_TIME_CODE = "one_time_code"
    REGISTRY = "registry"


def reason(stored: str) -> str:
    """The sentence for a usual reason; any other stays as it was written."""
    reasons = {
        CommonReason.IN_PERSON: _("The person came and asked."),
        CommonReason.BY_PHONE: _("The person asked by phone."),
        CommonReason.IN_WRITING: _("A written request has to be answered."),
        CommonReason.ONE_TIME_CODE: _("The person asked for a one-time code."),
        CommonReason.REGISTRY: _("A registry has a line about the person that could not be posted."),
    }
    return reasons.get(stored, stored)


def review() -> str:
    """Why staff looked without opening the record."""
    return _("A refund request is reviewed.")
