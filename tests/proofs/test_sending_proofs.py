"""A form with proofs ends with an answer, whatever comes in it, and with no more in memory than can be kept."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from payments.models import ProofFile
from portal.proofs import upload
from tests.portal.accounts import citizen
from tests.proofs.kept import on_disk
from tests.proofs.samples import MEGABYTE, jpeg, png

pytestmark = pytest.mark.django_db

BOUNDARY = "x"
FIELD = f"--{BOUNDARY}\r\nContent-Disposition: form-data; name="
NAMES = ["proof.png", "../../etc/passwd", "C:\\\\proof.png", "a\0b.png", "a\r\nb", "а" * 300, ".png", "&lt;script&gt;"]


@pytest.fixture
def client(settings) -> Client:
    """A citizen's browser, on a page that takes proofs."""
    settings.ROOT_URLCONF = "tests.proofs.page"
    client = Client()
    client.cookies.load({"language": "en"})
    client.force_login(citizen(), backend="portal.sign_in.ByIin")
    return client


def sent(client: Client, *files: bytes):
    """The form with some files, all of them called something else than they are."""
    return client.post("/proofs/", {"file": [SimpleUploadedFile("scan.html", data, "text/html") for data in files]})


def raw(client: Client, body: bytes, length: int | None = None):
    """The form as bytes, of which more may have been promised than came."""
    return send(client, io.BytesIO(body), len(body) if length is None else length)


def send(client: Client, body: io.BytesIO, length: int | None = None):
    """The form as a stream."""
    environ = {"wsgi.input": body, "CONTENT_LENGTH": len(body.getvalue()) if length is None else length}
    return client.generic("POST", "/proofs/", CONTENT_TYPE=f"multipart/form-data; boundary={BOUNDARY}", **environ)


def part(data: bytes, name: str = "scan.png") -> bytes:
    """One file of a form, without its end."""
    return f'{FIELD}"file"; filename="{name}"\r\n\r\n'.encode() + data


END = f"\r\n--{BOUNDARY}--\r\n".encode()


def test_honest_files_are_kept(client: Client) -> None:
    assert sent(client, png(), jpeg()).status_code == 200
    assert [proof.type for proof in ProofFile.objects.order_by("pk")] == ["png", "jpeg"]
    assert len(on_disk()) == 2


def test_one_that_is_refused_takes_no_other_with_it(client: Client) -> None:
    response = sent(client, png(), b"", jpeg())
    assert (response.status_code, response.text) == (422, "The file is empty. Choose another one.")
    assert ProofFile.objects.count() == 2


@pytest.mark.parametrize("size", [5 * MEGABYTE + 1, 6 * MEGABYTE, 20 * MEGABYTE])
def test_one_that_is_too_large_is_said_to_be(client: Client, size: int) -> None:
    response = sent(client, png() + bytes(size - len(png())))
    assert (response.status_code, response.text) == (422, "The file must be 5 MB or less.")
    assert on_disk() == []


def test_no_more_of_it_is_in_memory_than_tells_that(client: Client) -> None:
    request = sent(client, bytes(20 * MEGABYTE)).wsgi_request
    assert request.FILES["file"].size == 5 * MEGABYTE + 1


def test_the_fourth_is_said_to_be_too_many_and_what_follows_is_let_go(client: Client) -> None:
    response = sent(client, *[png()] * 5)
    assert response.text == "Three files are attached, and there cannot be more. Remove one first."
    assert ProofFile.objects.count() == len(on_disk()) == 3
    assert len(response.wsgi_request.FILES.getlist("file")) == 4


def test_one_that_breaks_off_is_said_to(client: Client) -> None:
    body = part(png((400, 400))) + END
    response = raw(client, body[:-50], length=len(body))
    assert (response.status_code, response.text) == (422, "The upload broke off. Attach the file once more.")
    assert on_disk() == []


def test_the_whole_one_before_it_is_kept(client: Client) -> None:
    body = part(png()) + b"\r\n" + part(jpeg((400, 400)))
    assert raw(client, body[:-50], length=len(body)).text == "The upload broke off. Attach the file once more."
    assert [proof.type for proof in ProofFile.objects.all()] == ["png"]


@pytest.mark.parametrize("name", NAMES)
def test_what_it_is_called_is_read_by_nobody(client: Client, name: str) -> None:
    response = raw(client, part(png(), name) + END)
    assert response.status_code == 200
    assert {file.name for file in response.wsgi_request.FILES.getlist("file")} == {"proof"}
    assert [path.name for path in on_disk()] == [proof.name.hex for proof in ProofFile.objects.all()]
    assert ProofFile.objects.count() == 1


@pytest.mark.parametrize("name", ["", "..", "/"])
def test_without_any_name_there_is_no_file(client: Client, name: str) -> None:
    assert raw(client, part(png(), name) + END).status_code == 200
    assert on_disk() == []


class Body(io.BytesIO):
    """What a browser sends; remembers how much of it was read."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """Read on."""
        piece = super().read(size)
        self.taken += len(piece)
        return piece


def test_a_form_larger_than_any_is_not_even_read(client: Client, monkeypatch) -> None:
    monkeypatch.setattr(upload, "LARGEST_BODY", 1000)
    body = Body(part(bytes(2000)) + END)
    assert send(client, body).status_code == 400
    assert body.taken == 0


def test_nothing_is_read_of_who_is_not_signed_in(client: Client) -> None:
    client.logout()
    body = Body(part(png()) + END)
    response = send(client, body)
    assert response.status_code == 302
    assert response.url.startswith("/sign-in/")
    assert body.taken == 0


def test_a_forged_form_is_refused_and_nothing_is_kept(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert sent(strict, png()).status_code == 403
    assert on_disk() == []


def test_an_honest_one_passes_the_same_check(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    strict.cookies["csrf"] = token = "a" * 32
    form = {"file": SimpleUploadedFile("scan.png", png()), "csrfmiddlewaretoken": token}
    assert strict.post("/proofs/", form).status_code == 200
    assert len(on_disk()) == 1


class Torn(io.BytesIO):
    """A connection that breaks while the form is read."""

    def read(self, *args) -> bytes:
        """Nothing more comes."""
        raise OSError("connection reset by peer")


def test_a_torn_connection_is_no_fault_of_ours(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    strict.cookies["csrf"] = "a" * 32
    response = send(strict, Torn(part(png()) + END))
    assert response.status_code == 403
    assert on_disk() == []
