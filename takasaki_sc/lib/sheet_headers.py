"""Finding the header of a list, and tidying its cells: the generic part of every import."""

import re
import unicodedata
from dataclasses import dataclass

from takasaki_sc.lib.kana import display_lines

HEADER_SEARCH_ROWS = 30
HEADER_MIN_MATCHES = 2


@dataclass(frozen=True)
class HeaderGuess:
    """Where the header of a list is. ``row_index`` is its (lower) row in ``rows``;
    ``mapping``: column index → key; ``score``: how many columns were recognised; ``two_row``:
    the names come from this row and the one above."""

    row_index: int
    mapping: dict[int, str]
    score: int
    two_row: bool = False


def find_header(rows, aliases):
    """The header among the first rows, or None if fewer than two columns are recognised.

    ``aliases``: key → headings that mean it (``{"name": ["名称", "サロン名"]}``). Width, blanks,
    case and brackets' contents do not count; of two columns for one key the first is taken.
    Give ``Sheet.filled_rows()`` if the header may be merged. On equal scores the upper row wins.
    """
    keys = {_heading(alias): key for key, names in aliases.items() for alias in names}
    best = None
    for index, row in enumerate(rows[:HEADER_SEARCH_ROWS]):
        for guess in _guesses(rows, index, row, keys):
            if best is None or guess.score > best.score:
                best = guess
    return best if best and best.score >= HEADER_MIN_MATCHES else None


def _guesses(rows, index, row, keys):
    names = [_heading(cell) for cell in row]
    yield _guess(index, [(name,) for name in names], keys)
    if index:
        upper = [_heading(cell) for cell in rows[index - 1]]
        pairs = [(above + name, name or above) for above, name in zip(upper, names, strict=True)]
        yield _guess(index, pairs, keys, two_row=True)


def _guess(index, names_of_columns, keys, two_row=False):
    mapping = {}
    for column, names in enumerate(names_of_columns):
        key = next((keys[name] for name in names if name in keys), None)
        if key and key not in mapping.values():
            mapping[column] = key
    return HeaderGuess(index, mapping, len(mapping), two_row)


def _heading(cell):
    """A heading as it is compared: 「電　話（代表）」 = 「電話」."""
    if not isinstance(cell, str):
        return ""
    text = unicodedata.normalize("NFKC", cell).casefold()
    bare = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", "", text)
    return re.sub(r"[\s・:_*※]", "", bare or text)


def clean_cell(value):
    """A cell ready to use and, if that changed letters one can see, a note on the repair.

    Text is tidied by ``kana.display_lines`` (widths, blanks, invisible letters); text of nothing
    but blanks is None. Everything else is returned as it is.
    """
    if not isinstance(value, str):
        return value, None
    clean = display_lines(value) or None
    if clean is None or clean == value.strip():
        return clean, None
    if _without_blanks(clean) == _without_blanks(value):
        return clean, "空白を整えました"
    return clean, "全角・半角の文字をそろえました"


def _without_blanks(text):
    return "".join(text.split())
