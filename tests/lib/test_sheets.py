"""Workbooks as people send them, and workbooks nobody should send."""

from datetime import date, datetime, time
from pathlib import Path

import pytest

from takasaki_sc.lib.sheets import (
    USUAL,
    CellNote,
    SheetFault,
    SheetLimits,
    address,
    clean_cell,
    find_header,
    read_workbook,
)
from tests import workbooks as make

HALF_PAST_TEN = datetime.fromisoformat("2026-04-01T10:30")
REAL = Path(__file__).parent.parent / "files" / "real"
LIST = "名称,住所\r\n髙﨑サロン①㈱,八幡町１\r\n"
ROW = [["名称", "住所"], ["髙﨑サロン①㈱", "八幡町１"]]


def only_sheet(data, filename=""):
    (sheet,) = read_workbook(data, filename).sheets
    return sheet


def fault(data, **limits):
    with pytest.raises(SheetFault) as refused:
        read_workbook(data, "名簿.xlsx", limits=SheetLimits(**limits) if limits else USUAL)
    return refused.value.reason


# --- what people send ---------------------------------------------------------------------
def test_values_keep_their_kind():
    row = ["八幡", 3.0, 2.5, date(2026, 4, 1), HALF_PAST_TEN, time(13, 30), True]
    data = make.book(("名簿", [[cell] for cell in row]))
    assert [cells[0] for cells in only_sheet(data).rows] == [
        "八幡",
        3,
        2.5,
        date(2026, 4, 1),
        HALF_PAST_TEN,
        time(13, 30),
        "TRUE",
    ]


def test_empty_edges_are_cut_and_addresses_stay_those_of_excel():
    sheet = only_sheet(make.book(("名簿", [[], [], [None, "名称", None, "住所"], [None, "八幡"]])))
    assert sheet.rows == [["名称", None, "住所"], ["八幡", None, None]]
    assert (sheet.first_row, sheet.first_column) == (3, 2)
    assert [sheet.address(0, 0), sheet.address(1, 2)] == ["B3", "D4"]


def test_merge_fills_its_own_cells_only():
    rows = [["地区", "備考"], ["八幡", None], [None, None], ["豊岡", None]]
    sheet = only_sheet(make.book(("名簿", rows, lambda page: page.merge_cells("A2:A3"))))
    assert sheet.filled_rows() == [["地区", "備考"], ["八幡", None], ["八幡", None], ["豊岡", None]]


def test_sheets_and_their_hiding_are_told():
    def hide(page):
        page.sheet_state = "hidden"

    data = make.book(("八幡", [["名称"]]), ("表紙", []), ("控え", [["名称"]], hide))
    found = [(s.name, s.hidden, len(s.rows)) for s in read_workbook(data).sheets]
    assert found == [("八幡", False, 1), ("表紙", False, 0), ("控え", True, 1)]


def test_what_stands_beyond_a_long_formatted_stretch_is_told():
    """The stretch is longer than a piece of the file, and is passed over."""
    cells = "".join(f'<c r="{letter}{{0}}" s="1"/>' for letter in "ABCDEFGH")
    styled = [f'<row r="{{0}}">{cells}</row>'.format(n) for n in range(2, 59_990)]
    styled[29_998] = '<row r="30000" hidden="1"><c r="A30000" s="1"/></row>'
    beyond = (
        '<row r="59995" hidden="1"><c r="A59995"/></row><row r="59996">'
        f'{make.text_cell("A59996", "さくら")}<c r="B59996" t="e"><v>#N/A</v></c></row>'
    )
    top = f'<row r="1">{make.text_cell("A1", "名称")}</row>'
    sheet = only_sheet(make.raw_xlsx(top + "".join(styled) + beyond))
    assert [(note.place, note.code) for note in sheet.notes] == [
        ("B59996", "error_value"),
        ("30000行", "hidden_row"),
        ("59995行", "hidden_row"),
    ]


