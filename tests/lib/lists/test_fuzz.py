"""Damaged and mad lists: whatever comes in, an answer comes out, and the next list is read.

2,000 mutants with a fixed seed; LISTS_FUZZ=20000 runs as many. Most of the time of one would go
into starting its child, so here a child reads forty of them, under the limits of one. When a
child does not come back, each of its forty is read in a child of its own, as in the product.
"""

import io
import json
import os
import zipfile
from collections import Counter
from itertools import batched
from random import Random

import pytest

from takasaki_sc.lib.limits import LimitExceeded, run_limited
from takasaki_sc.lib.lists.engine import ListReading, list_of, read_list
from takasaki_sc.lib.lists.telling import as_data, as_lines
from takasaki_sc.lib.sheets import PRELOAD, USUAL, Workbook
from tests import workbooks as make
from tests.lib.lists import reading_jobs, test_looks, test_parts, test_shapes
from tests.proof import budget

HOW_MANY = int(os.environ.get("LISTS_FUZZ", budget(2000, 20_000)))
IN_ONE_CHILD = 40
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
    answers = Counter()
    for numbers in batched(range(HOW_MANY), IN_ONE_CHILD, strict=False):
        mutants = [mutated(number) for number in numbers]
        for number, (_, name), read in zip(numbers, mutants, read_together(mutants), strict=True):
            reading = read if isinstance(read, ListReading) else list_of(read, name)
            told = json.loads(json.dumps(as_data(reading)))
            assert list(as_lines(reading, name))
            assert told["reason"] in REASONS, number
            assert (told["verdict"] == "ok") == bool(told["rows"]), number
            answers[told["reason"]] += 1
    assert sum(answers.values()) == HOW_MANY
    assert answers[None] * 4 > HOW_MANY  # most are read, so the deep end is reached
    assert len(read_list(SEEDS[0]).rows) == 2


def read_together(mutants):
    """A Workbook for each, or the ListReading that says why there is none."""
    try:
        read = run_limited(
            reading_jobs.read_many, [(data, name, USUAL) for data, name in mutants],
            cpu_seconds=USUAL.cpu_seconds, memory_mb=USUAL.memory_mb,
            wall_seconds=60, preload=PRELOAD,
        )  # fmt: skip
    except LimitExceeded:
        return [read_list(data, name) for data, name in mutants]
    return [one if isinstance(one, Workbook) else ListReading(*one) for one in read]


def test_mutants_read_together_are_read_as_in_a_child_of_their_own():
    mutants = [mutated(number) for number in range(IN_ONE_CHILD)]
    together = [
        read if isinstance(read, ListReading) else list_of(read, name)
        for read, (_, name) in zip(read_together(mutants), mutants, strict=True)
    ]
    alone = [read_list(data, name) for data, name in mutants]
    assert list(map(as_data, together)) == list(map(as_data, alone))
