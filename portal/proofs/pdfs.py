"""A PDF that only shows pages, written anew without what it says of its author. Runs in the child."""

import zlib
from collections.abc import Iterator
from io import BytesIO

from pikepdf import (
    Array,
    Dictionary,
    Name,
    Object,
    PasswordError,
    Pdf,
    PikepdfError,
    Stream,
    StreamDecodeLevel,
    String,
)
from pikepdf.settings import set_qpdf_limits

from portal.proofs.child import work
from portal.proofs.faults import ProofFault, ProofRefused

MOST_PARTS = 400_000  # keys, items and objects
MOST_PIXELS = 40_000_000  # of one picture
MOST_FILTERS = 2  # of one stream: a text and its packing, a packing and its picture
LARGEST_STREAM = 80 * 1024 * 1024
LARGEST_WHOLE = 120 * 1024 * 1024
LARGEST_LZW = 64 * 1024  # packed, where the library has no limit; it swells a thousandfold at most

# What runs, calls out, opens something else or carries other files: by its key, or by the kind that it says it is.
ACTIVE_KEYS = {"/JS", "/JavaScript", "/AA", "/XFA", "/EF", "/EmbeddedFiles", "/RichMediaContent"}
ACTIVE_KINDS = {
    *(b"/JavaScript", b"/Launch", b"/SubmitForm", b"/ImportData", b"/GoToR", b"/GoToE", b"/Rendition"),
    *(b"/RichMediaExecute", b"/RichMedia", b"/3D", b"/Movie", b"/Sound", b"/FileAttachment", b"/EmbeddedFile"),
}
KINDS = {"/S", "/Subtype", "/Type"}
ACTIVE_ADDRESSES = ("javascript:", "vbscript:", "data:")
ABOUT_THE_AUTHOR = {"/Metadata", "/PieceInfo"}
FLATE, LZW = {b"/FlateDecode", b"/Fl"}, {b"/LZWDecode", b"/LZW"}
PICTURE_FILTERS = {b"/DCTDecode", b"/DCT", b"/JPXDecode", b"/JBIG2Decode", b"/CCITTFaxDecode", b"/CCF"}


def rewritten(data: bytes, largest: int) -> bytes:
    """The PDF with its pages alone; one that has to be guessed at is refused."""
    set_qpdf_limits(
        flate_max_memory=LARGEST_STREAM,
        run_length_max_memory=LARGEST_STREAM,
        png_max_memory=LARGEST_STREAM,
        tiff_max_memory=LARGEST_STREAM,
    )
    try:
        with Pdf.open(BytesIO(data), attempt_recovery=False) as pdf:
            _check(pdf)
            return _saved(pdf)
    except (PikepdfError, zlib.error) as error:
        raise ProofRefused(_fault(error)) from None


def _fault(error: Exception) -> ProofFault:
    """One error stands for much, and its text tells what has happened. To decrypt, a device would be opened."""
    text = f"{error}"
    if isinstance(error, PasswordError) or "random numbers" in text or "encryption" in text:
        return ProofFault.ENCRYPTED
    return ProofFault.TOO_MUCH_INSIDE if "limit exceeded" in text else ProofFault.DAMAGED


def _check(pdf: Pdf) -> None:
    if pdf.is_encrypted:
        raise ProofRefused(ProofFault.ENCRYPTED)
    if len(pdf.objects) > MOST_PARTS:
        raise ProofRefused(ProofFault.TOO_MUCH_INSIDE)
    if not len(pdf.pages):
        raise ProofRefused(ProofFault.DAMAGED)
    for one in _dictionaries(pdf):
        keys = one.keys()
        if _is_active(one, keys):
            raise ProofRefused(ProofFault.ACTIVE)
        if one.get("/Subtype") == "/Image" and _pixels(one) > MOST_PIXELS:
            raise ProofRefused(ProofFault.TOO_MANY_PIXELS)
        for key in ABOUT_THE_AUTHOR & keys:
            del one[key]
    _check_sizes(pdf)


def _dictionaries(pdf: Pdf) -> Iterator[Dictionary]:
    """Every dictionary of the file, also those of streams and those inside of others."""
    left = MOST_PARTS
    waiting: list[Object] = [pdf.trailer, *pdf.objects]
    while waiting:
        one = waiting.pop()
        one = one.stream_dict if isinstance(one, Stream) else one
        inner = one if isinstance(one, Array) else ()
        if isinstance(one, Dictionary):
            yield one
            inner = (one[key] for key in one.keys())  # noqa: SIM118 - iterating by itself fails at a key that is no text
        for part in inner:
            left -= 1
            if left < 0:
                raise ProofRefused(ProofFault.TOO_MUCH_INSIDE)
            if isinstance(part, Object) and not part.is_indirect:
                waiting.append(part)


def _is_active(one: Dictionary, keys: set[str]) -> bool:
    kinds = {name for key in KINDS & keys for name in _names(one[key])}
    address = f"{one.URI}".strip().lower() if isinstance(one.get("/URI"), String) else ""
    return bool(ACTIVE_KEYS & keys or ACTIVE_KINDS & kinds or address.startswith(ACTIVE_ADDRESSES))


def _names(value: object) -> list[bytes]:
    """One name, or those of a list: as bytes, since there are names that are no text."""
    return [bytes(one) for one in (value if isinstance(value, Array) else [value]) if isinstance(one, Name)]


def _pixels(picture: Dictionary) -> int:
    sides = picture.get("/Width"), picture.get("/Height")
    if not all(isinstance(side, int) for side in sides):
        raise ProofRefused(ProofFault.DAMAGED)
    return sides[0] * sides[1]


def _check_sizes(pdf: Pdf) -> None:
    """How large is it unpacked? The library itself stops at the limit of one stream."""
    left = LARGEST_WHOLE
    for one in pdf.objects:
        if isinstance(one, Stream):
            left -= _unpacked(one)
        if left < 0:
            raise ProofRefused(ProofFault.TOO_MUCH_INSIDE)


def _unpacked(stream: Stream) -> int:
    """How many bytes a stream unpacks to; of a picture only what it is packed in, its points are counted already."""
    filters = _names(stream.stream_dict.get("/Filter"))
    if len(filters) > MOST_FILTERS or _is_large_lzw(stream, filters):
        raise ProofRefused(ProofFault.TOO_MUCH_INSIDE)
    if not PICTURE_FILTERS & set(filters):
        return len(stream.read_bytes(StreamDecodeLevel.specialized))
    if filters[0] in FLATE:
        return len(zlib.decompressobj().decompress(stream.read_raw_bytes(), LARGEST_WHOLE + 1))
    return 0


def _is_large_lzw(stream: Stream, filters: list[bytes]) -> bool:
    if not LZW & set(filters):
        return False
    return bool(FLATE & set(filters)) or len(stream.read_raw_bytes()) > LARGEST_LZW


def _saved(pdf: Pdf) -> bytes:
    del pdf.docinfo
    saved = BytesIO()
    pdf.save(saved, fix_metadata_version=False, deterministic_id=True)
    return saved.getvalue()


if __name__ == "__main__":
    work(rewritten)
