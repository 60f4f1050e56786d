"""Files of every kind and encoding, and files that must be refused with a reason."""

import io
import zipfile

import pytest

from takasaki_sc.lib.lists.engine import NO_HEADER, TURNED, read_list
from takasaki_sc.lib.lists.telling import as_lines
from tests import workbooks as make
from tests.lib.lists.cases import Case, check, place, when

TEXT = (
    "名称,地区,開催日時,電話\r\n"
    "髙﨑①の会,八幡,第1・3(木) 10:00～12:00,０２７－０００－０００１\r\n"
    "\r\n"
    '"さくら\n体操",豊岡,毎週火曜,\r\n'
)
ROWS = (
    place(
        2,
        "髙﨑①の会",
        "名簿",
        district="八幡",
        **when("第1・3(木) 10:00～12:00", "木", (1, 3), "10:00", "12:00"),
        phone="027-000-0001",
    ),
    place(4, "さくら 体操", "名簿", district="豊岡", **when("毎週火曜", "火"), phone=""),
)
PLAIN = TEXT.replace("髙﨑①", "高崎の").replace("～", "から").replace("－", "-")
PLAIN_ROWS = (
    ROWS[0] | {"name": "高崎のの会", "schedule_text": "第1・3(木) 10:00から12:00"},
    ROWS[1],
)


@pytest.mark.parametrize(
    ("encoding", "text", "rows"),
    [
        ("utf-8-sig", TEXT, ROWS),
        ("utf-8", TEXT, ROWS),
        ("cp932", TEXT, ROWS),
        ("utf-16", TEXT, ROWS),
        ("utf-16-le", TEXT, ROWS),
        ("euc_jp", PLAIN, PLAIN_ROWS),
    ],
)
def test_csv_in_every_encoding(encoding, text, rows):
    check(Case("", text.encode(encoding), rows=rows, file="名簿.csv"))


def test_tab_separated_with_a_title_above():
    text = f"八幡地区 名簿\n\n{TEXT}".replace(",", "\t").replace("\r\n", "\n")
    rows = tuple(row | {"row": row["row"] + 2} for row in ROWS)
    check(Case("", text.encode("cp932"), rows=rows, skipped=(1,), file="名簿.tsv"))


LIST = [
    ("地区", "名称", "開催日時", "電話"),
    ("八幡", "さくらの会", "第1・3(木) 10:00～12:00", "027-000-0001"),
    (None, "もみじ体操", "毎週火曜", 273210002),
]
LIST_ROWS = (
    place(
        2,
        "さくらの会",
        "名簿",
        district="八幡",
        **when("第1・3(木) 10:00～12:00", "木", (1, 3), "10:00", "12:00"),
        phone="027-000-0001",
    ),
    place(3, "もみじ体操", "名簿", district="八幡", **when("毎週火曜", "火"), phone="027-321-0002"),
)


def test_ods_with_merged_cells():
    data = make.ods(("名簿", LIST, [(1, 0, 2, 1)]))
    check(Case("", data, rows=LIST_ROWS, file="名簿.ods"))


@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
def test_html_that_is_called_xls(encoding):
    data = make.html_page(LIST, [(1, 0, 2, 1)], encoding)
    check(Case("", data, rows=LIST_ROWS, file="名簿.xls"))


def test_xlsx_that_is_called_xls_or_csv():
    data = make.book(("名簿", LIST, lambda page: page.merge_cells("A2:A3")))
    for name in ("名簿.xls", "名簿.csv", "名簿"):
        check(Case("", data, rows=LIST_ROWS, file=name))


def test_old_xls():
    check(Case("", (make.FILES / "lists" / "old.xls").read_bytes(), rows=LIST_ROWS, file="old.xls"))


def test_formulas_with_their_results_and_without():
    cells = (
        f'<row r="1">{make.text_cell("A1", "名称")}{make.text_cell("B1", "住所")}</row>'
        '<row r="2"><c r="A2" t="str"><f>"さくら"&amp;"の会"</f><v>さくらの会</v></c>'
        '<c r="B2"><f>D9</f></c></row>'
    )
    row = place(2, "さくらの会", "名簿", address="")
    check(Case("", make.raw_xlsx(cells), rows=(row,), issues=(("B2", "error", "uncalculated"),)))


def test_dates_that_count_from_1904():
    data = make.book(("名簿", [("名称", "確認日", "備考"), ("さくらの会", "x", "y")]))
    data = make.with_1904_date(data, "B2", 43_496)
    row = place(2, "さくらの会", "名簿", notes="y", last_verified_on="2023-02-01")
    check(Case("", data, rows=(row,)))


