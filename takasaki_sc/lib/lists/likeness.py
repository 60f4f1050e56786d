"""Lines of one list that look like one place twice: candidates for a person, never merged."""

import re
from collections import defaultdict
from difflib import SequenceMatcher
from itertools import chain, combinations

from takasaki_sc.lib.kana import search_key
from takasaki_sc.lib.lists.places import address_key, fold_district

ALIKE = 0.88
MOST_IN_A_BLOCK = 40
"""Lines that share a number with more others than this share an office, not a place."""

_TELLS_APART = re.compile(
    "[0-9a-z上中下東西南北一二三四五六七八九十甲乙丙前後左右男女新旧本元大小]"
)
_NTH = re.compile("(?<=第)[一二三四五六七八九](?![一二三四五六七八九十])")


def duplicates(readings):
    """[(reading, reading)] in list order: same folded name and no other whereabouts, or the same
    number or address under nearly the same name."""
    places = [_Place(reading) for reading in readings]
    found = set()
    for block in _blocks(places, lambda place: [place.name]):
        found |= {pair for pair in combinations(block, 2) if _same_place(places, *pair)}
    for block in _blocks(places, lambda place: [*place.phones, place.address]):
        found |= {pair for pair in combinations(block, 2) if _same_name(places, *pair)}
    return [(readings[a], readings[b]) for a, b in sorted(found)]


def sharing(readings, records):
    """[key] of the records that share a folded name, a number or an address with a reading;
    `duplicates` looks at no others. records: (key, name, address, phone), a whole directory."""
    first = next(records := iter(records), None)
    if first is None:
        return []
    places = [_Place(reading) for reading in readings]
    names = {place.name for place in places if place.name}
    addresses = {place.address for place in places if place.address}
    phones = {number for place in places for number in place.phones}
    return [
        key
        for key, name, address, phone in chain([first], records)
        if _name_key(name) in names
        or any(number in phones for number in phone.split("、"))
        or (address and address_key(address[:200]) in addresses)
    ]


def _name_key(name):
    """The folded name; 第一サロン is 第1サロン."""
    key = search_key(name)
    return _NTH.sub(lambda nth: str("一二三四五六七八九".index(nth[0]) + 1), key)


class _Place:
    """What two lines are compared by, folded once."""

    def __init__(self, reading):
        values = reading.values
        self.is_more = reading.is_more
        self.name = _name_key(values.get("name", ""))
        self.address = address_key(values.get("address", "")[:200])
        self.category = search_key(values.get("category", ""))
        self.venue = search_key(values.get("venue", ""))
        self.district = fold_district(values.get("district", ""))
        self.neighbourhood = search_key(values.get("neighbourhood", ""))
        self.phones = [number for number in values.get("phone", "").split("、") if number]


def _blocks(places, keys_of):
    """Groups of indexes that share a key, small enough to compare one by one."""
    blocks = defaultdict(list)
    for index, place in enumerate(places):
        for key in keys_of(place):
            if key and place.name:
                blocks[key].append(index)
    return [block for block in blocks.values() if 1 < len(block) <= MOST_IN_A_BLOCK]


def _same_place(places, a, b):
    """Whatever both say about where must agree; one thing that agrees is enough."""
    if all(place.is_more for place in places[a + 1 : b + 1]):
        return False  # the list itself says with a merged cell that they are one
    one, other = places[a], places[b]
    if one.category and other.category and one.category != other.category:
        return False
    if one.address and other.address:
        return _agree(one.address, other.address)
    if one.venue and other.venue:
        return one.venue == other.venue
    if one.phones and other.phones:
        return bool(set(one.phones) & set(other.phones))
    for mine, theirs in ((one.neighbourhood, other.neighbourhood), (one.district, other.district)):
        if mine and theirs and mine != theirs:
            return False
    return True


def _agree(mine, theirs):
    """Equal, or one stops at the town the other goes on from."""
    short, long = sorted((mine, theirs), key=len)
    if short == long:
        return True
    return bool(short) and long.startswith(short) and not re.search(r"\d$", short)


def _same_name(places, a, b):
    """Nearly the same name; a number, a letter or a direction that differs tells two apart."""
    one, other = places[a], places[b]
    if one.name == other.name or (
        one.address and other.address and not _agree(one.address, other.address)
    ):
        return False
    matcher = SequenceMatcher(None, one.name, other.name, autojunk=False)
    if matcher.quick_ratio() < ALIKE or matcher.ratio() < ALIKE:
        return False
    differing = "".join(
        one.name[i1:i2] + other.name[j1:j2]
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    )
    return not _TELLS_APART.search(differing)
