"""Whole lists as offices and volunteers make them, everything at once."""

from datetime import time

import pytest

from tests import workbooks as make
from tests.lib.lists.cases import Case, check, place, when
from tests.lib.lists.test_shapes import W, merge

TELS = ("027-000-0001", "027-000-0002")
GUIDE = [
    ("見本市八幡地区 生活支援ガイドブック",),
    ("更新日：令和5年4月1日",),
    (),
    ("種別", "名称", "会場", "開催日時", "参加費", "連絡先", "状況", "最終確認日"),
    (
        "居場所",
        "見本の家",
        "見本町123-4",
        "毎週 月・水・金\n10:00～15:00",
        "200円",
        "見本さん 090-0000-2222",
        "○",
        "R5.4.1",
    ),
    (
        "〃",
        "たまり場",
        "見本公民館",
        "第1・3 火曜\n13:30～15:30",
        "無料",
        "〃",
        "×（休止中）",
        "2023/4/3",
    ),
    ("移動販売", "見本号", "各町内", "毎週火・金　午前10時頃～", "", "", "休止", "令和5年4月"),
    ("合　　計", "3箇所"),
]
ONE_SCHEDULE_A_LINE = [
    ("毎週月曜日 10:00～12:00、第2・4水曜日 13:00～15:00", "月水", (2, 4), "10:00", "12:00"),
    ("第1土曜日(8月を除く) 10時～正午", "土", (1,), "10:00", "12:00"),
    ("毎月第3日曜日　AM9:30～11:30", "日", (3,), "09:30", "11:30"),
    ("月～金 9:00-17:00（祝日除く）", "月火水木金", (), "09:00", "17:00"),
    ("第１・２・３・４木曜日　１０時００分～１１時３０分", "木", (1, 2, 3, 4), "10:00", "11:30"),
    ("隔週水曜 10:00", "水", (), "10:00", None),
    ("毎月10日・25日 14:00～", "", (), "14:00", None),
    ("毎週水・土 PM1:00～PM3:00", "水土", (), "13:00", "15:00"),
    ("第２火　10：00～", "火", (2,), "10:00", None),
    ("水曜日(第1、第3) 10:00~11:30", "水", (1, 3), "10:00", "11:30"),
    ("毎火 10時", "火", (), "10:00", None),
    ("1・3木 13:30-15:00", "木", (1, 3), "13:30", "15:00"),
    ("第2・4の金曜日の午後", "金", (2, 4), None, None),
    ("平日9時～16時", "月火水木金", (), "09:00", "16:00"),
]

