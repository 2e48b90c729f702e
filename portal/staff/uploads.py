"""Registries that were uploaded and are not decided on: kept outside the web, under names that nobody can guess."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import wraps
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from portal.registry.importer import clean_name

LARGEST_UPLOAD = 64 * 1024 * 1024
KEPT_FOR = timedelta(days=1)
SESSION_KEY = "uploads"

Covers = tuple[date, date]
View = Callable[..., HttpResponse]


class SizeCap(FileUploadHandler):
    """Lets go of a file as soon as it is too large; the form then says that there is none."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass the piece on, if it still fits."""
        if start + len(raw_data) > LARGEST_UPLOAD:
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Django's own handler makes the file."""


def with_size_cap(view: View) -> View:
    """A view that reads no more of a file than it has to.

    The check against forged forms reads the whole request, so it has to wait until the cap is on; `view` makes
    it, as every view of the admin does.
    """

    @wraps(view)
    def capped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        request.upload_handlers = [SizeCap(request), TemporaryFileUploadHandler(request)]
        return view(request, *args, **kwargs)

    return csrf_exempt(capped)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that waits for its decision, what it was called, and the days it is said to cover."""

    token: str
    name: str
    covers: Covers | None

    @property
    def path(self) -> Path:
        """Where it lies."""
        return _folder() / self.token


def keep(session: SessionBase, file: UploadedFile, covers: Covers | None) -> Upload:
    """Keep a file for whoever uploaded it, until they decide; what nobody decided on is swept out the next day."""
    _sweep(timezone.now())
    upload = Upload(secrets.token_urlsafe(32), clean_name(file.name), covers)
    upload.path.touch(mode=0o600)
    with upload.path.open("wb") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
    days = [day.isoformat() for day in covers or ()]
    session[SESSION_KEY] = session.get(SESSION_KEY, {}) | {upload.token: [upload.name, days]}
    return upload


def find(session: SessionBase, token: str) -> Upload | None:
    """The upload of this session; nobody decides on somebody else's."""
    name, days = session.get(SESSION_KEY, {}).get(token, (None, ()))
    if name is None:
        return None
    upload = Upload(token, name, tuple(map(date.fromisoformat, days)) or None)
    return upload if upload.path.exists() else None


def drop(session: SessionBase, upload: Upload) -> None:
    """Keep it no longer."""
    upload.path.unlink(missing_ok=True)
    session[SESSION_KEY] = {
        token: kept for token, kept in session.get(SESSION_KEY, {}).items() if token != upload.token
    }


def _folder() -> Path:
    folder = settings.REGISTRY_DIR / "uploads"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _sweep(now: datetime) -> None:
    oldest = (now - KEPT_FOR).timestamp()
    for path in _folder().iterdir():
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
