"""What calamine does not tell of an old .xls: error values, hidden rows and columns, looks.

A narrow walk over the records of BIFF8 ([MS-XLS]); the values themselves are calamine's. Whatever
is not as expected ends the walk: then nothing more is told, and the list is read all the same.
"""

import struct
from collections import defaultdict
from dataclasses import dataclass, field

from takasaki_sc.lib.ole_streams import stream_named
from takasaki_sc.lib.sheet_looks import MOST_NOTES, STRUCK, colour_name, fill_notes
from takasaki_sc.lib.sheet_shapes import CellNote, address, column_letters

_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!"}
_BOF, _FONT, _XF, _PALETTE, _SHEET, _END = 0x809, 0x31, 0xE0, 0x92, 0x85, 0x0A
_BIFF8 = 0x600
_AN_ERROR, _EMPTY_TEXT = 2, 3
_COLOURS = (
    "000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF800000008000000080808000800080008080C0C0C0808080"
    "9999FF993366FFFFCCCCFFFF660066FF80800066CCCCCCFF000080FF00FFFFFF0000FFFF8000808000000080800000FF"
    "00CCFFCCFFFFCCFFCCFFFF9999CCFFFF99CCCC99FFFFCC993366FF33CCCC99CC00FFCC00FF9900FF6600666699969696"
    "003366339966003300333300993300993366333399333333"
)  # fmt: skip
_FIRST_COLOUR = 8
"""Colours 8 to 63 as Excel paints them where a workbook has no palette of its own."""


@dataclass
class _Styles:
    struck_fonts: list = field(default_factory=list)
    formats: list = field(default_factory=list)
    palette: str = _COLOURS

    def is_struck(self, number):
        font = self.formats[number][0] if number < len(self.formats) else 0
        font -= font > 4  # no font is ever stored under 4
        return font < len(self.struck_fonts) and self.struck_fonts[font]

    def colour(self, number):
        _, is_filled, index = self.formats[number] if number < len(self.formats) else (0, 0, 0)
        at = (index - _FIRST_COLOUR) * 6
        return colour_name(self.palette[at : at + 6]) if is_filled and 0 <= at < 56 * 6 else ""


@dataclass
class _Facts:
    """What one sheet shows; rows and columns count from 0 until they are told."""

    styles: _Styles
    errors: dict = field(default_factory=dict)
    formulas: dict = field(default_factory=dict)
    hidden_rows: list = field(default_factory=list)
    hidden_columns: list = field(default_factory=list)
    struck: list = field(default_factory=list)
    filled: dict = field(default_factory=lambda: defaultdict(list))
    widths: dict = field(default_factory=lambda: defaultdict(int))

    def row(self, body):
        if struct.unpack_from("<H", body, 12)[0] & 0x20:
            self.hidden_rows.append(struct.unpack_from("<H", body)[0])

    def column(self, body):
        if struct.unpack_from("<H", body, 8)[0] & 1:
            self.hidden_columns.append(struct.unpack_from("<HH", body))

    def numbers(self, body):
        row, column = struct.unpack_from("<HH", body)
        for n in range((len(body) - 6) // 6):
            self._cell(row, column + n, struct.unpack_from("<H", body, 4 + 6 * n)[0])

    def cell(self, body):
        self._cell(*struct.unpack_from("<HHH", body))

    def truth(self, body):
        self.cell(body)
        if body[7]:
            self.errors[struct.unpack_from("<HH", body)] = body[6]

    def formula(self, body):
        self.cell(body)
        place = struct.unpack_from("<HH", body)
        kind = body[6] if body[12:14] == b"\xff\xff" else None
        self.formulas[place] = kind
        if kind == _AN_ERROR:
            self.errors[place] = body[8]

    def _cell(self, row, column, style):
        self.widths[row + 1] += 1
        if self.styles.is_struck(style) and len(self.struck) < MOST_NOTES:
            self.struck.append(address(row + 1, column + 1))
        if colour := self.styles.colour(style):
            self.filled[row + 1].append((address(row + 1, column + 1), colour))


_READERS = {
    0x208: _Facts.row, 0x7D: _Facts.column, 0xBD: _Facts.numbers, 0x06: _Facts.formula,
    0x205: _Facts.truth,
    **dict.fromkeys((0xFD, 0x204, 0x203, 0x27E, 0xD6), _Facts.cell),
}  # fmt: skip


def inspect_xls(data):
    """Sheet name → notes."""
    try:
        book = stream_named(data, ("Workbook", "Book"))
        styles, sheets = _globals(book)
        found = {name: _facts(book, start, styles) for name, start in sheets}
    except (struct.error, IndexError, ValueError, KeyError):
        return {}
    formulas = [kind for facts in found.values() for kind in facts.formulas.values()]
    never = bool(formulas) and all(kind == _EMPTY_TEXT for kind in formulas)
    return {name: tuple(_notes(facts, never)) for name, facts in found.items()}


def _records(book, start):
    """(kind, body) from a BOF to its end; nothing for an older BIFF."""
    kind, size = struct.unpack_from("<HH", book, start)
    if kind != _BOF or struct.unpack_from("<H", book, start + 4)[0] != _BIFF8:
        raise ValueError("not BIFF8")
    while start + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, start)
        yield kind, book[start + 4 : start + 4 + size]
        if kind == _END:
            return
        start += 4 + size


def _globals(book):
    styles, sheets = _Styles(), []
    for kind, body in _records(book, 0):
        if kind == _FONT:
            styles.struck_fonts.append(bool(struct.unpack_from("<H", body, 2)[0] & 8))
        elif kind == _XF:
            lines, colours = struct.unpack_from("<IH", body, 14)
            font = struct.unpack_from("<H", body)[0]
            styles.formats.append((font, bool(lines >> 26), colours & 127))
        elif kind == _PALETTE:
            parts = [body[2 + 4 * n : 5 + 4 * n] for n in range((len(body) - 2) // 4)]
            styles.palette = b"".join(parts).hex().upper()
        elif kind == _SHEET:
            start, length, is_wide = *struct.unpack_from("<I", body), body[6], body[7] & 1
            text = body[8 : 8 + length * (1 + is_wide)]
            sheets.append((text.decode("utf-16-le" if is_wide else "latin-1"), start))
    return styles, sheets


def _facts(book, start, styles):
    facts = _Facts(styles)
    for kind, body in _records(book, start):
        if kind in _READERS:
            _READERS[kind](facts, body)
    return facts


def _notes(facts, never_calculated):
    for (row, column), code in list(facts.errors.items())[:MOST_NOTES]:
        text = f"エラー値 {_ERRORS.get(code, '#N/A')} があります。"
        yield CellNote(address(row + 1, column + 1), "error_value", text)
    for row, column in list(facts.formulas)[: MOST_NOTES * never_calculated]:
        place = address(row + 1, column + 1)
        yield CellNote(place, "uncalculated", "計算されていない数式があります。")
    for row in facts.hidden_rows[:MOST_NOTES]:
        yield CellNote(f"{row + 1}行", "hidden_row", "表示されていない行です。")
    for first, last in facts.hidden_columns[:MOST_NOTES]:
        letters = [column_letters(number + 1) for number in (first, min(last, 255))]
        place = letters[0] if letters[0] == letters[1] else "〜".join(letters)
        yield CellNote(f"{place}列", "hidden_column", "表示されていない列です。")
    for place in facts.struck:
        yield CellNote(place, "strikethrough", STRUCK)
    yield from fill_notes(facts.filled, facts.widths)
