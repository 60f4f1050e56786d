"""A name, a telephone number or an address in whatever spelling it was typed, found in a text.

「見本 探子」 also finds 見本探子 and 見本　探子, 高 also 髙; 「027-321-0000」 also
０２７（３２１）００００.
"""

import re
import unicodedata
from functools import cache

import jaconv

from takasaki_sc.lib.kana import spellings_of_kanji

BETWEEN = r"[\s\u3000\-‐-―−－ー()（）・･.．]*"
"""What people put between the letters of a name or the digits of a number."""

SHORTEST_NAME, SHORTEST_KANA, SHORTEST_PHONE = 3, 4, 9
"""Fewer letters say nothing in a sentence: 森 is a wood, too."""


def letters_of(text):
    """The letters that count, in one width: no blanks, dashes and brackets."""
    return re.sub(BETWEEN, "", unicodedata.normalize("NFKC", text or ""))


def pattern_of(text):
    """A regular expression for this text in every usual spelling; None for a text of nothing."""
    letters = letters_of(text)
    return BETWEEN.join(_spellings(letter) for letter in letters) if letters else None


def finder_of(texts):
    """One compiled pattern for several texts, the longest first; None where there is none."""
    patterns = {pattern_of(text): len(letters_of(text)) for text in texts}
    patterns.pop(None, None)
    longest_first = sorted(patterns, key=lambda pattern: -patterns[pattern])
    return re.compile("|".join(longest_first)) if longest_first else None


def is_telling(text, kind):
    """May this text be looked for in sentences, or is it too short to mean one human?

    kind: "name", "kana", "phone" or "mail".
    """
    if kind == "mail":
        return "@" in (text or "")
    if kind == "phone":
        return len(re.sub(r"\D", "", letters_of(text))) >= SHORTEST_PHONE
    shortest = SHORTEST_KANA if kind == "kana" else SHORTEST_NAME
    return len(letters_of(text)) >= shortest


@cache
def _spellings(letter):
    found = {letter, letter.lower(), letter.upper(), *spellings_of_kanji(letter)}
    if letter.isascii():
        found.add(chr(ord(letter) + 0xFEE0))
        found |= {chr(ord(one) + 0xFEE0) for one in (letter.lower(), letter.upper())}
    kata = jaconv.hira2kata(letter)
    found |= {kata, jaconv.kata2hira(letter), jaconv.z2h(kata, kana=True)}
    ordered = sorted(found, key=lambda one: (-len(one), one))
    return "(?:" + "|".join(re.escape(one) for one in ordered) + ")"