CASES = [
    Case(
        "a guide book: ditto signs, states, months without a day, a total",
        make.book(("八幡地区", GUIDE)),
        rows=(
            place(
                5,
                "見本の家",
                "八幡地区",
                category="居場所",
                district="八幡地区",
                venue="見本町123-4",
                **when("毎週 月・水・金\n10:00～15:00", "月水金", (), "10:00", "15:00"),
                contact="見本さん",
                phone="090-0000-2222",
                fee="200円",
                last_verified_on="2023-04-01",
            ),
            place(
                6,
                "たまり場",
                "八幡地区",
                category="居場所",
                district="八幡地区",
                venue="見本公民館",
                **when("第1・3 火曜\n13:30～15:30", "火", (1, 3), "13:30", "15:30"),
                contact="見本さん",
                phone="090-0000-2222",
                fee="無料",
                last_verified_on="2023-04-03",
            )
            | {"status": "suspended"},
            place(
                7,
                "見本号",
                "八幡地区",
                category="移動販売",
                district="八幡地区",
                venue="各町内",
                **when("毎週火・金 午前10時頃～", "火金", (), "10:00"),
                phone="",
                fee="",
                last_verified_on="2023-04-01",
            )
            | {"status": "suspended"},
        ),
        skipped=(1, 2, 8),
        issues=(("H7", W, "date_doubt"),),
    ),
    Case(
        "the list of a hall whose headings are mixed up (H2)",
        make.book(
            (
                "Sheet1",
                [
                    ("地区名", "代表者・番号", "内容", "日時"),
                    ("見本公民館",),
                    ("ミチの会", "見本 027-000-0001", "いきいきサロン", "第2(木)12:00~13:00"),
                    ("卓球クラブ", "手本 027-000-0002", "卓球", "毎週(火)13:00~15:30"),
                ],
            )
        ),
        rows=(
            place(
                3,
                "ミチの会",
                "Sheet1",
                category="いきいきサロン",
                venue="見本公民館",
                **when("第2(木)12:00~13:00", "木", (2,), "12:00", "13:00"),
                contact="見本",
                phone="027-000-0001",
            ),
            place(
                4,
                "卓球クラブ",
                "Sheet1",
                category="卓球",
                venue="見本公民館",
                **when("毎週(火)13:00~15:30", "火", (), "13:00", "15:30"),
                contact="手本",
                phone="027-000-0002",
            ),
        ),
        skipped=(2,),
    ),
    Case(
        "two lists side by side",
        make.book(
            (
                "一覧",
                [
                    ("名称", "電話", None, "名称", "電話"),
                    ("さくら", "027-000-0001", None, "もみじ", "027-000-0003"),
                    ("うめ", "027-000-0002", None, None, None),
                ],
            )
        ),
        rows=(
            place(2, "さくら", phone="027-000-0001"),
            place(3, "うめ", phone="027-000-0002"),
            place(2, "もみじ", phone="027-000-0003"),
        ),
    ),
    Case(
        "two rows of headings without a merge, times as Excel times and as words",
        make.book(
            (
                "一覧",
                [
                    ("No", "サロン", "", "開催", "", "", "連絡先", ""),
                    ("", "名称", "会場", "曜日", "開始", "終了", "氏名", "電話"),
                    (1, "さくら", "見本館", "火", time(10), time(11, 30), "見本", "027-000-0001"),
                    (2, "もみじ", "見本館", "水・金", "13:00", "15時", "手本", 273210001),
                ],
            )
        ),
        rows=(
            place(
                3,
                "さくら",
                venue="見本館",
                **when("毎週火曜日 10:00～11:30", "火", (), "10:00", "11:30"),
                contact="見本",
                phone="027-000-0001",
            ),
            place(
                4,
                "もみじ",
                venue="見本館",
                **when("毎週水・金曜日 13:00～15時", "水金", (), "13:00", "15:00"),
                contact="手本",
                phone="027-321-0001",
            ),
        ),
    ),
    Case(
        "weekdays under one merged heading, weeks and hours beside them",
        make.book(
            (
                "一覧",
                [
                    ("地区", "名称", "開催曜日", None, None, None, None, None, None, "週", "時間"),
                    (None, None, "月", "火", "水", "木", "金", "土", "日", None, None),
                    ("八幡", "さくら", None, "○", None, None, "○", None, None, "毎週", "10～12"),
                    (
                        None,
                        "もみじ",
                        None,
                        None,
                        "○",
                        None,
                        None,
                        None,
                        None,
                        "1・3",
                        "13:30~15:00",
                    ),
                ],
                merge("A1:A2", "B1:B2", "C1:I1", "J1:J2", "K1:K2", "A3:A4"),
            )
        ),
        rows=(
            place(
                3,
                "さくら",
                district="八幡",
                **when("毎週火・金曜日 10～12時", "火金", (), "10:00", "12:00"),
            ),
            place(
                4,
                "もみじ",
                district="八幡",
                **when("第1・3水曜日 13:30~15:00", "水", (1, 3), "13:30", "15:00"),
            ),
        ),
    ),
    Case(
        "a name and its reading in one cell, a column of days on which places closed",
        make.book(
            (
                "一覧",
                [
                    ("名称（ふりがな）", "住所", "廃止年月日"),
                    ("さくら会（さくらかい）", "見本町1", None),
                    ("桃の会\n（もものかい）", "見本町2", "R5.3.31"),
                ],
            )
        ),
        rows=(
            place(2, "さくら会", kana="さくらかい", address="見本町1"),
            place(3, "桃の会", kana="もものかい", address="見本町2") | {"status": "ended"},
        ),
    ),
    Case(
        "one place over two merged rows has two timetables",
        make.book(
            (
                "一覧",
                [
                    ("名称", "会場", "曜日", "時間"),
                    ("さくら", "見本館", "火", "10:00~11:00"),
                    (None, None, "金", "13:00~14:00"),
                ],
                merge("A2:A3", "B2:B3"),
            )
        ),
        rows=(
            place(
                2,
                "さくら",
                venue="見本館",
                **when(
                    "毎週火曜日 10:00~11:00\n毎週金曜日 13:00~14:00",
                    ("火", "金"),
                    (),
                    "10:00",
                    "11:00",
                ),
            ),
        ),
        skipped=(3,),
        issues=(("A2", "warning", "one_name"),),
    ),
    Case(
        "two places with another telephone each stay two under one merged name",
        make.book(
            (
                "一覧",
                [("名称", "会場", "電話"), ("さくら", "見本館", TELS[0]), (None, None, TELS[1])],
                merge("A2:A3", "B2:B3"),
            )
        ),
        rows=(
            place(2, "さくら", venue="見本館", phone=TELS[0]),
            place(3, "さくら", venue="見本館", phone=TELS[1]),
        ),
    ),
    Case(
        "two timetables that cannot be understood together stay two rows",
        make.book(
            (
                "一覧",
                [
                    ("名称", "開催日時"),
                    ("さくら", "毎週火曜日 10:00~11:00"),
                    (None, "偶数月の第1土曜日"),
                ],
                merge("A2:A3"),
            )
        ),
        rows=(
            place(2, "さくら", **when("毎週火曜日 10:00~11:00", "火", (), "10:00", "11:00")),
            place(3, "さくら", **when("偶数月の第1土曜日", "土", (1,))),
        ),
    ),
    Case(
        "a telephone only the second row of a merged name has is added to the first",
        make.book(
            (
                "一覧",
                [("名称", "会場", "電話"), ("さくら", "見本館", None), (None, None, TELS[1])],
                merge("A2:A3", "B2:B3"),
            )
        ),
        rows=(place(2, "さくら", venue="見本館", phone=TELS[1]),),
        skipped=(3,),
        issues=(("A2", "warning", "one_name"),),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_wild(case):
    check(case)


@pytest.mark.parametrize(("text", "days", "nth", "start", "end"), ONE_SCHEDULE_A_LINE)
def test_timetables_of_one_cell(text, days, nth, start, end):
    shown = make_plain(text)
    data = "名称,開催日時\nさくらの会,「x」\n".replace("「x」", f'"{text}"').encode()
    case = Case(
        "",
        data,
        rows=(place(2, "さくらの会", "名簿", **when(shown, days, nth, start, end)),),
        file="名簿.csv",
    )
    check(case)


def make_plain(text):
    """What is shown: digits half-width, blanks one space, everything else as written."""
    digits = str.maketrans("０１２３４５６７８９", "0123456789")
    return " ".join(text.translate(digits).split())
