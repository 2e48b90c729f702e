"""Sessions in the database, written far less often than they are read."""

from datetime import timedelta

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import OperationalError
from django.utils import timezone

KEEP_AWAKE_EVERY = timedelta(minutes=5)


class SessionStore(db.SessionStore):
    """Kept awake every five minutes instead of by every page: who only reads waits for nobody who writes."""

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        session = super()._get_session_from_db()
        full = timedelta(seconds=self.get_session_cookie_age())
        if session and session.expire_date - timezone.now() <= full - KEEP_AWAKE_EVERY:
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
