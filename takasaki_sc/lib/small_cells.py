"""Hiding small numbers in a table so that nobody can get them back by reckoning (G5).

A number from 1 to 4 can point at somebody in a small 町内会. Leaving it out is not enough: the
column's total gives it away. So further cells are hidden until every small one might be anything
from 1 to 5 at least, for a reader who knows the totals, the 対象人数 of the rows, this rule, and
that a hidden cell is not 0. All hidden cells look alike.
"""

from dataclasses import dataclass, field

BELOW = 5
"""Numbers under this are hidden; 0 and blank name nobody and stay."""

HIDDEN = "※"
"""What stands in a hidden cell: the same for a small number and for its cover."""

LEGEND = f"{HIDDEN}は、{BELOW}人未満の数か、それを計算で求められないように伏せた数です。"
NO_BOUND = 10**9
MOST_ROUNDS = 100


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
    n_columns = len(rows[0]) if rows else 0
    for column in range(n_columns):
        _cover_column(rows, column, hidden)
    while people is not None and (narrow := _narrow_cells(rows, people, hidden)):
        _widen(rows, people, hidden, narrow)
        for column in range(n_columns):
            _cover_column(rows, column, hidden)
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
    for n in sorted(filled.keys() - shut, key=lambda n: (filled[n], n)):
        if column in hidden.totals or not shut or _has_room(filled, shut):
            break
        shut.add(n)
    if shut and not _has_room(filled, shut):
        hidden.totals.add(column)
    hidden.cells |= {(n, column) for n in shut}


def _has_room(filled, shut):
    """Can one hidden cell be 5 when the others hidden with it are 1 each? One alone never can."""
    most = sum(filled[n] for n in shut) - (len(shut) - 1)
    return len(shut) > 1 and most >= BELOW


def _narrow_cells(rows, people, hidden):
    """Hidden small cells of which a reader can say more than "1 to 5, or above"."""
    known = _reckon(rows, people, hidden)
    return [
        (n, c)
        for n, c in hidden.cells
        if rows[n][c] < BELOW and (known[n][c][0] > 1 or known[n][c][1] < BELOW)
    ]


def _widen(rows, people, hidden, narrow):
    """Hide the 対象人数 that tell too much; where they are hidden already, the columns' totals."""
    shown = {(n, people) for n, _ in narrow if (n, people) not in hidden.cells and rows[n][people]}
    totals = {c for _, c in narrow} - hidden.totals or {people} - hidden.totals
    if shown:
        hidden.cells |= shown
    elif totals:
        hidden.totals |= totals
    else:  # only cells that are shown in the same rows can tell now
        rest = {(n, c) for n, _ in narrow for c, value in enumerate(rows[n]) if value}
        if rest <= hidden.cells:  # pragma: no cover - nothing is left that could tell
            raise AssertionError(narrow)
        hidden.cells |= rest


def _reckon(rows, people, hidden):
    """[[least, most] of every cell] as a reader can reckon, to the end."""
    known = [
        [[1, NO_BOUND] if (n, c) in hidden.cells else [v or 0, v or 0] for c, v in enumerate(row)]
        for n, row in enumerate(rows)
    ]
    for _ in range(MOST_ROUNDS):
        before = str(known)
        for column in set(range(len(rows[0]))) - hidden.totals:
            total = sum(row[column] or 0 for row in rows)
            _settle([row[column] for row in known], total, total)
        for row, line in zip(known, rows, strict=True):
            _settle_people(row, line, people)
        if before == str(known):
            break
    return known


def _settle(cells, least, most):
    """Narrow cells whose sum lies between least and most."""
    low, high = sum(cell[0] for cell in cells), sum(cell[1] for cell in cells)
    for cell in cells:
        ceiling = cell[1] if most == NO_BOUND else most - (low - cell[0])
        narrower = [max(cell[0], least - (high - cell[1])), min(cell[1], ceiling)]
        low, high = low + narrower[0] - cell[0], high + narrower[1] - cell[1]
        cell[:] = narrower


def _settle_people(row, line, people):
    """No cell is more than 対象人数, and all cells of the row together are at least 対象人数."""
    needs = [cell for c, cell in enumerate(row) if c != people and line[c]]
    if not (needs and line[people]):
        return
    for cell in needs:
        cell[1] = min(cell[1], row[people][1])
    _settle(needs, row[people][0], NO_BOUND)
    row[people][0] = max(row[people][0], *(cell[0] for cell in needs), 1)
    row[people][1] = min(row[people][1], sum(cell[1] for cell in needs))
