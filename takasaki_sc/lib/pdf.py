"""The one entry for printing: HTML in, a finished and checked PDF out.

The work is done in a killable child with closed files (``lib/paper_files.py``) and closed
fonts (``lib/fonts.py``). WeasyPrint itself calls a paper with missing pictures or letters a
success; here any warning is a fault. The same input gives the same bytes on every machine.

Addresses in HTML and CSS: ``media:…`` (handed over in ``assets``), ``static:css/print.css``
(our static folder; addresses inside a stylesheet may be relative to it) and ``data:image/…``.
"""

import gc
import io
import logging
import os
import re
import urllib.parse
from dataclasses import dataclass, field, replace

from takasaki_sc.lib.fonts import fontconfig_file
from takasaki_sc.lib.limits import LimitExceeded, Refusal, run_limited
from takasaki_sc.lib.paper_files import STATIC_FOLDER, PaperFiles, forbidden_links
from takasaki_sc.lib.paper_grey import grey_markup

CPU_SECONDS = 60
WALL_SECONDS = 60
MEMORY_MB = 1024
"""Address space. A four-page newsletter peaks at 310 MB, libraries and threads included."""

PRELOAD = ("weasyprint", "pypdfium2", "takasaki_sc.lib.pdf")
PNG_EFFORT = 3
"""Of 9: a preview is looked at once, so it is packed quickly."""
MM_PER_PX = 25.4 / 96
BASE_ADDRESS = "static:"
_UNDESCRIBED = re.compile('Image "(.*)" has no required alt description', re.DOTALL)
"""How WeasyPrint tells of a picture without words: whoever forgot them reads no English."""


@dataclass(frozen=True)
class PaperFinding:
    """One thing wrong with a paper. ``kind``: glyph | file | alt | warning | limit | setup.

    ``letters``: those that no print font has. ``page``: which sheet it is about, where one is.
    """

    kind: str
    text: str
    letters: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True)
class PdfPaper:
    """A printed paper.

    ``page_counts``: how many PDF pages each HTML page needed; anything but 1 is an overfull
    page. ``room``: for every element with ``data-measure="name"`` the millimetres between the
    bottom of its text and the bottom of its frame; negative = that much does not fit.
    ``anchors``: for every ``id`` the number of its page, counted from 0.
    ``places``: for every element with an ``id`` its (PDF page, top, bottom) in millimetres.
    ``pictures``: PNGs of the PDF pages, when the order asked for them.
    """

    content: bytes = field(repr=False)
    page_counts: tuple[int, ...]
    missing_glyphs: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    room: dict[str, float] = field(default_factory=dict)
    anchors: dict[str, int] = field(default_factory=dict, repr=False)
    places: dict[str, tuple[int, float, float]] = field(default_factory=dict)
    pictures: tuple[bytes, ...] = field(default=(), repr=False)

    @property
    def n_pages(self):
        return sum(self.page_counts)


class PaperFault(Refusal):
    """The paper must not go out. ``findings`` say why, in Japanese; ``paper`` is what came
    out in spite of it (for a preview beside the findings), or None."""

    def __init__(self, findings, paper=None):
        super().__init__(findings, paper)
        self.findings = findings
        self.paper = paper

    def __str__(self):
        return "\n".join(finding.text for finding in self.findings)


@dataclass(frozen=True)
class PaperOrder:
    """What the child is asked to print. ``is_grey``: in black and white. ``picture_dpi``: also
    as pictures, that fine; 0 = none. ``photo_dpi``: finer photographs are made coarser;
    0 = left as they are."""

    pages: tuple[str, ...]
    assets: dict
    variant: str | None = "pdf/ua-1"
    is_grey: bool = False
    picture_dpi: int = 0
    photo_dpi: int = 0
    font_file: str = ""

    @property
    def is_draft(self):
        """Made for its pictures only: no tags, no packing."""
        return self.variant is None


def render_pdf(html, assets=None, **options):
    """Print one HTML document of any length. Options and faults as in ``render_pages``."""
    return render_pages([html], assets, **options)


