"""What stands in a cell: numbers, dates, marks, states; each repair and doubt at its place."""

from datetime import date, datetime, time

import pytest

from tests import workbooks as make
from tests.lib.lists.cases import Case, check, place, when

W, E = "warning", "error"


def one(headings, *rows, finish=()):
    return make.book(("一覧", [headings, *rows], *finish))


PHONES = [
    # (what stands there, phone, fax, contact, issues)
    ("０２７（０００）０００１", "027-000-0001", None, None, ()),
    ("027-000-0001\nFAX 027-000-0002", "027-000-0001", "027-000-0002", None, ()),
    ("TEL:027-000-0001／FAX:027-000-0002", "027-000-0001", "027-000-0002", None, ()),
    ("T 027-000-0001 F 027-000-0002", "027-000-0001", "027-000-0002", None, ()),
    ("℡027-000-0001", "027-000-0001", None, None, ()),
    ("027-000-0001（FAX兼用）", "027-000-0001", "027-000-0001", None, ()),
    (
        "027-000-0001 / 027-000-0002",
        "027-000-0001",
        "027-000-0002",
        None,
        (("B2", W, "phone_pair"),),
    ),
    (273210001, "027-321-0001", None, None, ()),
    ("273210001", "027-321-0001", None, None, ()),
    (9000000001, "090-0000-0001", None, None, ()),
    (3210001, "027-321-0001", None, None, (("B2", W, "area_code_added"),)),
    ("321-0001", "027-321-0001", None, None, (("B2", W, "area_code_added"),)),
    ("見本 花子 090-0000-0001", "090-0000-0001", None, "見本 花子", ()),
    ("090-0000-0001（見本）", "090-0000-0001", None, "見本", ()),
    ("非公開", "", None, None, ()),
    ("－", "", None, None, ()),
    ("見本公民館へ", "", None, "見本公民館へ", ()),
    (
        "027-000-000",
        "",
        None,
        "027-000-000",
        (("B2", W, "phone_doubt"), ("B2", W, "phone_unreadable")),
    ),
]


@pytest.mark.parametrize(
    ("cell", "phone", "fax", "contact", "issues"), PHONES, ids=lambda v: repr(v)[:30]
)
def test_telephone(cell, phone, fax, contact, issues):
    told = {"contact": contact} if contact else {}
    told |= {"phone": phone} | ({"fax": fax} if fax else {})
    data = one(("名称", "TEL/FAX", "備考"), ("さくらの会", cell, "要予約"))
    check(Case("", data, rows=(place(2, "さくらの会", **told, notes="要予約"),), issues=issues))


AT_HALF_PAST_NINE = datetime(2023, 2, 1, 9, 30)  # noqa: DTZ001 - as openpyxl wants it

DATES = [
    *(
        (text, "2023-02-01", ())
        for text in (
            "令和5年2月1日",
            "R5.2.1",
            "Ｒ５．２．１",
            "㋿5年2月1日",
            "令和五年二月一日",
            "R050201",
            20230201,
            "20230201",
            "令和5年2月1日（水）",
            "R5.2.1現在",
            "2023/2/1",
            "2023-02-01",
            "2023.2.1",
            "2023年02月01日",
            "令5.2.1",
            "R5/２/１",
            "R5-02-01",
            "令和 5年 2月 1日",
            date(2023, 2, 1),
            AT_HALF_PAST_NINE,
            "2023/2/1 0:00",
        )
    ),
    ("令和元年5月1日", "2019-05-01", ()),
    ("平成30年4月1日", "2018-04-01", ()),
    (44958, "2023-02-01", (("B2", W, "date_doubt"),)),
    ("44958", "2023-02-01", (("B2", W, "date_doubt"),)),
    ("平成31年5月1日", "2019-05-01", (("B2", W, "date_doubt"),)),
    ("令和5年2月", "2023-02-01", (("B2", W, "date_doubt"),)),
    ("令和5年2月1日（木）", "2023-02-01", (("B2", W, "date_doubt"),)),
    ("R5.2.1 電話にて", "2023-02-01", (("B2", W, "date_doubt"),)),
    ("5.2.1", None, (("B2", W, "date_doubt"),)),
    ("2月1日", None, (("B2", W, "date_doubt"),)),
    ("確認済", None, (("B2", W, "date_doubt"),)),
    ("2023年2月30日", None, (("B2", E, "date_impossible"),)),
    ("R5.13.1", None, (("B2", E, "date_impossible"),)),
    ("-", None, ()),
]


@pytest.mark.parametrize(("cell", "day", "issues"), DATES, ids=lambda v: repr(v)[:30])
def test_date(cell, day, issues):
    data = one(("名称", "最終確認日", "備考"), ("さくらの会", cell, "要予約"))
    row = place(2, "さくらの会", notes="要予約", last_verified_on=day)
    check(Case("", data, rows=(row,), issues=issues))


