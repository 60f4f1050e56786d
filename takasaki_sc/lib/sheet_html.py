"""Tables that a web system hands out as 「.xls」: HTML inside, which Excel opens all the same."""

import re
from html.parser import HTMLParser

from takasaki_sc.lib.sheet_looks import MOST_NOTES, STRUCK
from takasaki_sc.lib.sheet_shapes import CellNote, SheetFault, address

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_ENCODINGS = ("utf-8", "cp932", "euc_jp")
MOST_SPAN = 500
_STRUCK = {"s", "strike", "del"}
_SKIPPED = {"script", "style", "head", "title"}


def read_html(data, limits):
    """[(rows, merges, notes)] of every table; merges as (top, left, bottom, right), notes on what
    is struck through. Raises SheetFault."""
    parser = _Tables(limits)
    parser.feed(_decode(data))
    parser.close()
    filled = (table for table in parser.tables if any(map(any, table.rows)))
    return [(table.rows, table.merges, tuple(table.notes)) for table in filled]


def _decode(data):
    """The page's own word for its encoding, if it is true; else whichever fits."""
    said = _CHARSET.search(data[:2048])
    names = [said[1].decode().lower()] if said else []
    names = ["cp932" if name in ("shift_jis", "sjis", "x-sjis") else name for name in names]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        names = ["utf-16"]
    for name in (*names, *_ENCODINGS):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp932", "replace")


class _Table:
    """One table being read; cells that span rows leave their place below."""

    def __init__(self):
        self.rows, self.merges, self.taken, self.notes = [], [], set(), []


class _Tables(HTMLParser):
    """Collects the cells of every table; of nested ones the inner text joins the outer cell."""

    def __init__(self, limits):
        super().__init__(convert_charrefs=True)
        self.limits = limits
        self.tables, self.depth, self.cell, self.span, self.silent = [], 0, None, (1, 1), 0
        self.struck, self.is_plain = 0, False

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.tables.append(_Table())
        elif tag in _SKIPPED:
            self.silent += 1
        elif tag in _STRUCK:
            self.struck += 1
        elif tag == "br" and self.cell is not None:
            self.cell.append("\n")
        elif self.depth == 1 and tag == "tr":
            self._end_cell()
            self._open_row()
        elif self.depth == 1 and tag in ("td", "th"):
            self._end_cell()
            told = dict(attrs)
            self.struck = int("line-through" in (told.get("style") or ""))
            self.is_plain = False
            self.cell, self.span = [], (_span(told, "rowspan"), _span(told, "colspan"))

    def handle_endtag(self, tag):
        if tag in _SKIPPED:
            self.silent = max(0, self.silent - 1)
        elif tag in _STRUCK:
            self.struck = max(0, self.struck - 1)
        elif tag in ("td", "th", "tr") and self.depth == 1:
            self._end_cell()
        elif tag == "table" and self.depth:
            if self.depth == 1:
                self._end_cell()
            self.depth -= 1

    def handle_data(self, data):
        if self.cell is not None and not self.silent:
            self.cell.append(data)
            self.is_plain |= not self.struck and bool(data.strip())

    def _open_row(self):
        rows = self.tables[-1].rows
        if len(rows) >= self.limits.rows:
            raise SheetFault("too_large", f"行が多すぎます（{self.limits.rows:,}行まで）。")
        rows.append([])

    def _end_cell(self):
        if self.cell is None:
            return
        table, cell = self.tables[-1], self.cell
        self.cell = None
        if not table.rows:
            self._open_row()
        top, row = len(table.rows) - 1, table.rows[-1]
        while (top, len(row)) in table.taken:
            row.append(None)
        left, (height, width) = len(row), self.span
        if left + width > self.limits.columns:
            raise SheetFault("too_large", f"列が多すぎます（{self.limits.columns}列まで）。")
        text = "\n".join(" ".join(part.split()) for part in "".join(cell).split("\n")).strip()
        row += [text or None] + [None] * (width - 1)
        if text and not self.is_plain and len(table.notes) < MOST_NOTES:
            table.notes.append(CellNote(address(top + 1, left + 1), "strikethrough", STRUCK))
        if height > 1 or width > 1:
            table.merges.append((top, left, top + height - 1, left + width - 1))
            table.taken |= {(top + r, left + c) for r in range(1, height) for c in range(width)}


def _span(attributes, name):
    text = attributes.get(name) or "1"
    return min(max(int(text), 1), MOST_SPAN) if text.isdecimal() else 1
