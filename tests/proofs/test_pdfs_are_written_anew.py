"""A PDF is kept as its pages: without its author, its history and what is hung on to it."""

import io

from pikepdf import Array, Dictionary, Name, Pdf, Stream

from portal.proofs.clean import clean
from tests.proofs.samples import AS_IT_IS, WHO, pdf


def rewritten(data: bytes) -> tuple[bytes, Pdf]:
    """What is kept of it."""
    made = clean(data).data
    return made, Pdf.open(io.BytesIO(made))


def test_its_pages_are_there() -> None:
    def write(made: Pdf) -> None:
        made.add_blank_page(page_size=(200, 100))
        made.pages[1].Contents = Stream(made, b"0 0 9 9 re f")

    _, found = rewritten(pdf(write))
    assert len(found.pages) == 2
    assert [int(side) for side in found.pages[1].MediaBox] == [0, 0, 200, 100]
    assert found.pages[1].Contents.read_bytes() == b"0 0 9 9 re f"


def test_its_author_is_not() -> None:
    data = pdf(**AS_IT_IS)
    assert WHO.encode() in data
    assert "/Author" in Pdf.open(io.BytesIO(data)).docinfo
    made, found = rewritten(data)
    assert "/Info" not in found.trailer
    assert "/Metadata" not in found.Root
    assert WHO.encode() not in made
    assert WHO.encode("utf-16-be") not in made


def test_nor_what_a_picture_or_a_page_says_of_them() -> None:
    def describe(made: Pdf) -> None:
        about = made.make_stream(WHO.encode(), Type=Name.Metadata)
        drawing = made.make_stream(b"0", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), Metadata=about)
        made.pages[0].Resources = Dictionary(XObject=Dictionary(A=drawing))
        made.pages[0].PieceInfo = Dictionary(Program=Dictionary(Private=WHO))
        made.pages[0].Metadata = about

    made, found = rewritten(pdf(describe, **AS_IT_IS))
    assert WHO.encode() not in made
    assert "/Metadata" not in found.pages[0]
    assert "/PieceInfo" not in found.pages[0]
    assert "/Metadata" not in found.pages[0].Resources.XObject.A.stream_dict


def test_what_is_hung_on_to_it_is_cut_off() -> None:
    assert b"hidden" in pdf() + b"\nhidden\n"
    made, _ = rewritten(pdf().replace(b"%%EOF", b"%hidden\n%%EOF"))
    assert b"hidden" not in made


def test_the_same_file_is_the_same_again() -> None:
    data = pdf()
    assert clean(data).data == clean(data).data