def test_hidden_rows_and_columns_are_told():
    def hide(page):
        for number in (2, 3, 5):
            page.row_dimensions[number].hidden = True
        page.column_dimensions["B"].hidden = True

    rows = [["名称", "電話"], *([str(n), "027"] for n in range(5))]
    notes = only_sheet(make.book(("名簿", rows, hide))).notes
    assert [(note.place, note.code) for note in notes] == [
        ("2〜3行", "hidden_row"),
        ("5行", "hidden_row"),
        ("B列", "hidden_column"),
    ]


def test_error_value_is_named_by_its_cell():
    data = make.raw_xlsx(
        f'<row r="1">{make.text_cell("A1", "名称")}</row>'
        '<row r="7"><c r="B7" s="1" t="e"><f>VLOOKUP(1,A:A,1)</f><v>#N/A</v></c></row>'
    )
    assert only_sheet(data).notes == (CellNote("B7", "error_value", "エラー値 #N/A があります。"),)


def test_error_value_without_reference_is_counted():
    data = make.raw_xlsx(
        f'<row r="1">{make.text_cell("A1", "名称")}</row>'
        "<row><c><v>1</v></c><c/><c t='e'><v>#REF!</v></c></row>".replace("'", '"')
    )
    assert [note.place for note in only_sheet(data).notes] == ["C2"]


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ('<c r="A2"><f>1+1</f></c>', ["uncalculated"]),
        ('<c r="A2"><f>1+1</f><v></v></c>', ["uncalculated"]),
        ('<c r="A2"><f>1+1</f><v>2</v></c>', []),
        ('<c r="A2" t="str"><f>IF(1,"","")</f><v></v></c>', []),
        ('<c r="A2"><f t="shared" si="0"/><v>2</v></c>', []),
        ('<c r="A2"><f t="shared" si="0"/></c>', ["uncalculated"]),
    ],
)
def test_formula_without_a_result_is_told(cell, codes):
    data = make.raw_xlsx(f'<row r="1">{make.text_cell("A1", "名称")}</row><row r="2">{cell}</row>')
    assert [note.code for note in only_sheet(data).notes] == codes


@pytest.mark.parametrize(
    ("data", "encoding", "delimiter"),
    [
        (LIST.encode(), "utf-8", ","),
        (LIST.encode("utf-8-sig"), "utf-8-sig", ","),
        (LIST.encode("cp932"), "cp932", ","),
        (LIST.encode("utf-16"), "utf-16", ","),
        (LIST.replace(",", "\t").encode("utf-16-le"), "utf-16-le", "\t"),
        (LIST.replace(",", "\t").encode("cp932"), "cp932", "\t"),
        (LIST.replace(",", ";").encode(), "utf-8", ";"),
    ],
)
def test_csv_encoding_and_delimiter_are_found(data, encoding, delimiter):
    book = read_workbook(data, "サロン一覧.csv")
    assert (book.kind, book.encoding, book.delimiter) == ("csv", encoding, delimiter)
    assert (book.sheets[0].name, book.sheets[0].rows) == ("サロン一覧", ROW)


def test_euc_jp_is_told_from_cp932():
    data = "名称,住所\nいきいきサロン,高崎市八幡町\nふれあいの家,豊岡町\n".encode("euc_jp")
    book = read_workbook(data, "x.csv")
    assert (book.encoding, book.sheets[0].rows[1]) == ("euc_jp", ["いきいきサロン", "高崎市八幡町"])


def test_half_width_kana_of_cp932_stay():
    data = "名称,住所\nｻﾛﾝ ｶｶﾞﾐ,ﾔﾜﾀﾏﾁ\n高崎,ﾄﾖｵｶ\n".encode("cp932")
    assert read_workbook(data, "x.csv").sheets[0].rows[1] == ["ｻﾛﾝ ｶｶﾞﾐ", "ﾔﾜﾀﾏﾁ"]


