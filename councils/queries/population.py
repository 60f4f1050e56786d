"""What a table of population would write: figures for towns and, added up, for 圏域."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from councils.models import Area, AreaFigure, CouncilAlias
from takasaki_sc.lib.kana import search_key

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
RESULT_WORDS = {NEW: "新しい", CHANGED: "変わる", UNCHANGED: "変わらない"}
LABELS = (
    ("人口", "total", "人"), ("男", "male", "人"), ("女", "female", "人"),
    ("65歳以上", "elderly", "人"), ("世帯数", "households", "世帯"),
)  # fmt: skip


@dataclass(frozen=True)
class PlannedFigure:
    """One number to write: for an area that is there, or for a town still to be made."""

    place: str
    area: Area | None
    label: str
    unit: str
    value: int
    as_of: date
    source: str
    result: str = NEW
    standing: AreaFigure | None = None


@dataclass(frozen=True)
class PlannedTown:
    """A line of the table: the area it is, or the 圏域 its new area will lie in."""

    town: object
    area: Area | None
    within: Area | None
    said: str
    fault: str = ""

    @property
    def is_asked(self):
        """A town nobody knows yet, or one no 圏域 was told for, may be given one."""
        return self.area is None or (
            self.area.kind == Area.Kind.DISTRICT and self.area.within_id is None
        )


@dataclass
class Plan:
    """Everything a table would write."""

    towns: list = field(default_factory=list)
    figures: list = field(default_factory=list)

    @property
    def tally(self):
        """[(words, how many figures)] of the three results."""
        results = [figure.result for figure in self.figures]
        return [(words, results.count(result)) for result, words in RESULT_WORDS.items()]

    @property
    def is_good(self):
        return not any(town.fault for town in self.towns)


def districts_to_choose():
    """The 圏域 a town may lie in."""
    return Area.objects.filter(kind=Area.Kind.DAILY_LIFE).order_by("order", "pk")


def plan_population(towns, source, within):
    """The Plan. within: {name of a town: name of the 圏域 as somebody typed it}. Three queries."""
    areas = {search_key(area.name): area for area in Area.objects.select_related("within")}
    names = {key: a for key, a in areas.items() if a.kind == Area.Kind.DAILY_LIFE}
    aliases = CouncilAlias.objects.select_related("council__area")
    names |= {search_key(alias.text): alias.council.area for alias in aliases}
    plan = Plan([_planned_town(town, areas, names, within.get(town.name, "")) for town in towns])
    wanted = [*_town_figures(plan.towns, source), *_sums(plan.towns, source)]
    days = {town.as_of for town in towns}
    standing = {
        (figure.area_id, figure.label, figure.as_of): figure
        for figure in AreaFigure.objects.filter(as_of__in=days)
    }
    plan.figures = [_compared(figure, standing) for figure in wanted]
    return plan


def _planned_town(town, areas, names, said):
    area = areas.get(search_key(town.name))
    chosen = names.get(search_key(said)) if said.strip() else None
    fault = f"「{said[:30]}」という圏域がありません。" if said.strip() and not chosen else ""
    within = area.within if area and area.within_id else chosen
    return PlannedTown(town, area, within, said, fault)


def _town_figures(towns, source):
    for planned in towns:
        yield from _figures(planned.town.name, planned.area, planned.town, source)


def _figures(place, area, numbers, source):
    for label, name, unit in LABELS:
        value = getattr(numbers, name)
        if value is not None:
            yield PlannedFigure(place, area, label, unit, value, numbers.as_of, source)


@dataclass(frozen=True)
class _Sum:
    """Several towns of one day added up; a number one of them lacks is not given."""

    towns: list
    as_of: date

    def __getattr__(self, name):
        values = [getattr(town, name) for town in self.towns]
        return None if None in values else sum(values)


def _sums(towns, source):
    """For each 圏域 and day its towns together, unless the table has a line of its own for it."""
    own_lines = {planned.area.pk for planned in towns if planned.area}
    groups = defaultdict(list)
    for planned in towns:
        within = planned.within
        if within and within.kind == Area.Kind.DAILY_LIFE and within.pk not in own_lines:
            groups[within, planned.town.as_of].append(planned.town)
    for (area, as_of), parts in groups.items():
        words = f"{source}（{len(parts)}町の合計）"[:200]
        yield from _figures(area.name, area, _Sum(parts, as_of), words)


def _compared(figure, standing):
    """The figure beside what already stands for that area, label and day."""
    known = standing.get((figure.area.pk, figure.label, figure.as_of)) if figure.area else None
    if known is None:
        return figure
    is_same = (known.value, known.source) == (Decimal(figure.value), figure.source)
    return replace(figure, result=UNCHANGED if is_same else CHANGED, standing=known)
