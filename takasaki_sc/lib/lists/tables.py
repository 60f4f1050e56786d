"""From a workbook to tables: where the header is, which lines are data, which are not and why."""

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from json.encoder import encode_basestring_ascii as quoted
from typing import NamedTuple

from takasaki_sc.lib.kana import plain
from takasaki_sc.lib.lists import lines as kinds
from takasaki_sc.lib.lists.columns import Proposal, propose_mapping
from takasaki_sc.lib.lists.halves import side_by_side
from takasaki_sc.lib.lists.header import find_header, is_turned, looks_like_header
from takasaki_sc.lib.lists.headings import fold_heading, has_bare_headings
from takasaki_sc.lib.lists.lines import Place, is_template_name, judge
from takasaki_sc.lib.lists.places import TITLE_SIGNS
from takasaki_sc.lib.sheet_shapes import column_letters

__all__ = ["CellText", "Line", "SkippedLine", "Table", "is_template_name", "tables_of"]

ABOVE = "見出しより上の行です"
_DITTO = re.compile(
    r"^(?:〃+|″+|〟|仝|々|[↓⇓│┃|]|\"{1,2}|'{2}|''|“|”|゛|同\s*上|同\s*じく?|上に同じ)$"
)
_DITTO_AND = re.compile(r"^\s*(?:〃|同上)\s*(?P<rest>.{1,40}?)\s*$")
_DITTO_STARTS = set("〃″〟仝々↓⇓│┃|｜\"'“”゛同上＂＇")
_MAY_BE_DITTO = _DITTO_STARTS | {c for c in map(chr, range(0x3001)) if c.isspace()}
_PASSIVE = ("source_code", "district", "kind", "neighbourhood")


class CellText(NamedTuple):
    """One cell below a heading: its place as Excel shows it, and its value."""

    place: str
    value: object


@dataclass(slots=True)
class Line:
    """One data line: the row number Excel shows, the letters of the columns and its values, and
    the district and kind of the section title it stands under."""

    number: int
    letters: list[str]
    values: list
    district: str = ""
    kind: str = ""
    venue: str = ""
    state: str = ""
    merged: set | None = None

    @property
    def cells(self):
        """The cells in column order, empty ones too; made when asked for."""
        places = (f"{letter}{self.number}" for letter in self.letters)
        return list(map(CellText, places, self.values))

    def place(self, column):
        return f"{self.letters[column]}{self.number}"

    def copied(self):
        return Line(self.number, self.letters, self.values,
                    self.district, self.kind, self.venue, self.state, self.merged)  # fmt: skip

    def put(self, column, value):
        """Another value for a cell; the row of the sheet stays as it is."""
        self.values = [*self.values[:column], value, *self.values[column + 1 :]]


@dataclass(frozen=True)
class SkippedLine:
    """A line that is no data, and why: nothing is dropped without being listed."""

    number: int
    texts: tuple[str, ...]
    reason: str


@dataclass
class Table:
    """One list on a sheet. `headings` is empty when no header was found: not a list.

    `filled_down`: place → the sign (〃) that meant the cell above; `lost_above`: places of such
    signs with nothing above; `guessed_down`: places filled because a district is written once
    a group; `continued`: places to which the row below was added; `cell_notes`: place → what is
    odd about that cell; `row_notes`: the same for whole rows.
    """

    index: int
    name: str
    is_hidden: bool
    is_empty: bool = False
    is_turned: bool = False
    headings: list[str] = field(default_factory=list)
    first_column: int = 1
    header_number: int = 0
    lines: list[Line] = field(default_factory=list)
    skipped: list[SkippedLine] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    legends: list[str] = field(default_factory=list)
    filled_down: dict[str, str] = field(default_factory=dict)
    lost_above: set[str] = field(default_factory=set)
    guessed_down: set[str] = field(default_factory=set)
    continued: dict[str, str] = field(default_factory=dict)
    cell_notes: dict[str, list] = field(default_factory=dict)
    row_notes: dict[int, list] = field(default_factory=dict)
    hidden_columns: set[int] = field(default_factory=set)

    @property
    def is_list(self):
        return bool(self.headings)

    @cached_property
    def headings_as_json(self):
        return [quoted(heading.replace("\n", " ")) for heading in self.headings]

    @property
    def has_looks(self):
        return bool(self.cell_notes or self.row_notes)

    @property
    def is_remarkable(self):
        """Is there anything to say about cells or rows beyond their values?"""
        return bool(
            self.has_looks
            or self.filled_down
            or self.lost_above
            or self.guessed_down
            or self.continued
        )

    @property
    def signature(self):
        """Equal for sheets with the same headings in the same order, however they are spelt."""
        folded = "|".join(fold_heading(heading) for heading in self.headings)
        return hashlib.sha256(folded.encode()).hexdigest()[:16]

    def copied(self):
        """The same table to be settled anew: `engine.prepare` fills its gaps in place."""
        return replace(
            self,
            lines=[line.copied() for line in self.lines],
            notes=list(self.notes),
            filled_down=dict(self.filled_down),
            guessed_down=set(self.guessed_down),
            cell_notes=dict(self.cell_notes),
            row_notes=dict(self.row_notes),
        )

    def columns(self):
        """The values below each heading."""
        rows = [line.values for line in self.lines]
        return [[row[i] for row in rows] for i in range(len(self.headings))]

    def proposals(self):
        """[Proposal] a column; a column hidden in Excel is not read unless a person says so."""
        return self._proposals

    @cached_property
    def _proposals(self):
        found = propose_mapping(self.headings, self.columns())
        hidden = {number - self.first_column for number in self.hidden_columns}
        return [Proposal() if i in hidden and p.key != "name" else p for i, p in enumerate(found)]


