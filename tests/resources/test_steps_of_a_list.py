"""The steps of the wizard share a file that was read once, and nothing else."""

from resources.importing.preview import read_tables
from takasaki_sc.lib.lists import engine
from tests import workbooks as make

LIST = [
    ("地区", "名称", "住所"),
    ("八幡", "見本サロン", "見本町1"),
    (None, "例示の会", "見本町2"),
    (None, "もみじの会", "見本町3"),
    (None, "さくらの会", "見本町4"),
    ("豊岡", "うめの会", "見本町5"),
]


def districts(table):
    return [line.values[0] for line in table.lines]


def test_what_one_step_fills_in_is_not_there_for_the_next():
    content = make.book(("一覧", LIST))
    [settled] = read_tables(content, "名簿.xlsx")
    engine.prepare(settled, ["district", "name", "address"])
    assert districts(settled) == ["八幡", "八幡", "八幡", "八幡", "豊岡"]
    settled.notes.append("この段だけのこと")
    [fresh] = read_tables(content, "名簿.xlsx")
    assert districts(fresh) == ["八幡", None, None, None, "豊岡"]
    assert (fresh.notes, fresh.guessed_down) == ([], set())
