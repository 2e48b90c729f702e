"""A file that went with a refund request, for the one who sent it."""

from uuid import UUID

from django.http import FileResponse, HttpRequest

from payments.models import Person
from portal.proofs.answers import attachment
from portal.web.access import of_person, proof_of


@of_person
def proof_file(request: HttpRequest, _person: Person, number: str, name: UUID) -> FileResponse:
    """To be saved."""
    return attachment(proof_of(request, number, name))
