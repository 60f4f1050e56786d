"""Bar charts made on the server: for a page, for paper and for a slide.

Every chart has a name, its period and its source, and the numbers stand beside the bars and in a
table below, so that nobody depends on length or colour.
"""

import math
from dataclasses import dataclass, field
from decimal import Decimal

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

MOST_BARS = 30
NARROW = 0.7  # a bold digit beside a 全角 letter
LETTERS = 14  # 全角 letters that fit in front of a bar
NUMBER = 7  # and behind it, where no number is longer


@dataclass(frozen=True)
class Layout:
    """How a chart is laid out. is_above: names stand above their bars, for narrow screens.

    most: so many bars below each other, then another column begins; 0 = all of them.
    """

    row: int
    bar: int
    font: int
    is_above: bool = False
    most: int = 0


PAGE = Layout(row=56, bar=360, font=18, is_above=True)
PAPER = Layout(row=33, bar=290, font=15, most=13)
SLIDE = Layout(row=42, bar=330, font=17, most=10)


@dataclass(frozen=True)
class Bar:
    """One bar with its name (one or two lines) and number, and where everything stands."""

    lines: tuple[str, ...]
    text: str
    name_x: int
    name_y: int
    x: int
    y: int
    length: float
    thickness: int

    @property
    def number_x(self):
        return self.x + self.length + 8

    @property
    def number_y(self):
        return self.y + self.thickness // 2 + 6


@dataclass(frozen=True)
class Drawing:
    """A chart laid out: what the template needs and nothing more."""

    chart: "Chart"
    layout: Layout

    @property
    def n_columns(self):
        return max(-(-len(self.chart.rows) // self.layout.most), 1) if self.layout.most else 1

    @property
    def n_rows(self):
        return -(-len(self.chart.rows) // self.n_columns)

    @property
    def name_width(self):
        if self.layout.is_above:
            return 0
        longest = max((len(label) for label, _, _ in self.chart.rows), default=0)
        return min(longest, LETTERS) * self.layout.font + 14

    @property
    def bar_width(self):
        return self.layout.bar // self.n_columns

    @property
    def column(self):
        return self.name_width + self.bar_width + self.number_width

    @property
    def number_width(self):
        longest = max((_letters(text) for _, _, text in self.chart.rows), default=0)
        return math.ceil(max(longest + 1, NUMBER) * self.layout.font)

    @property
    def width(self):
        return self.column * self.n_columns

    @property
    def height(self):
        return self.layout.row * self.n_rows + 8

    @property
    def bars(self):
        longest = max((n or 0 for _, n, _ in self.chart.rows), default=0)
        return [self._bar(place, row, longest) for place, row in enumerate(self.chart.rows)]

    def _bar(self, place, row, longest):
        label, n, text = row
        left = place // self.n_rows * self.column
        top = place % self.n_rows * self.layout.row + 4
        length = _length(n, longest, self.bar_width)
        font = self.layout.font
        if self.layout.is_above:
            return Bar((label,), text, left, top + font, left, top + font + 8, length, 20)
        thickness = self.layout.row - 12
        lines = _broken(label)
        name_y = top + 6 + thickness // 2 + 6 - (font // 2 if len(lines) > 1 else 0)
        x = left + self.name_width
        return Bar(lines, text, x - 8, name_y, x, top + 6, length, thickness)


@dataclass(frozen=True)
class Chart:
    """A chart of named numbers: key (for ids), title, [(label, number or None, printed)]."""

    key: str
    title: str
    rows: list = field(repr=False)
    as_of: str = ""
    source: str = ""
    head: str = "項目"

    @property
    def is_drawn(self):
        """One number is no picture, and more than thirty are a table."""
        return 1 < len(self.rows) <= MOST_BARS and any(n for _, n, _ in self.rows)

    @property
    def said(self):
        """The chart in one sentence, for those who hear it."""
        return "、".join(f"{label} {text}" for label, _, text in self.rows)

    def svg(self):
        """The drawing as it stands in a page."""
        return self._drawn(PAGE)

    def paper_svg(self):
        return self._drawn(PAPER)

    def slide_svg(self):
        return self._drawn(SLIDE)

    def svg_file(self):
        """The drawing as a file of its own, UTF-8 bytes."""
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{self._drawn(SLIDE)}\n'.encode()

    def _drawn(self, layout):
        context = {"chart": self, "drawing": Drawing(self, layout)}
        return mark_safe(render_to_string("reports/chart.html", context).strip())


def chart_of(key, entry, by, head="項目"):
    """The chart of one breakdown of a figure (an entry of reports.annual.numbers)."""
    title = f"{entry['name']}（{head}ごと）"
    return Chart(f"{key}-{by}", title, entry["parts"][by], entry["as_of"], entry["source"], head)


def _letters(text):
    """How wide the number stands, in 全角 letters: 「285時間45分」 is six and a half."""
    return sum(NARROW if letter.isascii() else 1 for letter in text)


def _length(n, longest, most):
    if not n or not longest:
        return 0
    return max(2, round(float(Decimal(n) * most / Decimal(longest)), 1))


def _broken(label):
    """「あんしんして暮らせる里」「づくり研修会」: two lines, the second shortened."""
    if len(label) <= LETTERS:
        return (label,)
    end = LETTERS - (label[LETTERS - 1] in "（「『")  # a bracket opens in the line it is about
    rest = label[end:]
    return (label[:end], rest if len(rest) <= LETTERS else f"{rest[: LETTERS - 1]}…")
