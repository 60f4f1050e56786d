"""Reading tables of needs: every printed total of the seeds, and sheets as people make them."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from resources.importing.cells import NoTable, count_of, percents_of, sheets_of
from resources.importing.needs_matrix import period_of, read_needs_matrix
from tests.resources.needs import SMALL, TOYOOKA, YAWATA, YAWATA_NEEDS, changed, csv, read, table_in

PRINTED = {
    TOYOOKA: [64, 14, 17, 11, 29, 3, 8, 1, 2, 81],
    YAWATA: [74, 24, 24, 13, 37, 8, 9, 7, 1, 102],
    YAWATA_NEEDS: [None, 61, 48, 39, 21, 5, 32, 28, 21, 7, 7, 6, 8, 194],
}
COLUMNS = [(path, n) for path, totals in PRINTED.items() for n in range(len(totals))]
DAY, VISIT = "デイサービス", "訪問介護"


@pytest.fixture(scope="module")
def tables():
    return {path: table_in(path) for path in PRINTED}


@pytest.mark.parametrize(("path", "n"), COLUMNS, ids=lambda v: getattr(v, "stem", v))
def test_every_printed_total_of_the_seeds_is_the_sum_of_its_column(tables, path, n):
    table = tables[path]
    added = sum(line.cells[n] or 0 for line in table.lines)
    assert table.totals.cells[n] == PRINTED[path][n]
    assert added == (PRINTED[path][n] or 5092)  # households: 5,092, which the slide does not print


def test_the_sheets_of_the_seeds_raise_no_doubt(tables):
    assert {path.stem: table.issues for path, table in tables.items() if table.issues} == {}
    assert [len(table.lines) for table in tables.values()] == [11, 11, 11]


def test_a_bath_at_the_day_centre_is_not_a_bath_at_home(tables):
    """G1: the two sheets order their columns differently; group and name tell them apart."""
    toyooka, yawata = (tables[path].headings for path in (TOYOOKA, YAWATA))
    assert [(h.group, h.name) for h in toyooka] == [
        (DAY, "リハビリ"), (DAY, "入浴"), (VISIT, "買い物"), (VISIT, "調理"), (VISIT, "掃除"),
        (VISIT, "ゴミだし"), (VISIT, "洗濯"), (VISIT, "入浴"),
        (VISIT, "移動介助"), ("", "対象人数"),
    ]  # fmt: skip
    assert [(h.group, h.name) for h in yawata[6:]] == [
        (VISIT, "入浴"), (VISIT, "洗濯"), (VISIT, "その他"), ("", "対象人数"),
    ]  # fmt: skip


def test_measures_period_and_notes_are_read(tables):
    table = tables[YAWATA_NEEDS]
    assert [h.measure for h in table.headings] == ["households", *["need"] * 12, "people"]
    assert [h.name for h in table.headings[1:3]] == ["居場所・運動", "見守り"]
    assert (table.title, table.period) == (
        "高齢者ニーズ（総合相談・実態把握より）",
        "H27年4月～H29年4月",
    )
    assert period_of(table.period) == (date(2015, 4, 1), date(2017, 4, 30))
    assert [len(note) for note in table.notes] == [30]


def test_blank_is_not_zero_and_a_dash_is_blank():
    table = read(*SMALL)
    assert [line.cells for line in table.lines] == [[530, 11, 9, None, 20], [445, 4, 0, 3, 7]]
    assert (table.issues, table.notes, table.kind) == ([], ["※見本の注記です"], "services")


def test_a_header_without_merged_cells_keeps_its_groups():
    groups = [(h.group, h.name) for h in read(*SMALL).headings]
    assert groups == [
        ("", "世帯数"), (VISIT, "買い物"), (VISIT, "掃除"), ("通所", "入浴"), ("", "対象人数"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "place", "level", "words"),
    [
        (SMALL[6], "合計,975,16,9,3,27", "C7", "ask", "シートでは16、足すと15です"),
        (SMALL[6], "合計,974,15,9,3,27", "B7", "ask", "シートでは974、足すと975です"),
        (SMALL[6], "合計,975,,9,3,27", "C7", "note", "合計が空です（足すと15）"),
        (SMALL[4], "金井淵,530,11,九人,,20", "D5", "error", "「九人」は人数として読めません"),
        (SMALL[4], "金井淵,530,11,-9,,20", "D5", "error", "「-9」は人数として読めません"),
        (SMALL[4], "金井淵,530,11,9.5,,20", "D5", "error", "「9.5」は人数として読めません"),
        (SMALL[5], "金井 淵,445,4,0,3,7", "A6", "error", "「金井 淵」の行が2つあります"),
        (SMALL[4], ",530,11,9,,20", "5行", "error", "町内会名が空の行があります"),
        (SMALL[5], "八幡2,445,4,0,3,2", "F6", "note", "対象人数（2）より多い数（4）があります"),
        (
            SMALL[3],
            ",,買い物,買い物,入浴,",
            "D列",
            "error",
            "「訪問介護＞買い物」はC列にもあります",
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_cell(old, new, place, level, words):
    issues = read(*changed(old, new)).issues
    assert [(i.place, i.level) for i in issues if words in i.text] == [(place, level)]


def test_a_column_of_sums_is_checked_cell_by_cell():
    table = read("町内会,買い物,掃除,計", "北町,3,4,7", "南町,2,,3", "計,5,4,10")
    assert [(i.place, i.level, i.text) for i in table.issues] == [
        ("D3", "ask", "南町の計は、シートでは3、足すと2です。"),
        ("D4", "ask", "合計の計は、シートでは10、足すと9です。"),
    ]
    assert [h.measure for h in table.headings] == ["need", "need", "total"]


@pytest.mark.parametrize("encoding", ["cp932", "utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_in_any_encoding_is_read(encoding):
    table = read_needs_matrix(sheets_of(csv(*SMALL, encoding=encoding)))
    assert [line.name for line in table.lines] == ["金井淵", "八幡2"]


def test_a_hidden_sheet_and_a_sheet_without_a_table_are_passed_over(tmp_path):
    book = load_workbook(TOYOOKA)
    book.create_sheet("表紙", 0).append(["表紙です"])
    hidden = book.create_sheet("控え", 1)
    hidden.append(["町内会名", "買い物"])
    hidden.append(["かくれ町", 1])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    table = table_in(tmp_path / "a.xlsx")
    assert len(table.lines) == 11


@pytest.mark.parametrize("lines", [("名称,住所", "見本,1"), ("町内会,買い物",), ("a",)])
def test_a_sheet_without_such_a_table_is_refused(lines):
    with pytest.raises(NoTable):
        read(*lines)


def test_a_table_too_large_is_an_error(tmp_path):
    book = Workbook()
    book.active.append(["町内会名", "買い物"])
    for n in range(301):
        book.active.append([f"見本町{n}", 1])
    book.save(tmp_path / "a.xlsx")
    file = SimpleUploadedFile("a.xlsx", (tmp_path / "a.xlsx").read_bytes())
    errors = read_needs_matrix(sheets_of(file)).errors
    assert [issue.text for issue in errors] == [
        "表は300行・60列までです。分けて取り込んでください。"
    ]


@pytest.mark.parametrize(
    ("value", "count"),
    [
        (None, None),
        ("－", None),
        ("", None),
        (0, 0),
        ("０", 0),
        ("１,２４０", 1240),
        ("3人", 3),
        (7.0, 7),
    ],
)
def test_counts_as_people_type_them(value, count):
    assert count_of(value) == count


@pytest.mark.parametrize("value", ["三", "1.5", "-1", 1.5, "※", "12,34"])
def test_what_is_no_count(value):
    with pytest.raises(ValueError, match="人数として読めません"):
        count_of(value)


def test_percentages_as_people_print_them():
    texts = ["18.2", "(18.2%)", "１８．２％", 0.182, None]
    assert [[str(n) for n, _ in percents_of(text)] for text in texts] == [
        ["18.2"], ["18.2"], ["18.2"], ["0.182", "18.2"], [],
    ]  # fmt: skip
