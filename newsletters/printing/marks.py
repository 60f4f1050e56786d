"""What a print depends on, as one short mark: the same mark, the same print."""

import hashlib
from functools import lru_cache
from importlib.metadata import version

from takasaki_sc.lib.paper_files import STATIC_FOLDER

KEEP_PAPER_SECONDS = 1800
"""How long a print is kept under its mark."""

LOOKS = ("print", "fonts")
"""Folders under static/ that papers read: stylesheets, drawings, letters."""


def order_mark(order):
    """The mark of a PaperOrder: its words, its pictures, our stylesheets, WeasyPrint."""
    digest = hashlib.sha256(_looks_mark(_looks_seen()))
    digest.update(repr((order.variant, order.is_grey, order.picture_dpi, order.photo_dpi)).encode())
    for page in order.pages:
        digest.update(hashlib.sha256(page.encode()).digest())
    for address in sorted(order.assets):
        digest.update(address.encode() + hashlib.sha256(order.assets[address][0]).digest())
    return digest.hexdigest()


def _looks_seen():
    """Names and times of the files: enough to notice that one changed."""
    files = (file for folder in LOOKS for file in (STATIC_FOLDER / folder).rglob("*.*"))
    return tuple(sorted((str(file), file.stat().st_mtime_ns) for file in files))


@lru_cache(maxsize=4)
def _looks_mark(files):
    """Their contents, read once as long as nothing changed."""
    digest = hashlib.sha256(version("weasyprint").encode())
    for name, _ in files:
        with open(name, "rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.digest()
