"""A file comes in by the staff's upload alone: elsewhere a form with parts is no larger than any other form."""

import io

import pytest
from django.test import Client

from tests.portal.accounts import AIGUL, SIGN_IN, citizen, clerk, sign_in

pytestmark = pytest.mark.django_db
PART = "--x\r\nContent-Disposition: form-data; name="
HEAD = f"{PART}iin\r\n\r\n1\r\n{PART}file"


class Body(io.BytesIO):
    """What a browser sends; remembers how much of it was read."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """Read on."""
        piece = super().read(size)
        self.taken += len(piece)
        return piece


def send(client: Client, address: str, size: int, head: str = f"{HEAD}; filename=a.csv"):
    """A form of two parts, the second as large as said."""
    body = Body(f"{head}\r\n\r\n{'a' * size}\r\n--x--\r\n".encode())
    kind = "multipart/form-data; boundary=x"
    environ = {"wsgi.input": body, "CONTENT_LENGTH": len(body.getvalue()), "CONTENT_TYPE": kind}
    return client.generic("POST", address, **environ), body.taken


@pytest.mark.parametrize("head", [f"{HEAD}; filename=a.csv", HEAD, "--x\r\nContent-Disposition: none"])
@pytest.mark.parametrize("address", [SIGN_IN, "/plan/", "/language/", "/staff/login/"])
def test_a_large_one_is_not_even_read(client, address, head):
    response, taken = send(client, address, 4 << 20, head)
    assert response.status_code == 400
    assert taken == 0


def test_nor_from_who_is_signed_in(client):
    citizen()
    sign_in(client)
    assert send(client, "/plan/", 4 << 20)[0].status_code == 400


def test_a_small_one_is_let_go(client):
    response, taken = send(client, SIGN_IN, 1000)
    assert response.status_code == 422
    assert taken > 0
    assert not response.wsgi_request.FILES


def test_a_form_with_parts_is_read(client):
    citizen()
    assert sign_in(client, AIGUL).status_code == 302


def test_the_staff_s_upload_takes_one(client):
    client.force_login(clerk(), backend="portal.sign_in.ByEmail")
    response, taken = send(client, "/staff/payments/registryfile/upload/", 4 << 20)
    assert response.status_code == 422
    assert taken > 4 << 20
    assert response.wsgi_request.FILES["file"].size == 4 << 20
