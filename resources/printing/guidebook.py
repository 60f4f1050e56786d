"""生活支援ガイドブック: a booklet by district and kind, with maps and indexes, A5 (large: A4).

The districts are laid out first, side by side; only then are the page numbers known that the
indexes and the contents print. Blank pages for notes fill it up to sheets of four pages.
"""

from dataclasses import dataclass, field
from itertools import groupby

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from segno import make as make_qr

from resources.models import Kind
from resources.printing import guide_index, paper_map
from resources.printing.kind_signs import SIGNS, sign_key
from resources.printing.options import Paper
from resources.printing.sheaves import n_rows_of, sheaves_of
from resources.queries import papers
from takasaki_sc.lib import wareki
from takasaki_sc.lib.long_papers import PaperPart, join, places_in, print_parts
from takasaki_sc.lib.paper_join import Folio

FOLIO = Folio(x=209.8, y=24, size=10, from_page=1, until_end=1)
FOLIO_LARGE = Folio(x=297.6, y=34, size=15, from_page=1, until_end=1)
MAP_MM = (122, 96)
CITY_MM = (122, 76)
PAGES_A_SHEET = 4
INDEX_ROWS = 400
MEMO_LINES = 13


@dataclass(frozen=True)
class KindPart:
    """The entries of one kind in a stretch of a district: [(number in the district, row)]."""

    sign: str
    label: str
    entries: list = field(repr=False)


def print_guide(options, today, on_percent=lambda percent: None):
    """The whole booklet as a LongPaper. on_percent: how far it is. Raises lib.pdf.PaperFault."""
    rows = papers.paper_rows(options.scope)
    groups = papers.by_district(options.scope, rows)
    words = _words(options, rows, today, groups)
    body = print_parts(_body(groups, words), on_rows=lambda n: on_percent(60 * n // len(rows)))
    (front,) = print_parts([_front(words, {})])  # to count its pages; it is printed again below
    places = places_in([front, *body])
    index = print_parts(
        _index(options, rows, groups, words | {"places": places}),
        on_rows=lambda n: on_percent(60 + 30 * n // (2 * len(rows))),
    )
    n_before = front.n_pages + sum(part.n_pages for part in body)
    places |= places_in(index, n_before)
    n_memos = -(n_before + sum(part.n_pages for part in index) + 1) % PAGES_A_SHEET
    n_pages = n_before + sum(part.n_pages for part in index) + n_memos + 1
    back = _back(words | {"memos": range(n_memos), "lines": range(MEMO_LINES), "n_pages": n_pages})
    front, back = print_parts([_front(words, places), back])
    return join([front, *body, *index, back], FOLIO_LARGE if options.is_large else FOLIO)


def _words(options, rows, today, groups):
    address = settings.SITE_URL + reverse("resources:resource-list")
    return {
        "title": Paper.GUIDE.label,
        "area": options.scope.area_words,
        "today": today,
        "year": wareki.fiscal_year(today),
        "n_rows": len(rows),
        "groups": groups,
        "is_large": options.is_large,
        "signs": sign_key(rows),
        "credits": papers.credits_of(options.scope),
        "map_credit": paper_map.CREDIT,
        "web": address,
        "qr": make_qr(address, error="m", micro=False).svg_data_uri(border=1),
        "districts": options.scope.districts,
    }


def _body(groups, words):
    numbers = {row.pk: n for group in groups for n, row in enumerate(group.rows, start=1)}
    for at, sheaf in enumerate(sheaves_of(groups)):
        pieces = [(piece, _kinds(piece.rows, numbers), _map(piece, numbers)) for piece in sheaf]
        context = words | {"part": f"b{at}", "pieces": pieces}
        html = render_to_string("resources/print/guide_districts.html", context)
        yield PaperPart(html, n_rows_of(sheaf))


def _kinds(rows, numbers):
    return [
        KindPart(SIGNS[kind], Kind(kind).label, [(numbers[row.pk], row) for row in found])
        for kind, found in groupby(rows, key=lambda row: row.kind)
    ]


def _map(piece, numbers):
    """The district's map stands on its first page."""
    if piece.is_continued:
        return None
    placed = [row for row in piece.group.rows if row.has_position]
    spots = [(numbers[row.pk], float(row.latitude), float(row.longitude)) for row in placed]
    return paper_map.map_of_places(spots, *MAP_MM)


def _front(words, places):
    """Cover, how to use it, contents, where to ask, the whole city. places: {} while counting."""
    pages = {name: page + 1 for name, page in places.items()}
    groups = [(group, pages.get(group.anchor, 0)) for group in words["groups"]]
    context = words | {
        "part": "f",
        "contents": groups,
        "pages": pages,
        "city": _city(words["groups"]) if len(groups) > 1 else None,
        "centres": _centres(words["districts"]),
    }
    return PaperPart(render_to_string("resources/print/guide_front.html", context), 0)


def _city(groups):
    """Every district at the middle of its places."""
    spots = []
    for group in groups:
        placed = [row for row in group.rows if row.has_position]
        if placed:
            lat = sum(float(row.latitude) for row in placed) / len(placed)
            lng = sum(float(row.longitude) for row in placed) / len(placed)
            spots.append((group.number, lat, lng))
    return paper_map.map_of_city(spots, *CITY_MM) if spots else None


def _centres(districts):
    """[(district, its 高齢者あんしんセンター)] of those that are known."""
    known = [(council, list(council.centres.all())) for council in districts]
    return [(council, centres) for council, centres in known if centres]


def _index(options, rows, groups, words):
    """Two indexes, each of parts of INDEX_ROWS lines at most."""
    names = {row.pk: group.title.removesuffix("地区") for group in groups for row in group.rows}
    weekdays = papers.weekdays_of(options.scope)
    for index in (guide_index.by_name(rows), guide_index.by_weekday(groups, weekdays)):
        for at, lines in enumerate(guide_index.stretches(index.sections, INDEX_ROWS)):
            context = words | {"part": f"{index.anchor}{at}", "index": index, "at": at,
                               "sections": lines, "names": names}  # fmt: skip
            html = guide_index.draw(context)
            yield PaperPart(html, sum(len(found) for _, found, _ in lines))


def _back(words):
    context = words | {"part": "z"}
    return PaperPart(render_to_string("resources/print/guide_back.html", context), 0)
