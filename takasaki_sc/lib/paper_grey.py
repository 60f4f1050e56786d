"""A paper in black and white: every colour becomes the grey that is exactly as bright.

Contrast between two colours (WCAG) depends on their brightness alone, so what could be read in
colour can be read in grey. WeasyPrint knows no ``filter``; the colours are changed in the
stylesheets, drawings and photographs as they are handed over (``lib/paper_files.py``).
"""

import io
import re

_HEX = re.compile(r"#([0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3})(?![\w-])")
_RGB = re.compile(r"\b(rgba?)\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)")
_DRAWN = re.compile(r'\b((?:fill|stroke)=")(#[0-9a-fA-F]{3,8})(?=")')
LINEAR_BELOW = 0.04045
STEP = 12.92


def grey_markup(html):
    """The HTML of a page with its drawn colours in grey; words are left alone."""
    return _DRAWN.sub(lambda found: found[1] + grey_colours(found[2]), html)


def grey_colours(text):
    """A stylesheet or a drawing with its colours in grey."""
    text = _HEX.sub(_grey_hex, text)
    return _RGB.sub(lambda rgb: f"{rgb[1]}({', '.join([_grey(rgb.groups()[1:])] * 3)}", text)


def grey_photo(body):
    """The JPEG or PNG of a photograph in grey, as JPEG. Called in the throw-away child only."""
    from PIL import Image  # noqa: PLC0415 - opened in the child, like everything that came in

    with Image.open(io.BytesIO(body)) as picture:
        stream = io.BytesIO()
        picture.convert("RGB").convert("L").save(stream, "JPEG", quality=85, optimize=True)
    return stream.getvalue()


def _grey_hex(found):
    digits = found[1]
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    level = int(_grey(int(digits[at : at + 2], 16) for at in (0, 2, 4)))
    return f"#{level:02x}{level:02x}{level:02x}{digits[6:]}"


def _grey(channels):
    """The level 0–255, as text, with the relative luminance of these three."""
    shares = (0.2126, 0.7152, 0.0722)
    light = sum(share * _linear(int(c) / 255) for share, c in zip(shares, channels, strict=True))
    return str(round(255 * _companded(light)))


def _linear(part):
    return part / STEP if part <= LINEAR_BELOW else ((part + 0.055) / 1.055) ** 2.4


def _companded(light):
    return light * STEP if light * STEP <= LINEAR_BELOW else 1.055 * light ** (1 / 2.4) - 0.055
