"""Cells of tables of numbers: counts and percentages as people type them, and what was found."""

import re
from dataclasses import dataclass
from decimal import Decimal

from takasaki_sc.lib.kana import display, plain
from takasaki_sc.lib.sheets import read_workbook

ERROR, ASK, NOTE = "error", "ask", "note"
_COUNT = re.compile(r"(\d{1,7}|\d{1,3}(?:,\d{3})+)(?:人|名|件|世帯|票)?")
_NOTHING = re.compile(r"[-ー―‐—–_/]*")
_PERCENT = re.compile(r"\(?(\d{1,3}(?:\.\d{1,4})?)%?\)?")


class NoTable(Exception):
    """見出しの行と、数の入った行が見つかりません。下の「読める表の形」とくらべてください。"""


@dataclass(frozen=True)
class Issue:
    """Something to tell about a cell. level: ERROR stops, ASK needs a yes, NOTE only tells."""

    place: str
    level: str
    text: str


def sheets_of(upload):
    """The visible sheets of an uploaded workbook, those with anything in them. SheetFault."""
    book = read_workbook(upload.read(), upload.name)
    return [sheet for sheet in book.sheets if sheet.rows and not sheet.hidden]


def words_of(value):
    """A cell's text on one line, its lines joined by ・; "" for an empty cell."""
    if value is None:
        return ""
    if isinstance(value, float) and value == int(value):
        value = int(value)
    lines = [display(line) for line in str(value).splitlines()]
    return "・".join(line for line in lines if line)


def count_of(value):
    """A cell as a count: int, or None where nothing was counted (blank, －). Raises ValueError."""
    if value is None:
        return None
    text = plain(words_of(value)).replace(" ", "")
    if _NOTHING.fullmatch(text):
        return None
    match = _COUNT.fullmatch(text)
    if match is None:
        raise ValueError(f"「{text[:20]}」は人数として読めません。整数か、空にしてください。")
    return int(match[1].replace(",", ""))


def is_number(value):
    """Whether a cell holds a count; a text that only looks like nothing (－) is none."""
    try:
        return count_of(value) is not None
    except ValueError:
        return False


def percents_of(value):
    """What a printed percentage may mean: [(number, digits)]; [] for an empty cell. ValueError.

    A cell formatted as per cent holds 0.182, which is not told from 0.182 % by its value.
    """
    text = plain(words_of(value)).replace(" ", "")
    if _NOTHING.fullmatch(text):
        return []
    match = _PERCENT.fullmatch(text)
    if match is None:
        raise ValueError(f"「{text[:20]}」は割合として読めません。「18.2」のように書いてください。")
    number = Decimal(match[1])
    digits = len(match[1].partition(".")[2])
    meanings = [(number, digits)]
    if isinstance(value, float | int) and number <= 1:
        meanings.append((round(number * 100, 1), 1))
    return meanings
