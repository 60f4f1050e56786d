"""A needs table as a workbook: laid out as it comes in, so that it can be read in again."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from takasaki_sc.lib.small_cells import LEGEND
from takasaki_sc.lib.workbooks import lay_out, sheet_name, write_cell

LINE = Side(style="thin", color="999999")
BOX = Border(LINE, LINE, LINE, LINE)
GROUND = PatternFill("solid", fgColor="E8EEF4")
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
TOP, NAME, NUMBER = 4, 16, 9
"""The row of the headings; letters of a neighbourhood's name, and of a column of numbers."""


def needs_sheet(view):
    """The table a reader sees, as xlsx bytes: title, period, two-row header, total row, notes."""
    book = Workbook()
    page = book.active
    page.title = sheet_name(str(view.matrix.council), set())
    width = len(view.columns) + 1
    write_cell(page.cell(1, 1), view.matrix.title)
    page.cell(1, 1).font = Font(bold=True, size=14)
    write_cell(page.cell(2, width), view.matrix.period_text)
    first = _write_header(page, view)
    rows = [(row.home.name, row.cells) for row in view.rows] + [("合計", view.totals)]
    for number, (name, cells) in enumerate(rows, first):
        write_cell(page.cell(number, 1), name)
        for column, cell in enumerate(cells, 2):
            write_cell(page.cell(number, column), _value(cell))
    last = first + len(rows) - 1
    for line in page.iter_rows(min_row=TOP, max_row=last, max_col=width):
        for cell in line:
            cell.border = BOX
    _write_notes(page, view, last + 1)
    page.column_dimensions["A"].width = NAME
    lay_out(page, NAME + NUMBER * (width - 1), f"{TOP}:{first - 1}")
    page.freeze_panes = page.cell(first, 2)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_header(page, view):
    """Groups above names where there are any; returns the first row of numbers."""
    lower = TOP + 1 if view.has_groups else TOP
    write_cell(page.cell(TOP, 1), "町内会名")
    for column, category in enumerate(view.columns, 2):
        if category.group:
            write_cell(page.cell(TOP, column), category.group)
        write_cell(page.cell(lower if category.group else TOP, column), category.name)
    for line in page.iter_rows(min_row=TOP, max_row=lower, max_col=len(view.columns) + 1):
        for cell in line:
            cell.font, cell.fill, cell.alignment = Font(bold=True), GROUND, MIDDLE
    if view.has_groups:
        _merge(page, view.heads, lower)
    return lower + 1


def _merge(page, heads, lower):
    page.merge_cells(start_row=TOP, end_row=lower, start_column=1, end_column=1)
    column = 2
    for head in heads:
        below, right = (TOP, column + head.n - 1) if head.group else (lower, column)
        page.merge_cells(start_row=TOP, end_row=below, start_column=column, end_column=right)
        column += head.n


def _value(cell):
    """A number as a number; the printed total where it differs from the sum; else the sign."""
    text = getattr(cell, "printed", "") or cell.text
    plain = text.replace(",", "")
    return int(plain) if plain.isdecimal() else (text or None)


def _write_notes(page, view, row):
    notes = view.matrix.notes.splitlines() + [f"※出典：{view.matrix.source}"]
    for number, note in enumerate([*notes, *([LEGEND] if view.has_hidden else [])], row):
        write_cell(page.cell(number, 1), note)
