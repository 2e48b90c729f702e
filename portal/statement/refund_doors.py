"""The ways that lead to a refund: from a line, from a payment, and from a mistake that the record shows."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from payments import history
from payments.history import CreditedLine, Record, RecordedLine
from payments.models import OpenRefund, Person
from payments.rules.findings import Finding, FindingCode, Todo
from payments.rules.refund_numbers import grouped_number, refund_number
from payments.rules.refund_reasons import RefundReason
from payments.rules.refunds import NotRefundable, RefundState, why_not_refundable
from portal.words import refunds as words

Door = dict[str, str]

TO_CLAIM = (Todo.REFUND, Todo.REFUND_AND_PAY_AGAIN)
REASONS = {
    FindingCode.LUMP_SUM: RefundReason.LUMP_SUM,
    FindingCode.OVERPAID: RefundReason.EXCESS_AMOUNT,
    FindingCode.PAID_TWICE: RefundReason.DUPLICATE,
    FindingCode.EMPLOYER_ALSO_PAID: RefundReason.EMPLOYER_ALSO_PAID,
    FindingCode.STATE_ALSO_PAID: RefundReason.STATE_COVERED,
    FindingCode.TOO_FAR: RefundReason.WRONG_PERIOD,
    FindingCode.WRONG_YEAR: RefundReason.WRONG_PERIOD,
}
ONE_IS_ENOUGH = (FindingCode.LUMP_SUM, FindingCode.OVERPAID)
# The page says so already; and what an employer pays every month nobody thinks of claiming back.
SAID_BY_THE_LINE = (NotRefundable.RETURNED, NotRefundable.NOT_CREDITED, NotRefundable.EMPLOYERS)


def doors(person: Person, today: date) -> dict[str, Door]:
    """For each line that a person may know of, by its id: the way to claim it back, or why there is none."""
    requests = open_requests(person)
    return {line.paid.id: door(line, requests, today) for line in history.lines_for_refund(person, today)}


def door_of(line: str, person: Person, today: date, reason: RefundReason | None = None) -> Door:
    """The same for one line; empty if it is none of theirs."""
    found = history.line_for_refund(int(line.removeprefix("c")), person, today) if line else None
    return door(found, open_requests(person), today, reason) if found else {}


def open_requests(person: Person) -> dict[int, str]:
    """The numbers of a person's open requests, by the rows of their lines."""
    rows = OpenRefund.objects.filter(request__applicant=person).values_list("contribution", "request")
    return {line: refund_number(request) for line, request in rows}


def door(line: CreditedLine, requests: Mapping[int, str], today: date, reason: RefundReason | None = None) -> Door:
    """A way to the wizard with the line chosen, or to the request that is open, or why neither."""
    blocked = why_not_refundable(line.paid, today)
    if blocked is None:
        return {"href": way_to_claim(line.paid.id, reason), "label": _("Claim it back")}
    if blocked is NotRefundable.OPEN_REQUEST and line.row in requests:
        return see_request(requests[line.row])
    return {} if blocked in SAID_BY_THE_LINE else {"text": words.not_refundable(blocked)}


def way_to_claim(line: str, reason: RefundReason | None = None) -> str:
    """The first page of the wizard with the line chosen, and the reason where it is known."""
    query = {"line": line} | ({"reason": reason.value} if reason else {})
    return reverse("refund_which", query=query)


def questions(person: Person) -> list[Door]:
    """What waits for the person's answer: nobody writes to them, so the first page has to say so."""
    asked = person.refund_requests.with_state().filter(state=RefundState.ASKED).order_by("pk")
    return [
        {"href": reverse("refund", args=[request.number]), "label": grouped_number(request.number)} for request in asked
    ]


def see_request(number: str) -> Door:
    """The request that is open already."""
    return {"href": reverse("refund", args=[number]), "label": _("See the refund request")}


def claim(finding: Finding, record: Record) -> Door | None:
    """What a mistake leads to whose money can be claimed back: its next line, or the request once all are claimed."""
    if finding.todo not in TO_CLAIM:
        return None
    request = request_about(finding, record)
    if request:
        return see_request(request)
    free = [line for line in own_lines(finding, record) if not line.open_request]
    if not free:
        return None
    return {"href": way_to_claim(chosen(finding, free).id, REASONS[finding.code]), "label": _("Claim it back")}


def request_about(finding: Finding, record: Record) -> str:
    """The number of the open request, once all that a mistake leaves to claim is claimed; empty before."""
    if finding.todo not in TO_CLAIM:
        return ""
    lines = own_lines(finding, record)
    claimed = [line.open_request for line in lines if line.open_request]
    return claimed[-1] if claimed and len(claimed) >= min(wanted(finding), len(lines)) else ""


def own_lines(finding: Finding, record: Record) -> list[RecordedLine]:
    """The lines of a mistake that the person paid themselves and of which something is left."""
    return [line for line in record.lines if line.id in finding.payments and line.left and not line.sender]


def wanted(finding: Finding) -> int:
    """Of how many of its lines the money can be claimed."""
    if finding.code in ONE_IS_ENOUGH:
        return 1
    return len(finding.payments) - (finding.code is FindingCode.PAID_TWICE)


def chosen(finding: Finding, free: Sequence[RecordedLine]) -> RecordedLine:
    """The one to claim next: the later of two alike, the largest of what is too much together, else the first."""
    if finding.code is FindingCode.PAID_TWICE:
        return max(free, key=lambda line: (line.paid_on, line.id))
    if finding.code is FindingCode.OVERPAID:
        return max(free, key=lambda line: line.left)
    return free[0]
