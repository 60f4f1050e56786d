"""The figures of an area (K3), and the one share that we compute ourselves (A2)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from councils.models import AreaFigure
from takasaki_sc.lib.figures import percent

PEOPLE = ("人口", "総人口")
ELDERLY = ("高齢者人口", "65歳以上", "65歳以上人口", "高齢者数")
RATE = "高齢化率"


@dataclass(frozen=True)
class AgeingRate:
    """高齢化率 of one day, computed from the people of the same day."""

    computed: Decimal
    printed: AreaFigure | None
    is_doubtful: bool

    @property
    def words(self):
        """「27.03%」."""
        return f"{self.computed}%"

    @property
    def differs(self):
        """Does the source print another number? It may print fewer decimals than we compute."""
        if self.printed is None:
            return False
        digits = max(0, -self.printed.value.normalize().as_tuple().exponent)
        return round(self.computed, digits) != self.printed.value


@dataclass(frozen=True)
class DayOfFigures:
    """What one source day says about an area."""

    as_of: date
    figures: list[AreaFigure]

    @property
    def as_of_words(self):
        return self.figures[0].as_of_words

    @property
    def sources(self):
        return list(dict.fromkeys(figure.source for figure in self.figures))

    @property
    def has_doubt(self):
        return any(figure.is_doubtful for figure in self.figures)

    @property
    def rate(self):
        """The computed AgeingRate, or None without both numbers."""
        return ageing_rate(self.figures)


def ageing_rate(figures):
    """高齢化率 = 65歳以上 / 人口 of figures of one day and area; None where one of them lacks."""
    people, elderly = _named(figures, PEOPLE), _named(figures, ELDERLY)
    if people is None or elderly is None or people.value <= 0:
        return None
    is_doubtful = people.is_doubtful or elderly.is_doubtful
    return AgeingRate(percent(elderly.value, people.value), _named(figures, (RATE,)), is_doubtful)


def figures_by_day(area):
    """[DayOfFigures] of an area, newest first. Walks area.figures, so prefetch it."""
    days = {}
    for figure in sorted(area.figures.all(), key=lambda figure: figure.pk):
        days.setdefault(figure.as_of, []).append(figure)
    return [DayOfFigures(day, days[day]) for day in sorted(days, reverse=True)]


def _named(figures, labels):
    return next((figure for figure in figures if figure.label in labels), None)
