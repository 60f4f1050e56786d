"""Stored preview lines in the words people read: labels, old → new, and what to do."""

from dataclasses import dataclass

from resources.importing.stored import councils_by_pk, label_of, shown
from resources.models import ImportRow, SocialResource

Result = ImportRow.Result
CHIPS = (
    ("", "すべて"),
    (Result.NEW, "新規"),
    (Result.CHANGED, "変更"),
    (Result.UNCHANGED, "変更なし"),
    (Result.GONE, "消えた"),
    (Result.ERROR, "エラー"),
    ("warned", "注意"),
    (Result.SKIPPED, "読みとばし"),
)
_LEFT_OUT = {"position_precision", "longitude"}


@dataclass(frozen=True)
class Cell:
    """One field of a line: its label, what it was, what it becomes."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """One line of the preview page."""

    row: ImportRow
    cells: list
    raw: list


def lines_of(rows):
    """[Line] for a page of ImportRows: of a changed line the changed cells, of a new one all."""
    councils = councils_by_pk()
    return [Line(row, _cells(row, councils), _raw(row)) for row in rows]


def _cells(row, councils):
    if row.result == Result.CHANGED:
        names = [name for name in row.before if name != "position_precision"]
        return [_cell(name, row, councils) for name in names]
    if row.result == Result.NEW:
        names = [name for name, value in row.after.items() if not _goes_without_saying(name, value)]
        cells = [_cell(name, row, councils) for name in names if name not in _LEFT_OUT | {"name"}]
        return [cell for cell in cells if cell.after]
    return []


def _goes_without_saying(name, value):
    return value in (None, "") or (name, value) == ("status", SocialResource.Status.ACTIVE)


def _cell(name, row, councils):
    if name == "latitude" and row.result == Result.NEW:
        return Cell("位置", "", f"北緯{row.after['latitude']} 東経{row.after['longitude']}")
    before = shown(name, row.before.get(name), councils)
    return Cell(label_of(name), before, shown(name, row.after[name], councils))


def _raw(row):
    return row.raw if row.result in (Result.ERROR, Result.SKIPPED) else []
