"""A register of thousands of lines, as a city publishes it, is read whole.

The shape is that of 高松市's register of food licences (7,350 lines, CC BY 4.0): its headings, its
gaps, its days written R02.07.21. That file itself names people who run a shop alone, so it is
not kept here; every word below is invented.
"""

import pytest

from takasaki_sc.lib.lists.engine import read_list
from takasaki_sc.lib.lists.tables import tables_of
from takasaki_sc.lib.sheets import read_workbook
from tests import workbooks as make

HEADINGS = (
    "施設名称１", "施設名称２", "施設名称かな", "施設郵便番号", "施設所在地１", "施設所在地２",
    "施設電話番号", "営業者名", "営業者名かな", "業種", "業態", "許可番号", "初回許可年月日",
    "許可開始日", "許可終了日",
)  # fmt: skip
KEYS = [
    "name", "", "kana", "", "address", "address", "phone", "organiser", "", "kind", "",
    "source_code", "", "", "",
]  # fmt: skip
HOW_MANY = 7350


def line(n):
    """One licence: every seventh has a second name, every fifth no telephone."""
    return (
        f"見本食堂{n}号", "本店" if n % 7 == 0 else None, "みほんしょくどう", "370-0000",
        f"高崎市見本町{n}番地", "見本ビル1F" if n % 4 == 0 else None,
        None if n % 5 == 0 else f"027-000-{n:04}", f"株式会社見本{n}", "かぶしきがいしゃみほん",
        ("飲食店営業", "菓子製造業", "喫茶店営業")[n % 3], "‐", f"見本指令第{n:05}号",
        f"H{n % 20 + 10}.{n % 12 + 1:02}.{n % 28 + 1:02}", "R02.07.21", "R08.08.31",
    )  # fmt: skip


@pytest.fixture(scope="module")
def register():
    return make.book(("オープンデータ", [HEADINGS, *map(line, range(1, HOW_MANY + 1)), ()]))


@pytest.mark.slow
def test_a_register_of_thousands_of_lines_is_read_whole(register):
    reading = read_list(register, "register.xlsx")
    assert (reading.reason, len(reading.rows), reading.skipped) == ("", HOW_MANY, [])
    assert [row.number for row in reading.rows] == list(range(2, HOW_MANY + 2))
    assert {issue.level for _, issue in reading.issues} <= {"warning"}
    last = reading.rows[-1].values
    assert (last["name"], last["address"], last["kind_text"]) == (
        "見本食堂7350号", "高崎市見本町7350番地", "飲食店営業",
    )  # fmt: skip
    assert (last["phone"], last["source_code"]) == ("", "見本指令第07350号")


def test_what_the_columns_of_the_register_mean(register):
    [table] = tables_of(read_workbook(register, "register.xlsx"))
    assert [proposal.key for proposal in table.proposals()] == KEYS
