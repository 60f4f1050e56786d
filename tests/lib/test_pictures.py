"""Photographs that come in: what is let through, and what is left behind."""

import io
import struct
import zlib

import pytest
from PIL import Image

from takasaki_sc.lib.pictures import PictureFault, read_picture


def photo(size=(60, 40), kind="JPEG", mode="RGB", colour="red", **words):
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, kind, **words)
    return out.getvalue()


def exif(orientation=1):
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010F] = "HIMITSU-CAMERA"
    tags.get_ifd(0x8825)[1] = "N"
    return tags


def opened(body):
    return Image.open(io.BytesIO(body))


@pytest.mark.proves("V5.2.2")
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_three_formats_become_a_plain_jpeg(kind):
    picture = read_picture(photo(kind=kind))
    assert opened(picture.content).format == "JPEG"
    assert (picture.width, picture.height) == (60, 40)


@pytest.mark.proves("G17", "V14.2.8")
@pytest.mark.slow
def test_place_and_camera_are_left_behind_and_the_picture_stands_upright():
    picture = read_picture(photo(exif=exif(orientation=6)))
    assert (picture.width, picture.height) == (40, 60)
    for body in (picture.content, picture.small):
        assert b"HIMITSU" not in body
        assert dict(opened(body).getexif()) == {}


@pytest.mark.slow
def test_large_photo_shrinks_to_2400_and_the_copy_to_1000():
    picture = read_picture(photo((4000, 3000)))
    assert opened(picture.content).size == (2400, 1800)
    assert opened(picture.small).size == (1000, 750)


@pytest.mark.slow
def test_see_through_parts_become_white():
    picture = read_picture(photo(kind="PNG", mode="RGBA", colour=(0, 0, 0, 0)))
    assert opened(picture.content).getpixel((5, 5)) == (255, 255, 255)


def tall_png(width, height):
    """A PNG that says it is enormous and holds next to nothing."""

    def chunk(name, body):
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b""))
        + (chunk(b"IEND", b""))
    )


@pytest.mark.slow
@pytest.mark.parametrize(("body", "message"), [
    (b"%PDF-1.7", "写真として読めません。"),
    (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "写真として読めません。"),
    (photo(kind="GIF", mode="P", colour=0), "写真として読めません。"),
    (photo((900, 900))[:2000], "写真が途中で切れているようです。"),
    (tall_png(7000, 7000), "写真が大きすぎます"),
    (tall_png(40000, 40000), "写真として読めません。"),
    (b"\0" * (25 * 2**20 + 1), "写真は25MBまでです。"),
])  # fmt: skip
@pytest.mark.proves("V5.2.1", "V5.2.2", "V5.2.6", "V1.3.4")
def test_what_is_no_photo_is_refused_in_plain_words(body, message):
    with pytest.raises(PictureFault) as fault:
        read_picture(body)
    assert str(fault.value).startswith(message)
