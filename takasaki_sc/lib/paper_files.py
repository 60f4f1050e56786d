"""The only files a paper may show: what the caller handed over, our static folder, small data.

WeasyPrint's own fetcher follows http and file addresses. This one knows no network and no
path outside static/; everything refused is remembered, and a paper with a refusal fails.
"""

import base64
import binascii
import mimetypes
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from takasaki_sc.lib.paper_grey import grey_colours, grey_photo

STATIC_FOLDER = Path(__file__).resolve().parents[2] / "static"
PHOTO_TYPES = ("image/jpeg", "image/png", "image/webp", "image/gif")
LINK_SCHEMES = ("https:", "http:", "mailto:", "tel:")


class PaperFiles:
    """A URL fetcher for WeasyPrint. ``assets``: address (``media:photo/12``) → (bytes, type)."""

    _fail_on_errors = False  # WeasyPrint asks for it; we fail after listing everything

    def __init__(self, assets, make_response, *, is_grey=False):
        self.assets = assets
        self.make_response = make_response
        self.is_grey = is_grey
        self.refused = []

    def __call__(self, url):
        try:
            body, kind = self._find(url)
        except (OSError, ValueError) as error:
            self.refused.append(url)
            raise ValueError("not a file of this paper") from error
        if self.is_grey:
            body, kind = _in_grey(body, kind)
        return self.make_response(url, body, {"Content-Type": kind})

    def _find(self, url):
        scheme, _, rest = url.partition(":")
        match scheme.lower():
            case "media":
                return self._media(url)
            case "static":
                return _static(rest)
            case "data":
                return _small(rest)
        raise ValueError(scheme)

    def _media(self, url):
        if url not in self.assets:
            raise ValueError(url)
        body, kind = self.assets[url]
        if kind not in PHOTO_TYPES:
            raise ValueError(kind)
        return body, kind


def _in_grey(body, kind):
    if kind in ("text/css", "image/svg+xml"):
        return grey_colours(body.decode()).encode(), kind
    return (grey_photo(body), "image/jpeg") if kind in PHOTO_TYPES else (body, kind)


def _static(rest):
    path = (STATIC_FOLDER / unquote(rest).lstrip("/")).resolve()
    if not path.is_relative_to(STATIC_FOLDER):
        raise ValueError(rest)
    return path.read_bytes(), mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def _small(rest):
    head, comma, body = rest.partition(",")
    kind, *marks = head.lower().split(";")
    if not comma or not kind.startswith("image/"):
        raise ValueError(kind)
    if "base64" not in marks:
        return unquote_to_bytes(body), kind
    try:
        return base64.b64decode(unquote_to_bytes(body)), kind
    except binascii.Error as error:
        raise ValueError(kind) from error


def forbidden_links(root):
    """Addresses of links and attachments in the element tree that a paper may not carry.

    A link is not fetched, so the fetcher never sees it; in the PDF it would still be alive.
    """
    return [_link(element) for element in root.iter() if _is_forbidden(element)]


def _link(element):
    return (element.get("href") or "").strip()


def _is_forbidden(element):
    if "attachment" in (element.get("rel") or "").lower().split():
        return True
    link = _link(element)
    harmless = link.startswith("#") or link.lower().startswith(LINK_SCHEMES)
    return element.tag in ("a", "area") and bool(link) and not harmless
