"""What no request may be, whichever door it comes to: of another method, or large where no file is asked for."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

METHODS = ("GET", "HEAD", "POST")


class RefuseOtherMethods:
    """Django's own views, those of the admin among them, take a method that they do not know for GET."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on with what browsers do."""
        return self.get_response(request) if request.method in METHODS else HttpResponseNotAllowed(METHODS)


class NoFile(FileUploadHandler):
    """Where no file is asked for, a form with parts may be as large as any other form; a file in it is let go."""

    def handle_raw_input(
        self, input_data: object, META: dict[str, Any], content_length: int, boundary: bytes, encoding: str = ""
    ) -> None:
        """Refuse before anything is read."""
        if content_length > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig("A form with parts exceeded settings.DATA_UPLOAD_MAX_MEMORY_SIZE.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep nothing."""

    def file_complete(self, file_size: int) -> None:
        """Make no file."""
