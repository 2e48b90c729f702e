"""The acquirer's own call: what became of a payment on its page."""

import logging

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from payments.models import CheckoutAnswer
from portal import clock
from portal.acquiring.checkouts import UnknownOrder, settle
from portal.acquiring.freedom_pay import BadSignature, Notice, read_callback, reply

logger = logging.getLogger(__name__)


@csrf_exempt
@require_POST
def result(request: HttpRequest) -> HttpResponse:
    """Take it down, and answer. A fault of ours is no answer at all: the acquirer then calls again."""
    try:
        notice = read_callback(request.POST.dict())
    except BadSignature:
        logger.warning("Refused a call that the acquirer has not signed")
        return HttpResponseForbidden(content_type="text/plain")
    return HttpResponse(_reply(notice), content_type="text/xml; charset=utf-8")


def _reply(notice: Notice) -> bytes:
    try:
        answer = settle(notice, today=clock.today())
    except UnknownOrder:
        return reply("rejected", "Unknown order")
    if answer.outcome == CheckoutAnswer.Outcome.REFUSED:
        return reply("rejected", "Another sum, currency or payment")
    return reply("ok")