def tables_of(workbook):
    """The Tables of a lib.sheets.Workbook, in order; a sheet without a list is one too."""
    return [
        table
        for index, sheet in enumerate(workbook.sheets)
        for part in side_by_side(sheet)
        for table in _Walk(index, part).tables
    ]


class _Walk:
    """One sheet read from top to bottom: a header, its lines, perhaps another header."""

    def __init__(self, index, sheet):
        self.index, self.sheet = index, sheet
        self.filled = sheet.filled_rows() if sheet.merges else sheet.rows
        self.rows = _filled_downwards(sheet)
        n_columns = len(sheet.rows[0]) if sheet.rows else 0
        self.letters = [column_letters(sheet.first_column + i) for i in range(n_columns)]
        self.merged = _merged_columns(sheet)
        self.widths = {(m.top, m.left): m.right - m.left + 1 for m in sheet.merges}
        self.tables = []
        header = find_header(self.filled)
        self.table = self._open(header)
        if header is None:
            self.table.is_turned = is_turned(self.filled)
            return
        for row_index in range(header.top):
            self._skip(row_index, ABOVE)
            self.table.titles += self.table.skipped[-1].texts if self.table.skipped else ()
        self._read(header)

    def _open(self, header):
        sheet = self.sheet
        table = Table(self.index, sheet.name, sheet.hidden, not sheet.rows)
        table.first_column = sheet.first_column
        self.tables.append(table)
        _take_notes(table, sheet.notes)
        self.district, self.kind, self.venue, self.above = "", "", "", None
        self.state, self.signs, self.outer = "", set(), set()
        if header:
            table.headings = [heading.strip() for heading in header.headings]
            table.header_number = sheet.first_row + header.bottom
            words = [cell for row in self.filled[header.top : header.bottom + 1] for cell in row]
            self.words = {fold_heading(str(word)) for word in words if word not in (None, "")}
            self.words |= {fold_heading(heading) for heading in table.headings if heading}
            keys = [proposal.key for proposal in propose_mapping(
                table.headings, [[] for _ in table.headings])]  # fmt: skip
            self.name = keys.index("name") if "name" in keys else None
            self.has_venue = "venue" in keys
            self.passive = frozenset(i for i, key in enumerate(keys) if key in _PASSIVE)
        return table

    def _read(self, header):
        row_index = header.bottom + 1
        while row_index < len(self.rows):
            row = self.rows[row_index]
            if self._is_other_header(row, row_index):
                found = find_header(self.filled, row_index, 3)
                if found and found.top <= row_index + 1:
                    titles, self.table = self.table.titles, self._open(found)
                    self.table.titles = list(titles)
                    row_index = found.bottom + 1
                    continue
            self._take(row_index, row)
            row_index += 1

    def _is_other_header(self, row, row_index):
        if not has_bare_headings(row):
            return False
        texts = {fold_heading(str(cell)) for cell in row if cell not in (None, "")}
        return len(texts) > 2 and not texts <= self.words and looks_like_header(row)

    def _take(self, row_index, row):
        """Put one row where it belongs."""
        verdict = judge(row, self.words, self.passive, lambda: self._place(row_index, row))
        if verdict.what == kinds.DATA:
            self._add(row_index, row)
        elif verdict.what == kinds.PART and self._continue(row_index, row):
            self._skip(row_index, verdict.reason)
        elif verdict.what != kinds.EMPTY:
            self._skip(row_index, kinds.BELOW if verdict.what == kinds.PART else verdict.reason)
        if verdict.what == kinds.SECTION:
            self._note_state(row, verdict)
            self.district = verdict.district or self.district
            self.kind = verdict.kind or self.kind
            self.venue = verdict.venue or ("" if verdict.district else self.venue)
        elif verdict.what == kinds.LEGEND:
            self.table.legends += self.table.skipped[-1].texts

    def _note_state(self, row, verdict):
        """「【休止中】」 holds for the lines below it, up to a title like those above it."""
        sign = next((str(cell).strip()[0] for cell in row if cell not in (None, "")), "")
        if verdict.state:
            self.state, self.outer = verdict.state, self.signs - {sign}
        elif sign in self.outer:
            self.state = ""
        self.signs.add(sign if sign in TITLE_SIGNS else "")

    def _place(self, row_index, row):
        column = next((i for i, cell in enumerate(row) if cell not in (None, "")), 0)
        return Place(
            self.name,
            self.passive,
            row_index < self.last_data,
            not any(cell not in (None, "") for cell in self.rows[row_index - 1]),
            self.widths.get((row_index, column), 1),
            self._is_repeated(row_index + 1),
            self.has_venue,
        )

    def _is_repeated(self, row_index):
        """Does the header come again in this row, on a new page?"""
        row = self.rows[row_index] if row_index < len(self.rows) else ()
        texts = {fold_heading(str(cell)) for cell in row if cell not in (None, "")}
        return len(texts) > 1 and texts <= self.words

    @cached_property
    def last_data(self):
        """The last row with three cells or more; below it are notes."""
        least = min(3, max(2, sum(bool(h) for h in self.table.headings) - 1))
        full = (i for i in range(len(self.rows) - 1, -1, -1) if _count(self.rows[i]) >= least)
        return next(full, 0)

    def _add(self, row_index, row):
        table, number = self.table, self.sheet.first_row + row_index
        above = self.above
        signs = [i for i, value in enumerate(row)
                 if type(value) is str and value[:1] in _MAY_BE_DITTO
                 and value.lstrip()[:1] in _DITTO_STARTS]  # fmt: skip
        if signs:
            row = list(row)
            for i in signs:
                place = f"{self.letters[i]}{number}"
                row[i] = _from_above(table, place, row[i], above[i] if above else None)
        merged = self.merged.get(row_index)
        table.lines.append(
            Line(
                number, self.letters, row, self.district, self.kind, self.venue, self.state, merged
            )
        )
        self.above = row

    def _continue(self, row_index, row):
        """Add the one filled cell of a row to the cell above it."""
        number = self.sheet.first_row + row_index
        lines = self.table.lines
        if not lines or lines[-1].number != number - 1:
            return False
        column, value = next((i, cell) for i, cell in enumerate(row) if cell not in (None, ""))
        own = lines[-1].values[column]
        if own in (None, ""):
            return False
        lines[-1].put(column, f"{own}\n{value}")
        self.table.continued[lines[-1].place(column)] = f"{number}行目"
        return True

    def _skip(self, row_index, reason):
        texts = tuple(str(cell) for cell in self.rows[row_index] if cell not in (None, ""))
        if texts:
            number = self.sheet.first_row + row_index
            self.table.skipped.append(SkippedLine(number, texts, reason))


