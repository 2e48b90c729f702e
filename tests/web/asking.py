"""Refund requests as the one who asked sees them."""

import re

from django.http import HttpResponse
from django.test import Client

from payments import ledger
from payments.models import RefundRequest
from tests.payments.refunds import (
    NOW,
    TODAY,
    answered,
    in_a_file,
    payout_of,
    proposed,
    reply,
    requested,
    returned_by_the_bank,
    second,
    taken,
)


def address_of(request: RefundRequest) -> str:
    """Where it is shown."""
    return f"/refunds/{request.number}/"


def page_of(client: Client, request: RefundRequest) -> HttpResponse:
    """Its page."""
    return client.get(address_of(request))


def looks_of(page: HttpResponse) -> list[str]:
    """The look of each step of the timeline."""
    timeline = page.text.partition('<ol class="timeline"')[2].partition("</ol>")[0]
    return re.findall(r'<li class="is-(\w+)"', timeline)


def titles_of(page: HttpResponse) -> list[str]:
    """What the steps of the timeline are called."""
    timeline = page.text.partition('<ol class="timeline"')[2].partition("</ol>")[0]
    return re.findall(r'<p class="timeline-title">([^<]+?)(?: <|</p>)', timeline)


def withdrawn() -> RefundRequest:
    """Taken back before anybody looked."""
    request = requested()
    ledger.withdraw_refund(request=request, actor=request.requested_by, today=TODAY)
    return request


def returned() -> RefundRequest:
    """The bank has returned the payment itself."""
    request = requested()
    returned_by_the_bank(request.contribution)
    return request


def checked_again() -> RefundRequest:
    """The second person has sent it back: the first check was done in time."""
    request = taken(proposed(), second())
    ledger.send_back(request=request, actor=second(), note="Look at the receipt", now=NOW, today=TODAY)
    return request


def bounced() -> RefundRequest:
    """The bank has returned the payout."""
    request = in_a_file()
    answered(reply(payout_of(request), "returned"))
    return request
