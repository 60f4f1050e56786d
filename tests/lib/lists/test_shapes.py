"""Where the list is on its sheets: titles, headers, merges, sections, notes, totals, blocks."""

import pytest

from tests import workbooks as make
from tests.lib.lists.cases import Case, check, place, when

W, E = "warning", "error"


def merge(*ranges):
    def change(page):
        for own in ranges:
            page.merge_cells(own)

    return change


def hide(rows=(), columns=(), sheet=False):
    def change(page):
        for number in rows:
            page.row_dimensions[number].hidden = True
        for letter in columns:
            page.column_dimensions[letter].hidden = True
        if sheet:
            page.sheet_state = "hidden"

    return change


SAKURA = ("さくらの会", "高崎市見本町1-2-3", "027-000-0001")
MOMIJI = ("もみじ体操", "高崎市見本町4-5", "027-000-0002")
READ_SAKURA = {"address": "高崎市見本町1-2-3", "phone": "027-000-0001"}
READ_MOMIJI = {"address": "高崎市見本町4-5", "phone": "027-000-0002"}
HEAD = ("名称", "住所", "電話")

CASES = [
    Case(
        "title, date, blank line, header, total and a note",
        make.book(
            (
                "一覧",
                [
                    ("つどい・ふれあいの場一覧",),
                    (None, None, "令和5年4月1日現在"),
                    (),
                    ("№", *HEAD),
                    (1, *SAKURA),
                    (2, *MOMIJI),
                    ("合計", "2か所"),
                    ("※日程は変わることがあります。",),
                ],
            )
        ),
        rows=(place(5, "さくらの会", **READ_SAKURA), place(6, "もみじ体操", **READ_MOMIJI)),
        skipped=(1, 2, 7, 8),
    ),
    Case(
        "the header said again on the second page, and page numbers",
        make.book(
            (
                "一覧",
                [
                    HEAD,
                    SAKURA,
                    (None, "- 1 -"),
                    ("名　称", "住　所", "電　話"),
                    MOMIJI,
                    (),
                    ("2/2ページ",),
                ],
            )
        ),
        rows=(place(2, "さくらの会", **READ_SAKURA), place(5, "もみじ体操", **READ_MOMIJI)),
        skipped=(3, 4, 7),
    ),
    Case(
        "header in two rows, groups merged",
        make.book(
            (
                "一覧",
                [
                    ("名称", "開催", None, "連絡先", None),
                    (None, "曜日", "時間", "代表者", "電話"),
                    ("さくらの会", "火・金", "10:00～12:00", "見本 花子", "027-000-0001"),
                ],
                merge("A1:A2", "B1:C1", "D1:E1"),
            )
        ),
        rows=(
            place(
                3,
                "さくらの会",
                **when("毎週火・金曜日 10:00～12:00", "火金", (), "10:00", "12:00"),
                contact="見本 花子",
                phone="027-000-0001",
            ),
        ),
    ),
    Case(
        "header in three rows",
        make.book(
            (
                "一覧",
                [
                    ("団体", None, "活動", None, None),
                    ("名称", "代表者", "会場", "日時", None),
                    (None, None, None, "曜日", "時間"),
                    ("さくらの会", "見本 花子", "見本公民館", "第2・4水", "13:30～15:00"),
                ],
                merge("A1:B1", "C1:E1", "A2:A3", "B2:B3", "C2:C3", "D2:E2"),
            )
        ),
        rows=(
            place(
                4,
                "さくらの会",
                venue="見本公民館",
                **when("第2・4水曜日 13:30～15:00", "水", (2, 4), "13:30", "15:00"),
                contact="見本 花子",
            ),
        ),
    ),
    Case(
        "district merged downwards; empty remarks stay empty",
        make.book(
            (
                "一覧",
                [
                    ("地区", *HEAD, "備考"),
                    ("八幡", *SAKURA, "要予約"),
                    (None, *MOMIJI, None),
                    ("豊岡", "かえで会", "高崎市見本町9", None, None),
                ],
                merge("A2:A3"),
            )
        ),
        rows=(
            place(2, "さくらの会", district="八幡", **READ_SAKURA, notes="要予約"),
            place(3, "もみじ体操", district="八幡", **READ_MOMIJI, notes=""),
            place(4, "かえで会", district="豊岡", address="高崎市見本町9", phone="", notes=""),
        ),
    ),
    Case(
        "district written once a group, without a merge",
        make.book(
            (
                "一覧",
                [
                    ("地区", *HEAD),
                    ("八幡", *SAKURA),
                    (None, *MOMIJI),
                    ("豊岡", "かえで会", "高崎市見本町9", None),
                    (None, "すみれ会", "高崎市見本町10", None),
                ],
            )
        ),
        rows=(
            place(2, "さくらの会", district="八幡", **READ_SAKURA),
            place(3, "もみじ体操", district="八幡", **READ_MOMIJI),
            place(4, "かえで会", district="豊岡", address="高崎市見本町9", phone=""),
            place(5, "すみれ会", district="豊岡", address="高崎市見本町10", phone=""),
        ),
        repairs=(("A3", "（空）", "八幡"), ("A5", "（空）", "豊岡")),
    ),
    Case(
        "a gap in a district column that is written line by line stays a gap",
        make.book(
            (
                "一覧",
                [
                    ("地区", *HEAD),
                    ("八幡", *SAKURA),
                    ("八幡", *MOMIJI),
                    (None, "かえで会", "高崎市見本町9", None),
                ],
            )
        ),
        rows=(
            place(2, "さくらの会", district="八幡", **READ_SAKURA),
            place(3, "もみじ体操", district="八幡", **READ_MOMIJI),
            place(4, "かえで会", district="", address="高崎市見本町9", phone=""),
        ),
    ),
    Case(
        "〃 and 同上 in chains",
        make.book(
            (
                "一覧",
                [
                    ("地区", "名称", "会場", "電話"),
                    ("八幡", "さくらの会", "見本公民館", "027-000-0001"),
                    ("〃", "もみじ体操", "同　上", "〃"),
                    ("〃", "かえで会", "同上", "027-000-0003"),
                ],
            )
        ),
        rows=(
            place(2, "さくらの会", district="八幡", venue="見本公民館", phone="027-000-0001"),
            place(3, "もみじ体操", district="八幡", venue="見本公民館", phone="027-000-0001"),
            place(4, "かえで会", district="八幡", venue="見本公民館", phone="027-000-0003"),
        ),
        repairs=(
            ("A3", "〃", "八幡"),
            ("C3", "同　上", "見本公民館"),
            ("D3", "〃", "027-000-0001"),
            ("A4", "〃", "八幡"),
            ("C4", "同上", "見本公民館"),
        ),
    ),
    Case(
        "〃 in the first line has nothing above it",
        make.book(("一覧", [HEAD, ("さくらの会", "〃", "027-000-0001")])),
        rows=(place(2, "さくらの会", address="", phone="027-000-0001"),),
        issues=(("B2", E, "ditto_without_above"),),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_shape(case):
    check(case)
