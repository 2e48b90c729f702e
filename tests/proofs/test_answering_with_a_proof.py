"""A proof is saved by whoever may have it, and never shown as a page of ours."""

import pytest
from django.test import Client

from portal.proofs.answers import attachment
from portal.proofs.store import ProofGone, remove_bytes
from tests.proofs.kept import kept
from tests.proofs.samples import jpeg, pdf, png

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("make", "content_type", "ending"),
    [(pdf, "application/pdf", "pdf"), (jpeg, "image/jpeg", "jpeg"), (png, "image/png", "png")],
)
def test_what_the_browser_is_told(make, content_type: str, ending: str) -> None:
    proof = kept(make(), name="Сапарова.html")
    response = attachment(proof)
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"] == f'attachment; filename="proof-{proof.pk}.{ending}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert int(response["Content-Length"]) == proof.size
    assert len(response.getvalue()) == proof.size
    response.close()


def test_its_own_policy_is_the_one_that_is_sent(settings) -> None:
    settings.ROOT_URLCONF = "tests.proofs.page"
    response = Client().get(f"/proofs/{kept().pk}/")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    response.close()


def test_what_is_gone_is_not_found(settings) -> None:
    settings.ROOT_URLCONF = "tests.proofs.page"
    proof = kept()
    remove_bytes(proof)
    with pytest.raises(ProofGone):
        attachment(proof)
    assert Client().get(f"/proofs/{proof.pk}/").status_code == 404
