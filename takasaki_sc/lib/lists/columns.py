"""Which column of a list means what: by its heading, checked against what stands in it."""

import re
from dataclasses import dataclass

from takasaki_sc.lib.kana import is_kana, plain, search_key
from takasaki_sc.lib.lists.headings import (
    DAYS,
    EXACT,
    JOINED,
    WEEKS,
    day_or_week,
    fold_heading,
    meaning_of,
)
from takasaki_sc.lib.lists.places import is_district
from takasaki_sc.lib.phones import is_phone, parse_phones

SAMPLE_SIZE = 60
CONTRARY = "contrary"
MOST_OF = 0.6
_ADDRESS = re.compile(r"(?:[市区町村].*\d)|\d+(?:丁目|番地|番)")
_SAYS_PHONE = re.compile("電話|tel|fax|ふぁっくす|携帯")
_WEEKDAY_TIME = re.compile(r"(?:毎[週月]|第\s*\d|[月火水木金土日]曜).*|\d{1,2}(?::\d\d|時).*[~〜]")
_DIGITS = "0123456789"
_PART_OF_ADDRESS = re.compile("(?:都道府県|市区?町村|町)名?$")
_NAMES_A_PLACE = re.compile("施設|事業所|会場|場所")
_NAMES_A_GROUP = re.compile("団体|ぐるーぷ|活動|主催")
_MARK_COLUMNS = {*DAYS.values(), *WEEKS.values()}


@dataclass(frozen=True)
class Proposal:
    """What we think a column means, and why: "heading" | "content" | "contrary" (its contents
    say plainly that the heading is wrong) | "" for nothing."""

    key: str = ""
    reason: str = ""


def propose_mapping(headings, columns):
    """[Proposal] for each column. headings: texts; columns: the values below each heading.

    A meaning that only one column can have goes to the column whose heading says it plainest,
    else to the first; headings are believed before contents, unless the contents say otherwise.
    """
    samples = [_texts(values) for values in columns]
    claims = [_claim(heading, headings) for heading in headings]
    said = [key for key, _ in claims]
    claims = [_checked(claim, heading, sample) for claim, heading, sample in
              zip(claims, headings, samples, strict=True)]  # fmt: skip
    claims = _with_one_name(claims, headings)
    proposals = [_proposal(key, own) for key, own in zip(_once(claims), said, strict=True)]
    _second_thoughts(proposals, headings, samples)
    _by_content(proposals, samples)
    _find_a_name(proposals, samples)
    return proposals


def _proposal(key, said):
    """said: what the heading alone means."""
    if not key:
        return Proposal()
    return Proposal(key, CONTRARY if {key, said} == {"phone", "address"} else "heading")


def _claim(heading, headings):
    """The own meaning of a heading; 月 and 火 count only where most of a week is there."""
    last = heading.split("\n")[-1]
    if marked := day_or_week(last):
        others = {day_or_week(other.split("\n")[-1]) for other in headings} - {""}
        if len(others & _MARK_COLUMNS) >= 3:
            return marked, EXACT
    return meaning_of_parts(heading.split("\n"))


def meaning_of_parts(parts):
    """The meaning of a heading of one to three lines, the upper ones first: all together, else
    the lowest, else what stands above."""
    parts = [part for part in parts if part]
    tries = ["".join(parts), *reversed(parts)] if len(parts) > 1 else parts
    if len(parts) > 2:
        tries.insert(1, "".join(parts[-2:]))
    found = [meaning_of(text) for text in tries]
    exact = next((claim for claim in found if claim[1] == EXACT), None)
    return exact or next((claim for claim in found if claim[0]), ("", 0.0))


def _checked(claim, heading, sample):
    """「番号」 over telephone numbers is the telephone; 「代表者」 with numbers in it is both."""
    key, strength = claim
    if key in ("source_code", "contact") and _share(sample, _has_phone) >= MOST_OF:
        return "phone", strength
    if key == "phone" and sample and _share(sample, _has_digits) < 0.2:
        return ("phone" if _SAYS_PHONE.search(search_key(heading)) else "contact"), strength
    if key == "phone" and _share(sample, _is_address) >= 0.8 > 5 * _share(sample, _has_phone):
        return "address", strength
    if key == "address" and _share(sample, is_phone) >= 0.8:
        return "phone", strength
    if key == "kana" and sample and _share(sample, is_kana) < 0.3:
        return "", 0.0
    if key == "venue" and _share(sample, _is_address) >= 0.8:
        return "venue?", strength
    return key, strength


def _with_one_name(claims, headings):
    """Of several names 「サロン名」 is believed before 「団体名」 (who runs it) and 「施設名」
    (where it is), and 「活動名」 before 「施設名」; else the first."""
    folded = [fold_heading(heading.split("\n")[-1]) for heading in headings]
    names = [i for i, (key, strength) in enumerate(claims) if key == "name" and strength == EXACT]
    has_activity = any(folded[i].startswith("活動") for i in names)
    ranked = list(claims)
    for i in names if len(names) > 1 else ():
        is_place = bool(_NAMES_A_PLACE.match(folded[i]))
        is_other = is_place or bool(_NAMES_A_GROUP.match(folded[i]))
        ranked[i] = "name", EXACT - 0.1 * is_other - 0.1 * (is_place and has_activity)
    return ranked


