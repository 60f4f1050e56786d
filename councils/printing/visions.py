"""Posters of what communities aim for: one for a hall, and all of them on one sheet."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from councils.models import Council, Vision
from takasaki_sc.lib.pdf import PaperFault, PaperFinding, render_pdf
from takasaki_sc.lib.typeset import phrases, print_marks, slogan

FITS = (7, 8, 9, 10, 11, 12, 13, 15, 18, 22)
"""Letters on a line of the big words, largest type first: classes of static/print/poster.css."""

WIDEST_WHOLE, NARROWEST_BROKEN = 13, 10
"""A stretch of up to 13 letters stands on one line; a longer one is broken between phrases into
lines of 10 or more, so that the type stays large."""

COLUMNS = {8: 2, 12: 3, 20: 4, 30: 6}
"""Up to so many visions on the wall stand in so many columns."""

TOO_LONG = "ことばが長く、1枚に収まりません。目指す地域像を短くするか、添えことばに分けてください。"


@dataclass(frozen=True)
class Tile:
    """One vision on the sheet of all."""

    council: Council
    vision: Vision
    main: SafeString
    under: SafeString


def vision_poster(vision, *, size):
    """One page for a community hall, as a lib.pdf paper. size: "a4" | "a3".

    The type is the largest in which no phrase is torn and everything fits. Raises
    lib.pdf.PaperFault where nothing fits or a letter is missing.
    """
    words = {"vision": vision, "size": size, "main": _typeset(vision.main_line),
             "under": _typeset(vision.sub_line)}  # fmt: skip
    fewest = _letters_a_line(vision.main_line)
    for fit in [fit for fit in FITS if fit >= fewest] or FITS[-1:]:
        paper = render_pdf(render_to_string("councils/print/vision_poster.html",
                                            words | {"fit": fit}))  # fmt: skip
        if _is_whole(paper):
            return paper
    raise PaperFault((PaperFinding("overfull", TOO_LONG),), paper)


def _letters_a_line(text):
    """How many letters a line needs room for, so that the words break where a person would."""
    stretches = text.split()
    longest = max(map(len, stretches))
    if longest <= WIDEST_WHOLE:
        return longest
    return max(NARROWEST_BROKEN, *(len(phrase) for part in stretches for phrase in phrases(part)))


def wall_poster(wall):
    """A3 landscape with every recorded vision of queries.vision_wall(), as a lib.pdf paper."""
    places = wall.recorded
    tiles = [
        Tile(place.council, place.vision, _typeset(place.vision.main_line),
             _typeset(place.vision.sub_line))
        for place in places
    ]  # fmt: skip
    columns = next((n for most, n in COLUMNS.items() if len(tiles) <= most), COLUMNS[30])
    context = {"wall": wall, "tiles": tiles, "columns": columns,
               "has_gap": len(tiles) % columns > 0}  # fmt: skip
    paper = render_pdf(render_to_string("councils/print/vision_wall.html", context))
    if not _is_whole(paper):
        raise PaperFault((PaperFinding("overfull", TOO_LONG),), paper)
    return paper


def _is_whole(paper):
    return paper.n_pages == 1 and min(paper.room.values(), default=0) >= 0


def _typeset(text):
    return slogan(print_marks(text))
