"""What calamine does not tell of an OpenDocument sheet: merged cells, hidden rows and columns,
formulas without a result, text struck through and cells filled with a colour."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from defusedxml import ElementTree

from takasaki_sc.lib.sheet_looks import MOST_NOTES, STRUCK, colour_name, fill_notes
from takasaki_sc.lib.sheet_shapes import CellNote, SheetFault, address, column_letters
from takasaki_sc.lib.sheet_zip import CORRUPT

_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TABLE, _STYLE, _TEXT = _NAMES % "table", _NAMES % "style", _NAMES % "text"
_OFFICE, _FO = _NAMES % "office", _NAMES % "xsl-fo-compatible"
_HIDDEN = ("collapse", "filter")
MOST_MERGES = 20_000
MOST_COLUMNS = 1024
MOST_CELLS = 400_000
"""Cells whose looks are read; a sheet with more has a formatted desert, not a list."""


@dataclass
class _Facts:
    """What one sheet shows; rows and columns count from 0 until they are told."""

    merges: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    filled: dict = field(default_factory=lambda: defaultdict(list))
    widths: dict = field(default_factory=lambda: defaultdict(int))
    read: int = 0


def inspect_ods(archive):
    """Sheet name → (merges as ((top, left), (bottom, right)) from 0, notes)."""
    try:
        root = ElementTree.fromstring(archive.read("content.xml"))
    except (ElementTree.ParseError, KeyError, ValueError):
        raise SheetFault("corrupt", CORRUPT) from None
    looks = _looks(root)
    tables = root.iter(f"{_TABLE}table")
    return {table.get(f"{_TABLE}name", ""): _facts(table, looks) for table in tables}


def _facts(table, looks):
    facts, number = _Facts(), 0
    columns = _columns(table, facts)
    for row in table.iter(f"{_TABLE}table-row"):
        repeated = _count(row, "number-rows-repeated")
        if row.get(f"{_TABLE}visibility") in _HIDDEN and len(row):
            last = min(number + repeated, number + 5000)
            place = f"{number + 1}行" if repeated == 1 else f"{number + 1}〜{last}行"
            facts.notes.append(CellNote(place, "hidden_row", "表示されていない行です。"))
        if repeated == 1:
            _read_row(facts, row, number, columns, looks)
        number += repeated
    return facts.merges, (*facts.notes, *fill_notes(facts.filled, facts.widths))


def _columns(table, facts):
    """The style of each column; hidden ones are noted."""
    styles = []
    for column in table.iter(f"{_TABLE}table-column"):
        repeated = min(_count(column, "number-columns-repeated"), MOST_COLUMNS)
        if column.get(f"{_TABLE}visibility") in _HIDDEN:
            letters = [column_letters(len(styles) + n) for n in (1, repeated)]
            place = letters[0] if repeated == 1 else "〜".join(letters)
            facts.notes.append(CellNote(f"{place}列", "hidden_column", "表示されていない列です。"))
        if len(styles) > MOST_COLUMNS:
            break
        styles += [column.get(f"{_TABLE}default-cell-style-name")] * repeated
    return styles


def _read_row(facts, row, number, columns, looks):
    column = 0
    own = row.get(f"{_TABLE}default-cell-style-name")
    for cell in row:
        height = _count(cell, "number-rows-spanned")
        width = _count(cell, "number-columns-spanned")
        if (height > 1 or width > 1) and len(facts.merges) < MOST_MERGES:
            facts.merges.append(((number, column), (number + height - 1, column + width - 1)))
        if facts.read < MOST_CELLS and (len(cell) or cell.get(f"{_TABLE}formula")):
            facts.read += 1
            usual = own or (columns[column] if column < len(columns) else None)
            style = cell.get(f"{_TABLE}style-name") or usual
            _read_cell(facts, cell, (number + 1, column + 1), looks.get(style, (False, "")), looks)
        column += _count(cell, "number-columns-repeated")


def _read_cell(facts, cell, place, look, looks):
    """Notes on one filled cell. look: is its text struck, the name of its colour."""
    is_struck, colour = look
    where = address(*place)
    facts.widths[place[0]] += 1
    if (is_struck or _is_struck_inside(cell, looks)) and len(facts.notes) < MOST_NOTES:
        facts.notes.append(CellNote(where, "strikethrough", STRUCK))
    if colour:
        facts.filled[place[0]].append((where, colour))
    if cell.get(f"{_TABLE}formula") and not cell.get(f"{_OFFICE}value-type") and not len(cell):
        note = CellNote(where, "uncalculated", "計算されていない数式があります。")
        facts.notes.append(note)


def _is_struck_inside(cell, looks):
    """Is all of the text in parts that are struck?"""
    parts = list(cell.iter(f"{_TEXT}span"))
    struck = [part for part in parts if looks.get(part.get(f"{_TEXT}style-name"), (False,))[0]]
    said = "".join("".join(paragraph.itertext()) for paragraph in cell.iter(f"{_TEXT}p"))
    return bool(struck) and "".join("".join(part.itertext()) for part in struck) == said


def _looks(root):
    """Style name → (is its text struck, the name of its colour) of those that say either."""
    found = {}
    for style in root.iter(f"{_STYLE}style"):
        is_struck, colour = found.get(style.get(f"{_STYLE}parent-style-name"), (False, ""))
        for part in style:
            line = part.get(f"{_STYLE}text-line-through-style") or part.get(
                f"{_STYLE}text-line-through-type"
            )
            is_struck = line != "none" if line else is_struck
            told = part.get(f"{_FO}background-color") or ""
            if part.tag == f"{_STYLE}table-cell-properties" and told:
                rgb = told.lstrip("#").upper()
                colour = colour_name(rgb) if re.fullmatch("[0-9A-F]{6}", rgb) else ""
        if is_struck or colour:
            found[style.get(f"{_STYLE}name")] = (is_struck, colour)
    return found


def _count(element, name):
    text = element.get(f"{_TABLE}{name}", "1")
    return max(1, min(int(text), 2**20)) if text.isdecimal() and len(text) < 8 else 1
