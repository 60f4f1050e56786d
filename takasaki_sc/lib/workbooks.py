"""Tables handed out as xlsx and csv, in which no cell can ever become a formula.

A name typed as 「=HYPERLINK(…)」 must come out as that text. In xlsx every text is written with
the data type of text; in csv, which has no types, a text that a spreadsheet would calculate
gets an apostrophe in front (also the full-width signs: Excel folds them when one edits).
"""

import csv
import io
import re
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.functional import Promise
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
LONGEST_TEXT = 32_767
"""Letters that fit into one Excel cell."""

LONGEST_SHEET_NAME = 31
USUAL_WIDTH, WIDEST = 8, 60
UPRIGHT, READABLE = 90, 300
"""Letters on an upright A4 page, and on a flat one made as small as can still be read."""

AUTHOR = "支え合いの地域づくり"
DAY, MOMENT = "yyyy/m/d", "yyyy/m/d h:mm"
WRAPPED = Alignment(wrap_text=True, vertical="top")
_FORBIDDEN_IN_NAME = re.compile(r"[\\/*?:\[\]]")


@dataclass(frozen=True)
class SheetOut:
    """One sheet to write. ``widths``: letters per column; missing ones follow the contents."""

    name: str
    headers: list[str]
    rows: list[list]
    widths: list[int] = field(default_factory=list)


def write_xlsx(sheets):
    """Sheets as xlsx bytes: bold frozen header with filter, text as text, dates as dates.

    Sheet names are cut to what Excel allows and kept apart by a number. Long texts go on in the
    next line of their cell, and a print shows every column and the headings of each page.
    """
    book = Workbook()
    book.properties.creator = AUTHOR
    book.remove(book.active)
    names = set()
    for sheet in sheets:
        _fill(book.create_sheet(sheet_name(sheet.name, names)), sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def write_csv(headers, rows):
    """A table as csv bytes: UTF-8 with BOM (Excel needs it), CRLF, formulas disarmed."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerows([_csv_cell(cell) for cell in row] for row in [headers, *rows])
    return stream.getvalue().encode("utf-8-sig")


def _fill(page, sheet):
    for row_number, row in enumerate([sheet.headers, *sheet.rows], 1):
        for column_number, value in enumerate(row, 1):
            write_cell(page.cell(row_number, column_number), value)
    for cell in page[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E8EEF4")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    page.freeze_panes = "A2"
    if sheet.headers:
        page.auto_filter.ref = page.dimensions
    widths = [_width(sheet, index) for index in range(len(sheet.headers))]
    for index, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(index)].width = width
    _wrap(page, widths)
    lay_out(page, sum(widths))


def _wrap(page, widths):
    """What is longer than its column goes on below instead of being cut by the next cell."""
    for row in page.iter_rows(min_row=2):
        for cell, width in zip(row, widths, strict=False):
            if isinstance(cell.value, str) and _length(cell.value) > width:
                cell.alignment = WRAPPED


def lay_out(page, width, headings="1:1"):
    """A4; flat when upright is too narrow, and all columns side by side while one can read them.

    Every printed page says which sheet it is, and repeats the rows of the headings.
    """
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.orientation = "landscape" if width > UPRIGHT else "portrait"
    page.print_title_rows = headings
    page.oddHeader.center.text = "&A"
    page.oddFooter.center.text = "&P / &N"
    if width <= READABLE:
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        page.page_setup.fitToHeight = 0


def write_cell(cell, value):
    """Put a value into an openpyxl cell; a text stays a text, whatever it begins with."""
    if isinstance(value, Promise):  # a city's own word
        value = str(value)
    if not isinstance(value, str):
        cell.value = value
        if isinstance(value, date):
            cell.number_format = MOMENT if isinstance(value, datetime) else DAY
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_TEXT]
    cell.data_type = "s"  # openpyxl would take a leading = for a formula
    if "\n" in value:
        cell.alignment = WRAPPED


def _width(sheet, index):
    if index < len(sheet.widths):
        return sheet.widths[index]
    texts = [sheet.headers[index], *(row[index] for row in sheet.rows[:200] if index < len(row))]
    longest = max((_length(line) for text in texts for line in str(text).splitlines()), default=0)
    return min(max(longest + 2, USUAL_WIDTH), WIDEST)


def _length(text):
    """Half-width letters: a kanji is as wide as two digits."""
    return sum(1 if letter.isascii() else 2 for letter in text)


def sheet_name(name, taken):
    """A name Excel accepts, different from those already ``taken`` (which it joins)."""
    base = _FORBIDDEN_IN_NAME.sub("・", name).strip("' ")[:LONGEST_SHEET_NAME] or "シート"
    unique, number = base, 1
    while unique.casefold() in taken:
        number += 1
        tail = f"（{number}）"
        unique = base[: LONGEST_SHEET_NAME - len(tail)] + tail
    taken.add(unique.casefold())
    return unique


def disarmed(text):
    """The text that write_csv protected with an apostrophe, as it was. Every other stays."""
    return text[1:] if text.startswith("'") and _is_armed(text[1:]) else text


def _csv_cell(value):
    if value is None:
        return ""
    text = str(value).replace("\0", "")
    return f"'{text}" if isinstance(value, str) and _is_armed(text) else text


def _is_armed(text):
    """Would a spreadsheet calculate it? Apostrophes before it count, so that one can be told
    from ours."""
    return text.lstrip(" '").startswith(FORMULA_STARTS)
