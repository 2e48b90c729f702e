"""Is the portal well? For whatever watches it from inside; the proxy lets nobody else ask."""

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

PATIENCE = 2  # seconds, for the connection and again for the answer


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """200 as long as somebody is there to answer; the database is not asked."""
    return HttpResponse("live\n", content_type="text/plain")


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 when the database answers soon, else 503: then no page can be made, and no payment taken down."""
    if _database_answers():
        return HttpResponse("ready\n", content_type="text/plain")
    return HttpResponse("The database does not answer.\n", status=503, content_type="text/plain")


def _database_answers() -> bool:
    """Asked on a connection of its own: one that stands may hang on a database that has gone silent."""
    probe = connection.copy()
    if probe.vendor == "postgresql":
        patience = {"connect_timeout": PATIENCE, "options": f"-c statement_timeout={PATIENCE}s"}
        probe.settings_dict["OPTIONS"] = probe.settings_dict["OPTIONS"] | patience
    try:
        with probe.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (OperationalError, InterfaceError):
        return False
    finally:
        probe.close()
    return True
