"""A second, narrow look at the XML of an xlsx workbook, for what calamine does not tell.

calamine reads an error cell (#N/A) and a formula that was never calculated as an empty cell,
knows no hidden rows, and reserves memory for everything up to the farthest cell. The XML is
searched, not parsed: that costs a tenth, and calamine has the last word on the values.
"""

import posixpath
import re
from itertools import groupby, islice

from defusedxml import ElementTree

from takasaki_sc.lib.sheet_looks import Looks
from takasaki_sc.lib.sheet_shapes import CellNote, SheetFault, column_letters
from takasaki_sc.lib.sheet_zip import CORRUPT, TOO_LARGE, pieces

MOST_NOTES = 500
"""Notes of one kind per sheet; a sheet with more is a sheet with one problem."""

_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_FAR_CELL = rb'<(?:\w+:)?c\b[^>]*?\br="(?:[A-Z]{2,3}\d+|[A-Z](?:[%d-9]\d{%d}|\d{%d,}))"[^>]*[^/>]>'
_ERROR_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*\bt="e"[^>]*>(?:(?!</(?:\w+:)?c>).)*', re.DOTALL)
_FORMULA_CELL = re.compile(
    rb"(<(?:\w+:)?c\b[^>]*>)\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"\s*(<(?:\w+:)?v\s*/>|<(?:\w+:)?v>([^<]*)<|</(?:\w+:)?c>)"
)
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="(\d+)"')
_HIDDEN_COLUMNS = re.compile(rb'<(?:\w+:)?col\b(?=[^>]*\bhidden="(?:1|true)")([^>]*)>')
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_CELL = re.compile(rb"<(?:\w+:)?c\b")
_SIGNS_OF_LIFE = (b"</c>", b":c>", b"<v", b"<f", b"<is", b"hidden=", b"<col", b"<row>", b":row")


def inspect_sheets(archive, limits):
    """Sheet name → notes. Raises ``SheetFault`` when a filled cell lies beyond the limits."""
    facts = {}
    looks = Looks(archive)
    for name, member in _members_of_sheets(archive):
        if member in archive.NameToInfo:
            body = _told_part(archive, member)
            _refuse_far_cells(name, body, limits)
            facts[name] = (*_notes(body), *looks.notes(body))
    return facts


def _told_part(archive, member):
    """A sheet's XML without the long stretches of rows in which there is nothing but styles.

    Somebody formatted a whole column, and the file has a million rows of a hundred bytes.
    """
    kept, rest = [], b""
    for piece in pieces(archive, member):
        whole, end, rest = (rest + piece).rpartition(b"</row>")
        if not _is_only_style(whole):
            kept.append(whole + end)
    return b"".join([*kept, rest])


def _is_only_style(rows):
    """Only cells that end where they begin, in rows that say their number and are not hidden."""
    return not any(sign in rows for sign in _SIGNS_OF_LIFE) and (
        0 < rows.count(b"<row ") == rows.count(b'<row r="')
    )


def _members_of_sheets(archive):
    try:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    except (ElementTree.ParseError, KeyError, ValueError):
        raise SheetFault("corrupt", CORRUPT) from None
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for sheet in book.iter():
        if sheet.tag.endswith("}sheet"):
            relation = next((v for k, v in sheet.items() if k.endswith("}id")), None)
            path = posixpath.join("/xl", targets.get(relation, ""))
            yield sheet.get("name", ""), posixpath.normpath(path).lstrip("/")


def _refuse_far_cells(name, body, limits):
    digits = str(limits.rows)
    for cell in re.finditer(_FAR_CELL % (int(digits[0]), len(digits) - 1, len(digits) + 1), body):
        letters, row = _REFERENCE.search(cell[0]).groups()
        if int(row) > limits.rows or _column(letters) > limits.columns:
            where = f"シート「{name}」の {(letters + row).decode()} に離れた文字があります"
            most = f"{limits.rows:,}行・{limits.columns}列まで"
            raise SheetFault("too_large", f"{where}（{most}）。{TOO_LARGE}")


def _notes(body):
    errors = _ERROR_CELL.finditer(body) if b't="e"' in body else ()
    for cell in islice(errors, MOST_NOTES):
        value = _VALUE.search(cell[0])
        shown = value[1].decode() if value else "#N/A"
        yield CellNote(_place(body, cell), "error_value", f"エラー値 {shown} があります。")
    formulas = _FORMULA_CELL.finditer(body) if b"<f" in body or b":f" in body else ()
    empty = (cell for cell in formulas if _is_uncalculated(cell))
    for cell in islice(empty, MOST_NOTES):
        yield CellNote(_place(body, cell), "uncalculated", "計算されていない数式があります。")
    if b"hidden" in body:
        yield from _hidden_rows(body)
        yield from _hidden_columns(body)


def _is_uncalculated(cell):
    """A text formula may well result in nothing; any other must have a value."""
    return not cell[3] and b't="str"' not in cell[1]


def _place(body, cell):
    """The address of a matched cell; some programs write none, then it is counted."""
    if reference := _REFERENCE.search(cell[0]):
        return b"".join(reference.groups()).decode()
    rows = list(_ROW.finditer(body, 0, cell.start()))
    said = re.search(rb'\br="(\d+)"', rows[-1][1]) if rows else None
    row = int(said[1]) if said else len(rows)
    start = rows[-1].end() if rows else 0
    column = len(_CELL.findall(body, start, cell.start())) + 1
    return f"{column_letters(column)}{row}"


def _hidden_rows(body):
    """One note per run of neighbouring hidden rows."""
    rows = (int(match[1]) for match in _HIDDEN_ROW.finditer(body))
    for _, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in run]
        place = _span(str(numbers[0]), str(numbers[-1])) + "行"
        yield CellNote(place, "hidden_row", "表示されていない行です。")


def _hidden_columns(body):
    for match in _HIDDEN_COLUMNS.finditer(body):
        ends = [re.search(rb'\b%s="(\d+)"' % end, match[1]) for end in (b"min", b"max")]
        if all(ends):
            first, last = (column_letters(int(end[1])) for end in ends)
            yield CellNote(f"{_span(first, last)}列", "hidden_column", "表示されていない列です。")


def _span(first, last):
    return first if first == last else f"{first}〜{last}"


def _column(letters):
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
