"""A needs table as a page or a workbook shows it to one reader: small cells hidden or not."""

from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from math import ceil

from resources.models import NeedCategory
from resources.queries.needs import counts_of, households_in
from takasaki_sc.lib.small_cells import HIDDEN, Hidden, hide_small

Measure = NeedCategory.Measure
N_MOST = 3
N_LEVELS = 4


@dataclass(frozen=True)
class CellView:
    """One number: its text, 1–4 for its shade, and whether it was hidden."""

    heading: str
    text: str = ""
    n: int | None = None
    level: int = 0
    is_hidden: bool = False

    @property
    def is_blank(self):
        return not self.text


@dataclass(frozen=True)
class TotalView:
    """A column's total: as counted together, and as the sheet prints it where that differs."""

    heading: str
    text: str
    printed: str = ""
    is_hidden: bool = False


@dataclass(frozen=True)
class RowView:
    """A 町内会: its cells, and the items that came up most, as [(item, n)]."""

    home: object
    cells: list
    most: list
    households: int | None = None


@dataclass(frozen=True)
class HeadView:
    """A cell of the header's upper row: a group over n columns, or one column without a group."""

    group: str
    name: str
    n: int = 1

    @property
    def text(self):
        return self.group or self.name


@dataclass
class NeedsView:
    """The whole table for one reader."""

    matrix: object
    columns: list
    rows: list
    totals: list
    heads: list = field(default_factory=list)
    has_groups: bool = False
    has_hidden: bool = False
    has_differing: bool = False


class _Table:
    """The numbers as they were read in, and what of them this reader does not see."""

    def __init__(self, matrix, sees_all):
        self.counts = counts_of(matrix)
        by_pk = NeedCategory.objects.in_bulk(matrix.columns)
        self.columns = [by_pk[pk] for pk in matrix.columns if pk in by_pk]
        pks = {home for home, _ in self.counts if home}
        self.homes = list(matrix.council.neighbourhoods.filter(pk__in=pks))
        self.hidden = Hidden() if sees_all else self._hide()

    def _hide(self):
        """Sums of a row would give hidden cells away, so the column 計 goes when any is hidden."""
        masked = [c for c in self.columns if c.measure in (Measure.NEED, Measure.PEOPLE)]
        rows = [[self.counts.get((home.pk, c.pk)) for c in masked] for home in self.homes]
        people = next((n for n, c in enumerate(masked) if c.measure == Measure.PEOPLE), None)
        found = hide_small(rows, people=people)
        if found:
            self.columns = [c for c in self.columns if c.measure != Measure.TOTAL]
        cells = {(self.homes[row].pk, masked[column].pk) for row, column in found.cells}
        return Hidden(cells, {masked[column].pk for column in found.totals})

    def added(self, column):
        return sum(self.counts.get((home.pk, column.pk)) or 0 for home in self.homes)


def needs_view(matrix, *, sees_all, group="", per_household=False):
    """The table for a reader. sees_all: may see small numbers. group: only the columns of it."""
    table = _Table(matrix, sees_all)
    households = households_in(matrix.council)
    columns = [c for c in table.columns if not group or c.group == group or not c.is_need]
    reader = _Reader(table, households if per_household else None)
    rows = [_row(reader, home, columns, households) for home in table.homes]
    view = NeedsView(
        matrix=matrix,
        columns=columns,
        rows=_shaded(rows, columns),
        totals=[reader.total(column, sees_all) for column in columns],
        heads=_heads(columns),
        has_groups=any(column.group for column in columns),
        has_hidden=bool(table.hidden),
    )
    view.has_differing = any(total.printed for total in view.totals)
    return view


class _Reader:
    """Turns numbers into cells: counts, or rates where households are given."""

    def __init__(self, table, households):
        self.table, self.households = table, households
        names = [column.name for column in table.columns]
        self.headings = {
            column.pk: column.name if names.count(column.name) == 1 else str(column)
            for column in table.columns
        }

    def cell(self, home, column):
        if (home.pk, column.pk) in self.table.hidden.cells:
            return CellView(self.headings[column.pk], HIDDEN, is_hidden=True)
        n = self.table.counts.get((home.pk, column.pk))
        if n is None:
            return CellView(self.headings[column.pk])
        return CellView(
            self.headings[column.pk], self._words(column, n, self._households_of(home)), n
        )

    def total(self, column, sees_all):
        if column.pk in self.table.hidden.totals:
            return TotalView(self.headings[column.pk], HIDDEN, is_hidden=True)
        added = self.table.added(column)
        printed = self.table.counts.get((None, column.pk))
        differs = sees_all and printed is not None and printed != added
        every = self._all_households()
        return TotalView(
            self.headings[column.pk],
            self._words(column, added, every),
            f"{printed:,}" if differs else "",
        )

    def _households_of(self, home):
        return None if self.households is None else self.households.get(home.pk, 0)

    def _all_households(self):
        if self.households is None:
            return None
        known = [self.households.get(home.pk, 0) for home in self.table.homes]
        return sum(known) if all(known) else 0

    def _words(self, column, n, households):
        if self.households is None or column.is_households:
            return f"{n:,}"
        return str(per_100(n, households)) if households else "–"


def per_100(n, households):
    """n for every 100 households, to one digit."""
    rate = Decimal(n) * 100 / Decimal(households)
    return rate.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def _row(reader, home, columns, households):
    cells = [reader.cell(home, column) for column in columns]
    shown = [
        (cell.heading, cell.n)
        for cell, column in zip(cells, columns, strict=True)
        if column.is_need and cell.n
    ]
    return RowView(home, cells, most_of(shown), households.get(home.pk))


def most_of(pairs):
    """The three pairs (item, n) with the largest n, and those as large as the third."""
    ordered = sorted(pairs, key=lambda pair: -pair[1])
    if len(ordered) <= N_MOST:
        return ordered
    return [pair for pair in ordered if pair[1] >= ordered[N_MOST - 1][1]]


def _shaded(rows, columns):
    """The rows with a shade for every number of a need, by its share of the largest one."""
    needs = [n for n, column in enumerate(columns) if column.is_need]
    largest = max((_size(row.cells[n]) for row in rows for n in needs), default=0)
    for row in rows:
        for n in needs:
            size = _size(row.cells[n])
            if size > 0:
                row.cells[n] = replace(row.cells[n], level=ceil(size * N_LEVELS / largest))
    return rows


def _size(cell):
    """What the shade goes by: the number as it is printed."""
    if cell.is_hidden or cell.is_blank or cell.text == "–":
        return Decimal(0)
    return Decimal(cell.text.replace(",", ""))


def _heads(columns):
    heads = []
    for column in columns:
        if column.group and heads and heads[-1].group == column.group:
            heads[-1] = replace(heads[-1], n=heads[-1].n + 1)
        else:
            heads.append(HeadView(column.group, column.name))
    return heads
