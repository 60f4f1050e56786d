"""What calamine does not tell of an OpenDocument sheet: merged cells and hidden rows."""

from defusedxml import ElementTree

from takasaki_sc.lib.sheet_shapes import CellNote, SheetFault
from takasaki_sc.lib.sheet_zip import CORRUPT

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
MOST_MERGES = 20_000


def inspect_ods(archive):
    """Sheet name → (merges as ((top, left), (bottom, right)) from 0, notes)."""
    try:
        root = ElementTree.fromstring(archive.read("content.xml"))
    except (ElementTree.ParseError, KeyError, ValueError):
        raise SheetFault("corrupt", CORRUPT) from None
    return {table.get(f"{_TABLE}name", ""): _facts(table) for table in root.iter(f"{_TABLE}table")}


def _facts(table):
    merges, notes, number = [], [], 0
    for row in table.iter(f"{_TABLE}table-row"):
        repeated = _count(row, "number-rows-repeated")
        if row.get(f"{_TABLE}visibility") in ("collapse", "filter") and len(row):
            last = min(number + repeated, number + 5000)
            place = f"{number + 1}行" if repeated == 1 else f"{number + 1}〜{last}行"
            notes.append(CellNote(place, "hidden_row", "表示されていない行です。"))
        if repeated == 1 and len(merges) < MOST_MERGES:
            merges += _merges(row, number)
        number += repeated
    return merges, tuple(notes)


def _merges(row, number):
    column = 0
    for cell in row:
        height = _count(cell, "number-rows-spanned")
        width = _count(cell, "number-columns-spanned")
        if height > 1 or width > 1:
            yield (number, column), (number + height - 1, column + width - 1)
        column += _count(cell, "number-columns-repeated")


def _count(element, name):
    text = element.get(f"{_TABLE}{name}", "1")
    return max(1, min(int(text), 2**20)) if text.isdecimal() and len(text) < 8 else 1
