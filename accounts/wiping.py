"""Papers and pictures of somebody who is forgotten: the file stays in its place, empty of them."""

import hashlib
import io
import zipfile

import pypdfium2
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from PIL import Image

from accounts.register import FACES, HOLDINGS
from takasaki_sc.lib.pdf import render_pdf

PICTURES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
GREY, SIZE = "#9aa5b1", (640, 480)
GONE = "<html lang=ja><p>個人の情報を消すため、この紙の中身を取り除きました。</p></html>"
SUMS = ("sha256", "pdf_sha256")


def text_of(content):
    """The words in a file: of a PDF's pages, of a workbook's parts, else of its letters."""
    if content.startswith(b"%PDF"):
        return _text_of_pdf(content)
    if content.startswith(b"PK"):
        try:
            parts = zipfile.ZipFile(io.BytesIO(content))
            return "\n".join(_letters(parts.read(name)) for name in parts.namelist())
        except (zipfile.BadZipFile, OSError, RuntimeError):
            return ""
    return _letters(content)


def _text_of_pdf(content):
    try:
        pages = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return _letters(content)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def _letters(content):
    for code in ("utf-8", "cp932"):
        try:
            return content.decode(code)
        except UnicodeDecodeError:
            continue
    return ""


def stored_names(folder=""):
    """The names of all files of the house."""
    if folder == "" and not default_storage.exists(""):
        return
    folders, names = default_storage.listdir(folder)
    yield from (f"{folder}/{name}".lstrip("/") for name in names)
    for inner in folders:
        yield from stored_names(f"{folder}/{inner}".lstrip("/"))


def files_naming(finder):
    """The stored files in whose words somebody is named."""
    found = []
    for name in stored_names() if finder else ():
        if not name.lower().endswith(tuple(PICTURES)):
            with default_storage.open(name) as kept:
                words = text_of(kept.read())
            found += [name] if finder.search(words) else []
    return found


def faces_of(roots):
    """The stored pictures that show them, as the notes of consents say."""
    names = {name for shown in FACES for name in shown(roots) if name}
    return sorted(name for name in names if default_storage.exists(name))


def wipe_files(finder, roots):
    """Put an empty paper or picture in the place of theirs. Returns how many.

    Files change when the transaction is through; the sums of the rows change within it.
    """
    names = {*files_naming(finder), *faces_of(roots)}
    for name in sorted(names):
        content = _empty_like(name)
        _say_new_sum(name, content)
        transaction.on_commit(lambda name=name, content=content: _replace(name, content))
    transaction.on_commit(cache.clear)
    return len(names) + _empty_uploads(finder)


def _empty_like(name):
    suffix = f".{name.lower().rpartition('.')[2]}"
    if suffix in PICTURES:
        stream = io.BytesIO()
        Image.new("RGB", SIZE, GREY).save(stream, PICTURES[suffix])
        return stream.getvalue()
    return render_pdf(GONE).content if suffix == ".pdf" else b""


def _replace(name, content):
    default_storage.delete(name)
    default_storage.save(name, ContentFile(content))


def _say_new_sum(name, content):
    """The paper's row holds the sum of what it holds now; a picture's sum stays, so that the
    same picture is known, and never comes in again."""
    digest = hashlib.sha256(content).hexdigest()
    if not name.endswith(".pdf"):
        return
    for holding in HOLDINGS.values():
        sums = [one for one in SUMS if one in holding.plain]
        for column in _file_columns(holding) if sums else ():
            rows = holding.table._base_manager.filter(**{column: name})
            rows.update(**dict.fromkeys(sums, digest))


def _file_columns(holding):
    fields = [holding.table._meta.get_field(name) for name in holding.files]
    return [field.name for field in fields if isinstance(field, models.FileField)]


def _empty_uploads(finder):
    """Lists that wait to be read in and name them: the bytes go, the list is sent again."""
    n_emptied = 0
    for holding in HOLDINGS.values():
        for name in holding.files if finder else ():
            if isinstance(holding.table._meta.get_field(name), models.BinaryField):
                for row in holding.table._base_manager.exclude(**{name: b""}):
                    if finder.search(text_of(bytes(getattr(row, name)))):
                        holding.table._base_manager.filter(pk=row.pk).update(**{name: b""})
                        n_emptied += 1
    return n_emptied
