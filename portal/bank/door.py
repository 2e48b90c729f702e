"""The door of every dialect: who calls, how often, what they mean, and an answer in time whatever happens behind it."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal import clock
from portal.bank import callers, limits, meaning
from portal.bank.calls import Call, Dialect, Reply, Verdict
from portal.bank.outage import in_time

logger = logging.getLogger(__name__)


def door(dialect: Dialect) -> Callable[[HttpRequest], HttpResponse]:
    """The view of a dialect. Who is not let in learns nothing; everybody else gets the dialect's words with 200."""

    @csrf_exempt
    @require_http_methods(dialect.METHODS)
    def view(request: HttpRequest) -> HttpResponse:
        said = dialect.read(request)
        unknown = Reply(Verdict.TEMPORARY, said.number)
        reply = in_time(lambda: _reply(request, dialect, said), else_say=unknown)
        response = dialect.write(reply, said if isinstance(said, Call) else None) if reply else _refuse(request)
        response.headers["Cache-Control"] = "no-store"
        return response

    return view


def _reply(request: HttpRequest, dialect: Dialect, said: Call | Reply) -> Reply | None:
    """None for whoever is no partner of this dialect, or is not where the partner calls from."""
    caller = callers.calling(request, dialect.SPOKEN)
    if caller is None:
        return None
    if not limits.may_call(caller.number, caller.calls_a_minute):
        logger.warning("Too many calls of partner %s", caller.number)
        return Reply(Verdict.TOO_OFTEN, said.number)
    return said if isinstance(said, Reply) else meaning.answer(said, caller.actor, clock.today())


def _refuse(request: HttpRequest) -> HttpResponse:
    """The same whatever is wrong; who said nothing of themselves is asked to."""
    logger.warning("Refused a call at the bank's door")
    if "Authorization" in request.headers:
        return HttpResponse("Not allowed.\n", status=HTTPStatus.FORBIDDEN, content_type="text/plain")
    asks = {"WWW-Authenticate": 'Basic realm="bank"'}
    return HttpResponse("Who calls?\n", status=HTTPStatus.UNAUTHORIZED, content_type="text/plain", headers=asks)