SCHEDULES = [
    # headings, cells, what is told
    (
        ("開催日時",),
        ("毎週(火、金)10:00~12:00",),
        when("毎週(火、金)10:00~12:00", "火金", (), "10:00", "12:00"),
    ),
    (("開催日時",), ("第1・3(木)",), when("第1・3(木)", "木", (1, 3))),
    (
        ("開催日時",),
        ("毎週火曜日の10～13時",),
        when("毎週火曜日の10～13時", "火", (), "10:00", "13:00"),
    ),
    (
        ("日　時",),
        ("第２・４水曜　１３：３０〜１５：００",),
        when("第2・4水曜 13：30〜15：00", "水", (2, 4), "13:30", "15:00"),
    ),
    (
        ("活動日", "時間"),
        ("第3土曜", "午後1時半～3時"),
        when("第3土曜 午後1時半～3時", "土", (3,), "13:30", "15:00"),
    ),
    (
        ("曜日", "開始", "終了"),
        ("月・水・金", time(9, 30), time(11, 0)),
        when("毎週月・水・金曜日 9:30～11:00", "月水金", (), "09:30", "11:00"),
    ),
    (
        ("頻度", "曜日", "時間"),
        ("第2・4", "木", "10時から12時"),
        when("第2・4木曜日 10時から12時", "木", (2, 4), "10:00", "12:00"),
    ),
    (
        ("頻度", "曜日", "時間"),
        ("月1回", "火", "10:00～"),
        when("火曜日 10:00～（月1回）", "火", (), "10:00"),
    ),
    (
        ("週", "曜日", "時間"),
        ("最終", "金", "13:00-15:00"),
        when("最終金曜日 13:00-15:00", "金", (6,), "13:00", "15:00"),
    ),
    (
        ("開催日時",),
        ("毎週火曜日（お盆は休み）10:00～",),
        when("毎週火曜日（お盆は休み）10:00～", "火", (), "10:00"),
    ),
    (("開催日時",), ("不定期",), when("不定期")),
    (("開催日時",), (None,), when("")),
]


@pytest.mark.parametrize(("headings", "cells", "told"), SCHEDULES, ids=lambda v: repr(v)[:40])
def test_schedule(headings, cells, told):
    data = one(("名称", *headings, "備考"), ("さくらの会", *cells, "要予約"))
    rows = (place(2, "さくらの会", **told, notes="要予約"),)
    unread = UNREAD.get(told["schedule_text"])
    issues = ((unread, W, "schedule_unread"),) if unread else ()
    check(Case("", data, rows=rows, issues=issues))


UNREAD = {"毎週火曜日（お盆は休み）10:00～": "B2", "火曜日 10:00～（月1回）": "D2"}


def test_columns_of_weekdays_with_marks():
    head = ("名称", "月", "火", "水", "木", "金", "土", "日", "時間")
    data = one(
        head,
        ("さくらの会", None, "○", None, None, "◯", None, None, "10:00～12:00"),
        ("もみじ体操", "●", "●", "●", "●", "●", "●", "●", "9:00～17:00"),
        ("かえで会", None, None, "第1・3", None, None, "×", None, "13:00～15:00"),
        ("すみれ会", None, None, None, "10:00～11:30", None, None, None, None),
    )
    check(
        Case(
            "",
            data,
            rows=(
                place(
                    2,
                    "さくらの会",
                    **when("毎週火・金曜日 10:00～12:00", "火金", (), "10:00", "12:00"),
                ),
                place(
                    3,
                    "もみじ体操",
                    **when("毎日 9:00～17:00", "月火水木金土日", (), "09:00", "17:00"),
                ),
                place(
                    4,
                    "かえで会",
                    **when("第1・3水曜日 13:00～15:00", "水", (1, 3), "13:00", "15:00"),
                ),
                place(5, "すみれ会", **when("木曜日 10:00～11:30", "木", (), "10:00", "11:30")),
            ),
        )
    )


def test_columns_of_weeks_and_weekdays_under_merged_headings():
    head = [
        ("名称", "第1", "第2", "第3", "第4", "第5", "曜日", "時間"),
        ("さくらの会", "○", None, "○", None, None, "木", "10:00～12:00"),
    ]
    check(
        Case(
            "",
            make.book(("一覧", head)),
            rows=(
                place(
                    2,
                    "さくらの会",
                    **when("第1・3木曜日 10:00～12:00", "木", (1, 3), "10:00", "12:00"),
                ),
            ),
        )
    )


STATES = [
    # name, state column, remark → name told, status, issues
    ("【休止】さくらの会", None, None, "さくらの会", "suspended", ()),
    ("さくらの会（終了）", None, None, "さくらの会", "ended", ()),
    ("さくらの会", "休止中", None, "さくらの会", "suspended", ()),
    ("さくらの会", "R5.3廃止", None, "さくらの会", "ended", ()),
    ("さくらの会", "○", None, "さくらの会", "active", ()),
    ("さくらの会", "閉会", None, "さくらの会", "ended", ()),
    ("さくらの会", "?", None, "さくらの会", "active", (("B2", W, "status_unknown"),)),
    ("さくらの会", None, "コロナのため休止中", "さくらの会", "suspended", ()),
    ("さくらの会", None, "令和5年3月末で解散", "さくらの会", "ended", ()),
    ("さくらの会", None, "休止していたがR5.4から再開", "さくらの会", "active", ()),
    ("さくらの会", None, "8月は休止", "さくらの会", "active", ()),
    ("さくらの会", None, "雨天中止", "さくらの会", "active", ()),
    ("さくらの会", None, "定員になり次第終了", "さくらの会", "active", ()),
    ("さくらの会", None, "来年3月で終了予定", "さくらの会", "active", (("C2", W, "status_doubt"),)),
]


@pytest.mark.parametrize(("name", "state", "remark", "told", "status", "issues"), STATES)
def test_state(name, state, remark, told, status, issues):
    data = one(("名称", "状況", "備考", "住所"), (name, state, remark, "高崎市見本町1"))
    row = place(2, told, address="高崎市見本町1", notes=remark or "") | {"status": status}
    check(Case("", data, rows=(row,), issues=issues))