def render_pages(
    pages, assets=None, *, variant="pdf/ua-1", memory_mb=MEMORY_MB, seconds=WALL_SECONDS
):
    """Print HTML documents, one per page, into one PDF with common bookmarks and tags.

    ``assets``: ``{"media:photo/12": (bytes, "image/jpeg")}``. The title, author and language
    come from the first document. Raises ``PaperFault``, never anything else for bad content.
    """
    order = PaperOrder(tuple(pages), dict(assets or {}), variant)
    return render_order(order, memory_mb=memory_mb, seconds=seconds)


def render_order(order, *, memory_mb=MEMORY_MB, seconds=WALL_SECONDS):
    """Print what a ``PaperOrder`` says; else as ``render_pages``."""
    try:
        paper = run_limited(
            _print_pages,
            replace(order, font_file=str(fontconfig_file())),
            cpu_seconds=min(CPU_SECONDS, seconds),
            memory_mb=memory_mb,
            wall_seconds=seconds,
            preload=PRELOAD,
        )
    except LimitExceeded as limit:
        raise PaperFault((PaperFinding("limit", str(limit)),)) from limit
    except PaperFault:
        raise
    except Refusal as refusal:
        raise PaperFault((PaperFinding("setup", str(refusal)),)) from refusal
    if findings := tuple(_find_faults(paper)):
        raise PaperFault(findings, paper)
    return paper


def _find_faults(paper):
    if paper.missing_glyphs:
        letters = "、".join(f"{letter}（U+{ord(letter):04X}）" for letter in paper.missing_glyphs)
        yield PaperFinding(
            "glyph",
            f"印刷用の書体に無い文字があります: {letters}。別の文字に書き換えてください。",
            paper.missing_glyphs,
        )
    for url in paper.refused:
        yield PaperFinding("file", f"紙面に載せられない画像・リンクがあります: {url[:80]}")
    for text in paper.warnings:
        if undescribed := _UNDESCRIBED.fullmatch(text):
            told = f"かわりのことばがない絵があります: {undescribed[1][:80]}"
            yield PaperFinding("alt", told)
        else:
            yield PaperFinding("warning", f"紙面の組版で警告が出ました: {text[:200]}")


# --- in the nursery, once -----------------------------------------------------------------
def warm_up():
    """Print a word in every stylesheet of the press, so that no child has to read them again."""
    sheets = sorted((STATIC_FOLDER / "print").rglob("*.css"))
    links = "".join(
        f'<link rel="stylesheet" href="static:{sheet.relative_to(STATIC_FOLDER)}">'
        for sheet in sheets
    )
    html = f'<html lang="ja"><head><title>紙</title>{links}</head><body><h1>紙</h1></body></html>'
    _print_pages(PaperOrder((html,), {}, picture_dpi=72, font_file=str(fontconfig_file())))
    gc.enable()
    gc.collect()  # Pango keeps a thread for every font map, and a fork must find none


# --- in the child -------------------------------------------------------------------------
def _print_pages(order):
    """Runs in the throw-away child: WeasyPrint is imported here and nowhere else."""
    gc.disable()  # the process ends anyway; on long tables collecting costs 40 % of the time
    os.environ["FONTCONFIG_FILE"] = order.font_file
    urllib.parse.uses_relative.append("static")
    try:
        import weasyprint  # noqa: PLC0415 - 60 MB and 0.7 s that the web worker must not carry
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
        from weasyprint.urls import URLFetcherResponse  # noqa: PLC0415

        from takasaki_sc.lib.paper_speed import make_haste  # noqa: PLC0415
    except OSError:
        raise PaperFault((PaperFinding("setup", MISSING_LIBRARY),)) from None
    make_haste()
    log = _LogLines()
    files = PaperFiles(order.assets, URLFetcherResponse, is_grey=order.is_grey)
    fonts, images, documents, part = FontConfiguration(), {}, [], None
    options = {"pdf_variant": order.variant, "dpi": order.photo_dpi or None}
    for page in order.pages:
        page = grey_markup(page) if order.is_grey else page
        html = weasyprint.HTML(string=page, base_url=BASE_ADDRESS, url_fetcher=files)
        files.refused += forbidden_links(html.etree_element)
        part = part or html.etree_element.get("data-part")
        documents.append(html.render(font_config=fonts, cache=images, **options))
    return _join(documents, _Ending(files, log, order, part))


