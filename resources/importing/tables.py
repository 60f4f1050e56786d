"""From a workbook to tables: where the header is, which lines are data, which are not and why."""

import hashlib
import re
from dataclasses import dataclass, field

from resources.importing.headers import ALIASES, fold_heading, propose_mapping
from takasaki_sc.lib.kana import plain, search_key
from takasaki_sc.lib.sheets import address, find_header

SAME_AS_ABOVE = {"〃", "同上", "″", "々", '"', "''", "〟", "仝"}
TOTALS = {"合計", "計", "小計", "総計"}
_NOTE = re.compile(r"^(?:※|\*|注[:：)）\s]|\(注\)|（注）)")


@dataclass(frozen=True)
class CellText:
    """One cell below a heading: its place as Excel shows it, and its value."""

    place: str
    value: object


@dataclass
class Line:
    """One data line: the row number Excel shows, and its cells in column order."""

    number: int
    cells: list[CellText]

    @property
    def texts(self):
        return ["" if cell.value is None else str(cell.value) for cell in self.cells]


@dataclass(frozen=True)
class SkippedLine:
    """A line that is no data, and why: nothing is dropped without being listed."""

    number: int
    texts: tuple[str, ...]
    reason: str


@dataclass
class Table:
    """One sheet as a list. `headings` is empty when no header was found: not a list."""

    index: int
    name: str
    is_hidden: bool
    headings: list[str] = field(default_factory=list)
    header_number: int = 0
    lines: list[Line] = field(default_factory=list)
    skipped: list[SkippedLine] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    filled_down: dict[str, str] = field(default_factory=dict)

    @property
    def is_list(self):
        return bool(self.headings)

    @property
    def signature(self):
        """Equal for sheets with the same headings in the same order, however they are spelt."""
        folded = "|".join(fold_heading(heading) for heading in self.headings)
        return hashlib.sha256(folded.encode()).hexdigest()[:16]

    def columns(self):
        """The values below each heading."""
        return [[line.cells[i].value for line in self.lines] for i in range(len(self.headings))]

    def proposals(self):
        return propose_mapping(self.headings, self.columns())


def tables_of(workbook):
    """A Table for every sheet of a lib.sheets.Workbook, in order."""
    return [_table(index, sheet) for index, sheet in enumerate(workbook.sheets)]


def _table(index, sheet):
    table = Table(index=index, name=sheet.name, is_hidden=sheet.hidden)
    table.notes = [f"{note.place}：{note.text}" for note in sheet.notes]
    rows = sheet.filled_rows()
    guess = find_header(rows, ALIASES)
    if guess is None:
        return table
    table.headings = _headings(rows, guess)
    table.header_number = sheet.first_row + guess.row_index
    for row_index in range(guess.row_index - (1 if guess.two_row else 0)):
        _skip(table, sheet.first_row + row_index, rows[row_index], "見出しより上の行です")
    above = None
    for row_index in range(guess.row_index + 1, len(rows)):
        above = _take_row(table, sheet, row_index, rows[row_index], above)
    return table


def _headings(rows, guess):
    lower = rows[guess.row_index]
    upper = rows[guess.row_index - 1] if guess.two_row else [None] * len(lower)
    return [
        " ".join(str(part) for part in dict.fromkeys((above, own)) if part not in (None, ""))
        for above, own in zip(upper, lower, strict=True)
    ]


def _take_row(table, sheet, row_index, row, above):
    """Put one row where it belongs; gives the row that a 同上 in the next one means."""
    number = sheet.first_row + row_index
    reason = _why_not_data(row, table.headings)
    if reason is None:
        return above
    if reason:
        _skip(table, number, row, reason)
        return above
    places = [address(number, sheet.first_column + i) for i in range(len(row))]
    filled = [
        _from_above(table, place, value, above[i] if above else None)
        for i, (place, value) in enumerate(zip(places, row, strict=True))
    ]
    cells = [CellText(place, value) for place, value in zip(places, filled, strict=True)]
    table.lines.append(Line(number, cells))
    return filled


def _from_above(table, place, value, above):
    if not (isinstance(value, str) and value.strip() in SAME_AS_ABOVE and above is not None):
        return value
    table.filled_down[place] = value.strip()
    return above


def _why_not_data(row, headings):
    """None for an empty row, "" for data, else the reason in Japanese."""
    texts = ["" if value is None else str(value).strip() for value in row]
    filled = [text for text in texts if text]
    if not filled:
        return None
    if texts == [heading.strip() for heading in headings]:
        return "見出しのくり返しです"
    if plain(filled[0]).replace(" ", "") in TOTALS:
        return "合計の行です"
    if len(filled) == 1 and _NOTE.match(filled[0]):
        return "注意書きの行です"
    return ""


def _skip(table, number, row, reason):
    texts = tuple(str(value) for value in row if value not in (None, ""))
    if texts:
        table.skipped.append(SkippedLine(number, texts, reason))


TEMPLATE_NAMES = {
    search_key(word)
    for word in (
        "TEMPL", "TEMPLATE", "DUMY", "DUMMY", "TEST", "SAMPLE", "EXAMPLE", "テンプレート", "ダミー",
        "テスト", "サンプル", "記入例", "見本", "例", "ひな形", "雛形",
    )
}  # fmt: skip


def is_template_name(name):
    """Is this the name of a model line left in the list (TEMPL, DUMY, 記入例), not of a place?"""
    text = plain(name)
    return search_key(text) in TEMPLATE_NAMES or bool(
        re.match(r"^[(\[【]?(?:記入)?例[)\]】:]", text)
    )
