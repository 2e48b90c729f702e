"""Sessions in the database, written far less often than they are read."""

from datetime import timedelta

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.db.models import QuerySet
from django.utils import timezone

from portal.prepared import Blank, Prepared

KEEP_AWAKE_EVERY = timedelta(minutes=5)


def _open() -> QuerySet[Session]:
    key, expires = (Session._meta.get_field(name) for name in ("session_key", "expire_date"))
    return Session.objects.filter(session_key=Blank("key", key), expire_date__gt=Blank("now", expires))


OPEN_SESSION = Prepared(_open)


class SessionStore(db.SessionStore):
    """Kept awake every five minutes instead of by every page: who only reads waits for nobody who writes."""

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        session = OPEN_SESSION.first(key=self.session_key, now=timezone.now())
        if session is None:
            self._session_key = None  # as Django's own does: a new one gets a new key
            return None
        full = timedelta(seconds=self.get_session_cookie_age())
        if session.expire_date - timezone.now() <= full - KEEP_AWAKE_EVERY:
            self.modified = True
        return session

    def save(self, must_create: bool = False) -> None:
        """As always; but a database that cannot write is no session that somebody else has ended."""
        try:
            super().save(must_create)
        except UpdateError as error:
            if isinstance(error.__context__, OperationalError):
                raise error.__context__ from None
            raise
