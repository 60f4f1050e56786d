"""Reading a table 町内会 × 項目 with its two-row header and its total row (G1–G4)."""

import re
from dataclasses import dataclass, field, replace

from resources.importing.cells import (
    ASK,
    ERROR,
    NOTE,
    Issue,
    NoTable,
    count_of,
    is_number,
    words_of,
)
from resources.models import NeedCategory, NeedsMatrix
from takasaki_sc.lib import wareki
from takasaki_sc.lib.kana import plain, search_key
from takasaki_sc.lib.sheets import column_letters

Measure = NeedCategory.Measure
SEARCHED_ROWS = 30
HIGHEST_HEADER = 3
MOST_LINES, MOST_COLUMNS = 300, 60
LONGEST_NAME, LONGEST_HEADING = 60, 40
NAMES = {"町内会名", "町内会", "町内名", "町内", "自治会名", "自治会", "行政区", "町会名", "町会"}
MEASURES = {
    **dict.fromkeys(("対象人数", "対象者数", "対象者", "実人数", "利用者数"), Measure.PEOPLE),
    **dict.fromkeys(("世帯数", "世帯"), Measure.HOUSEHOLDS),
    **dict.fromkeys(("計", "合計", "総計"), Measure.TOTAL),
}
TOTALS = {"計", "合計", "総計", "全体"}
SUBTOTAL = "小計"
TWO_TOTALS = "合計の行が2つあるか、町内会名が空の行があります。"
_YEAR = rf"(?:(?i:{wareki.era_names(1926)})|西暦)?\s?(?:\d{{1,4}}|元)\s?"
_DAY = rf"{_YEAR}(?:年|[./])\s?\d{{1,2}}(?:月(?:\d{{1,2}}日)?)?"
_PERIOD = re.compile(rf"{_DAY}(?:\s?(?:~|から)\s?{_DAY})?|{_YEAR}年度")


@dataclass(frozen=True)
class Heading:
    """A column: デイサービス > 入浴 is not 訪問介護 > 入浴."""

    group: str
    name: str
    letter: str
    measure: str

    @property
    def words(self):
        return f"{self.group}＞{self.name}" if self.group else self.name


@dataclass(frozen=True)
class Line:
    """A 町内会 as the sheet spells it, its row there, and its numbers; None is a blank cell."""

    name: str
    number: int
    cells: list


@dataclass
class NeedsTable:
    """What a sheet says, before anybody has agreed to it."""

    title: str = ""
    period: str = ""
    headings: list = field(default_factory=list)
    lines: list = field(default_factory=list)
    totals: Line | None = None
    notes: list = field(default_factory=list)
    issues: list = field(default_factory=list)

    @classmethod
    def from_facts(cls, facts):
        """The table again from what JSON kept of it."""
        return cls(
            title=facts["title"],
            period=facts["period"],
            headings=[Heading(**words) for words in facts["headings"]],
            lines=[Line(**words) for words in facts["lines"]],
            totals=Line(**facts["totals"]) if facts["totals"] else None,
            notes=facts["notes"],
            issues=[Issue(**words) for words in facts["issues"]],
        )

    @property
    def kind(self):
        """The kind it looks like; a person decides."""
        words = self.title + "".join(heading.group for heading in self.headings)
        is_use = any(word in words for word in ("サービス", "訪問介護", "通所"))
        return NeedsMatrix.Kind.SERVICES if is_use else NeedsMatrix.Kind.NEEDS

    def issues_of(self, level):
        return [issue for issue in self.issues if issue.level == level]

    @property
    def errors(self):
        return self.issues_of(ERROR)

    @property
    def asks(self):
        return self.issues_of(ASK)


def read_needs_matrix(sheets):
    """The first sheet that holds such a table. Raises NoTable."""
    for sheet in sheets:
        place = _find_header(sheet)
        if place:
            return _Reader(sheet, *place).table
    raise NoTable


