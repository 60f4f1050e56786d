"""Text laid out with line ends."""

import pytest

from takasaki_sc.lib.lines import blocks_of, lines_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\n", []),
        ("一文だけ", [(False, ["一文だけ"])]),
        ("・一\r\n・二", [(True, ["・一", "・二"])]),
        ("① 知らせる\n② 集まる", [(True, ["① 知らせる", "② 集まる"])]),
        (
            "1. 知らせる\n(2) 集まる\n３．始める",
            [(True, ["1. 知らせる", "(2) 集まる", "３．始める"])],
        ),
        ("前書き\n\n- 一\n後書き", [(False, ["前書き"]), (True, ["- 一"]), (False, ["後書き"])]),
        ("1.5倍にする", [(False, ["1.5倍にする"])]),
        ("10月に始める", [(False, ["10月に始める"])]),
        ("-5度の朝も", [(False, ["-5度の朝も"])]),
    ],
)
def test_blocks_keep_every_sign(text, expected):
    assert [(block.is_list, block.lines) for block in blocks_of(text)] == expected


def test_lines_are_those_that_say_something():
    assert lines_of(" 困りごと \n\n　良いところ\r\n") == ["困りごと", "良いところ"]
