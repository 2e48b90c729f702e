"""A picture drawn anew from its points: whatever else its file held stays behind. Runs in the child."""

import struct
import zlib
from io import BytesIO
from math import sqrt

from PIL import (
    Image,
    ImageOps,
    TiffImagePlugin,  # noqa: F401 - reads EXIF, and would be brought in when the child opens no file any more
)
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from portal.proofs.child import work
from portal.proofs.faults import ProofFault, ProofRefused

MOST_PIXELS = 40_000_000  # asked of the header, before anything is unpacked
MOST_PIXELS_READ = 2_500_000_000  # of all passes over a photograph: an honest one has a dozen
KEPT_PIXELS = 12_500_000  # a page of paper at 300 dots an inch has nine million
QUALITIES = (85, 60, 30)
WHITE = (255, 255, 255, 255)
DRAWING = {"format": "PNG", "compress_level": 3}
START_OF_A_PASS = b"\xff\xda"  # of a JPEG
PNG = b"\x89PNG\r\n\x1a\n"

Image.preinit()  # the same holds of what saves

BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error)


def redrawn(data: bytes, largest: int) -> bytes:
    """The picture upright, on white, without its metadata, and no larger than allowed."""
    is_png = data.startswith(PNG)
    try:
        image = (PngImageFile if is_png else JpegImageFile)(BytesIO(data))
        width, height = image.size
        _check(data, width * height)
        picture = _drawn(image)
    except BROKEN:
        raise ProofRefused(ProofFault.DAMAGED) from None
    return _saved(picture, largest, as_png=is_png and width * height <= KEPT_PIXELS)


def _check(data: bytes, pixels: int) -> None:
    if pixels > MOST_PIXELS:
        raise ProofRefused(ProofFault.TOO_MANY_PIXELS)
    if pixels * data.count(START_OF_A_PASS) > MOST_PIXELS_READ:
        raise ProofRefused(ProofFault.TOO_MUCH_INSIDE)


def _drawn(image: Image.Image) -> Image.Image:
    """Its points, fewer if there are too many."""
    width, height = image.size
    scale = min(1, sqrt(KEPT_PIXELS / (width * height)))
    picture = _in_plain_colours(image)
    picture.thumbnail((max(1, width * scale), max(1, height * scale)))
    picture = ImageOps.exif_transpose(picture)
    if picture.mode == "RGBA":
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, WHITE), picture)
    picture = picture if picture.mode == "L" else picture.convert("RGB")
    picture.info.clear()  # what is saved with a picture comes from here
    return picture


def _in_plain_colours(image: Image.Image) -> Image.Image:
    """In colours that can be scaled; a photograph is left as it is, since it is scaled while it is unpacked."""
    if image.has_transparency_data:
        return image if image.mode == "RGBA" else image.convert("RGBA")
    if image.mode in ("L", "RGB", "CMYK"):
        return image
    if image.mode.startswith("I"):  # grey in sixteen bits, of which a conversion would only take the lower eight
        image = image.point(lambda value: value / 256)
    return image.convert("RGB" if image.mode == "P" else "L")


def _saved(picture: Image.Image, largest: int, *, as_png: bool) -> bytes:
    """As what it was, if it fits; a drawing that does not is saved as a photograph, as good as it fits."""
    photographs = [{"format": "JPEG", "quality": quality} for quality in QUALITIES]
    for options in [DRAWING] * as_png + photographs:
        saved = BytesIO()
        picture.save(saved, **options)
        if saved.tell() <= largest:
            return saved.getvalue()
    raise ProofRefused(ProofFault.TOO_LARGE)


if __name__ == "__main__":
    work(redrawn)
