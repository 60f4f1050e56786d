"""Where the header of a list is: one row, or up to three that say a heading together."""

from collections import Counter
from dataclasses import dataclass

from takasaki_sc.lib.lists.columns import meaning_of_parts
from takasaki_sc.lib.lists.headings import EXACT, day_or_week, fold_heading, meaning_of
from takasaki_sc.lib.lists.places import TITLE_SIGNS, is_district

SEARCHED_ROWS, SEARCHED_COLUMNS = 40, 12
TALLEST = 3
LEAST_COLUMNS = 2
_CARD_DEPTH = 6
NEARLY = 0.7
"""Of two lists on one sheet the first begins the reading, if its header is nearly as good."""


@dataclass(frozen=True)
class Header:
    """The rows ``top`` to ``bottom`` (indexes) and what stands in each column, upper part first."""

    top: int
    bottom: int
    headings: tuple[str, ...]
    score: float


def find_header(rows, start=0, searched=SEARCHED_ROWS):
    """The best header among ``rows[start:start+searched]``, or None.

    Give rows whose merged cells are filled in both directions. On equal scores the upper and
    the shorter one wins. A form card (名称｜〇〇｜電話｜027…) is no list: below its words stand
    other such words.
    """
    found = list(_candidates(rows, start, min(start + searched, len(rows))))
    if not found:
        return None
    best = max(header.score for header in found)
    first = next(header for header in found if header.score >= best * NEARLY)
    near = [header for header in found if first.bottom <= header.bottom <= first.bottom + 2]
    return _with_upper_rows(rows, max(near, key=lambda header: header.score), start)


def _candidates(rows, start, end):
    for bottom in range(start, end):
        for height in range(1, TALLEST + 1):
            top = bottom - height + 1
            if top < start or (height > 1 and not any(rows[top])):
                break
            if height > 1 and _is_section(rows[bottom]):
                break
            if header := _header(rows, top, bottom):
                yield header


def _is_section(row):
    """Does one title stand alone in a row (■片岡地区)? It opens the lines below the header."""
    filled = {str(cell).strip() for cell in row if cell not in (None, "")}
    text = filled.pop() if len(filled) == 1 else ""
    return text[:1] in TITLE_SIGNS and text != "" or is_district(text)


def _with_upper_rows(rows, header, start):
    """The header with the rows above that a merged cell of it reaches into."""
    top = header.top
    while top > start and header.bottom - top + 1 < TALLEST and _reaches_up(rows, top):
        top -= 1
    return (_header(rows, top, header.bottom) or header) if top < header.top else header


def _reaches_up(rows, top):
    """Is a cell merged with the row above, or is that a row of group words over everything?"""
    above, own = rows[top - 1], rows[top]
    texts = [cell for cell in above if cell not in (None, "")]
    if len(set(texts)) < 2:
        return False
    if any(a == b and a not in (None, "") for a, b in zip(above, own, strict=True)):
        return True
    n_own = sum(cell not in (None, "") for cell in own)
    short = all(isinstance(text, str) and len(text) <= 10 for text in texts)
    return short and len(texts) >= 0.8 * n_own and len(set(texts)) < len(texts)


def looks_like_header(row):
    """Is this row made of headings? For a header in the middle of a sheet."""
    texts = list(dict.fromkeys(str(cell) for cell in row if cell not in (None, "")))
    exact = [text for text in texts if meaning_of(text)[1] == EXACT or day_or_week(text)]
    keys = {meaning_of(text)[0] or day_or_week(text) for text in exact}
    return len(keys) >= 3 and len(exact) >= 0.7 * len(texts)


def is_turned(rows):
    """Do the headings stand below each other on the left, a place to a column? A form card has
    such columns further to the right as well."""
    columns = list(zip(*(row[:SEARCHED_COLUMNS] for row in rows[:SEARCHED_ROWS]), strict=True))
    found = [index for index, column in enumerate(columns) if looks_like_header(column)]
    return len(found) == 1 and found[0] < TALLEST and found[0] + 1 < len(columns)


def _header(rows, top, bottom):
    parts = [_parts(rows, top, bottom, column) for column in range(len(rows[bottom]))]
    if not any(parts):
        return None
    claims = [_meaning(own) for own in parts]
    score = _score(claims, parts)
    known = {key for key, _ in claims if key}
    if len(known) < LEAST_COLUMNS or score < 1.5 or _is_prose(claims, parts):
        return None
    if _is_card(rows, top, bottom, claims) or _is_stack(parts):
        return None
    return Header(top, bottom, tuple("\n".join(own) for own in parts), score)


def _parts(rows, top, bottom, column):
    """The texts above each other in one column; a word said twice (merged) counts once."""
    texts = []
    for index in range(top, bottom + 1):
        cell = rows[index][column]
        text = cell.strip() if isinstance(cell, str) else ""
        if cell is not None and not isinstance(cell, str):
            return []  # a number or a date is no heading
        if text and text not in texts:
            texts.append(" ".join(text.split("\n")) if len(text) < 60 else text)
    own = rows[bottom][column]
    return texts if own not in (None, "") or len(texts) == 1 else []


def _meaning(parts):
    if not parts:
        return "", 0.0
    if day := day_or_week(parts[-1]):
        return day, 0.5
    key, strength = meaning_of_parts(parts)
    if len(parts) > 1 and not meaning_of(parts[-1])[0]:
        joined = meaning_of("".join(parts))
        if joined[1] < EXACT:  # a word over data, or over words nobody knows
            return (key, 0.3) if key and len(parts[-1]) <= 8 else ("", 0.0)
    return key, strength


def _score(claims, parts):
    """Different meanings, as sure as they are; a name is worth more than anything."""
    best = {}
    for (key, strength), own in zip(claims, parts, strict=True):
        if key:
            best[key, own[0] if strength < EXACT else ""] = strength
    of_key = {}
    for (key, _), strength in best.items():
        of_key[key] = max(strength, of_key.get(key, 0))
    return sum(of_key.values()) + 0.5 * ("name" in of_key)


def _is_prose(claims, parts):
    """A row in which most cells are no headings is data that happens to contain such words."""
    filled = {tuple(own) for own in parts if own}
    known = {tuple(own) for own, (key, _) in zip(parts, claims, strict=True) if own and key}
    return len(known) * 3 < len(filled)


def _is_card(rows, top, bottom, claims):
    """Most of the known columns hold further headings in the rows around."""
    columns = [index for index, (key, strength) in enumerate(claims) if key and strength == EXACT]
    around = rows[max(0, top - _CARD_DEPTH) : top] + rows[bottom + 1 : bottom + 1 + _CARD_DEPTH]
    with_words = 0
    for column in columns:
        texts = [row[column] for row in around if isinstance(row[column], str)]
        words = [text for text in texts if _is_other_word(text, rows[bottom][column])]
        with_words += len(words) * 2 >= len(texts) > 1
    return with_words * 2 > len(columns)


def _is_other_word(text, heading):
    """A heading that is not the column's own said again."""
    return meaning_of(text)[1] == EXACT and fold_heading(text) != fold_heading(str(heading))


def _is_stack(parts):
    """Most columns pile up headings of different meanings: the left side of a form card. Words
    over several columns are groups, and do not count."""
    often = Counter(text for own in parts for text in own)
    piled, known = 0, 0
    for own in parts:
        keys = {meaning_of(t)[0] for t in own if often[t] == 1 and meaning_of(t)[1] == EXACT}
        known += bool(keys)
        piled += len(keys) > 1 and meaning_of("".join(own))[1] < EXACT
    return piled * 2 > known
