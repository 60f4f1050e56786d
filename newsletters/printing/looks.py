"""How an issue looks: the colours of its season and its masthead."""

from newsletters.models import Series
from takasaki_sc.lib import wareki

Theme, Masthead = Series.Theme, Series.Masthead

INK = {
    Theme.PLUM: {"deep": "#8e1228", "key": "#c8203a", "words": "#7c1023"},
    Theme.LEAF: {"deep": "#125132", "key": "#23794a", "words": "#0f4429"},
    Theme.WAVE: {"deep": "#123f6e", "key": "#1f64a8", "words": "#103559"},
    Theme.MAPLE: {"deep": "#74300a", "key": "#b3490f", "words": "#612708"},
}
"""Colours of the drawn title: an SVG does not see the stylesheet (static/print/themes/)."""

LINE_WIDTH = {Masthead.RIBBON: 152, Masthead.BADGE: 136, Masthead.PLAIN: 144}
"""Width of the masthead for its words, in its drawing's units (1 unit = 1 mm)."""
LARGEST = {
    Masthead.RIBBON: {"title": 17.2, "slogan": 5.4, "subtitle": 6.2},
    Masthead.BADGE: {"title": 17.2, "slogan": 5.4, "subtitle": 5},
    Masthead.PLAIN: {"title": 15, "slogan": 4.4, "subtitle": 4.2},
}
"""Letter sizes, in the same units, of words that are short enough."""


LEAST_IN_LARGE_PRINT = 5
"""14 pt and a little, in the same units."""


def masthead(issue, *, is_large=False):
    """What the masthead templates need: which one, its ink, and sizes at which the words fit."""
    series = issue.series
    least = LEAST_IN_LARGE_PRINT if is_large else 0
    width = LINE_WIDTH[series.masthead]
    largest = {name: max(size, least) for name, size in LARGEST[series.masthead].items()}
    issued = wareki.format_month(issue.issued_on) if issue.issued_on else ""
    year, _, month = issued.partition("年")
    return {
        "year": f"{year}年",
        "month": f"{month}発行",
        "kind": series.masthead,
        "template": f"newsletters/print/masthead_{series.masthead}.html",
        "ink": INK[issue.shown_theme],
        "title_size": _fitting(series.title, width, largest["title"]),
        "slogan_size": _fitting(series.slogan, width, largest["slogan"]),
        "subtitle_size": _fitting(f"〜{series.subtitle}〜", width, largest["subtitle"]),
    }


def _fitting(words, width, largest):
    """The letter size at which the words, all full-width, stay within the width."""
    return min(largest, round(width / max(len(words), 1), 1))
