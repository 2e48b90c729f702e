"""Finding a request: by its number, by the reference of its payment, or by whom it concerns."""

from django.db.models import Q, QuerySet

from payments.models import Payment, RefundRequest
from payments.rules.identifiers import clean_iin, why_not_iin

MOST = 25


def search(text: str) -> list[int]:
    """The rows of the requests that a whole number names, newest first: their own, a payment’s, or a person’s."""
    return list(_named(text).order_by("-pk").values_list("pk", flat=True)[:MOST])


def _named(text: str) -> QuerySet[RefundRequest]:
    requests = RefundRequest.objects.all()
    if why_not_iin(text) is None:
        iin = clean_iin(text)
        return requests.filter(Q(applicant__iin=iin) | Q(contribution__person__iin=iin))
    payments = Payment.objects.of_reference(text)
    if payments.exists():
        return requests.filter(contribution__payment_steps__payment__in=payments).distinct()
    return requests.of_number(text)