def test_a_sheet_that_lies_about_its_size():
    data = make.book(
        ("名簿", [("名称", "住所"), *((f"見本{n}の会", f"見本町{n}") for n in range(30))])
    )
    data = make.replaced(data, "xl/worksheets/sheet1.xml", b'ref="A1:B31"', b'ref="A1:A5"')
    assert len(read_list(data).rows) == 30


def test_binary_workbook():
    rows = [LIST[0], ("八幡", *LIST[1][1:]), ("八幡", *LIST[2][1:])]
    check(Case("", make.binary_book("名簿", rows), rows=LIST_ROWS, file="名簿.xlsb"))


ON_ITS_SIDE = [
    ("名称", "さくらの会", "もみじ体操"),
    ("住所", "高崎市見本町1", "高崎市見本町2"),
    ("電話", "027-000-0001", "027-000-0002"),
    ("開催日時", "毎週火曜", "毎週水曜"),
]


def test_a_form_card_is_no_list_on_its_side():
    card = next(data for name, data, _ in REFUSED if name == "a form card")
    assert read_list(card).message == NO_HEADER


def test_a_list_on_its_side_is_told_what_to_do():
    reading = read_list(make.book(("名簿", [("つどいの場",), *ON_ITS_SIDE])))
    assert (reading.reason, reading.message) == ("no_header", TURNED.format("名簿"))


REFUSED = [
    ("password", make.password_container(), "password"),
    ("truncated", make.book(("名簿", LIST))[:-200], "corrupt"),
    ("word", make.archive({"word/document.xml": "<w/>"}), "wrong_type"),
    ("word 97", make.word_97(), "wrong_type"),
    ("pdf", b"%PDF-1.7\n", "wrong_type"),
    ("picture", b"\xff\xd8\xff\xe0" + bytes(100), "wrong_type"),
    ("page without a table", b"<html><body><p>x</p></body></html>", "wrong_type"),
    ("nothing", b"", "empty"),
    ("empty sheets", make.book(("名簿", [])), "empty"),
    ("header only", make.book(("名簿", [("名称", "住所", "電話")])), "empty"),
    (
        "header and a total",
        make.book(("名簿", [("名称", "住所", "電話"), ("合計", "0件")])),
        "empty",
    ),
    ("a letter", make.book(("名簿", [("拝啓",), ("下記のとおりお知らせします。",)])), "no_header"),
    (
        "a form card",
        make.book(
            (
                "名簿",
                [
                    ("名称", "さくらの会", "電話", "027-000-0001"),
                    ("住所", "高崎市", "代表者", "見本"),
                    ("開催日時", "毎週火曜", "備考", "なし"),
                    ("会場", "見本公民館", "参加費", "無料"),
                ],
            )
        ),
        "no_header",
    ),
    ("bomb", make.zip_bomb(megabytes=300), "too_large"),
    ("far cell", make.far_cell(), "too_large"),
    ("entities", make.entity_bomb(), "corrupt"),
    ("foreign entity", make.foreign_entity("/etc/passwd"), "corrupt"),
    ("no such sheet", make.book(("名簿", LIST)), "no_header"),
]


@pytest.mark.parametrize(("name", "data", "reason"), REFUSED, ids=[case[0] for case in REFUSED])
def test_refused_with_a_reason_and_what_to_do(name, data, reason):
    reading = read_list(data, "名簿.xlsx", sheet="ほか" if name == "no such sheet" else "")
    assert (reading.reason, reading.rows) == (reason, [])
    assert reading.message.endswith("。")


def test_the_report_for_people():
    data = make.book(("名簿", [*LIST, ("合計",), (None, None, "毎週水曜", "321-0003")]))
    assert list(as_lines(read_list(data), "名簿.xlsx")) == [
        "名簿.xlsx：2行を読みました（エラー1、注意1、整えたところ2、読みとばし2、重なりの疑い0組）",
        "■エラー",
        "  名簿 B5：名称が空です。名称を入れるか、この行を消してください。",
        "■注意",
        "  名簿 D5：市外局番（027）を補って 027-321-0003 とします。",
        "■整えたところ",
        "  名簿 A3：「（空）」→「八幡」",
        "  名簿 D3：「273210002」→「027-321-0002（先頭の0を補いました）」",
        "■読みとばした行",
        "  名簿 4行目：合計の行です",
        "  名簿 5行目：名称がありません",
    ]


def test_zip_of_workbooks_is_no_workbook():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        target.writestr("名簿.xlsx", make.book(("名簿", LIST)))
    assert read_list(stream.getvalue()).reason == "wrong_type"
