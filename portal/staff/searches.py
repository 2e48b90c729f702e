"""How often one of the staff may look for a person: whoever works answers calls, whoever tries out IINs is stopped."""

import logging
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from portal.models import Account, Tally
from portal.staff.pages import StaffAdmin, View

logger = logging.getLogger(__name__)

SEARCHES = 60
WINDOW = timedelta(minutes=15)


def counted(view: View) -> View:
    """A page that looks for whoever is named in its form: each form sent is counted, and 429 is the end of it."""

    @wraps(view)
    def guarded(admin: StaffAdmin, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        now = timezone.now()
        closed_until = count_search(request.user, now) if request.method == "POST" else None
        if closed_until is None:
            return view(admin, request, *args, **kwargs)
        opens = closed_until + timedelta(minutes=1)  # people read minutes, and the one begun is not over
        template, title = "admin/payments/person/too_many_searches.html", _("Too many searches")
        response = admin.page(request, template, status=429, title=title, opens=opens)
        response.headers["Retry-After"] = int((closed_until - now).total_seconds())
        return response

    return guarded


def count_search(account: Account, now: datetime) -> datetime | None:
    """Count one more; if it is one too many, until when there are none."""
    key = salted_hmac("portal.staff.searches", str(account.pk), algorithm="sha256").hexdigest()
    tally = Tally.count_one(key, now=now, window=WINDOW)
    if tally.count <= SEARCHES:
        return None
    logger.warning("Search refused: too many, account %s", account.pk)
    return tally.until
