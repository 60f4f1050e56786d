"""An issue as people see it: the same pages for the web, for the preview, and for the press."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate

import segno
from django.core.cache import caches
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html, format_html_join, mark_safe

from newsletters import queries
from newsletters.models import Article, Photo
from newsletters.printing import looks, marks
from newsletters.printing.maps import sketch_map
from takasaki_sc.lib import typeset
from takasaki_sc.lib.pdf import PaperFault, PaperFinding, PaperOrder, render_order

SCREEN_DPI = 200
"""How fine photographs are on paper that travels: eleven of them stay under 1.5 MB."""

_MEASURED = re.compile(r'data-measure="([^"]+)"')
_MARK = re.compile(r"[*＊]([^*＊\n]+)[*＊]|[｜|]([^｜|《》\n]+)《([^《》\n]+)》")


@dataclass(frozen=True)
class Writer:
    """How plain text becomes safe HTML in one medium."""

    prose: Callable
    heading: Callable


WEB = Writer(prose=conditional_escape, heading=conditional_escape)
PAPER = Writer(prose=typeset.prose, heading=typeset.heading)


@dataclass(frozen=True)
class PictureView:
    """A photo with its address in the medium and its caption ready to print."""

    photo: Photo
    address: str
    caption: str

    @property
    def focus(self):
        """Classes of the stylesheet that keep the wanted spot in view, in steps of ten."""
        return f"fx-{round(self.photo.focus_x, -1)} fy-{round(self.photo.focus_y, -1)}"


@dataclass(frozen=True)
class ArticleView:
    """An article with its texts as safe HTML. facts: [(「目的」, html)]; is_left: pictures left."""

    article: Article
    title: str
    lead: str
    quote: str
    facts: list
    steps: list
    pictures: list[PictureView]
    is_left: bool

    @property
    def is_strip(self):
        """Two and more pictures stand in a row below the words."""
        return len(self.pictures) > 1

    @property
    def map(self):
        """The sketch map of the places a map block copied."""
        return sketch_map(self.article.table.get("points", []))

    @property
    def template(self):
        """The part of a page that draws this layout."""
        return f"newsletters/print/article_{self.article.layout}.html"


@dataclass(frozen=True)
class PageView:
    """One page (面) with its articles."""

    number: int
    n_pages: int
    articles: list[ArticleView]

    @property
    def is_first(self):
        return self.number == 1

    @property
    def is_last(self):
        return self.number == self.n_pages


def marked(text, write):
    """Plain text with *太字* and ｜漢字《かんじ》 as safe HTML; a new line stays a new line."""
    lines = [_marked_line(line, write) for line in text.strip().splitlines()]
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))


def _marked_line(line, write):
    parts, end = [], 0
    for mark in _MARK.finditer(line):
        parts.append(write(line[end : mark.start()]))
        strong, base, reading = mark.groups()
        if strong:
            parts.append(format_html("<strong>{}</strong>", write(strong)))
        else:
            parts.append(format_html("<ruby>{}<rt>{}</rt></ruby>", base, reading))
        end = mark.end()
    parts.append(write(line[end:]))
    return format_html_join("", "{}", ((part,) for part in parts))


def edition(issue, writer, address_of):
    """Context of a whole issue: every page with its articles.

    writer: WEB or PAPER. address_of: Photo → address of its picture.
    """
    by_page = dict(queries.articles_by_page(issue))
    pages = [
        PageView(n, issue.n_pages_planned, _views(_said(by_page, n, issue), writer, address_of))
        for n in range(1, issue.n_pages_planned + 1)
    ]
    return {
        "issue": issue,
        "series": issue.series,
        "pages": pages,
        "greeting": marked(issue.greeting, writer.prose),
        "request_text": marked(issue.request_text, writer.prose),
        "digest": [_month(month, writer) for month in issue.digest if month["meetings"]],
    }


def _said(by_page, page, issue):
    """The articles of a page; a standing block without words takes no room."""
    words = {
        Article.Layout.GREETING: issue.greeting.strip(),
        Article.Layout.DIGEST: any(month["meetings"] for month in issue.digest),
        Article.Layout.REQUEST: issue.request_text.strip(),
    }
    return [a for a in by_page.get(page, []) if words.get(a.layout, True)]


def _month(month, writer):
    """The digest of a month with its lines as safe HTML; months without meetings are left out."""
    meetings = [
        meeting | {"items": [_digest_item(item, writer) for item in meeting["items"]]}
        for meeting in month["meetings"]
    ]
    return month | {"meetings": meetings}


def _digest_item(item, writer):
    outcomes = [writer.heading(outcome) for outcome in item["outcomes"]]
    return item | {"text": writer.heading(item["text"]), "outcomes": outcomes}


def _views(articles, writer, address_of):
    """Pictures stand right and left by turns down the page."""
    turns = accumulate((not article.is_standing for article in articles), initial=0)
    return [
        _article(article, writer, address_of, is_left=bool(turn % 2))
        for turn, article in zip(turns, articles, strict=False)
    ]


def _article(article, writer, address_of, *, is_left):
    return ArticleView(
        article=article,
        title=marked(article.title, writer.heading),
        lead=marked(article.lead, writer.prose),
        quote=marked(article.quote, writer.heading),
        facts=[(label, marked(text, writer.prose)) for label, text in article.facts],
        steps=[(step, marked(step.text, writer.heading)) for step in article.flow_steps.all()],
        pictures=[_picture(photo, writer, address_of) for photo in article.photos.all()],
        is_left=is_left,
    )


def _picture(photo, writer, address_of):
    words = f"{photo.arrow_sign} {photo.caption}".strip() if photo.caption else ""
    return PictureView(photo, address_of(photo), marked(words, writer.heading))


# On paper ---------------------------------------------------------------------------------


def issue_pages(issue, *stylesheets, only=None, **extras):
    """The HTML documents of a whole issue, one for each page; or only that of one page.

    stylesheets: those of a variant, on top of the usual ones. extras: what only some prints
    carry: draft= the words of the draft mark, errata= lines of corrections on the last page
    (printing/drafts.py, printing/editions.py).
    """
    context = paper_context(issue, *stylesheets) | extras
    return [
        render_to_string("newsletters/print/issue_page.html", context | {"page": page})
        for page in context["pages"]
        if only in (None, page.number)
    ]


def paper_context(issue, *stylesheets):
    """What the templates of every paper of an issue take."""
    return edition(issue, PAPER, _paper_address) | {
        "mast": looks.masthead(issue),
        "qr": _qr(issue.series.web_url),
        "stylesheets": stylesheets,
        "is_large": False,
        "draft": "",
        "errata": None,
    }


def _paper_address(photo):
    if photo.is_drawing:
        return f"static:print/drawings/{photo.drawing}.svg"
    return f"media:photo/{photo.pk}"


def _qr(url):
    return segno.make(url, error="m").svg_data_uri(border=2, dark="#33302c") if url else ""


def issue_assets(issue, only=None):
    """{"media:photo/12": (bytes, "image/jpeg")} of the photographs of a whole issue.

    only: the addresses that are wanted, when not all are.
    """
    photos = [
        photo
        for article in issue.articles.all()
        for photo in article.photos.all()
        if not photo.is_drawing and (only is None or _paper_address(photo) in only)
    ]
    return {_paper_address(photo): (_bytes_of(photo.small_name), "image/jpeg") for photo in photos}


def _bytes_of(name):
    with default_storage.open(name) as file:
        return file.read()


def print_issue(issue):
    """The PDF of a whole issue as a lib.pdf paper, or PaperFault."""
    return print_pages(issue_pages(issue), issue_assets(issue))


def print_pages(pages, assets):
    """The PDF of these documents as the screen gets them; PaperFault if anything is lost."""
    return print_order(PaperOrder(tuple(pages), assets, photo_dpi=SCREEN_DPI))


def print_order(order, *, is_sheeted=True):
    """The paper of an order, or PaperFault.

    is_sheeted: each of its documents is one sheet. A sheet that lost a text or a picture on the
    way is a fault too: nested grids that meet the end of a page may drop what follows, without
    a word and without a second page.

    The same words and pictures give the same bytes, so a paper is kept for half an hour: the
    preview, its list of findings and the publication show one and the same print.
    """
    key = f"newsletter-{marks.order_mark(order)}"
    paper = caches["own"].get(key)
    if paper is None:
        paper = render_order(order)
        if is_sheeted and (lost := tuple(lost_parts(order.pages, paper))):
            raise PaperFault(lost, paper)
        caches["own"].set(key, paper, marks.KEEP_PAPER_SECONDS)
    return paper


def lost_parts(pages, paper):
    """A finding for every page of which a measured part (text, picture) did not come out.

    An overfull page says so by its count, and is not told a second time.
    """
    for number, (page, count) in enumerate(zip(pages, paper.page_counts, strict=True), start=1):
        if count == 1 and not paper.room.keys() >= set(_MEASURED.findall(page)):
            text = f"{number}面で、文か写真が紙面に入りきっていません。文を減らしてください。"
            yield PaperFinding("lost", text, page=number)
