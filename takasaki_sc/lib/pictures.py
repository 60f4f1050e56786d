"""Photographs as they come from a telephone, made safe and small. Knows nothing of Django."""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from takasaki_sc.lib.limits import LimitExceeded, Refusal, run_limited

FORMATS = ("JPEG", "PNG", "WEBP")
LARGEST_BYTES = 25 * 2**20
LARGEST_PIXELS = 40_000_000
LONG_SIDE = 2400
SMALL_SIDE = 1000
"""58 mm at 430 dpi: enough for our pages and screens."""
QUALITY = 85
NO_PICTURE = "写真として読めません。JPEG・PNG・WEBPの写真を選んでください。"
HEIC = (
    "iPhoneのHEIC形式の写真は読めません。iPhoneの「設定→カメラ→フォーマット」で「互換性優先」に"
    "して撮るか、写真アプリからメールで自分に送ると、JPEGになります。"
)
APPLE_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
CPU_SECONDS = 20
MEMORY_MB = 1024


class PictureFault(Refusal):
    """The upload is no picture we can print; the message says why and what to do."""


@dataclass(frozen=True)
class Picture:
    """A clean JPEG without place, date or owner in it, and a small copy for page and screen."""

    content: bytes
    small: bytes
    width: int
    height: int


def read_picture(body):
    """The Picture in the bytes of an upload, re-painted in a child process, or PictureFault."""
    if len(body) > LARGEST_BYTES:
        raise PictureFault("写真は25MBまでです。小さくしてからお試しください。")
    try:
        content, small, width, height = run_limited(
            repaint,
            body,
            cpu_seconds=CPU_SECONDS,
            memory_mb=MEMORY_MB,
            wall_seconds=CPU_SECONDS * 2,
            preload=("PIL.Image", "takasaki_sc.lib.pictures"),
        )
    except LimitExceeded as limit:
        raise PictureFault("この写真は開けませんでした。別の写真でお試しください。") from limit
    return Picture(content, small, width, height)


def repaint(body):
    """(jpeg, small jpeg, width, height): the pixels in a new picture, nothing else comes along."""
    picture = _opened(body)
    picture.draft("RGB", (LONG_SIDE, LONG_SIDE))
    try:
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (OSError, ValueError, SyntaxError) as fault:
        raise PictureFault("写真が途中で切れているようです。もう一度送ってください。") from fault
    upright.thumbnail((LONG_SIDE, LONG_SIDE))
    clean = Image.new("RGB", upright.size, "white")
    clean.paste(upright, mask=upright.getchannel("A"))
    content = _jpeg(clean)
    small = clean.copy()
    small.thumbnail((SMALL_SIDE, SMALL_SIDE))
    return content, _jpeg(small), clean.width, clean.height


def _opened(body):
    """The picture with its size known and its pixels still packed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            picture = Image.open(io.BytesIO(body), formats=FORMATS)
        except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as fault:
            raise PictureFault(HEIC if _is_heic(body) else NO_PICTURE) from fault
    if picture.width * picture.height > LARGEST_PIXELS:
        raise PictureFault("写真が大きすぎます（4000万画素まで）。小さくしてからお試しください。")
    return picture


def _is_heic(body):
    return body[4:8] == b"ftyp" and body[8:12] in APPLE_BRANDS


def _jpeg(picture):
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
