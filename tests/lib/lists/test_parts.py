"""The parts of a list: sections, sheets, hidden things, lines that are none, words around it."""

import pytest

from tests import workbooks as make
from tests.lib.lists.cases import Case, check, place
from tests.lib.lists.test_shapes import (
    HEAD,
    MOMIJI,
    READ_MOMIJI,
    READ_SAKURA,
    SAKURA,
    E,
    W,
    hide,
    merge,
)

CASES = [
    Case(
        "section titles give the district; numbers of places in brackets do not",
        make.book(
            (
                "一覧",
                [
                    HEAD,
                    ("■八幡地区（1か所）",),
                    SAKURA,
                    ("【豊岡地区】",),
                    MOMIJI,
                    ("小計", "1か所"),
                ],
                merge("A2:C2", "A4:C4"),
            )
        ),
        rows=(
            place(3, "さくらの会", district="八幡地区", **READ_SAKURA),
            place(5, "もみじ体操", district="豊岡地区", **READ_MOMIJI),
        ),
        skipped=(2, 4, 6),
    ),
    Case(
        "section titles give the kind, below titles of districts",
        make.book(
            (
                "一覧",
                [
                    ("名称", "会場"),
                    ("１．八幡地区",),
                    ("＜いきいきサロン＞",),
                    ("さくらの会", "見本公民館"),
                    ("＜居場所＞",),
                    ("もみじの家", "見本町会館"),
                    ("２．豊岡地区",),
                    ("かえで会", "見本センター"),
                ],
            )
        ),
        rows=(
            place(
                4, "さくらの会", category="いきいきサロン", district="八幡地区", venue="見本公民館"
            ),
            place(6, "もみじの家", category="居場所", district="八幡地区", venue="見本町会館"),
            place(8, "かえで会", category="居場所", district="豊岡地区", venue="見本センター"),
        ),
        skipped=(2, 3, 5, 7),
    ),
    Case(
        "one sheet a district, a cover, a summary of counts and an empty sheet",
        make.book(
            ("表紙", [("高崎市 つどいの場 名簿",), ("令和5年度版",)]),
            ("①八幡", [HEAD, SAKURA]),
            ("②豊岡", [HEAD, MOMIJI]),
            ("集計", [("地区", "サロン", "居場所", "計"), ("八幡", 1, 0, 1), ("豊岡", 0, 1, 1)]),
            ("Sheet5", []),
        ),
        rows=(
            place(2, "さくらの会", "①八幡", district="八幡", **READ_SAKURA),
            place(2, "もみじ体操", "②豊岡", district="豊岡", **READ_MOMIJI),
        ),
        issues=(("", W, "not_a_list"), ("", W, "not_a_list")),
    ),
    Case(
        "the title names the district",
        make.book(("Sheet1", [("八幡地区　ふれあいの場一覧",), (), HEAD, SAKURA])),
        rows=(place(4, "さくらの会", "Sheet1", district="八幡地区", **READ_SAKURA),),
        skipped=(1,),
    ),
    Case(
        "the file's name gives the district",
        make.book(("Sheet1", [HEAD, SAKURA])),
        rows=(place(2, "さくらの会", "Sheet1", district="豊岡地区", **READ_SAKURA),),
        file="豊岡地区_居場所一覧_R5.xlsx",
    ),
    Case(
        "hidden rows are read and named, hidden columns and sheets are not read",
        make.book(
            (
                "一覧",
                [("名称", "住所", "電話", "備考"), (*SAKURA, "内緒"), (*MOMIJI, "内緒")],
                hide(rows=[3], columns=["D"]),
            ),
            ("旧版", [HEAD, ("ふるい会", "高崎市見本町7", None)], hide(sheet=True)),
        ),
        rows=(place(2, "さくらの会", **READ_SAKURA), place(3, "もみじ体操", **READ_MOMIJI)),
        issues=(("", W, "hidden_sheet"), ("A3", W, "hidden_row"), ("D1", W, "hidden_column")),
    ),
    Case(
        "a hidden sheet is read when it is asked for by name",
        make.book(("一覧", [HEAD, SAKURA]), ("旧版", [HEAD, MOMIJI], hide(sheet=True))),
        rows=(place(2, "もみじ体操", "旧版", **READ_MOMIJI),),
        options={"sheet": "旧版"},
    ),
    Case(
        "numbered lines that nobody filled in, and a model line",
        make.book(
            (
                "一覧",
                [
                    ("番号", "地区", *HEAD),
                    ("例", "○○地区", "〇〇サロン", "高崎市〇〇町", "027-000-0000"),
                    (1, "八幡", *SAKURA),
                    (2, "八幡", None, None, None),
                    (3, None, None, None, None),
                ],
            )
        ),
        rows=(place(3, "さくらの会", district="八幡", **READ_SAKURA),),
        skipped=(4, 5, 2),
    ),
    Case(
        "a second table below with its columns in another order",
        make.book(
            (
                "一覧",
                [
                    HEAD,
                    SAKURA,
                    (),
                    ("電話", "名称", "住所", "備考"),
                    (MOMIJI[2], MOMIJI[0], MOMIJI[1], "要予約"),
                ],
            )
        ),
        rows=(
            place(2, "さくらの会", **READ_SAKURA),
            place(5, "もみじ体操", **READ_MOMIJI, notes="要予約"),
        ),
    ),
    Case(
        "the table begins at D5",
        make.book(
            ("一覧", [(), (), (), (), (None, None, None, *HEAD), (None, None, None, *SAKURA)])
        ),
        rows=(place(6, "さくらの会", **READ_SAKURA),),
    ),
    Case(
        "a line goes on in the next row",
        make.book(("一覧", [HEAD, SAKURA, (None, None, "FAX 027-000-0009"), MOMIJI])),
        rows=(
            place(2, "さくらの会", **READ_SAKURA, fax="027-000-0009"),
            place(4, "もみじ体操", **READ_MOMIJI),
        ),
        skipped=(3,),
        issues=(("C2", W, "continued"),),
    ),
    Case(
        "words below the table",
        make.book(
            (
                "一覧",
                [
                    HEAD,
                    SAKURA,
                    (),
                    ("凡例　網掛けは休止中",),
                    ("お問い合わせ", "長寿社会課 027-000-1111"),
                    ("作成：見本市",),
                ],
            )
        ),
        rows=(place(2, "さくらの会", **READ_SAKURA),),
        skipped=(4, 5, 6),
    ),
    Case(
        "a row of column numbers and units between header and data",
        make.book(("一覧", [(*HEAD, "参加費（円）"), (1, 2, 3, 4), (*SAKURA, 100)])),
        rows=(place(3, "さくらの会", **READ_SAKURA, fee="100円"),),
        skipped=(2,),
    ),
    Case(
        "no heading for the names",
        make.book(("一覧", [("", "住所", "電話"), SAKURA, MOMIJI])),
        rows=(place(2, "さくらの会", **READ_SAKURA), place(3, "もみじ体操", **READ_MOMIJI)),
    ),
    Case(
        "a name and nothing else is a place; a name missing is an error at its cell",
        make.book(
            ("一覧", [HEAD, ("さくらの会", None, None), (None, "高崎市見本町4-5", "027-000-0002")])
        ),
        rows=(place(2, "さくらの会", address="", phone=""),),
        skipped=(3,),
        issues=(("A3", E, "name_missing"),),
    ),
    Case(
        "a legend that explains the marks of the state column",
        make.book(
            (
                "一覧",
                [
                    ("○…活動中　×…休止中　△…終了",),
                    ("名称", "住所", "状況"),
                    ("さくらの会", "見本町1", "○"),
                    ("もみじ体操", "見本町2", "×"),
                    ("かえで会", "見本町3", "△"),
                ],
            )
        ),
        rows=(
            place(3, "さくらの会", address="見本町1"),
            place(4, "もみじ体操", address="見本町2") | {"status": "suspended"},
            place(5, "かえで会", address="見本町3") | {"status": "ended"},
        ),
        skipped=(1,),
    ),
    Case(
        "districts merged in a column without a heading",
        make.book(
            (
                "一覧",
                [
                    (None, *HEAD),
                    ("八幡地区", *SAKURA),
                    (None, *MOMIJI),
                    ("豊岡地区", "かえで会", "高崎市見本町9", None),
                ],
                merge("A2:A3"),
            )
        ),
        rows=(
            place(2, "さくらの会", district="八幡地区", **READ_SAKURA),
            place(3, "もみじ体操", district="八幡地区", **READ_MOMIJI),
            place(4, "かえで会", district="豊岡地区", address="高崎市見本町9", phone=""),
        ),
    ),
    Case(
        "a sheet a kind, the address in three columns, contacts told apart in brackets",
        make.book(
            (
                "サロン",
                [
                    ("団体名", "市町村", "町名", "番地", "連絡先（電話）", "連絡先（FAX）"),
                    ("さくらの会", "高崎市", "見本町", "1-2-3", "027-000-0001", "027-000-0009"),
                ],
            ),
            ("居場所", [HEAD, MOMIJI]),
        ),
        rows=(
            place(2, "さくらの会", "サロン", category="サロン", **READ_SAKURA, fax="027-000-0009"),
            place(2, "もみじ体操", "居場所", category="居場所", **READ_MOMIJI),
        ),
    ),
    Case(
        "districts as single words in the column of names",
        make.book(("一覧", [HEAD, ("八幡",), SAKURA, ("豊岡",), MOMIJI])),
        rows=(
            place(3, "さくらの会", district="八幡", **READ_SAKURA),
            place(5, "もみじ体操", district="豊岡", **READ_MOMIJI),
        ),
        skipped=(2, 4),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_part(case):
    check(case)
