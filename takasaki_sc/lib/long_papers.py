"""Papers of hundreds of pages: parts are laid out side by side, each in a child, then joined.

One document of 5,000 rows takes 23 s and 660 MB; in parts it takes less than half the time, and
no process holds more than its part. What crosses from one part to another (page numbers, links,
tags, bookmarks) is put right when the parts are joined (``lib/paper_join.py``).

A link to another part is written ``<a href="{{ where|far }}">`` with ``far(anchor)``.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field

from takasaki_sc.lib.limits import LimitExceeded, run_limited
from takasaki_sc.lib.paper_join import FAR, join_parts
from takasaki_sc.lib.pdf import PaperFault, PaperFinding, PdfPaper, render_pdf

AT_A_TIME = 2
"""Children that lay out at the same time; each has a core of its own and 250 MB at most."""

PART_SECONDS = 120  # on the clock; a busy machine may take its time
JOIN_SECONDS = 60
JOIN_MEMORY_MB = 1024
FIGURES = "0123456789 /"


@dataclass(frozen=True)
class PaperPart:
    """One HTML document that begins on a page of its own. rows: how much work it is."""

    html: str = field(repr=False)
    rows: int = 1


@dataclass(frozen=True)
class LongPaper:
    """The joined paper."""

    content: bytes = field(repr=False)
    n_pages: int


def far(anchor):
    """The address of something in another part of the same paper."""
    return f"{FAR}{anchor}"


def print_parts(parts, *, on_rows: Callable[[int], None] = lambda rows: None):
    """Lay every part out. on_rows is told after each how many rows are done. Raises PaperFault.

    on_rows is called in the thread of the caller.
    """
    parts, printed, rows = list(parts), {}, 0
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        jobs = {pool.submit(_print_part, part): n for n, part in enumerate(parts)}
        try:
            for job in as_completed(jobs):
                printed[jobs[job]] = job.result()
                rows += parts[jobs[job]].rows
                on_rows(rows)
        except BaseException:  # nobody waits for the rest
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return [printed[n] for n in range(len(parts))]


def _print_part(part) -> PdfPaper:
    return render_pdf(part.html, seconds=PART_SECONDS)


def places_in(papers, first_page=0):
    """{anchor: page, counted from 0} of parts that follow each other from first_page on."""
    places = {}
    for paper in papers:
        places |= {name: first_page + page for name, page in paper.anchors.items()}
        first_page += paper.n_pages
    return places


def join(papers, folio):
    """One PDF of the parts in this order, with page numbers (a Folio). Raises PaperFault."""
    figures = render_pdf(_figures(), variant=None).content
    order = (tuple(paper.content for paper in papers), figures, folio, places_in(papers))
    try:
        content = run_limited(
            join_parts,
            *order,
            cpu_seconds=JOIN_SECONDS,
            memory_mb=JOIN_MEMORY_MB,
            wall_seconds=JOIN_SECONDS,
            preload=("takasaki_sc.lib.paper_join",),
        )
    except LimitExceeded as limit:
        raise PaperFault((PaperFinding("limit", str(limit)),)) from limit
    return LongPaper(content, sum(paper.n_pages for paper in papers))


def _figures():
    """A page with nothing but the figures, from which the join learns how to write them."""
    return (
        '<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>数字</title>'
        '<link rel="stylesheet" href="static:css/print_figures.css"></head>'
        f"<body>{FIGURES}</body></html>"
    )
