"""The addresses of the portal and, before them, a page that takes proofs and one that gives them out."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from payments import ledger
from payments.models import Person, ProofFile
from portal import urls
from portal.proofs import store
from portal.proofs.answers import attachment
from portal.proofs.faults import ProofRefused
from portal.proofs.upload import with_proofs
from portal.web.access import form_of_person
from portal.words import proofs as words
from tests.proofs.kept import KEY

handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404


@with_proofs
@form_of_person
def proofs(request: HttpRequest, person: Person) -> HttpResponse:
    """Keep what was sent, each file by itself; what is wrong, in words."""
    faults = []
    for uploaded in request.FILES.getlist("file"):
        try:
            store.keep(KEY, request.user.actor, uploaded)
        except ProofRefused as refused:
            faults.append(words.fault(refused.fault))
        except ledger.Refused as refused:
            faults.append(words.unkeepable(refused.reason))
    return HttpResponse("\n".join(faults), content_type="text/plain", status=422 if faults else 200)


def proof(request: HttpRequest, number: int) -> HttpResponse:
    """One of them."""
    return attachment(ProofFile.objects.get(pk=number))


urlpatterns = [path("proofs/", proofs), path("proofs/<int:number>/", proof), *urls.urlpatterns]