def _once(claims):
    """The keys in order; of two claims on an unshared meaning the plainer wins, then the first."""
    best = {}
    for index, (key, strength) in enumerate(claims):
        if key and (key not in best or strength > claims[best[key]][1]):
            best[key] = index
    for index, (key, _) in enumerate(claims):
        yield key if key and (key in JOINED or best[key] == index) else ""


def _second_thoughts(proposals, headings, samples):
    """「サロン名」 and 「団体名」 side by side: the second is who runs it, 「施設名」 where it
    is. 「場所」 full of addresses is the address where there is no other."""
    taken = {proposal.key for proposal in proposals}
    has_address = "address" in taken
    for index, proposal in enumerate(proposals):
        if proposal.key == "venue?":
            proposals[index] = Proposal("venue" if has_address else "address", "content")
    folded = [fold_heading(heading) for heading in headings]
    if "終了日" in folded and "開始日" not in folded and "ended_on" not in taken:
        proposals[folded.index("終了日")] = Proposal("ended_on", "heading")
    if "町名" in folded and "番地" in folded:
        for index in (i for i, heading in enumerate(folded) if _PART_OF_ADDRESS.match(heading)):
            proposals[index] = Proposal("address", "heading")
    free = [i for i, proposal in enumerate(proposals) if not proposal.key and samples[i]]
    lowest = [fold_heading(heading.split("\n")[-1]) for heading in headings]
    parts = {lowest[i].rstrip(_DIGITS) for i, p in enumerate(proposals) if p.key == "name"}
    for index in (i for i in free if meaning_of(lowest[i])[0] == "name"):
        key = "" if lowest[index].rstrip(_DIGITS) in parts else _of_second_name(lowest[index])
        if key and key not in taken:
            proposals[index] = Proposal(key, "heading")
            taken.add(key)


def _of_second_name(folded):
    """What a name means beside the one that is believed."""
    if folded.startswith("活動"):
        return "kind"
    if _NAMES_A_PLACE.match(folded):
        return "venue"
    return "organiser" if _NAMES_A_GROUP.match(folded) else ""


def _by_content(proposals, samples):
    taken = {proposal.key for proposal in proposals}
    for index, sample in enumerate(samples):
        if proposals[index].key or not sample:
            continue
        key = _guess_by_content(sample)
        if key and key not in taken:
            proposals[index] = Proposal(key, "content")
            taken.add(key)


def _find_a_name(proposals, samples):
    """A list without a heading for its names: the column of the most different short texts,
    else who runs it, else where it is."""
    if any(proposal.key == "name" for proposal in proposals):
        return
    free = [i for i, proposal in enumerate(proposals) if not proposal.key and samples[i]]
    free = [i for i in free if _share(samples[i], _is_name) >= 0.8]
    spoken = [i for i, p in enumerate(proposals) if p.key in ("organiser", "venue") and samples[i]]
    spoken += [i for i, p in enumerate(proposals) if p.key == "district" and _are_names(samples[i])]
    if free:
        chosen = max(free, key=lambda i: (len(set(samples[i])), -i))
    elif spoken:
        chosen = min(spoken, key=lambda i: proposals[i].key)
    else:
        return
    proposals[chosen] = Proposal("name", "content")


def _are_names(sample):
    """「地区名」 over names of clubs (H2): all different, and none a district."""
    return bool(sample) and len(set(sample)) == len(sample) and not any(map(is_district, sample))


def _texts(values):
    texts = (str(value).strip() for value in values if value not in (None, ""))
    return [text for _, text in zip(range(SAMPLE_SIZE), texts, strict=False)]


def _share(sample, looks_like):
    return sum(map(looks_like, sample)) / len(sample) if sample else 0


def _guess_by_content(sample):
    return next((key for key, looks_like in _CONTENTS if _share(sample, looks_like) >= MOST_OF), "")


def _has_phone(text):
    return bool(parse_phones(text[:200]).phones) and not re.fullmatch(r"\d{1,4}", text)


def _has_digits(text):
    return any(letter.isdigit() for letter in text)


def _is_address(text):
    return bool(_ADDRESS.search(plain(text)))


def _is_name(text):
    return 2 <= len(text) <= 40 and not re.fullmatch(r"[\d\s:/.~〜-]+", plain(text))


def _between(low, high):
    def is_between(text):
        return bool(re.fullmatch(r"\d{2,3}\.\d{3,}", text)) and low <= float(text) <= high

    return is_between


_CONTENTS = (
    ("url", lambda text: text.startswith(("http://", "https://"))),
    ("latitude", _between(20, 46)),
    ("longitude", _between(122, 154)),
    ("phone", is_phone),
    ("schedule", lambda text: bool(_WEEKDAY_TIME.search(plain(text)))),
    ("district", is_district),
    ("address", _is_address),
)
