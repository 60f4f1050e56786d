"""One page as it will be printed, as a picture, and how many millimetres are left on it."""

import re
from dataclasses import dataclass, field

from django.core.cache import caches

from newsletters.printing import marks
from newsletters.printing.issue import issue_assets, issue_pages, lost_parts
from takasaki_sc.lib.pdf import PaperFault, PaperOrder, render_order

PREVIEW_DPI = 84
"""A page is 694 points wide: sharp at half a screen, packed in 20 ms."""

AS_PICTURE = {"variant": None, "picture_dpi": PREVIEW_DPI, "photo_dpi": PREVIEW_DPI}

SHEET_ENDS_MM = 281.5
"""Where the words of a page must end (static/print/newsletter.css, tall.css)."""

_MEDIA = re.compile(r'"(media:[^"]+)"')


@dataclass(frozen=True)
class BlockRoom:
    """What one block still holds: more words by so many millimetres; negative = too long."""

    article_id: int
    name: str
    mm: float

    @property
    def is_over(self):
        return self.mm < 0

    @property
    def over_mm(self):
        return -self.mm


@dataclass(frozen=True)
class PagePreview:
    """A page: its picture, its room in millimetres (negative = overfull), its blocks.

    `faults` say what else the press refuses, in Japanese. `mark` changes with the page.
    """

    page: int
    mark: str
    mm: float
    blocks: list[BlockRoom]
    picture: bytes = field(repr=False)
    faults: tuple[str, ...] = ()

    @property
    def is_overfull(self):
        return self.mm < 0

    @property
    def over_mm(self):
        return -self.mm


def preview_page(issue, page):
    """The PagePreview of one page of a whole issue, from the cache when nothing on it changed.

    Raises PaperFault when the press gives nothing back at all.
    """
    html = issue_pages(issue, only=page)[0]
    order = PaperOrder((html,), _assets_of(html, issue), **AS_PICTURE)
    mark = marks.order_mark(order)
    found = caches["own"].get(f"preview-{mark}")
    if found is None:
        found = _measured(issue, page, order, mark)
        caches["own"].set(f"preview-{mark}", found, marks.KEEP_PAPER_SECONDS)
    return found


def _assets_of(html, issue):
    wanted = set(_MEDIA.findall(html))
    return issue_assets(issue, only=wanted) if wanted else {}


def _measured(issue, page, order, mark):
    paper, faults = _printed(order)
    articles = [article for article in issue.articles.all() if article.page == page]
    if paper.n_pages == 1 and not any(lost_parts(order.pages, paper)):
        mm = sum(mm for name, mm in paper.room.items() if name.startswith(f"gap-{page}-"))
        blocks = [_room(article, paper, mm) for article in articles]
        return PagePreview(page, mark, round(mm, 1), blocks, paper.pictures[0], faults)
    tall, _ = _printed(PaperOrder(
        tuple(issue_pages(issue, "tall", only=page)), order.assets, **AS_PICTURE
    ))  # fmt: skip
    blocks = [_excess(article, tall) for article in articles if _place(article, tall)]
    over = min([block.mm for block in blocks], default=0)
    return PagePreview(page, mark, min(over, -0.1), blocks, tall.pictures[0], faults)


def _printed(order):
    """(paper, what is wrong with it): a preview shows a faulty page beside its faults."""
    try:
        return render_order(order), ()
    except PaperFault as fault:
        if fault.paper is None:
            raise
        return fault.paper, tuple(finding.text for finding in fault.findings)


def _room(article, paper, mm):
    """The white of the page, and the white beside a picture that is taller than the words."""
    beside = max(paper.room.get(f"words-{article.pk}", 0), 0)
    return BlockRoom(article.pk, str(article), round(mm + beside, 1))


def _excess(article, tall):
    """By how much a block passes the end of the sheet; those above it have no room at all."""
    sheet, _, bottom = _place(article, tall)
    over = (sheet - 1) * 2 * SHEET_ENDS_MM + bottom - SHEET_ENDS_MM
    return BlockRoom(article.pk, str(article), round(-max(over, 0), 1))


def _place(article, paper):
    return paper.places.get(f"article-{article.pk}")
