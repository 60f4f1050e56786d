"""買物 finds 買い物: a typed word is looked for in every usual spelling (decision 0054).

The keys that records keep (kana.search_key) stay as they are. The *question* becomes several
keys, and a text that holds one of them is found. For questions only: what makes two records the
same place, person or line is never widened.
"""

import re
from functools import cache, lru_cache, reduce
from itertools import product
from operator import getitem, or_

from takasaki_sc.lib.kana import search_key
from takasaki_sc.lib.okurigana_words import TABLE

MOST = 12
"""Spellings of one typed word. A query asks for each, so this bounds what a word may cost."""

MOST_PLACES = 2
"""Places of one typed word that are varied. Nobody writes three such words without a blank."""

_OPTIONAL = re.compile(r"\[(.+?)\]")


@lru_cache(maxsize=2_000)
def spellings(key: str) -> tuple[str, ...]:
    """The folded keys to look for instead of this one; a text that holds any of them is found.

    One that holds another is left out, since the shorter is found wherever the longer stands.
    Of the rest comes first what finds the asked one, then usual spellings before rare ones.

    >>> spellings("買物支援")
    ('買物支援', '買い物支援', '買いもの支援')
    >>> spellings("受け付け")
    ('受け付', '受付', '受けつけ', 'うけつけ')
    """
    every = _written(key)
    short = [one for one in every if not any(other in one for other in every if other != one)]
    return tuple(sorted(short, key=lambda one: one not in key)[:MOST])


def in_any_spelling(key, condition):
    """What a query asks for: the condition of one spelling (a Q or a lookup) or that of another."""
    return reduce(or_, map(condition, spellings(key)))


@lru_cache(maxsize=2_000)
def whole_spellings(key: str) -> tuple[str, ...]:
    """Those and, up to a bound, the longer ones: to mark what was found from end to end."""
    return tuple(dict.fromkeys([*spellings(key), *_written(key)]))[: 2 * MOST]


def _written(key):
    """Every way to write the key, the asked one first, then the usual ones of the table."""
    parts, n_varied = [], 0
    for part in _parts_of(key):
        family = _families().get(part, ()) if n_varied < MOST_PLACES else ()
        n_varied += bool(family)
        parts.append([part, *(other for other in family if other != part)])
    chosen = sorted(product(*(range(len(part)) for part in parts)), key=sum)
    return list(dict.fromkeys("".join(map(getitem, parts, ranks)) for ranks in chosen))


def _parts_of(key):
    """The key cut into members of the table, the longest that begins at each place, and letters."""
    at = 0
    while at < len(key):
        lengths = range(min(_longest(), len(key) - at), 1, -1)
        length = next((n for n in lengths if key[at : at + n] in _families()), 1)
        yield key[at : at + length]
        at += length


@cache
def _families():
    """{folded spelling: all folded spellings of its word}."""
    rows = (tuple(dict.fromkeys(_members(line))) for line in TABLE.strip().splitlines())
    return {member: row for row in rows for member in row}


@cache
def _longest():
    return max(map(len, _families()))


def _members(line):
    for pattern in line.split():
        yield from map(search_key, _expanded(pattern))


def _expanded(pattern):
    """「申[し]込[み]」 → 申し込み, 申込, 申し込, 申込み: with all, with none, then the others."""
    pieces = _OPTIONAL.split(pattern)  # every second one stood in brackets
    chosen = list(product(*((piece, "") if i % 2 else (piece,) for i, piece in enumerate(pieces))))
    return map("".join, [chosen[0], chosen[-1], *chosen[1:-1]])
