"""Two lists side by side on one sheet, as they are printed to save paper."""

import re
from dataclasses import replace

from takasaki_sc.lib.lists.header import find_header
from takasaki_sc.lib.lists.headings import EXACT, fold_heading, meaning_of
from takasaki_sc.lib.sheet_shapes import Merge

RIGHT = "（右の表{}）"
MOST_PARTS = 4


def side_by_side(sheet):
    """The sheet itself, or its parts where the same headings begin again to the right. Parts
    after the first bear the sheet's name with 「（右の表2）」."""
    starts = _starts(sheet)
    if len(starts) < 2:
        return [sheet]
    ends = [*starts[1:], len(sheet.rows[0])]
    return [
        _part(sheet, start if n else 0, end, n)
        for n, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def sheet_of(name):
    """The name Excel shows: of a list on the right half of a sheet the sheet's own."""
    return re.sub(r"（右の表\d）$", "", name)


def _starts(sheet):
    """The columns where a list begins: the first heading, and every place it is repeated from."""
    if not sheet.rows or len(sheet.rows[0]) < 4:
        return []
    header = find_header(sheet.filled_rows() if sheet.merges else sheet.rows)
    if header is None:
        return []
    headings = [fold_heading(heading.split("\n")[-1]) for heading in header.headings]
    first = next((index for index, heading in enumerate(headings) if heading), 0)
    for anchor in (_first_name(header, EXACT), _first_name(header), first):
        same = [i for i, heading in enumerate(headings) if heading == headings[anchor]]
        starts = [first + index - anchor for index in same][:MOST_PARTS]
        if headings[anchor] and _all_alike(headings, starts):
            return starts
    return []


def _first_name(header, least=0.0):
    """The first heading that means a name, as surely as that; else the first of all."""
    claims = [meaning_of(heading.split("\n")[-1]) for heading in header.headings]
    names = (i for i, (key, strength) in enumerate(claims) if key == "name" and strength >= least)
    return next(names, 0)


def _all_alike(headings, starts):
    """Does every part repeat at least two of the first part's headings, in the same order?"""
    if len(starts) < 2:
        return False
    width = starts[1] - starts[0]
    first = [heading for heading in headings[starts[0] : starts[0] + width] if heading]
    parts = [
        [heading for heading in headings[start : start + width] if heading] for start in starts
    ]
    return len(first) >= 2 and all(part == first for part in parts)


def _part(sheet, start, end, number):
    return replace(
        sheet,
        name=f"{sheet.name}{RIGHT.format(number + 1)}" if number else sheet.name,
        rows=[row[start:end] for row in sheet.rows],
        first_column=sheet.first_column + start,
        merges=tuple(
            Merge(merge.top, max(merge.left - start, 0), merge.bottom, merge.right - start)
            for merge in sheet.merges
            if start <= merge.left and merge.right < end
        ),
    )
