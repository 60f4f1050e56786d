"""The shapes of a workbook that was read: what ``lib/sheets.py`` returns and raises."""

from dataclasses import dataclass
from datetime import date, datetime, time

from takasaki_sc.lib.limits import Refusal

Cell = str | int | float | date | datetime | time | None


@dataclass(frozen=True)
class SheetLimits:
    """What one uploaded workbook may cost. ``rows`` and ``columns`` count up to the last
    filled cell of a sheet; ``inflated_mb`` and ``ratio`` are the zip's unpacked size and the
    packing rate of its densest member (a megabyte of blanks packs 1,000 times)."""

    upload_mb: int = 20
    inflated_mb: int = 200
    ratio: int = 100
    members: int = 2000
    sheets: int = 100
    rows: int = 60_000
    columns: int = 200
    memory_mb: int = 1024
    cpu_seconds: int = 20
    wall_seconds: int = 30


USUAL = SheetLimits()


@dataclass(frozen=True)
class CellNote:
    """Something the reader must tell about a place in a sheet.

    ``code``: ``error_value`` (#N/A …) | ``uncalculated`` (a formula without a result) |
    ``hidden_row`` | ``hidden_column`` | ``csv_quote`` | ``strikethrough`` | ``fill``.
    ``place``: ``B7``, ``12行`` or ``C列``.
    """

    place: str
    code: str
    text: str


@dataclass(frozen=True)
class Merge:
    """A merged range as indexes into ``rows``, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """One sheet without its empty edges.

    ``rows`` all have the same length; empty cells are None, whole numbers int, a duration
    over a day text. ``first_row`` and ``first_column`` count from 1 as in Excel.
    """

    name: str
    hidden: bool
    rows: list[list[Cell]]
    first_row: int = 1
    first_column: int = 1
    merges: tuple[Merge, ...] = ()
    notes: tuple[CellNote, ...] = ()

    def address(self, row_index, column_index):
        """The Excel address of ``rows[row_index][column_index]``."""
        return address(self.first_row + row_index, self.first_column + column_index)

    def filled_rows(self):
        """``rows`` with merged cells filled from their first cell, and only those: an empty
        cell outside a merge stays empty."""
        rows = [list(row) for row in self.rows]
        for merge in self.merges:
            value = rows[merge.top][merge.left]
            for row in rows[merge.top : merge.bottom + 1]:
                row[merge.left : merge.right + 1] = [value] * (merge.right + 1 - merge.left)
        return rows


@dataclass(frozen=True)
class Workbook:
    """``kind``: xlsx | xlsb | xls | ods | csv | html. ``encoding``, ``delimiter``: of csv."""

    kind: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    delimiter: str = ""


class SheetFault(Refusal):
    """A file that cannot be taken. ``reason``: password | corrupt | too_large | no_header |
    empty | wrong_type; the message says what to do."""

    def __init__(self, reason, message):
        super().__init__(reason, message)
        self.reason = reason

    def __str__(self):
        return self.args[1]


def address(row, column):
    """Excel's address of a row and a column, both counted from 1: (7, 2) → ``B7``."""
    return f"{column_letters(column)}{row}"


def column_letters(column):
    """1 → A, 27 → AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