def _count(row):
    return sum(cell not in (None, "") for cell in row)


def _filled_downwards(sheet):
    """The rows with cells merged over several rows filled in their first column only: a text
    merged over two columns is said once."""
    rows = sheet.rows
    if any(merge.bottom > merge.top for merge in sheet.merges):
        rows = [list(row) for row in rows]
        for merge in sheet.merges:
            for index in range(merge.top + 1, merge.bottom + 1):
                rows[index][merge.left] = rows[merge.top][merge.left]
    return rows


def _merged_columns(sheet):
    """Row index → the columns whose value there comes from a cell merged with rows above."""
    found = defaultdict(set)
    for merge in sheet.merges:
        for index in range(merge.top + 1, merge.bottom + 1):
            found[index].add(merge.left)
    return dict(found)


def _from_above(table, place, value, above):
    sign = plain(value).strip()
    if _DITTO.match(sign) or value.strip() in ("〃", "同上", "々", "″"):
        if above is None:
            table.lost_above.add(place)
            return None
        table.filled_down[place] = value.strip()
        return above
    found = _DITTO_AND.match(value)
    if found and isinstance(above, str):
        table.filled_down[place] = value.strip()
        return f"{above}{'' if found['rest'][0] in '（(' else ' '}{found['rest']}"
    return value


def _take_notes(table, notes):
    """Notes of the reader to the cells and rows they are about; the rest to the whole table."""
    cells, rows = defaultdict(list), defaultdict(list)
    for note in notes:
        if note.place.endswith("行"):
            first, last = (re.findall(r"\d+", note.place) * 2)[:2]
            for number in range(int(first), min(int(last), int(first) + 5000) + 1):
                rows[number].append(note)
        elif re.fullmatch(r"[A-Z]{1,3}\d+", note.place):
            cells[note.place].append(note)
        else:
            table.notes.append(f"{note.place}：{note.text}" if note.place else note.text)
    table.cell_notes, table.row_notes = dict(cells), dict(rows)
    for note in notes:
        if note.code == "hidden_column":
            table.hidden_columns |= _columns_of(note.place)


def _columns_of(place):
    letters = re.findall("[A-Z]+", place)
    numbers = [n for n in range(1, 703) if column_letters(n) in (letters[0], letters[-1])]
    return set(range(numbers[0], numbers[-1] + 1)) if numbers else set()
