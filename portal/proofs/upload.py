"""Files on their way in from a citizen's form: in memory alone, and no more of them than can be kept."""

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from payments.ledger import MOST_PROOFS
from payments.models.proof_file import LARGEST
from portal.proofs.faults import ProofFault, ProofRefused

LARGEST_BODY = 64 * 1024 * 1024  # what is larger is not even read
READ = MOST_PROOFS + 1  # the one too many is said to be so

View = Callable[..., HttpResponse]


class ProofsInMemory(FileUploadHandler):
    """Keeps of a file one byte more than it may have, by which it is known to be too large."""

    count = 0
    is_broken_off = False

    def handle_raw_input(
        self, input_data: object, META: dict[str, Any], content_length: int, boundary: bytes, encoding: str = ""
    ) -> None:
        """Refuse what no form of ours can be."""
        if content_length > LARGEST_BODY:
            raise RequestDataTooBig("A form with proofs exceeded LARGEST_BODY.")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin anew."""
        super().new_file(*args, **kwargs)
        self.count += 1
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep the piece, or what still fits of it. The rest is read and dropped: an answer waits for it."""
        if self.count <= READ:
            self.kept.write(raw_data[: LARGEST + 1 - self.kept.tell()])

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """The file, without the name and the type that it came with; none of what follows the one too many."""
        if self.count > READ:
            return None
        size = self.kept.tell()
        self.kept.seek(0)
        return InMemoryUploadedFile(self.kept, self.field_name, "proof", "", size, None)

    def upload_interrupted(self) -> None:
        """The last file did not arrive whole."""
        self.is_broken_off = True


class BrokenOff(UploadedFile):
    """In the place of a file that did not arrive whole."""

    def read(self, *args: Any) -> bytes:
        """Say so."""
        raise ProofRefused(ProofFault.BROKEN_OFF)


def with_proofs(view: View) -> View:
    """A view of the guard that takes proofs; it finds them in `request.FILES`, and gives them to `store.keep`.

    The check against forged forms reads the whole request, so it has to wait for the handler; and of who is not
    signed in nothing is read at all, since the guard sends them away.
    """

    @wraps(view)
    def taking(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        handler = ProofsInMemory(request)
        request.upload_handlers = [handler]

        def read(request: HttpRequest) -> HttpResponse:
            files = request.FILES  # all is read by now
            if handler.is_broken_off:
                files.appendlist(handler.field_name, BrokenOff())
            return view(request, *args, **kwargs)

        return csrf_protect(read)(request) if request.user.is_authenticated else view(request, *args, **kwargs)

    return csrf_exempt(taking)