def _find_header(sheet):
    for row, cells in enumerate(sheet.rows[:SEARCHED_ROWS]):
        texts = [words_of(cell).replace(" ", "") for cell in cells]
        if any(text in NAMES for text in texts) and sum(map(bool, texts)) > 1:
            return row, next(n for n, text in enumerate(texts) if text in NAMES)
    return None


class _Reader:
    def __init__(self, sheet, top, name_column):
        self.sheet, self.name_column = sheet, name_column
        self.filled = [[words_of(cell) for cell in row] for row in sheet.filled_rows()]
        self.table = NeedsTable()
        self.first = self._end_of_header(top)
        self.columns = self._read_headings(top)
        self._read_above(top)
        self._read_lines()
        if not (self.table.lines and self.columns):
            raise NoTable
        self._check_totals()
        self._check_rows()
        self._check_sizes()

    def _end_of_header(self, top):
        """The header goes on while a row names columns and no 町内会."""
        title = self.filled[top][self.name_column]
        row = top + 1
        while row < min(len(self.sheet.rows), top + HIGHEST_HEADER):
            cells = self.sheet.rows[row]
            is_named = self.filled[row][self.name_column] not in ("", title)
            if is_named or not any(cells) or any(is_number(cell) for cell in cells):
                break
            row += 1
        return row

    def _read_headings(self, top):
        """The columns to the right of the names: their indexes; their headings go to the table."""
        upper = self.filled[top]
        lower = self.filled[self.first - 1] if self.first - 1 > top else [""] * len(upper)
        columns, group = [], ""
        for column in range(self.name_column + 1, len(upper)):
            above, below = upper[column], lower[column]
            group = above or (group if below else "")
            name = below or above
            if not name:
                continue
            own_group = group if below and below != group else ""
            measure = MEASURES.get(name, Measure.NEED)
            letter = column_letters(self.sheet.first_column + column)
            if measure != Measure.NEED:
                own_group = ""
            self.table.headings.append(Heading(own_group, name, letter, str(measure)))
            columns.append(column)
        self._refuse_same_headings()
        return columns

    def _refuse_same_headings(self):
        seen = {}
        for heading in self.table.headings:
            key = (search_key(heading.group), search_key(heading.name))
            if key in seen:
                text = f"「{heading.words}」は{seen[key]}列にもあります。見出しを直してください。"
                self._tell(f"{heading.letter}列", ERROR, text)
            seen.setdefault(key, heading.letter)

    def _read_above(self, top):
        """The title and the period stand above the header."""
        texts = [text for row in self.filled[:top] for text in dict.fromkeys(row) if text]
        for text in texts:
            period = period_in(text)
            self.table.period = self.table.period or period
            if not (period and len(text) < len(period) + len("（現在）")):
                self.table.title = self.table.title or text

    def _read_lines(self):
        for row in range(self.first, len(self.sheet.rows)):
            cells = self.sheet.rows[row]
            name = words_of(cells[self.name_column])
            if self._is_note(cells, name):
                self.table.notes.append("　".join(words_of(cell) for cell in cells if cell))
            elif name == SUBTOTAL:
                self._tell(self._at(row, self.name_column), NOTE, "小計の行は読みません。")
            elif any(cell is not None for cell in cells):
                self._read_line(row, name)

    def _is_note(self, cells, name):
        if any(is_number(cells[column]) for column in self.columns):
            return False
        is_lone = not any(words_of(cells[column]) for column in self.columns)
        return any(cells) and is_lone and (
            not name or name[0] in "※注*(（" or len(name) > 20 or self.table.totals is not None
        )  # fmt: skip

    def _read_line(self, row, name):
        line = Line(name, self.sheet.first_row + row, [self._count(row, c) for c in self.columns])
        place = self._at(row, self.name_column)
        if name in TOTALS or not name:
            if self.table.totals is not None:
                self._tell(self._at_total(), ERROR, TWO_TOTALS)
            self.table.totals = replace(line, name="")
            return
        if self.table.totals is not None:
            self._tell(
                place,
                ERROR,
                f"「{name}」が合計の行より下にあります。合計は下に置いてください。",
            )
        if search_key(name) in {search_key(other.name) for other in self.table.lines}:
            self._tell(place, ERROR, f"「{name}」の行が2つあります。1つにしてください。")
        self.table.lines.append(line)

    def _count(self, row, column):
        try:
            return count_of(self.sheet.rows[row][column])
        except ValueError as fault:
            self._tell(self._at(row, column), ERROR, str(fault))
            return None

    def _check_totals(self):
        if self.table.totals is None:
            self._tell("", NOTE, "合計の行がありません。足した数だけを使います。")
            return
        for index, heading in enumerate(self.table.headings):
            printed = self.table.totals.cells[index]
            added = sum(line.cells[index] or 0 for line in self.table.lines)
            place = f"{heading.letter}{self.table.totals.number}"
            if printed is None and added and heading.measure != Measure.HOUSEHOLDS:
                self._tell(place, NOTE, f"「{heading.words}」の合計が空です（足すと{added}）。")
            elif printed not in (None, added):
                text = f"「{heading.words}」の合計は、シートでは{printed}、足すと{added}です。"
                self._tell(place, ASK, text)

    def _check_rows(self):
        headings = self.table.headings
        needs = [n for n, heading in enumerate(headings) if heading.measure == Measure.NEED]
        for line in [*self.table.lines, *([self.table.totals] if self.table.totals else [])]:
            added = sum(line.cells[n] or 0 for n in needs)
            for index, heading in enumerate(headings):
                n, place = line.cells[index], f"{heading.letter}{line.number}"
                if heading.measure == Measure.TOTAL and n not in (None, added):
                    name = line.name or "合計"
                    self._tell(place, ASK, f"{name}の計は、シートでは{n}、足すと{added}です。")
                most = max((line.cells[c] or 0 for c in needs), default=0)
                if heading.measure == Measure.PEOPLE and n is not None and n < most:
                    text = f"{line.name or '合計'}の対象人数（{n}）より多い数（{most}）があります。"
                    self._tell(place, NOTE, text)

    def _check_sizes(self):
        headings, lines = self.table.headings, self.table.lines
        if len(lines) > MOST_LINES or len(headings) > MOST_COLUMNS:
            text = f"表は{MOST_LINES}行・{MOST_COLUMNS}列までです。分けて取り込んでください。"
            self._tell("", ERROR, text)
        for heading in headings:
            if max(len(heading.group), len(heading.name)) > LONGEST_HEADING:
                text = f"見出しは{LONGEST_HEADING}文字までにしてください。"
                self._tell(f"{heading.letter}列", ERROR, text)
        for line in lines:
            if len(line.name) > LONGEST_NAME:
                text = f"町内会名は{LONGEST_NAME}文字までにしてください。"
                self._tell(f"{line.number}行", ERROR, text)

    def _at(self, row, column):
        return self.sheet.address(row, column)

    def _at_total(self):
        return f"{self.table.totals.number}行"

    def _tell(self, place, level, text):
        self.table.issues.append(Issue(place, level, text))


def period_in(text):
    """The words for a month, a year or a range of them within a longer text, or ""."""
    found = _PERIOD.search(plain(text))
    return found[0].replace("~", "～") if found else ""


def period_of(text):
    """(first day, last day) of 「H29年4月」, 「H27.4～H29.4」, 「平成29年度」, or ValueError."""
    text = text.strip()
    if "年度" in text:
        return wareki.fiscal_year_bounds(wareki.parse_fiscal_year(text))
    bare = re.sub(r"(現在|時点|迄|まで)$", "", text)
    start, end = wareki.parse_range(bare)
    if end is None:
        raise ValueError("期間の終わりも書いてください。例：平成27年4月～平成29年4月")
    return start.first_day, end.last_day
