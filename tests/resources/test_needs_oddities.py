"""Odd places of needs sheets: unheaded columns, 小計, gaps, words too long, open periods."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from resources.importing.cells import sheets_of
from resources.importing.needs_matrix import period_of, read_needs_matrix
from tests import workbooks as make
from tests.resources.needs import read

TITLES = "町内会名,買い物,掃除"


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        ("町内会名,買い物,,掃除", [("買い物", "B"), ("掃除", "D")]),
        ("町内会名,,買い物,掃除", [("買い物", "C"), ("掃除", "D")]),
        ("町内会名,買い物,掃除,", [("買い物", "B"), ("掃除", "C")]),
    ],
)
def test_a_column_without_a_heading_is_not_read(titles, names):
    cells = ["9" if not title else "3" for title in titles.split(",")[1:]]
    table = read(titles, ",".join(["北町", *cells]))
    assert [(heading.name, heading.letter) for heading in table.headings] == names
    assert [line.cells for line in table.lines] == [[3, 3]]


@pytest.mark.parametrize("n", [3, 4])
def test_a_subtotal_is_told_and_not_added(n):
    lines = ["北町,1,2", "南町,3,4"]
    lines.insert(n - 2, "小計,50,60")
    table = read(TITLES, *lines, "合計,4,6")
    assert [line.name for line in table.lines] == ["北町", "南町"]
    assert [(i.place, i.level, i.text) for i in table.issues] == [
        (f"A{n}", "note", "小計の行は読みません。")
    ]


@pytest.mark.parametrize("gap", [("",), (",,",), (",,", ",,")])
def test_an_empty_line_between_lines_is_no_line_and_no_total(gap):
    table = read(TITLES, "北町,1,2", *gap, "南町,3,4", "合計,4,6")
    names = [(line.name, line.number) for line in table.lines]
    assert names == [("北町", 2), ("南町", 3 + len(gap))]
    assert (table.totals.cells, table.issues, table.notes) == ([4, 6], [], [])


@pytest.mark.parametrize(
    ("titles", "length", "errors"),
    [
        ("町内会名,買い物,{}", 40, []),
        ("町内会名,買い物,{}", 41, [("C列", "見出しは40文字までにしてください。")]),
        ("町内会名,{},\n,買い物,掃除", 41, [
            ("B列", "見出しは40文字までにしてください。"),
            ("C列", "見出しは40文字までにしてください。"),
        ]),
    ],
)  # fmt: skip
def test_a_heading_or_its_group_too_long_is_an_error(titles, length, errors):
    table = read(*titles.format("あ" * length).split("\n"), "北町,1,2", "合計,1,2")
    assert [(issue.place, issue.text) for issue in table.errors] == errors


@pytest.mark.parametrize(
    ("length", "errors"),
    [(60, []), (61, [("3行", "町内会名は60文字までにしてください。")])],
)
def test_a_name_of_a_neighbourhood_too_long_is_an_error(length, errors):
    table = read(TITLES, "北町,1,2", f"{'あ' * length},3,4", "合計,4,6")
    assert [(issue.place, issue.text) for issue in table.errors] == errors


@pytest.mark.parametrize("text", ["平成27年4月～", "H27.4から"])
def test_a_period_without_an_end_is_asked_for_its_end(text):
    with pytest.raises(ValueError, match="期間の終わりも書いてください。例：平成27年4月"):
        period_of(text)


@pytest.mark.parametrize("tail", ["", "現在", "時点"])
def test_a_period_of_one_month_ends_with_that_month(tail):
    assert period_of(f"H29年4月{tail}") == (date(2017, 4, 1), date(2017, 4, 30))


@pytest.mark.parametrize(("end", "said"), [
    ((), [("", "note", "合計の行がありません。足した数だけを使います。")]),
    (("合計,1,2",), []),
])  # fmt: skip
def test_a_table_without_totals_says_so(end, said):
    table = read(TITLES, "北町,1,2", *end)
    assert [(i.place, i.level, i.text) for i in table.issues] == said


def test_a_sheet_without_the_table_is_passed_over():
    rows = [["町内会名", "買い物"], ["北町", 1]]
    file = SimpleUploadedFile("表.xlsx", make.book(("表紙", [["表紙です"]]), ("表", rows)))
    table = read_needs_matrix(sheets_of(file))
    assert [(line.name, line.cells) for line in table.lines] == [("北町", [1])]
