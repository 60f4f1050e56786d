"""Rows between the places: titles that tell a state, hints, units, imprints."""

from unicodedata import normalize

import pytest

from tests import workbooks as make
from tests.lib.lists.cases import Case, check, place, when
from tests.lib.lists.test_shapes import merge


def one(*rows):
    return make.book(("一覧", rows))


CASES = [
    Case(
        "a title that tells a state, up to the next title like those before it",
        one(
            ("名称", "会場"), ("■片岡地区",), ("一の会", "A館"), ("【休止中】",), ("二の会", "B館"),
            ("■佐野地区",), ("三の会", "C館"),
        ),
        rows=(
            place(3, "一の会", district="片岡地区", venue="A館"),
            {**place(5, "二の会", district="片岡地区", venue="B館"), "status": "suspended"},
            place(7, "三の会", district="佐野地区", venue="C館"),
        ),
        skipped=(2, 4, 6),
        repairs=(("A5", "（見出し）", "状態を「休止中」に"),),
    ),
    Case(
        "districts below a state",
        one(
            ("名称", "会場"), ("■終了",), ("【片岡地区】",), ("一の会", "A館"),
            ("【佐野地区】",), ("二の会", "B館"), ("■活動中",), ("三の会", "C館"),
        ),
        rows=(
            {**place(4, "一の会", district="片岡地区", venue="A館"), "status": "ended"},
            {**place(6, "二の会", district="佐野地区", venue="B館"), "status": "ended"},
            place(8, "三の会", district="佐野地区", venue="C館"),
        ),
        skipped=(2, 3, 5, 7),
    ),
    Case(
        "a word about the line above is no title",
        one(("名称", "会場", "備考"), ("一の会", "A館", "8月"), ("", "", "休止中"),
            ("二の会", "B館", "")),
        rows=(
            {**place(2, "一の会", venue="A館", notes="8月\n休止中"), "status": "suspended"},
            place(4, "二の会", venue="B館", notes=""),
        ),
        skipped=(3,),
        issues=(("C2", "warning", "continued"),),
    ),
    Case(
        "sheets that tell a state are no districts",
        make.book(
            ("活動中", [("名称", "会場"), ("一の会", "A館")]),
            ("休止中", [("名称", "会場"), ("二の会", "B館")]),
        ),
        rows=(
            place(2, "一の会", "活動中", venue="A館"),
            {**place(2, "二の会", "休止中", venue="B館"), "status": "suspended"},
        ),
    ),
    Case(
        "a district merged down beside its own header",
        make.book(("一覧", [
            ("片岡地区", "名称", "会場"), ("", "一の会", "A館"),
            ("佐野地区", "名称", "会場"), ("", "二の会", "B館"),
        ], merge("A1:A2", "A3:A4"))),
        rows=(
            place(2, "一の会", district="片岡地区", venue="A館"),
            place(4, "二の会", district="佐野地区", venue="B館"),
        ),
        skipped=(3,),
    ),
    Case(
        "a bare number is the week, where the heading says so",
        one(("名称", "週", "曜日"), ("一の会", 2, "水"), ("二の会", "1・3", "火")),
        rows=(
            place(2, "一の会", **when("第2水曜日", "水", (2,))),
            place(3, "二の会", **when("第1・3火曜日", "火", (1, 3))),
        ),
    ),
    Case(
        "csv of an old system, with the mark for the end of a file",
        "名称,会場\r\n一の会,A館\r\n\x1a".encode("cp932"),
        file="一覧.csv",
        rows=(place(2, "一の会", venue="A館"),),
    ),
    Case(
        "csv from a Mac, its voicing marks apart",
        normalize("NFD", "グループ名,フリガナ\r\nガーデン,ガーデン\r\n").encode(),
        file="一覧.csv",
        rows=(place(2, "ガーデン", kana="ガーデン"),),
    ),
    Case(
        "a place that is to open again has not done so yet",
        one(("名称", "状況"), ("一の会", "再開予定"), ("二の会", "R8.4より再開")),
        rows=(
            {"sheet": "一覧", "row": 2, "name": "一の会", "status": "suspended"},
            place(3, "二の会"),
        ),
    ),
    Case(
        "districts merged down here, and written once there",
        make.book(("一覧", [
            ("地区", "名称"), ("片岡", "一の会"), ("", "二の会"), ("佐野", "三の会"),
            ("", "四の会"), ("", "五の会"),
        ], merge("A2:A3"))),
        rows=(
            place(2, "一の会", district="片岡"), place(3, "二の会", district="片岡"),
            place(4, "三の会", district="佐野"), place(5, "四の会", district="佐野"),
            place(6, "五の会", district="佐野"),
        ),
        repairs=(("A5", "（空）", "佐野"), ("A6", "（空）", "佐野")),
    ),
    Case(
        "a header that comes again, with a scribble beside it",
        one(
            ("名称", "会場", "電話", "名称（ カナ）"), ("一の会", "A館", "027-000-0001", "イチ"),
            ("名称", "会場", "電話", "名称（ カナ）", "済"),
            ("二の会", "B館", "027-000-0002", "ニ"),
        ),
        rows=(
            place(2, "一の会", kana="イチ", venue="A館", phone="027-000-0001"),
            place(4, "二の会", kana="ニ", venue="B館", phone="027-000-0002"),
        ),
    ),
    Case(
        "an address in four columns",
        one(
            ("名称", "郵便番号", "都道府県", "市区町村", "町名", "番地"),
            ("一の会", "370-0001", "群馬県", "高崎市", "見本町", "10-1"),
        ),
        rows=(place(2, "一の会", address="群馬県高崎市見本町10-1"),),
    ),
    Case(
        "hints, units, an imprint, and a district beside its header are no places",
        one(
            ("片岡地区", "名称", "会場", "参加費"), ("", "正式名称を記入", "建物名まで", ""),
            ("", "", "（住所）", "（円）"), ("", "一の会", "A館", "100"),
            ("佐野地区", "名称", "会場", "参加費"), ("", "二の会", "B館", "200"),
            ("", "【問い合わせ】", "長寿社会課", "027-000-0001"),
        ),
        rows=(
            place(4, "一の会", district="", venue="A館", fee="100"),
            place(6, "二の会", district="", venue="B館", fee="200"),
        ),
        skipped=(3, 2, 7),
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_row_between_the_places(case):
    check(case)
