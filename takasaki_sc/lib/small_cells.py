"""Hiding small numbers in a table so that nobody can get them back by reckoning (G5).

A number from 1 to 4 can point at somebody in a small 町内会. Leaving it out is not enough: the
column's total gives it away. So further cells are hidden until every hidden cell might be
anything from 1 to 5 at least, for a reader who knows the totals, the 対象人数 of the row, this
rule, and that a hidden cell is not 0. All hidden cells look alike.
"""

from dataclasses import dataclass, field

BELOW = 5
"""Numbers under this are hidden; 0 and blank name nobody and stay."""

HIDDEN = "※"
"""What stands in a hidden cell: the same for a small number and for its cover."""

LEGEND = f"{HIDDEN}は、{BELOW}人未満の数か、それを計算で求められないように伏せた数です。"


@dataclass
class Hidden:
    """What is not shown: cells by (row, column), and totals by column."""

    cells: set[tuple[int, int]] = field(default_factory=set)
    totals: set[int] = field(default_factory=set)

    def __bool__(self):
        return bool(self.cells or self.totals)


def hide_small(rows, *, people=None, also=()):
    """What to hide of a table whose columns are printed with their totals.

    rows: equal rows of int or None. people: index of the column 対象人数, which is not the sum
    of its row, but bounds it: nobody is counted who has no need, nor twice in one column.
    also: cells that must be hidden for another reason.
    """
    hidden = Hidden(cells=set(also))
    before = None
    while before != (len(hidden.cells), len(hidden.totals)):
        before = (len(hidden.cells), len(hidden.totals))
        for column in range(len(rows[0]) if rows else 0):
            _cover_column(rows, column, hidden)
        if people is not None:
            _cover_people(rows, people, hidden)
    return hidden


def hide_small_line(values, *, also=()):
    """What to hide of numbers printed with their sum: ({indexes}, whether the sum too)."""
    hidden = hide_small([[value] for value in values], also=[(index, 0) for index in also])
    return {row for row, _ in hidden.cells}, bool(hidden.totals)


def _cover_column(rows, column, hidden):
    """Hide small numbers, then the smallest others, until the hidden ones have room to vary."""
    filled = {n: row[column] for n, row in enumerate(rows) if row[column]}
    shut = {n for n in filled if (n, column) in hidden.cells or filled[n] < BELOW}
    if 0 < sum(filled.values()) < BELOW:
        hidden.totals.add(column)
    if column not in hidden.totals:
        for n in sorted(filled.keys() - shut, key=lambda n: (filled[n], n)):
            if not shut or _room(filled, shut) >= BELOW:
                break
            shut.add(n)
        if shut and _room(filled, shut) < BELOW:
            hidden.totals.add(column)
    hidden.cells |= {(n, column) for n in shut}


def _room(filled, shut):
    """The most one hidden cell can be, when the others hidden with it are 1 each."""
    return sum(filled[n] for n in shut) - (len(shut) - 1)


def _cover_people(rows, people, hidden):
    """Hide a row's 対象人数 where it would narrow down a hidden cell of the row, or is given by it.

    A cell is at most 対象人数, and all cells together are at least 対象人数.
    """
    for n, row in enumerate(rows):
        if not row[people] or (n, people) in hidden.cells:
            continue
        needs = [c for c, value in enumerate(row) if value and c != people]
        shut = [c for c in needs if (n, c) in hidden.cells]
        seen = sum(row[c] for c in needs if c not in shut)
        most = {c: min(row[people], _most(rows, n, c, hidden)) for c in shut}
        if any(row[people] - seen - (sum(most.values()) - most[c]) > 1 for c in shut):
            hidden.cells.add((n, people))


def _most(rows, row, column, hidden):
    """The most a hidden cell can be as its column tells; no bound where the total is hidden."""
    if column in hidden.totals:
        return rows[row][column] + BELOW * len(rows)
    filled = {n: line[column] for n, line in enumerate(rows) if line[column]}
    return _room(filled, {n for n in filled if (n, column) in hidden.cells})
