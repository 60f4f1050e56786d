"""Golden pictures of pages. To renew them:

    DATABASE_URL=sqlite://:memory: RENEW_GOLDEN=1 pytest -n0 tests/newsletters/test_golden.py

writes tests/files/golden/*.webp anew (lossless, half as large as a PNG in colour). Look at every
picture and at `git diff --stat` before the commit: a picture may change only where you changed
the looks. WeasyPrint and pypdfium2 are pinned; other versions draw other pixels.
"""

import os
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

FOLDER = Path(__file__).resolve().parents[1] / "files" / "golden"
MOST_DIFFERENT = 0.0001
"""The share of pixels of a page that may differ: one changed letter is twice as much."""
DPI = 72


def pictures(paper):
    """[Image] of the pages, in colour."""
    for page in pypdfium2.PdfDocument(paper.content):
        yield page.render(scale=DPI / 72).to_pil().convert("RGB")


def share_different(one, other):
    """The share of pixels that differ between both in red, green or blue by one step or more."""
    if one.size != other.size:
        return 1.0
    red, green, blue = ImageChops.difference(one, other).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return 1 - most.histogram()[0] / (one.width * one.height)


def against_golden(name, picture):
    """How much the picture differs from the kept one; with RENEW_GOLDEN it becomes that one."""
    path = FOLDER / f"{name}.webp"
    if os.environ.get("RENEW_GOLDEN"):
        FOLDER.mkdir(exist_ok=True)
        stream = BytesIO()
        picture.save(stream, "WEBP", lossless=True, quality=100, method=6)
        path.write_bytes(stream.getvalue())
    with Image.open(path) as kept:
        return share_different(kept.convert("RGB"), picture)
