"""The marked copy: the same values at the same addresses, and the doubts at their cells."""

import io

from openpyxl import load_workbook

from takasaki_sc.lib import marked_copy
from takasaki_sc.lib.marked_copy import Mark, write_marked
from takasaki_sc.lib.sheet_shapes import Merge, Sheet

SHEET = Sheet(
    "名簿",
    False,
    [["一覧", None], ["名称", "電話"], ["=1+1", 273210001], ["もみじ", "027-000-000"]],
    first_row=3,
    first_column=2,
    merges=(Merge(0, 0, 0, 1),),
)
MARKS = [
    Mark("C6", "桁数が合いません"),
    Mark("C6", "読めません", is_error=True),
    Mark("B5", "式のようです"),
    Mark("6行目", "どこでもない"),
]


def opened(sheets):
    return load_workbook(io.BytesIO(write_marked(sheets)))


def test_values_stand_where_they_stood_and_texts_are_texts():
    page = opened([(SHEET, 4, MARKS)])["名簿"]
    assert [page["B3"].value, page["B4"].value, page["C5"].value] == ["一覧", "名称", 273210001]
    assert (page["B5"].value, page["B5"].data_type) == ("=1+1", "s")
    assert [str(merged) for merged in page.merged_cells.ranges] == ["B3:C3"]


def test_marks_are_comments_and_colours_at_their_cells():
    page = opened([(SHEET, 4, MARKS)])["名簿"]
    commented = {cell.coordinate: cell for row in page for cell in row if cell.comment}
    assert sorted(commented) == ["B5", "C6"]
    assert commented["C6"].comment.text == "注意：桁数が合いません\nエラー：読めません"
    assert commented["C6"].fill.fgColor.rgb[-6:] == marked_copy.ERROR_FILL
    assert commented["B5"].fill.fgColor.rgb[-6:] == marked_copy.WARNING_FILL


def test_of_a_very_long_list_only_the_marked_rows_are_copied(monkeypatch):
    monkeypatch.setattr(marked_copy, "MOST_CELLS", 4)
    page = opened([(SHEET, 4, MARKS[:1])])["名簿"]
    assert [[cell.value for cell in row[1:]] for row in page.iter_rows(min_row=3)] == [
        ["一覧", None],
        ["名称", "電話"],
        [None, None],
        ["もみじ", "027-000-000"],
    ]
