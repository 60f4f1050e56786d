"""What one line of a list says, field by field, with every repair and every doubt named by cell."""

from dataclasses import dataclass, field

from takasaki_sc.lib.kana import search_key
from takasaki_sc.lib.sheets import clean_cell

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True)
class Issue:
    """Something to look at. level "error" keeps the line out, "warning" does not."""

    cell: str
    level: str
    text: str


@dataclass(frozen=True)
class Repair:
    """Something mended that had one meaning: the cell, before and after."""

    cell: str
    before: str
    after: str


@dataclass(frozen=True)
class Piece:
    """A cleaned cell that counts for a field."""

    cell: str
    heading: str
    text: str
    value: object = None


@dataclass
class Reading:
    """One line read. `values`: model field → value; only fields the list has a column for."""

    number: int
    sheet: str
    raw: list
    values: dict = field(default_factory=dict)
    repairs: list = field(default_factory=list)
    issues: list = field(default_factory=list)
    cells: dict = field(default_factory=dict)

    @property
    def name(self):
        return self.values.get("name", "")

    @property
    def code(self):
        return self.values.get("source_code", "")

    @property
    def has_error(self):
        return any(issue.level == ERROR for issue in self.issues)

    def warn(self, cell, text):
        self.issues.append(Issue(cell, WARNING, text))

    def refuse(self, cell, text):
        self.issues.append(Issue(cell, ERROR, text))

    def mend(self, cell, before, after):
        self.repairs.append(Repair(cell, str(before), str(after)))

    def put(self, name, value, pieces):
        """Set a model field, remembering the cell it came from."""
        self.values[name] = value
        if pieces:
            self.cells[name] = pieces[0].cell


def pieces_of(line, headings, keys, reading):
    """{meaning: [Piece]} of a line, cells cleaned, repairs noted. keys: meaning per column."""
    found = {}
    for cell, heading, key in zip(line.cells, headings, keys, strict=True):
        if not key:
            continue
        found.setdefault(key, [])
        text = _cleaned(cell, reading)
        if text:
            found[key].append(Piece(cell.place, heading, text, cell.value))
    return found


def _cleaned(cell, reading):
    """The text of a cell ready to use; HTML line breaks become line breaks."""
    value, note = clean_cell(cell.value)
    if value is None:
        return ""
    text = str(value)
    broken = text.replace("<br />", "<br>").replace("<br/>", "<br>")
    if "<br>" in broken:
        text = "\n".join(part.strip() for part in broken.split("<br>")).strip()
        reading.mend(cell.place, value, text.replace("\n", "⏎"))
    elif note:
        reading.mend(cell.place, cell.value, text)
    return text


def joined(pieces, separator):
    """The texts of several columns together, without saying the same thing twice."""
    texts, known = [], ""
    for piece in pieces:
        key = search_key(piece.text) if len(pieces) > 1 else ""
        if not texts or key not in known:
            texts.append(piece.text)
            known += key
    return separator.join(texts)