def test_csv_keeps_line_breaks_in_cells_and_tells_open_quotes():
    assert only_sheet('名称,日\n"八幡\n会館",1\n'.encode()).rows[1] == ["八幡\n会館", "1"]
    notes = only_sheet('名称,日\n"八幡,1\n豊岡,2\n'.encode()).notes
    assert [note.code for note in notes] == ["csv_quote"]


def test_real_workbook_of_takamatsu():
    sheet = only_sheet((REAL / "takamatsu_rojin_ikoinoie.xlsx").read_bytes())
    assert (sheet.name, len(sheet.rows), len(sheet.rows[0])) == ("Sheet1", 11, 14)


def test_real_csv_of_kosai():
    book = read_workbook((REAL / "kosai_caremap2_spot_derived.csv").read_bytes(), "spot.csv")
    assert (book.encoding, len(book.sheets[0].rows), len(book.sheets[0].rows[0])) == (
        "utf-8-sig",
        342,
        15,
    )


# --- what cannot be taken -----------------------------------------------------------------
@pytest.mark.proves("V5.2.2")
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n", "empty"),
        (make.book(("表紙", [])), "empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "wrong_type"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "wrong_type"),
        (b"<html><body><table><tr><td>1</td></tr></table>", "wrong_type"),
        (b'<?xml version="1.0"?><Workbook/>', "wrong_type"),
        (b'{"type": "FeatureCollection"}', "wrong_type"),
        (bytes(range(256)) * 4, "wrong_type"),
        (b"a,b\n\x01\x02,c\n", "wrong_type"),
        (make.archive({"word/document.xml": "<w/>"}), "wrong_type"),
        (make.archive({"写真.txt": "x"}), "wrong_type"),
        (make.word_97(), "wrong_type"),
        (make.password_container(), "password"),
        (make.book(("名簿", [["名称"]]))[:-300], "corrupt"),
        (make.book(("名簿", [["名称"]]))[:400], "corrupt"),
        (make.raw_xlsx("<row><c><v>1</v>"), "corrupt"),
        (make.thousands_of_members(), "too_large"),
        ("名称,住所\nサロン".encode() + b"\xff\xfe\n", "corrupt"),
        (("あ" * 200_000).encode(), "too_large"),
    ],
)
def test_file_that_is_no_list_is_refused(data, reason):
    assert fault(data) == reason


def test_unreadable_letters_name_the_line():
    with pytest.raises(SheetFault, match="3行目あたり"):
        read_workbook("名称\nサロン\n".encode("cp932") + b"\xfd\xfe\xff\n", "x.csv")


def test_damaged_utf8_is_not_read_as_gibberish():
    damaged = "サロンサロン\n".encode() * 5 + "サロン".encode()[:-1] + b"\n"
    assert damaged.decode("cp932").startswith("繧ｵ繝ｭ繝ｳ")
    with pytest.raises(SheetFault, match="6行目あたり"):
        read_workbook(damaged, "x.csv")


@pytest.mark.proves("V5.2.1")
def test_caps_of_rows_and_columns():
    assert fault(make.book(("名簿", [["x"]] * 30)), rows=20) == "too_large"
    assert fault(make.book(("名簿", [["x"] * 30])), columns=20) == "too_large"
    assert fault(b"x\n" * 30, rows=20) == "too_large"
    assert fault(make.book(("名簿", [["x"]] * 20)) + b"", upload_mb=0) == "too_large"


# --- hostile ------------------------------------------------------------------------------
def test_far_cell_is_refused_by_name():
    with pytest.raises(SheetFault, match="XFD1048576") as refused:
        read_workbook(make.far_cell(), "x.xlsx")
    assert refused.value.reason == "too_large"


def test_merge_of_the_whole_sheet_covers_what_is_there():
    assert only_sheet(make.whole_sheet_merge()).filled_rows() == [["表題"] * 2, ["表題"] * 2]


@pytest.mark.proves("G8", "V5.2.3")
def test_dense_zip_is_refused():
    assert fault(make.zip_bomb(megabytes=20)) == "too_large"


