"""Damaged and mad lists: whatever comes in, an answer comes out, and the next list is read.

LISTS_FUZZ=2500 runs as many; the suite runs a few with a fixed seed.
"""

import io
import json
import os
import zipfile
from random import Random

import pytest

from takasaki_sc.lib.lists.engine import read_list
from takasaki_sc.lib.lists.telling import as_data, as_lines
from tests import workbooks as make
from tests.lib.lists import test_looks, test_parts, test_shapes

HOW_MANY = int(os.environ.get("LISTS_FUZZ", "200"))
REASONS = {None, "password", "corrupt", "too_large", "no_header", "empty", "wrong_type"}
SEEDS = [case.data for case in (*test_shapes.CASES, *test_parts.CASES, *test_looks.CASES)]
NASTY = (
    "",
    " ",
    "　",
    "〃",
    "同上",
    "0",
    "-1",
    "1e309",
    "NaN",
    "=1+1",
    "'",
    '"',
    "合計",
    "※",
    "■",
    "名称",
    "電話",
    "第1・3",
    "毎週" * 60,
    "(" * 400,
    "月" * 400,
    "1・" * 300,
    "027-" * 200,
    "令和99年99月99日",
    "休止" * 100,
    "\u202e逆",
    "𠮷野家",
    "a" * 5000,
    "〒" * 50,
    "①②③",
    "R5.2.30",
    "99999999999999999999",
    "【" * 200 + "】",
    "_x000D_",
    "\ufffd",
    "高崎市" * 200,
    "0.5",
    "2023-02-01",
    "TEL/FAX",
    "○",
    "×",
)


def mutated(number):
    """The numbered mutant: (bytes, file name); always the same."""
    chance = Random(20261128 + number)
    kind = number % 4
    data = chance.choice(SEEDS)
    if kind == 0:
        return _bytes_changed(data, chance), "名簿.xlsx"
    if kind == 1:
        return _member_changed(data, chance), "名簿.xlsx"
    if kind == 2:
        return _mad_table(chance), "名簿.xlsx"
    text = "\n".join(",".join(chance.choice(NASTY) for _ in range(6)) for _ in range(12))
    encoded = ("名称,住所,電話,開催日時,備考,確認日\n" + text).encode("cp932", "replace")
    return _bytes_changed(encoded, chance), "名簿.csv"


def _bytes_changed(data, chance):
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(
        damaged[: chance.choice([len(damaged), len(damaged), chance.randrange(len(data))])]
    )


def _member_changed(data, chance):
    """The XML itself damaged, packed again without a fault."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        members = {name: source.read(name) for name in source.namelist()}
    name = chance.choice([name for name in members if name.startswith("xl/")])
    body = members[name]
    start = chance.randrange(max(len(body) - 40, 1))
    piece = body[start : start + chance.randint(1, 40)]
    members[name] = chance.choice(
        [
            body.replace(piece, b"", 1),
            body.replace(piece, piece * chance.randint(2, 30), 1),
            body.replace(b'r="', b'r="Z', chance.randint(1, 5)),
            body.replace(b"<v>", b"<v>9", chance.randint(1, 9)),
            body[:start] + bytes(chance.randrange(256) for _ in range(8)) + body[start:],
        ]
    )
    return make.archive(members)


def _mad_table(chance):
    """Headings and nasty words in any order, merged anywhere."""
    words = [*(word for word in NASTY if "\ufffd" not in word), 1, 2.5, -3, 44958, True]
    rows = [
        [chance.choice(words) for _ in range(chance.randint(1, 9))]
        for _ in range(chance.randint(1, 15))
    ]
    rows.insert(
        chance.randint(0, 3), ["名称", "住所", "電話", "開催日時", "月", "火", "水", "備考"]
    )

    def change(page):
        for _ in range(chance.randint(0, 3)):
            row, column = chance.randint(1, 10), chance.randint(1, 6)
            page.merge_cells(
                start_row=row,
                start_column=column,
                end_row=row + chance.randint(0, 3),
                end_column=column + chance.randint(0, 3),
            )
        page.row_dimensions[chance.randint(1, 9)].hidden = True

    return make.book((chance.choice(["一覧", "八幡", "R5", "①豊岡地区"]), rows, change))


@pytest.mark.slow
def test_every_mutant_gets_an_answer_and_the_reader_lives_on():
    answers = {}
    for number in range(HOW_MANY):
        data, name = mutated(number)
        reading = read_list(data, name)
        told = json.loads(json.dumps(as_data(reading)))
        assert list(as_lines(reading, name))
        assert told["reason"] in REASONS, number
        assert (told["verdict"] == "ok") == bool(told["rows"]), number
        answers[told["reason"]] = answers.get(told["reason"], 0) + 1
    assert answers[None] * 4 > HOW_MANY  # most are read, so the deep end is reached
    assert len(read_list(SEEDS[0]).rows) == 2
