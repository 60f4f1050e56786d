"""A copy of a list that came in, with every doubt and error written at its cell.

Values only, each at the address it had: the copy can be kept beside the original. Texts stay
texts (see ``workbooks``); a colour and a comment mark the cells to look at.
"""

import io
import re
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter

from takasaki_sc.lib.workbooks import sheet_name, write_cell

ERROR_FILL, WARNING_FILL = "F4C7C3", "FCE8B2"
MOST_CELLS = 60_000
"""Of a larger list only the header and the marked rows are copied."""

_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_AUTHOR = "高崎SC"
_WIDEST = 40


@dataclass(frozen=True)
class Mark:
    """What is said at a cell: ``place`` as Excel shows it (B7), ``is_error`` or only a doubt."""

    place: str
    text: str
    is_error: bool = False


def write_marked(sheets):
    """[(lib.sheets.Sheet, header row number, [Mark])] as xlsx bytes."""
    book = Workbook()
    book.remove(book.active)
    names = set()
    for sheet, header_number, marks in sheets:
        page = book.create_sheet(sheet_name(sheet.name, names))
        by_place = _by_place(marks)
        _copy(page, sheet, _rows_to_copy(sheet, header_number, by_place))
        for place, own in by_place.items():
            _mark(page[place], own)
        page.freeze_panes = f"A{header_number + 1}" if header_number else None
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _by_place(marks):
    found = {}
    for mark in marks:
        if _PLACE.fullmatch(mark.place):
            found.setdefault(mark.place, []).append(mark)
    return found


def _rows_to_copy(sheet, header_number, by_place):
    """Indexes of the rows to copy: all, or of a very large sheet those that matter."""
    width = len(sheet.rows[0]) if sheet.rows else 0
    if len(sheet.rows) * width <= MOST_CELLS:
        return range(len(sheet.rows))
    marked = {int(_PLACE.fullmatch(place)[2]) for place in by_place}
    wanted = {*range(1, header_number + 1), *marked}
    return [i for i in range(len(sheet.rows)) if sheet.first_row + i in wanted]


def _copy(page, sheet, indexes):
    widths = {}
    for index in indexes:
        for offset, value in enumerate(sheet.rows[index]):
            if value is None:
                continue
            column = sheet.first_column + offset
            write_cell(page.cell(sheet.first_row + index, column), value)
            longest = max((len(line) for line in str(value).splitlines()), default=0)
            widths[column] = max(widths.get(column, 0), min(longest * 2 + 2, _WIDEST))
    for column, width in widths.items():
        page.column_dimensions[get_column_letter(column)].width = max(width, 8)
    for merge in sheet.merges:
        rows = (sheet.first_row + merge.top, sheet.first_row + merge.bottom)
        columns = (sheet.first_column + merge.left, sheet.first_column + merge.right)
        if isinstance(indexes, range):
            page.merge_cells(
                start_row=rows[0], end_row=rows[1], start_column=columns[0], end_column=columns[1]
            )


def _mark(cell, marks):
    is_error = any(mark.is_error for mark in marks)
    cell.fill = PatternFill("solid", fgColor=ERROR_FILL if is_error else WARNING_FILL)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    text = "\n".join(f"{'エラー' if mark.is_error else '注意'}：{mark.text}" for mark in marks)
    cell.comment = Comment(text[:2000], _AUTHOR, height=120, width=320)