@dataclass(frozen=True)
class _Ending:
    """What is needed once the pages are laid out."""

    files: PaperFiles
    log: "_LogLines"
    order: PaperOrder
    part: str | None

    @property
    def is_measured(self):
        """Does any element ask for its room? Walking every box of a long table takes time."""
        return any("data-measure" in page for page in self.order.pages)

    def name_cells(self, document, pdf):
        """Header cells of a part of a longer paper get names no other part has."""
        for thing in pdf.objects:
            if isinstance(thing, dict) and thing.get("S") in ("/TH", "/TD"):
                _name_cell(thing, self.part)


def _name_cell(cell, part):
    """WeasyPrint names header cells by object numbers, which are alike in every part."""
    headers = cell["A"].get("Headers", ()) if "A" in cell else ()
    for name in (*headers, *([cell["ID"]] if "ID" in cell else ())):
        if not name.string.startswith(f"{part}-"):  # cells share the object of their header
            name.string = f"{part}-{name.string}"


def _join(documents, ending):
    order = ending.order
    whole = documents[0].copy([page for document in documents for page in document.pages])
    finisher = ending.name_cells if ending.part else None
    content = whole.write_pdf(
        pdf_variant=order.variant, finisher=finisher, uncompressed_pdf=order.is_draft
    )
    missing = {chr(code) for font in whole.fonts.values() for code in font.missing}
    refused = tuple(dict.fromkeys(ending.files.refused))
    return PdfPaper(
        content=content,
        page_counts=tuple(len(document.pages) for document in documents),
        missing_glyphs=tuple(sorted(missing)),
        warnings=ending.log.lines_without(refused),
        refused=refused,
        room=_measure(whole.pages) if ending.is_measured else {},
        anchors={name: n for n, page in enumerate(whole.pages) for name in page.anchors},
        places=_places(whole.pages) if ending.is_measured else {},
        pictures=_pictures(content, order.picture_dpi) if order.picture_dpi else (),
    )


def _measure(pages):
    """Millimetres left in every element that asks for it, by name. WeasyPrint is pinned."""
    room = {}
    for page in pages:
        for box in page._page_box.descendants():
            name = box.element.get("data-measure") if hasattr(box.element, "get") else None
            if name and name not in room:  # its lines carry the same element, but come later
                top = box.content_box_y()
                ends = (_bottom(part) for part in box.descendants() if _is_inked(part))
                left = top + box.height - max(ends, default=top)
                room[name] = round(left * MM_PER_PX, 2)
    return room


def _places(pages):
    """Where every element with an id begins and ends; of a broken one, its first part."""
    places = {}
    for number, page in enumerate(pages, start=1):
        for box in page._page_box.descendants():
            name = box.element.get("id") if hasattr(box.element, "get") else None
            if name and name not in places:
                top, height = box.border_box_y(), box.border_height()
                ends = (round(mm * MM_PER_PX, 2) for mm in (top, top + height))
                places[name] = (number, *ends)
    return places


def _pictures(content, dpi):
    """Every page as a PNG. Only our own print is opened, and in the child all the same."""
    import pypdfium2  # noqa: PLC0415 - as above

    found = []
    for page in pypdfium2.PdfDocument(content):
        stream = io.BytesIO()
        page.render(scale=dpi / 72).to_pil().save(stream, "PNG", compress_level=PNG_EFFORT)
        found.append(stream.getvalue())
    return tuple(found)


def _is_inked(box):
    return type(box).__name__ == "LineBox" or "Replaced" in type(box).__name__


def _bottom(box):
    return box.position_y + box.height


class _LogLines(logging.Handler):
    """Everything WeasyPrint warns about, but for missing letters, which are listed apart."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines = []
        logging.getLogger("weasyprint").addHandler(self)

    def emit(self, record):
        if not record.msg.startswith(".notdef glyph"):
            self.lines.append(record.getMessage())

    def lines_without(self, refused):
        """The lines, each once, that do not merely repeat a refused address."""
        told = [line for line in self.lines if not any(url and url in line for url in refused)]
        return tuple(dict.fromkeys(told))


MISSING_LIBRARY = (
    "印刷に要る部品がこのサーバーに入っていません。管理者にお伝えください（導入の手順: "
    "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0）。"
)
