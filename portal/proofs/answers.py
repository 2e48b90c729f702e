"""A proof as the answer to whoever may see it, citizen or staff: to be saved, never to be shown by our own address."""

from django.http import FileResponse
from django.utils.cache import patch_cache_control

from payments.models import ProofFile
from portal.proofs.store import opened

CONTENT_TYPES = {
    ProofFile.Type.PDF: "application/pdf",
    ProofFile.Type.JPEG: "image/jpeg",
    ProofFile.Type.PNG: "image/png",
}


def attachment(proof: ProofFile) -> FileResponse:
    """The file under a name that says nothing of anybody; ProofGone (a 404) if its bytes are not there.

    Whether it may be seen was asked before: this is no guard.
    """
    response = FileResponse(
        opened(proof),
        as_attachment=True,
        filename=f"proof-{proof.pk}.{proof.type}",
        content_type=CONTENT_TYPES[proof.type],
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    patch_cache_control(response, private=True, no_store=True)
    return response
