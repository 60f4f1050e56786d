"""What one line of a list says, field by field, with every repair and every doubt named by cell."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from json.encoder import encode_basestring_ascii as quoted
from typing import NamedTuple

from takasaki_sc.lib.kana import search_key
from takasaki_sc.lib.sheet_headers import clean_cell

ERROR, WARNING = "error", "warning"
_is_clean = re.compile(r"[ぁ-ゖァ-ヺー一-鿿0-9A-Za-z・、。（）()～〜:：/~,.\-]{1,200}").fullmatch
"""Nothing in it that tidying would change: most cells of most lists."""

_DOWNWARDS = re.compile(r"[一-鿿ぁ-んァ-ヶ](?:\n[一-鿿ぁ-んァ-ヶー])+")
_STROKES = frozenset(stroke * n for stroke in "-―ー－‐–—−" for n in (1, 2, 3))
"""A stroke through an empty place."""

LONGEST_CELL = 4000
"""Letters of a cell that are read; a longer one is a story, and is cut with a warning."""


@dataclass(frozen=True)
class Issue:
    """Something to look at. level "error" keeps the line out, "warning" does not."""

    cell: str
    level: str
    text: str
    code: str = ""


@dataclass(frozen=True)
class Repair:
    """Something mended that had one meaning: the cell, before and after."""

    cell: str
    before: str
    after: str


class Piece(NamedTuple):
    """A cleaned cell that counts for a field."""

    cell: str
    heading: str
    text: str
    value: object = None


@dataclass(slots=True)
class Reading:
    """One line read. `values`: field → value; only fields the list has a column for. `looks`:
    how the whole line looks (取り消し線, 灰色の塗り) → the code of the question about it.
    `is_more`: its name is one merged cell with the line above, so it is the same place.
    `own_id`: the number of our own export, None in lists of others."""

    number: int
    sheet: str
    line: object
    headings: list  # as JSON
    values: dict = field(default_factory=dict)
    repairs: list = field(default_factory=list)
    issues: list = field(default_factory=list)
    cells: dict = field(default_factory=dict)
    looks: dict = field(default_factory=dict)
    is_more: bool = False
    own_id: int | None = None

    def raw_json(self):
        """The line as it stands in the file, cell by cell, as JSON; made when it is stored."""
        line, number = self.line, self.line.number
        cells = zip(line.letters, self.headings, line.values, strict=True)
        parts = [
            f'{{"cell": "{letter}{number}", "heading": {heading}, "text": {quoted(str(value))}}}'
            for letter, heading, value in cells
            if value is not None and value != ""
        ]
        return f"[{', '.join(parts)}]"

    @property
    def name(self):
        return self.values.get("name", "")

    @property
    def code(self):
        return self.values.get("source_code", "")

    @property
    def has_error(self):
        return any(issue.level == ERROR for issue in self.issues)

    def warn(self, cell, text, code=""):
        self.issues.append(Issue(cell, WARNING, text, code))

    def refuse(self, cell, text, code=""):
        self.issues.append(Issue(cell, ERROR, text, code))

    def mend(self, cell, before, after):
        """Note a repair; two steps at one cell (width, then hyphens) are told as one."""
        last = self.repairs[-1] if self.repairs and self.repairs[-1].cell == cell else None
        steps = (str(before), str(before).replace("\n", "⏎"))
        if last is None:
            last = next((r for r in self.repairs if r.cell == cell and r.before in steps), None)
        if last and (last.before in steps or last.after in steps):
            self.repairs.remove(last)
            before = last.before
        self.repairs.append(Repair(cell, str(before), str(after)))

    def put(self, name, value, pieces):
        """Set a field, remembering the cell it came from."""
        self.values[name] = value
        if pieces:
            self.cells[name] = pieces[0].cell


def pieces_of(line, headings, keys, reading):
    """{meaning: [Piece]} of a line, cells cleaned, repairs noted. keys: meaning per column."""
    found, number = {key: [] for key in keys if key}, line.number
    for letter, value, heading, key in zip(line.letters, line.values, headings, keys, strict=True):
        if not key or value is None or value == "" or value in _STROKES:
            continue
        place = f"{letter}{number}"
        if not isinstance(value, str):
            text = str(value)
        elif _is_clean(value):
            text = value
        elif not (text := _cleaned(value, place, reading)):
            continue
        found[key].append(Piece(place, heading, text, value))
    return found


def _cleaned(value, place, reading):
    """The text of a cell ready to use; HTML line breaks become line breaks."""
    text, is_mended = _clean_text(value[:LONGEST_CELL])
    if len(value) > LONGEST_CELL:
        reading.warn(place, f"{LONGEST_CELL:,}字を超えるため、あとを切りました。", "too_long")
    if is_mended:
        reading.mend(place, value[:LONGEST_CELL], text.replace("\n", "⏎"))
    return text


@lru_cache(maxsize=16384)
def _clean_text(written):
    value, note = clean_cell(written)
    if value is None:
        return "", False
    if "\n" in value and _DOWNWARDS.fullmatch(value):
        return value.replace("\n", ""), True  # 片⏎岡: written downwards
    broken = value.replace("<br />", "<br>").replace("<br/>", "<br>")
    if "<br>" in broken:
        return "\n".join(part.strip() for part in broken.split("<br>")).strip(), True
    return value, bool(note)


def joined(pieces, separator):
    """The texts of several columns together, without saying the same thing twice."""
    if len(pieces) < 2:
        return pieces[0].text if pieces else ""
    texts, known = [], ""
    for piece in pieces:
        key = search_key(piece.text)
        if not texts or not key or key not in known:
            texts.append(piece.text)
            known += key
    return separator.join(texts)
