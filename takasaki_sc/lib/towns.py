"""Which 町 an address lies in: 「高崎市緑町一丁目2番3号」, 「高崎市緑町１－２－３」, 「緑町1-2-3」.

An address names its town at its beginning, after the prefecture and the city at most. What does
not begin so, or goes on like the name of another place (「吉井町塩沢」 where only 塩 is known),
has no town: no answer is better than a wrong one.
"""

import re

from takasaki_sc.lib.kana import search_key

CITY = "高崎市"

_BEFORE = re.compile(rf"^(?:〒?\d{{3}}-?\d{{4}})?(?:群馬県)?(?:{CITY})?(?:大字)?")
_PARTS = re.compile(r"[\s(（、,]+")
_CHOME = re.compile(r"(\d{1,2})(?:丁目|-|の|$)")
_GOES_ON = re.compile(r"[^\d\Wa-z_]")
_LONGEST = 24


def town_key(name):
    """The name of a town or an address, folded so that spellings of one place are equal."""
    key = search_key(name).replace("之", "の")
    return _BEFORE.sub("", key, count=1).replace("字", "", 1) if key else ""


class TownIndex:
    """Towns by folded name. towns: (name, town) pairs; 「緑町」 may stand beside 「緑町一丁目」."""

    def __init__(self, towns):
        self._by_key = {town_key(name): town for name, town in towns}

    def town_of(self, address):
        """The town the address lies in, or None. A venue behind a blank or a bracket is no part
        of it."""
        parts = _PARTS.split(address.strip())
        for n in (len(parts), *range(1, len(parts))):
            town = self._named_by(town_key("".join(parts[:n])))
            if town is not None:
                return town
        return None

    def _named_by(self, key):
        for length in range(min(len(key), _LONGEST), 1, -1):
            name, rest = key[:length], key[length:]
            if name in self._by_key:
                return self._checked(name, rest)
        return None

    def _checked(self, name, rest):
        """The block is part of the name where the town has blocks: 「緑町1-2」 is 一丁目."""
        chome = _CHOME.match(rest)
        numbered = f"{name}{chome[1]}丁目" if chome else ""
        if numbered in self._by_key:
            return self._by_key[numbered]
        if not name.endswith(("町", "丁目")) and _GOES_ON.match(rest):
            return None
        return self._by_key[name]
