"""Files that are no list at all, whatever they are called: each is refused for its own reason."""

import pytest

from takasaki_sc.lib.lists.engine import read_list
from tests import old_workbooks as old
from tests import workbooks as make

BYTES = bytes(range(256)) * 20
OLD = old.old_book([("名称", "会場"), ("見本会", "A館")])
WRONG_TYPE = {
    "photo of a telephone": b"\0\0\0\x18ftypheic" + BYTES,
    "picture of a web page": b"RIFF\x24\0\0\0WEBPVP8 " + BYTES,
    "scan": b"II*\0" + BYTES,
    "program": b"MZ\x90\0" + BYTES,
    "database": b"SQLite format 3\0" + BYTES,
    "web page kept by Excel": b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n",
    "bytes without a signature": b"\x01\x02" + BYTES,
    "Word of old": make.word_97(),
}
CORRUPT = {
    "old workbook cut in the middle": OLD[: len(OLD) // 2],
    "old workbook of which only the head came": OLD[:600],
    "UTF-16 that lost a byte": "名称,会場\r\n見本会,A館\r\n".encode("utf-16-le")[:-1],
}


@pytest.mark.parametrize("name", ["名簿.xlsx", "名簿.csv"])
@pytest.mark.parametrize("what", WRONG_TYPE)
def test_another_kind_of_file_is_named_as_one(what, name):
    reading = read_list(WRONG_TYPE[what], name)
    assert (reading.reason, reading.rows) == ("wrong_type", [])
    assert reading.message


@pytest.mark.parametrize("what", CORRUPT)
def test_damaged_file_is_named_as_one(what):
    reading = read_list(CORRUPT[what], "名簿.xls")
    assert (reading.reason, reading.rows) == ("corrupt", [])
    assert reading.message


def test_half_an_old_workbook_is_no_word_document():
    whole = read_list(OLD, "名簿.xls")
    assert [(row.name, row.number) for row in whole.rows] == [("見本会", 2)]
