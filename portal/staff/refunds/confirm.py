"""What stands before a deed: the sentence that it is, and what comes of it."""

from typing import Any

from django.urls import reverse

from payments.history import RecordedRefund
from payments.rules.refund_reasons import RefusalGround
from portal.staff.refunds.acts import verdict_of
from portal.staff.refunds.review import decision, heading
from portal.staff.refunds.side_by_side import called
from portal.words import refund_decisions as words
from portal.words import refunds as refund_words
from portal.words.refund_decisions import Act

SECOND = (Act.CONFIRM, Act.SEND_BACK)


def confirm(refund: RecordedRefund, act: Act, ground: RefusalGround | None) -> dict[str, Any]:
    """All that the page shows around its form; a second reviewer reads the first decision and changes nothing in it."""
    return {
        "title": words.title(act),
        "request_title": heading(refund)["title"],
        "back": reverse("admin:payments_refundrequest_change", args=[refund.row]),
        "sentence": words.sentence(verdict_of(act, refund), refund, called(refund.applicant)),
        "ground": refund_words.ground(ground) if ground else "",
        "first": decision(refund.decision) if act in SECOND else None,
        "consequence": words.consequence(act),
        "submit": words.button(act),
    }
