"""What can be told of a table only when the meaning of its columns is settled."""

import re
from collections import Counter

from takasaki_sc.lib.kana import plain
from takasaki_sc.lib.sheet_looks import GREY

_NUMBERED = re.compile(r"\s*([(（]?[0-9０-９]{1,3}[.．、)）]|[①-⑳]|・)\s*(\D.*)", re.DOTALL)


def drop_bands(table):
    """Fills that only make a table easier to read (every other line, a colour a district) say
    nothing: a colour on more than two lines of five is dropped, and where half the lines are
    coloured all but grey."""
    if not (table.row_notes or table.cell_notes):
        return
    looks = {line.number: _fills_of(table, line) for line in table.lines}
    counted = Counter(text for texts in looks.values() for text in texts)
    most = max(1, len(table.lines) * 0.4)
    coloured = sum(bool(texts) for texts in looks.values())
    dropped = {text for text, count in counted.items() if count > most}
    if coloured * 2 > len(table.lines) > 4:
        dropped |= {text for text in counted if GREY not in text}
    for notes in (table.row_notes, table.cell_notes):
        for place, own in notes.items():
            notes[place] = [note for note in own if note.text not in dropped]


def _fills_of(table, line):
    notes = list(table.row_notes.get(line.number, ()))
    for cell in line.cells:
        notes += table.cell_notes.get(cell.place, ())
    return {note.text for note in notes if note.code == "fill"}


def strip_numbers(table, keys):
    """「1. さくら会」, 「2. すみれ会」 line after line: no part of the names."""
    if "name" not in keys:
        return
    column = keys.index("name")
    found = [_NUMBERED.fullmatch(str(line.values[column] or "")) for line in table.lines]
    if len(found) < 2 or not all(found) or not _is_running([match[1] for match in found]):
        return
    for line, match in zip(table.lines, found, strict=True):
        table.filled_down[line.place(column)] = line.values[column]
        line.put(column, match[2])


def _is_running(signs):
    """1, 2, 3 … in order, or the same bullet everywhere."""
    digits = [re.sub(r"\D", "", plain(sign)) for sign in signs]
    return set(signs) == {"・"} or digits == [str(n) for n in range(1, len(signs) + 1)]


def fill_groups(table, keys):
    """A district written once a group, in the first line of each: the lines below get it too.

    Only where every district is written once (or merged down) and the first line has one; a
    district that is written line by line leaves its gaps as they are.
    """
    for column in (i for i, key in enumerate(keys) if key in ("district", "neighbourhood")):
        values = [line.values[column] for line in table.lines]
        written = [
            line.values[column]
            for line in table.lines
            if line.values[column] not in (None, "") and column not in (line.merged or ())
        ]
        is_grouped = len(values) > 2 and values[0] not in (None, "") and written
        if not is_grouped or len(written) == len(values) or max(Counter(written).values()) > 1:
            continue
        if len(written) * 2 > len(values):
            continue
        above = None
        for line in table.lines:
            value, place = line.values[column], line.place(column)
            if value in (None, "") and place not in table.lost_above:
                line.put(column, above)
                table.guessed_down.add(place)
            else:
                above = value
