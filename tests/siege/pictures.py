"""Pictures as attackers and telephones send them, made by code; none of them shows anybody."""

import io
import random
import struct
import zlib

from PIL import Image
from PIL.PngImagePlugin import PngInfo

HOME = "自宅ノ位置"
GIF = b"GIF89a" + struct.pack("<HHBBB", 60000, 60000, 0, 0, 0) + b"\x3b"
TEXTS = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<!doctype html><script>alert(1)</script>",
    "php": b"<?php system($_GET[0]); ?>",
    "pdf": b"%PDF-1.7\n1 0 obj<</JS(alert)>>endobj",
    "zip": b"PK\x03\x04" + bytes(60),
    "elf": b"\x7fELF" + bytes(200),
    "ps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) run\n",
    "xbm": b"#define x_width 99999\n#define x_height 99999\nstatic char x_bits[] = {};",
    "nothing": b"",
    "one byte": b"\xff",
}


def noise(width, height, kind="JPEG", **words):
    """A picture that does not pack: each size makes a large file."""
    chance = random.Random(width * 7919 + height)
    out = io.BytesIO()
    picture = Image.frombytes("RGB", (width, height), chance.randbytes(width * height * 3))
    picture.save(out, kind, **words)
    return out.getvalue()


def photo(size=(64, 48), kind="JPEG", mode="RGB", **words):
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind, **words)
    return out.getvalue()


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width, height, *, depth=8, colour=2, data=b"", more=()):
    """A PNG, chunk by chunk: what its head says need not be true."""
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    chunks = [chunk(b"IHDR", head), *(chunk(*one) for one in more)]
    chunks += [chunk(b"IDAT", zlib.compress(data)), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def with_place(kind="JPEG", size=(64, 48), orientation=6):
    """A photograph with everything a telephone writes into it: place, owner, maker, comment."""
    tags = Image.Exif()
    tags[0x0112], tags[0x010F], tags[0x0110] = orientation, HOME, HOME
    tags[0x9C9B] = HOME.encode("utf-16-le")
    tags[0x013B] = tags[0x8298] = tags[0x010E] = HOME
    place = tags.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (36.0, 19.0, 1.0), "E", (139.0, 0.0, 1.0)
    tags.get_ifd(0x8769)[0x927C] = HOME.encode()
    xmp = f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{HOME}</x:xmpmeta>'.encode()
    words = {"exif": tags.tobytes()}
    if kind == "JPEG":
        words |= {"comment": HOME.encode(), "xmp": xmp, "icc_profile": HOME.encode() * 9}
    if kind == "WEBP":
        words |= {"xmp": xmp, "icc_profile": HOME.encode() * 9}
    if kind == "PNG":
        words["pnginfo"] = info = PngInfo()
        info.add_itxt("Comment", HOME)
        info.add_itxt("XML:com.adobe.xmp", xmp.decode())
        info.add_text("Author", "HOME", zip=True)
    body = noise(*size, kind, **words)
    return iptc_in(body) if kind == "JPEG" else body


def iptc_in(jpeg):
    """The same JPEG with Photoshop's block (IPTC) behind its head."""
    words = b"\x1c\x02\x5a" + struct.pack(">H", len(HOME.encode())) + HOME.encode()
    block = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + struct.pack(">I", len(words)) + words
    return jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + jpeg[2:]


def hostile():
    """[(what, bytes)]: a hundred and more."""
    return [*_cut(), *_enormous(), *_named_wrongly(), *_stuffed(), *_odd(), *_damaged()]


def _cut():
    for kind in ("JPEG", "PNG", "WEBP"):
        whole = noise(64, 48, kind)
        for part in (4, 12, 40, len(whole) // 3, len(whole) // 2, len(whole) - 3):
            yield f"cut {kind} at {part}", whole[:part]


def _enormous():
    for width, height in ((60000, 60000), (2**31 - 1, 1), (1, 2**31 - 1), (0, 0), (6400, 6400)):
        yield f"png {width}x{height}", png(width, height)
    yield "png that inflates to 400 MB", png(8000, 5000, data=bytes(400 * 2**20))
    yield "jpeg 65500", _jpeg_head(65500, 65500)
    yield "webp 16383", photo((16383, 2), "WEBP")
    yield "16 bit grey", png(5000, 5000, depth=16, colour=0, data=bytes(5000 * 10001))


def _jpeg_head(width, height):
    body = bytearray(photo())
    at = body.index(b"\xff\xc0")
    body[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(body)


def _named_wrongly():
    yield "gif", GIF
    for kind in ("GIF", "TIFF", "BMP", "ICO", "PPM", "TGA", "PCX", "EPS", "DIB", "SGI"):
        yield kind, photo(kind=kind)
    yield "animated gif", photo(kind="GIF", save_all=True, append_images=[Image.new("RGB", (9, 9))])
    for brand in (b"heic", b"mif1", b"avif", b"mp42"):
        yield str(brand), b"\0\0\0\x18ftyp" + brand + bytes(200)
    yield from TEXTS.items()


def _stuffed():
    whole = photo()
    for name, text in TEXTS.items():
        yield f"jpeg and {name}", whole + text
        yield f"comment {name}", photo(comment=text or b"x")
    for kind in ("JPEG", "PNG", "WEBP"):
        yield f"place in {kind}", with_place(kind)
    for name in (b"zTXt", b"iTXt", b"iCCP", b"eXIf", b"tEXt"):
        packed = b"x\0\0" + zlib.compress(bytes(80 * 2**20))
        yield f"bomb in {name}", png(8, 8, data=bytes(200), more=[(name, packed)])
    yield "exif of lies", photo(exif=b"Exif\0\0MM\0*\0\0\0\x08" + b"\xff" * 4000)
    yield "exif in a circle", photo(exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\x08")
    yield "sixty comments", b"\xff\xd8" + b"\xff\xfe\xff\xff" + b"a" * 65533 + photo()[2:]


def _odd():
    for mode in ("CMYK", "L", "1"):
        yield f"jpeg {mode}", photo(mode=mode)
    for mode in ("I;16", "P", "LA", "RGBA", "1"):
        yield f"png {mode}", photo(mode=mode, kind="PNG")
    frames = [Image.new("RGB", (64, 48), (n, 0, 0)) for n in range(40)]
    for kind in ("PNG", "WEBP"):
        yield f"animated {kind}", photo(kind=kind, save_all=True, append_images=frames)
    yield "progressive", noise(300, 200, progressive=True)
    yield "one pixel", photo((1, 1))
    yield "a line", photo((20000, 1))


def _damaged():
    chance = random.Random(20261130)
    for number in range(24):
        whole = bytearray(noise(64, 48, ("JPEG", "PNG", "WEBP")[number % 3]))
        for _ in range(8):
            whole[chance.randrange(2, len(whole))] = chance.randrange(256)
        yield f"damaged {number}", bytes(whole)


# --- what a picture tells besides its pixels ------------------------------------------------
PLAIN_SEGMENTS = {0xDB, 0xC0, 0xC2, 0xC4, 0xDA, 0xDD, 0xE0}


def tags_in(body):
    """The names of all that is said in a JPEG besides the picture; [] for a clean one."""
    opened = Image.open(io.BytesIO(body))
    found = [f"exif {tag}" for tag in opened.getexif()]
    found += [f"info {name}" for name in set(opened.info) - {"jfif", "jfif_version",
              "jfif_unit", "jfif_density"}]  # fmt: skip
    found += [f"segment {mark:x}" for mark in _segments(body) if mark not in PLAIN_SEGMENTS]
    if HOME.encode() in body or HOME.encode("utf-16-le") in body:
        found.append("words")
    end = body.rindex(b"\xff\xd9") + 2
    return found + (["behind the end"] if end != len(body) else [])


def _segments(body):
    """The marks of the parts before the pixels."""
    at = 2
    while at < len(body):
        mark = body[at + 1]
        yield mark
        if mark == 0xDA:
            return
        at += 2 + struct.unpack(">H", body[at + 2 : at + 4])[0]
