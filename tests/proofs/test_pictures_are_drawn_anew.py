"""A picture is kept as its points: upright, on white, without where, when and by whom it was taken."""

import io
from random import Random

import pytest
from PIL import Image

from payments.models.proof_file import LARGEST
from portal.proofs.clean import clean
from portal.proofs.images import KEPT_PIXELS
from tests.proofs.samples import ORIENTATION, WHO, jpeg, picture, png, saved

DARK, LIGHT = 60, 190


def drawn(data: bytes) -> Image.Image:
    """What is kept of a file, as a picture."""
    return Image.open(io.BytesIO(clean(data).data))


def pieces(data: bytes) -> set[bytes]:
    """The names of what a PNG is made of."""
    found, start = set(), 8
    while start < len(data):
        found.add(data[start + 4 : start + 8])
        start += 12 + int.from_bytes(data[start : start + 4])
    return found


@pytest.mark.parametrize("make", [jpeg, png])
def test_nothing_is_said_but_what_is_seen(make) -> None:
    data = make()
    assert WHO.encode() in data
    made = clean(data).data
    assert WHO.encode() not in made
    assert not Image.open(io.BytesIO(made)).getexif()
    assert not {"exif", "icc_profile", "comment", "xmp", "Author"} & set(Image.open(io.BytesIO(made)).info)


def test_of_a_png_only_the_points_are_left() -> None:
    assert pieces(clean(png()).data) == {b"IHDR", b"IDAT", b"IEND"}


def test_of_a_jpeg_no_piece_of_an_application_but_its_own() -> None:
    made = clean(jpeg()).data
    header = made[: made.index(b"\xff\xda")]
    assert b"JFIF" in header
    assert not [marker for marker in (*range(0xE1, 0xF0), 0xFE) if bytes((0xFF, marker)) in header]


@pytest.mark.parametrize("make", [jpeg, png])
def test_upright_however_the_camera_was_held(make) -> None:
    image = drawn(make((60, 40)))
    assert image.size == (40, 60)
    column = [image.convert("L").getpixel((20, row)) for row in (5, 55)]
    assert column[0] < DARK
    assert column[1] > LIGHT


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_seen_as_it_was(mode: str) -> None:
    image = picture()
    if mode == "I;16":
        image = image.convert("I").point(lambda value: value * 256)
    found = drawn(saved(image.convert(mode), "PNG")).convert("L")
    assert found.size == (60, 40)
    assert found.getpixel((5, 5)) < DARK
    assert found.getpixel((55, 5)) > LIGHT


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("progressive", [True, False])
def test_every_kind_of_jpeg_is_seen_as_it_was(mode: str, progressive: bool) -> None:
    found = drawn(saved(picture((60, 40), mode), "JPEG", progressive=progressive)).convert("L")
    assert found.getpixel((5, 5)) < DARK
    assert found.getpixel((55, 5)) > LIGHT


def test_what_can_be_seen_through_lies_on_white() -> None:
    image = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    assert drawn(saved(image, "PNG")).getpixel((5, 5)) == (255, 255, 255)


def test_what_is_larger_than_needed_is_made_smaller() -> None:
    width, height = drawn(jpeg((7000, 5000))).size  # turned, so the long side is the height
    assert width < height
    assert 0.98 * KEPT_PIXELS < width * height <= KEPT_PIXELS
    assert abs(height / width - 7 / 5) < 0.01


def test_a_long_picture_stays_readable() -> None:
    assert drawn(saved(picture((1000, 12_000)), "PNG")).size == (1000, 12_000)


def test_a_drawing_that_would_be_too_large_becomes_a_photograph() -> None:
    """Noise in 256 colours: with a palette it just fits, without one it does not."""
    chance = Random(1)
    noise = Image.frombytes("P", (2150, 2150), chance.randbytes(2150 * 2150))
    noise.putpalette(chance.randbytes(768))
    data = saved(noise, "PNG")
    assert 0.85 * LARGEST < len(data) <= LARGEST
    assert clean(data).type == "jpeg"


def test_a_phone_s_photograph_with_more_behind_it_is_taken() -> None:
    film = bytes(1000) + b"ftypmp42" + bytes(1000)
    assert clean(jpeg() + film).type == "jpeg"
    assert b"ftyp" not in clean(jpeg() + film).data


def test_its_own_orientation_is_not_kept_to_be_done_again() -> None:
    assert ORIENTATION not in drawn(jpeg()).getexif()