@pytest.mark.proves("V5.2.3")
def test_large_zip_is_refused_whatever_its_density():
    assert fault(make.zip_bomb(megabytes=20), ratio=10_000, inflated_mb=10) == "too_large"


def test_zip_within_the_limits_is_taken_as_empty():
    assert fault(make.zip_bomb(megabytes=20), ratio=10_000) == "empty"


@pytest.mark.proves("V5.2.3")
@pytest.mark.slow
def test_lying_zip_is_refused():
    assert fault(make.lying_zip(), cpu_seconds=1) == "corrupt"


@pytest.mark.proves("V1.5.1")
def test_entities_are_refused_and_no_file_is_read(tmp_path):
    canary = tmp_path / "canary.txt"
    canary.write_text("カナリア")
    with pytest.raises(SheetFault, match="文書型の宣言"):
        read_workbook(make.entity_bomb(), "x.xlsx")
    with pytest.raises(SheetFault, match="文書型の宣言"):
        read_workbook(make.foreign_entity(canary), "x.xlsx")


@pytest.mark.proves("G8")
def test_no_mutilation_gives_anything_but_a_fault_or_a_book():
    good = make.book(("名簿", [["名称", "住所"], ["八幡サロン", 3]]))
    ends = set()
    for cut in range(0, len(good), 97):
        mutilated = good[:cut] + bytes(b ^ 0x55 for b in good[cut : cut + 5]) + good[cut + 5 :]
        try:
            ends.add(read_workbook(mutilated, "x.xlsx").kind)
        except SheetFault as refused:
            ends.add(refused.reason)
    assert ends <= {"xlsx", "corrupt", "wrong_type", "empty", "password", "too_large"}


# --- headers and cells --------------------------------------------------------------------
ALIASES = {
    "name": ["名称", "サロン名", "団体名"],
    "phone": ["電話", "TEL", "電話番号"],
    "place": ["会場", "開催場所"],
    "weekday": ["開催曜日"],
    "hours": ["開催時間", "時間"],
}


def test_header_is_found_below_the_title():
    rows = [
        ["サロン一覧（令和8年4月現在）", None, None],
        [None, None, None],
        ["No.", "サ　ロ　ン　名", "ＴＥＬ（代表）"],
        ["1", "八幡の家", "027"],
    ]
    guess = find_header(rows, ALIASES)
    assert (guess.row_index, guess.mapping, guess.score) == (2, {1: "name", 2: "phone"}, 2)


def test_header_of_two_rows_is_joined():
    rows = [
        ["サロン名", "開催", "開催", "会場"],
        ["サロン名", "曜日", "時間", "会場"],
        ["八幡の家", "火", "10時", "公民館"],
    ]
    guess = find_header(rows, ALIASES)
    assert guess.mapping == {0: "name", 1: "weekday", 2: "hours", 3: "place"}
    assert (guess.row_index, guess.two_row) == (1, True)


@pytest.mark.parametrize("rows", [[], [["八幡の家", "火"]], [["名称", 3]], [["名称", "名称"]]])
def test_no_header_is_no_guess(rows):
    assert find_header(rows, ALIASES) is None


@pytest.mark.parametrize(
    ("row", "column", "name"),
    [(7, 2, "B7"), (1, 1, "A1"), (9, 26, "Z9"), (9, 27, "AA9"), (1048576, 16384, "XFD1048576")],
)
def test_address(row, column, name):
    assert address(row, column) == name


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (3, (3, None)),
        (None, (None, None)),
        ("八幡", ("八幡", None)),
        (" 八幡 ", ("八幡", None)),
        ("八　　幡", ("八 幡", "空白を整えました")),
        ("ｻﾛﾝ", ("サロン", "全角・半角の文字をそろえました")),
        ("０２７", ("027", "全角・半角の文字をそろえました")),
        ("①㈱髙﨑", ("①㈱髙﨑", None)),
        ("　 ", (None, None)),
        ("一行目\n二行目", ("一行目\n二行目", None)),
    ],
)
def test_clean_cell(cell, expected):
    assert clean_cell(cell) == expected
