"""The pages of the house from the resolver, and all that an answer says."""

import html
import io
import json
import re
import zipfile

import pypdfium2

from tests.responses import put_away
from tests.test_doors import OURS
from tests.walls.worlds import BIRD

_WITHIN_WORDS = re.compile(r"</?(?:wbr|span|mark|b|strong|ruby|rt)\b[^>]*>")


def words_in(response):
    """All that an answer says: its head, its body, what is zipped or printed in it."""
    head = " ".join(f"{name}: {value}" for name, value in response.headers.items())
    content = b"".join(response) if response.streaming else response.content
    put_away(response)
    return head + words_of(content)


def words_of(content):
    if content.startswith(b"PK"):
        parts = zipfile.ZipFile(io.BytesIO(content))
        return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    if content.startswith(b"%PDF") and content.rstrip().endswith(b"%%EOF"):
        pages = pypdfium2.PdfDocument(content)
        text = "".join(page.get_textpage().get_text_range() for page in pages)
        return re.sub(r"\s", "", text)
    text = content.decode("utf-8", "replace").replace("\r\n ", "")  # ics folds its lines
    text = text.replace(json.dumps(BIRD)[1:-1], BIRD)
    return html.unescape(_WITHIN_WORDS.sub("", text))


def needs_thing(name):
    """Has the address of this page a word that names a thing?"""
    return bool(OURS[name].pattern.converters)


def is_paper(name):
    """A page that is typeset: most of a second each, so the usual suite takes few of them."""
    return re.search(r"paper|poster|sheet(-inside)?$|proof|draft$|edition$|notice|letter", name)
