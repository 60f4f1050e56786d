"""Bar charts made on the server: the same drawing on a page, on paper and on a slide.

Every chart has a name, its period and its source, and the numbers stand beside the bars and in a
table below, so that nobody depends on length or colour.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from django.template.loader import render_to_string

WIDTH, LABELS, BAR = 720, 230, 390
ROW, TOP = 46, 8
LETTERS = 14  # 全角 letters that fit in front of the bars
MOST_BARS = 30


@dataclass(frozen=True)
class Bar:
    """One bar, laid out. lines: its name, broken in two at most."""

    label: str
    text: str
    lines: tuple[str, ...]
    top: int
    length: float

    @property
    def middle(self):
        return self.top + ROW // 2

    @property
    def words_at(self):
        """Where the number begins: just behind the bar."""
        return LABELS + self.length + 8


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
    def width(self):
        return WIDTH

    @property
    def height(self):
        return TOP * 2 + ROW * len(self.rows)

    @property
    def axis(self):
        return LABELS

    @property
    def thickness(self):
        return ROW - 18

    @property
    def bars(self):
        longest = max((n or 0 for _, n, _ in self.rows), default=0)
        return [
            Bar(label, text, _broken(label), TOP + ROW * place, _length(n, longest))
            for place, (label, n, text) in enumerate(self.rows)
        ]

    @property
    def said(self):
        """The chart in one sentence, for those who hear it."""
        return "、".join(f"{label} {text}" for label, _, text in self.rows)

    def svg(self):
        """The drawing alone, as it stands in a page."""
        return render_to_string("reports/chart.html", {"chart": self})

    def svg_file(self):
        """The drawing as a file of its own, UTF-8 bytes."""
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{self.svg().strip()}\n'.encode()


def chart_of(key, entry, by, head="項目"):
    """The chart of one breakdown of a figure (an entry of reports.annual.numbers)."""
    return Chart(
        f"{key}-{by}", entry["name"], entry["parts"][by], entry["as_of"], entry["source"], head
    )


def _length(n, longest):
    if not n or not longest:
        return 0
    return max(2, round(float(Decimal(n) * BAR / Decimal(longest)), 1))


def _broken(label):
    """「あんしんして暮らせる里」「づくり研修会」: two lines, the second shortened."""
    if len(label) <= LETTERS:
        return (label,)
    rest = label[LETTERS:]
    return (label[:LETTERS], rest if len(rest) <= LETTERS else f"{rest[: LETTERS - 1]}…")
