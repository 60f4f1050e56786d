"""Small numbers hidden so that nobody gets them back, whatever they reckon with."""

import random

import pytest

from takasaki_sc.lib.small_cells import BELOW, hide_small, hide_small_line


@pytest.mark.parametrize(
    ("values", "shut", "is_total_shut"),
    [
        ([9, 8, 7], set(), False),
        ([9, 8, 1], {1, 2}, False),  # one small number alone is the total less the others
        ([9, 0, None, 1], {0, 3}, False),  # 0 and blank stay
        ([4, 4, 9], {0, 1}, False),  # two of them with room to vary
        ([1, 1, 9], {0, 1, 2}, False),  # both are 1 when they make 2: the 9 covers them
        ([3, 2], {0, 1}, True),  # nothing is left to cover them, so the total goes
        ([1], {0}, True),
        ([4, 0], {0}, True),
        ([], set(), False),
        ([0, None], set(), False),
        ([4, 4, 4], {0, 1, 2}, False),
        ([5, 5], set(), False),
    ],
)
def test_a_line_hides_small_numbers_and_their_cover(values, shut, is_total_shut):
    assert hide_small_line(values) == (shut, is_total_shut)


def test_the_smallest_number_covers():
    assert hide_small_line([12, 7, 30, 2]) == ({1, 3}, False)


def test_a_number_hidden_for_another_reason_is_covered_too():
    assert hide_small_line([20, 9, 8], also={0}) == ({0, 2}, False)


@pytest.mark.parametrize(
    ("row", "shut"),
    [
        ([4, 5, 9], {0, 2}),  # nobody counted twice: 9 people less 5 leaves at least 4
        ([4, 20, 20], {0}),  # 20 people may all be among the 20
    ],
)
def test_the_people_of_a_row_do_not_narrow_a_hidden_cell(row, shut):
    rows = [row, [30, 30, 40], [4, 30, 30]]
    hidden = hide_small(rows, people=2)
    assert {column for line, column in hidden.cells if line == 0} == shut


def bounds(rows, hidden, people):
    """What a reader can say of each hidden cell: {cell: [least, most]}, by reckoning to the end.

    The reader knows: a hidden cell is not 0; a column's total, where it is printed; no cell is
    more than 対象人数, and all cells of a row together are at least 対象人数.
    """
    known = {cell: [1, 999] for cell in hidden.cells}
    for n, row in enumerate(rows):
        known |= {(n, c): [v or 0, v or 0] for c, v in enumerate(row) if (n, c) not in known}
    for _ in range(30):
        for column in range(len(rows[0])):
            if column not in hidden.totals:
                total = sum(row[column] or 0 for row in rows)
                _settle([known[n, column] for n in range(len(rows))], total, total)
        for n, row in enumerate(rows):
            if people is not None and row[people]:
                _settle_people(known, n, row, people)
    return {cell: known[cell] for cell in hidden.cells}


def _settle(cells, least, most):
    for cell in cells:
        others = [other for other in cells if other is not cell]
        if most < 10**6:
            cell[1] = min(cell[1], most - sum(other[0] for other in others))
        cell[0] = max(cell[0], least - sum(other[1] for other in others))


def _settle_people(known, n, row, people):
    needs = [known[n, c] for c, value in enumerate(row) if value and c != people]
    for cell in needs:
        cell[1] = min(cell[1], known[n, people][1])
    _settle(needs, known[n, people][0], 10**6)
    known[n, people][0] = max(known[n, people][0], *(cell[0] for cell in needs))
    known[n, people][1] = min(known[n, people][1], sum(cell[1] for cell in needs))


def is_wide(bounds):
    least, most = bounds
    return least == 1 and most >= BELOW


def tables():
    """Many small tables in which people and needs hold together."""
    dice = random.Random(19)
    for _ in range(300):
        n_rows, n_columns = dice.randint(1, 9), dice.randint(1, 6)
        rows = []
        for _ in range(n_rows):
            cells = [dice.choice([None, 0, 1, 1, 2, 3, 4, 5, 6, 9, 14]) for _ in range(n_columns)]
            filled = [value or 0 for value in cells]
            rows.append([*cells, dice.randint(max(filled), sum(filled)) or None])
        yield rows


@pytest.mark.proves("V14.2.6")
def test_no_small_cell_is_left_and_none_can_be_reckoned():
    for rows in tables():
        people = len(rows[0]) - 1
        hidden = hide_small(rows, people=people)
        cells = {(n, c): v or 0 for n, row in enumerate(rows) for c, v in enumerate(row)}
        small = {cell for cell, value in cells.items() if 0 < value < BELOW}
        assert small <= hidden.cells
        found = bounds(rows, hidden, people)
        narrow = {cell: b for cell, b in found.items() if cell in small and not is_wide(b)}
        assert narrow == {}, (rows, hidden)
