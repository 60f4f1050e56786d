"""Showing where a found word stands (<mark>), however the writer spelt it.

The text is folded letter by letter while a map remembers where each folded letter came from,
so 「たかはし」 marks タカハシ, 「高橋」 marks 髙橋, and 「㈱」 is marked whole for 「株」.
What a search finds in another spelling (okurigana.py) is marked too: 買い物 for 「買物」.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import format_html, format_html_join

from takasaki_sc.lib.kana import letter_key
from takasaki_sc.lib.okurigana import whole_spellings

EXCERPT = 90
"""Letters of a long text that are shown around the first found word."""

_LETTER = re.compile(".[\u3099\u309a\uff9e\uff9f\ufe00-\ufe0f\U000e0100-\U000e01ef]*", re.DOTALL)
"""One letter with the marks that belong to it: ｶﾞ is one が, 辻󠄀 one 辻."""

# What search_key folds by looking at neighbours is folded alike here, at the price of marking
# a few letters too many: 一丁目 = 1丁目, 八ケ岳 = 八ヶ岳.
_LOOSE = str.maketrans("〇一二三四五六七八九ゕゖけか箇", "0123456789ががががが")


_key_of_letter = lru_cache(maxsize=10_000)(letter_key)  # texts use few letters many times


@dataclass(frozen=True)
class Folded:
    """A text folded letter by letter; places[i] is where folded letter i begins and ends."""

    text: str
    letters: str
    places: list[tuple[int, int]]

    @classmethod
    def of(cls, text):
        letters, places = [], []
        for found in _LETTER.finditer(text):
            for letter in _key_of_letter(found[0]):
                letters.append(letter)
                places.append(found.span())
        return cls(text, "".join(letters), places)

    def spans_of(self, word):
        """Where the word stands in the text, in any of its spellings; or else loosely."""
        key = letter_key(word)
        if not key:
            return []
        exact = [span for one in whole_spellings(key) for span in self._spans(one, self.letters)]
        return exact or self._spans(key.translate(_LOOSE), self.letters.translate(_LOOSE))

    def _spans(self, key, letters):
        found = (match.start() for match in re.finditer(re.escape(key), letters))
        return [(self.places[at][0], self.places[at + len(key) - 1][1]) for at in found]


def marked(text, words):
    """The whole text as safe HTML, the words in <mark>."""
    return _html(text, _joined(Folded.of(text), words))


def excerpt(text, words, *, length=EXCERPT):
    """The part of the text around the first word, as safe HTML; its beginning without one."""
    text = " ".join(text.split())
    spans = _joined(Folded.of(text), words)
    wanted = max(0, spans[0][0] - length // 3) if spans else 0
    first = max(0, min(wanted, len(text) - length))
    last = first + length
    inside = [
        (max(start, first) - first, min(end, last) - first)
        for start, end in spans
        if first < end and start < last
    ]
    before, after = "…" if first else "", "…" if last < len(text) else ""
    return format_html("{}{}{}", before, _html(text[first:last], inside), after)


def _joined(folded, words):
    """The places of all words in order; those that touch become one."""
    joined = []
    for start, end in sorted(span for word in words for span in folded.spans_of(word)):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _html(text, spans):
    """The text with these places marked; everything is escaped on the way."""
    pairs, at = [], 0
    for start, end in spans:
        pairs.append((text[at:start], text[start:end]))
        at = end
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pairs), text[at:])
