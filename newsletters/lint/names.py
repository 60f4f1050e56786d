"""Names as the registers have them: councils, centres, neighbourhoods, resources, people.

People are only compared: their names stand in the text already, and go into no log.
"""

import re
from dataclasses import dataclass

from newsletters import queries
from newsletters.lint.findings import passages
from newsletters.lint.registry import advisory, blocking
from takasaki_sc.lib.kana import letter_key

SHORTEST_PERSON = 3
"""Letters of a full name; shorter ones are ordinary words too often (林薫)."""

_KANJI = re.compile(r"[一-龠々〆ヶ]")
_QUOTED = re.compile(r"「([^「」]{2,40})」")
_SMALL_KE = str.maketrans("ヶヵ", "がが")
_GOES_ON = re.compile(r"(?<=[ぁ-ん])(?!さん|くん|ちゃん|[はがのもとにをへや])[ぁ-ん]")
"""佐野たすけ is no person in 佐野たすけあい隊."""
_WALL = "\0"


@dataclass(frozen=True)
class Folded:
    """A text letter by letter without spelling variants; places: where each letter stands."""

    text: str
    letters: str
    places: list

    def find(self, key):
        """[(start, end)] in the text of every place that reads like the key."""
        if key not in self.letters:
            return []
        spans, at = [], self.letters.find(key)
        while at >= 0:
            spans.append((self.places[at], self.places[at + len(key) - 1] + 1))
            at = self.letters.find(key, at + 1)
        return spans


def fold(text):
    """Blanks and ・ do not count; any other sign keeps two words apart."""
    pairs = [
        (key, place)
        for place, letter in enumerate(text)
        for key in (_letter(letter) if not (letter.isspace() or letter == "・") else "")
    ]
    return Folded(text, "".join(key for key, _ in pairs), [place for _, place in pairs])


def _letter(letter):
    return key_of(letter) or _WALL


def key_of(name):
    """Like letter_key, and つつじヶ丘 is つつじが丘."""
    return letter_key(name.translate(_SMALL_KE))


@advisory("register", "協議体・地域・人の名前が、登録のとおり")
def names_are_as_registered(issue):
    """倉淵 is 倉渕 with another kanji (W3). Nicknames and other orders of 北・東・西 may stand."""
    names = [
        (key, name, kind)
        for kind, all_names in queries.registered_names().items()
        for name in all_names
        if _KANJI.search(name) and len(key := key_of(name)) >= _shortest(kind)
    ]
    for passage in passages(issue):
        for wrong, name, kind in _misspelt(fold(passage.text), names):
            yield passage.finding(f"「{wrong}」は、{kind}の登録では「{name}」です。")


def _shortest(kind):
    return SHORTEST_PERSON if kind == queries.PEOPLE else 2


def _misspelt(folded, names):
    """[(as written, as registered, kind)] but for what stands inside a name that is right."""
    right, wrong = [], {}
    for key, name, kind in names:
        for start, end in folded.find(key):
            written = folded.text[start:end]
            if _bare(written) == _bare(name):
                right.append((start, end))
            else:
                wrong.setdefault((start, end), (written, name, kind))
    return [
        words
        for (start, end), words in wrong.items()
        if not any(first <= start and end <= last for first, last in right)
    ]


def _bare(name):
    return "".join(name.split())


@advisory("resource-names", "「」の居場所やサロンの名前が、登録のとおり")
def resources_are_named_as_registered(issue):
    quoted = [(passage, name) for passage in passages(issue)
              for name in dict.fromkeys(_QUOTED.findall(passage.text))]  # fmt: skip
    registered = {}
    for name in queries.resource_names():
        registered.setdefault(letter_key(name), set()).add(_bare(name))
    for passage, name in quoted:
        names = registered.get(letter_key(name))
        if names and _bare(name) not in names:
            yield passage.finding(f"「{name}」は、資源の登録では「{min(names)}」です。")


def _ends_there(text, end):
    return not _GOES_ON.match(text, end)


@blocking("name-consent", "名前を載せる人の同意がある")
def named_people_agreed(issue):
    """A registered person who is named has an open consent for the newsletter (I8)."""
    people = [
        (key, name)
        for name in queries.people_without_name_consent()
        if len(key := key_of(name)) >= SHORTEST_PERSON
    ]
    for passage in passages(issue):
        folded = fold(passage.text)
        for key, name in people:
            if any(_ends_there(folded.text, end) for _, end in folded.find(key)):
                yield passage.finding(
                    f"「{name}」さんのお名前を広報紙に載せる同意が、名簿にありません。"
                )
