"""Files that somebody might upload as a proof: honest ones, and every kind that is not."""

import io
import struct
import zipfile
import zlib

from pikepdf import Array, Dictionary, Encryption, Name, Object, ObjectStreamMode, Pdf, Stream, StreamDecodeLevel
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from PIL.TiffImagePlugin import IFDRational

MEGABYTE = 1 << 20
WHO = "Сапарова Айгүл"  # hidden in every honest file, to be looked for afterwards
TURNED = 6  # the camera was held upright: the picture is to be turned by a quarter
AS_IT_IS = {"stream_decode_level": StreamDecodeLevel.none, "compress_streams": False}
ORIENTATION, MAKER, PLACE, LATITUDE = 0x0112, 0x010F, 0x8825, 2


def picture(size: tuple[int, int] = (60, 40), mode: str = "RGB") -> Image.Image:
    """Dark on the left, light on the right."""
    image = Image.new("L", size, 230)
    image.paste(20, (0, 0, size[0] // 2, size[1]))
    return image.convert(mode)


def saved(image: Image.Image, format: str, **options) -> bytes:
    """The picture as a file."""
    stream = io.BytesIO()
    image.save(stream, format, **options)
    return stream.getvalue()


def jpeg(size: tuple[int, int] = (60, 40), **options) -> bytes:
    """A photograph as a phone makes it: it says who, where and which way up."""
    return saved(picture(size), "JPEG", exif=exif(), comment=WHO.encode(), icc_profile=WHO.encode(), **options)


def png(size: tuple[int, int] = (60, 40), mode: str = "RGB") -> bytes:
    """A picture of a screen, with a text that nobody sees."""
    said = PngInfo()
    said.add_itxt("Author", WHO)
    return saved(picture(size, mode), "PNG", pnginfo=said, exif=exif())


def exif() -> Image.Exif:
    """What a camera says."""
    found = Image.Exif()
    found[ORIENTATION], found[MAKER] = TURNED, WHO.encode()
    found.get_ifd(PLACE)[LATITUDE] = (IFDRational(43), IFDRational(14), IFDRational(0))
    return found


def pdf(change=lambda pdf: None, **options) -> bytes:
    """A page, with an author; `change` does something to it before it is saved."""
    stream = io.BytesIO()
    with Pdf.new() as made:
        made.add_blank_page()
        made.docinfo["/Author"] = WHO
        with made.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:creator"] = [WHO]
        change(made)
        made.save(stream, **options)
    return stream.getvalue()


def with_action(action: Dictionary):
    """A PDF that does something as soon as it is opened."""
    return pdf(lambda made: setattr(made.Root, "OpenAction", action))


def with_root(**entries: Object | str):
    """A PDF whose catalogue says something more."""
    return pdf(lambda made: [made.Root.__setitem__(f"/{key}", value) for key, value in entries.items()])


def with_annotation(**entries: Object | str) -> bytes:
    """A PDF with something on its page that can be pressed."""
    note = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **entries)
    return pdf(lambda made: setattr(made.pages[0], "Annots", Array([note])))


def with_stream(data: bytes, filter: Object, **entries: Object | int) -> bytes:
    """A PDF that holds these packed bytes."""

    def add(made: Pdf) -> None:
        stream = Stream(made, b"")
        stream.write(data, filter=filter)
        for key, value in entries.items():
            stream[f"/{key}"] = value
        made.Root.Extra = made.make_indirect(stream)

    return pdf(add, **AS_IT_IS)


def hidden_script() -> bytes:
    """The name of the script is written in another way, and the catalogue does not call it."""
    made = with_root(Extra=Dictionary({"/QQQQQQ": "app.alert(1)"}))
    return made.replace(b"/QQQQQQ", b"/#4A#53")


def name_that_is_no_text() -> bytes:
    """As an old program wrote a font's name, in the letters of its own country."""
    made = with_root(Extra=Dictionary({"/QQQQQQ": Name.VVVVVV}))
    return made.replace(b"/QQQQQQ", b"/#CF#F0").replace(b"/VVVVVV", b"/#D8#F0")


def in_an_object_stream() -> bytes:
    """The script is packed together with other objects."""
    script = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    return pdf(
        lambda made: setattr(made.Root, "Extra", made.make_indirect(script)),
        object_stream_mode=ObjectStreamMode.generate,
    )


def encrypted(user: str = "") -> bytes:
    """A PDF that nobody may change, or that opens with a password alone."""
    return pdf(encryption=Encryption(owner="owner", user=user))


def zeros(size: int, times: int = 1) -> bytes:
    """Very little that unpacks to very much, packed so many times over."""
    packed = bytes(size)
    for _ in range(times):
        packed = zlib.compress(packed)
    return packed


def zipped() -> bytes:
    """An archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("proof.pdf", bytes(20 * MEGABYTE))
    return stream.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A PNG that says it is so large, and holds next to nothing."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = (b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def jpeg_of(width: int, height: int) -> bytes:
    """A JPEG that says it is so large."""
    said = struct.pack(">BHH", 8, 40, 60)
    return jpeg().replace(said, struct.pack(">BHH", 8, height, width), 1)


def jpeg_of_passes(count: int) -> bytes:
    """A photograph that is drawn over and over again: small to send, slow to open."""
    whole = saved(picture((3000, 3000)), "JPEG", progressive=True, quality=5)
    last = whole[whole.rindex(b"\xff\xda") : -2]
    return whole[:-2] + last * count + whole[-2:]


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
