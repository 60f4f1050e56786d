"""Old .xls lists: what calamine alone would pass over in silence."""

import random
import struct

import pytest

from takasaki_sc.lib.sheet_biff import inspect_xls
from tests import old_workbooks as old
from tests.lib.lists.cases import Case, check, place, when

W, E = "warning", "error"
HEAD = ("地区", "名称", "日時", "電話", "備考")
A_LIST = [
    ("見本市 居場所一覧",),
    HEAD,
    ("片岡", "一の会", "毎週火曜 10時～12時", 270000001, None),
    (None, "二の会", "第1・3木", "027-000-0002", b"\x2a"),
    ("佐野", ["三の会", old.STRUCK], "毎日", ("027-000-0003",), "休止中"),
    ("佐野", ["四の会", old.GREY], ["平日", old.GREY], ["027-000-0004", old.GREY], None),
    ("佐野", "五の会", "隔週土曜", "027-000-0005", ["見学可", old.YELLOW]),
]
ROWS = (
    place(3, "一の会", district="片岡", **when("毎週火曜 10時～12時", "火", (), "10:00", "12:00"),
          phone="0270-00-0001", notes=""),
    place(4, "二の会", district="片岡", **when("第1・3木", "木", (1, 3)), phone="027-000-0002",
          notes=""),
    {"sheet": "一覧", "row": 5, "name": "三の会", "district": "佐野",
     **when("毎日", "月火水木金土日"),
     "phone": "027-000-0003", "notes": "休止中", "status": "suspended"},
    place(6, "四の会", district="佐野", **when("平日", "月火水木金"), phone="027-000-0004",
          notes=""),
    place(7, "五の会", district="佐野", **when("隔週土曜", "土"), phone="027-000-0005",
          notes="見学可"),
)  # fmt: skip


def test_errors_hidden_rows_and_looks_of_an_old_workbook_are_told():
    data = old.old_book(A_LIST, merges=[(2, 0, 3, 0), (0, 0, 0, 4)], hidden_rows={3})
    issues = (
        ("E4", E, "error_value"), ("B4", W, "hidden_row"), ("B5", W, "strikethrough"),
        ("B6", W, "fill"),
    )  # fmt: skip
    check(Case("", data, rows=ROWS, skipped=(1,), issues=issues, file="名簿.xls"))


def test_hidden_column_of_an_old_workbook_is_not_read():
    data = old.old_book([("名称", "電話", "備考"), ("見本会", "027-000-0001", "内緒")],
                        hidden_columns=[2])  # fmt: skip
    row = place(2, "見本会", phone="027-000-0001")
    check(Case("", data, rows=(row,), issues=(("C1", W, "hidden_column"),), file="名簿.xls"))


def test_formulas_of_an_old_workbook_that_nobody_calculated_are_errors():
    data = old.old_book([("名称", "会場"), ("見本会", (None,))])
    row = place(2, "見本会", venue="")
    check(Case("", data, rows=(row,), issues=(("B2", E, "uncalculated"),), file="名簿.xls"))


def test_formula_of_an_old_workbook_that_results_in_nothing_is_none():
    data = old.old_book([("名称", "会場", "電話"), ("見本会", (None,), ("027-000-0001",))])
    row = place(2, "見本会", venue="", phone="027-000-0001")
    check(Case("", data, rows=(row,), file="名簿.xls"))


@pytest.mark.parametrize("seed", range(40))
def test_walk_through_a_damaged_old_workbook_ends_in_silence(seed):
    data, chance = bytearray(old.old_book(A_LIST)), random.Random(seed)
    for _ in range(chance.randint(1, 40)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    assert isinstance(inspect_xls(bytes(data[: chance.choice([len(data), 700, 4000])])), dict)


def test_container_without_its_root_or_with_a_ring_of_sectors_tells_nothing():
    data = old.old_book(A_LIST)
    assert inspect_xls(data)["一覧"]
    root = data.index("Root Entry".encode("utf-16-le"))
    rootless = bytearray(data)
    rootless[root + 66] = 0
    stream = data.index("Workbook".encode("utf-16-le"))
    rootless[stream + 120 : stream + 124] = b"\1\0\0\0"  # small enough to lie in the root's stream
    ringed = bytearray(data)
    (table,) = struct.unpack_from("<I", data, 76)
    begin = (table + 1) * 512
    ringed[begin : begin + 512] = struct.pack("<128I", *[0] * 128)
    assert (inspect_xls(bytes(rootless)), inspect_xls(bytes(ringed))) == ({}, {})
