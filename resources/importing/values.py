"""A line the engine has read, in the words of our directory: kinds, councils, 町内会, fields."""

from dataclasses import dataclass, field

from resources.importing.kind_words import kind_of, provider_kind_of
from resources.models import Kind, SocialResource
from takasaki_sc.lib.kana import search_key
from takasaki_sc.lib.lists import rows, states
from takasaki_sc.lib.lists.places import fold_district

FIELDS = {
    "name": "name", "kana": "kana", "kind_text": "kind_text", "district": "district_text",
    "address": "address", "venue": "venue", "latitude": "latitude", "longitude": "longitude",
    "schedule_text": "schedule_text", "closed_text": "closed_text", "organiser": "organiser",
    "contact": "contact", "phone": "phone", "fax": "fax", "url": "url", "fee": "fee_text",
    "notes": "notes", "status": "status", "last_verified_on": "last_verified_on",
    "source_code": "source_code",
}  # fmt: skip
"""What the engine calls it → our field."""


@dataclass
class Surroundings:
    """What a line is read within: the engine's own, the council of the list, councils and 町内会
    by folded name, and what a person answered about struck and coloured lines."""

    lists: rows.Surroundings = field(default_factory=rows.Surroundings)
    council: object = None
    councils: dict = field(default_factory=dict)
    neighbourhoods: dict = field(default_factory=dict)
    looks: dict = field(default_factory=dict)


class Places:
    """Which cell a value came from. The letters are one dict for all lines that are filled
    alike: a list of fifty thousand lines has a dozen of them."""

    __slots__ = ("letters", "number")
    _known = {}

    def __init__(self, cells, number):
        digits = len(str(number))
        letters = {name: place[:-digits] for name, place in cells.items()}
        self.letters = self._known.setdefault(tuple(letters.items()), letters)
        self.number = number

    def get(self, name, otherwise=""):
        letter = self.letters.get(name)
        return f"{letter}{self.number}" if letter else otherwise


def read_line(line, table, keys, around):
    """The Reading of one data line, its values by model field."""
    reading = rows.read_line(line, table, keys, around.lists)
    told, cells = reading.values, reading.cells
    reading.values = {own: told[key] for key, own in FIELDS.items() if key in told}
    reading.cells = {FIELDS.get(key, key): cell for key, cell in cells.items()}
    _put_kind(reading, told)
    _put_provider(reading, told)
    _put_council(reading, told, around)
    _put_neighbourhood(reading, told, around)
    _put_precision(reading)
    _answer_looks(reading, around.looks)
    reading.cells = Places(reading.cells, line.number)
    return reading


def _put_kind(reading, told):
    """The narrowest column tells the kind best; where none does, the name may."""
    texts = list(reversed(told.get("kind_text", "").split("／")))
    kind = kind_of(*texts, reading.name)
    if any(texts) or kind:
        reading.values["kind"] = kind or Kind.OTHER
    if any(texts) and not kind:
        reading.warn(
            reading.cells.get("kind_text", ""),
            "種類を見分けられないため「そのほか」にします。",
            "kind_unknown",
        )


def _put_provider(reading, told):
    if "provider_kind" in told or "organiser" in told:
        texts = (told.get(key, "") for key in ("provider_kind", "organiser"))
        reading.values["provider_kind"] = provider_kind_of(*texts)


def _put_council(reading, told, around):
    """The council of the list goes before what the line says; an unknown district stays as
    written."""
    text = told.get("district", "")
    council = around.councils.get(fold_district(text)) if text else None
    if around.council or council:
        reading.values["council"] = council or around.council
    elif text and "district_text" in reading.cells:
        reading.warn(
            reading.cells["district_text"],
            f"「{text}」に当たる地区（協議体）がないため、書き方だけを残します。",
            "district_unknown",
        )


def _put_neighbourhood(reading, told, around):
    """A 町内会 of the council by its name; one we do not know is kept in the remarks."""
    text = told.get("neighbourhood", "")
    if "neighbourhood" not in told:
        return
    council = reading.values.get("council")
    known = around.neighbourhoods.get((council.pk, search_key(text))) if council else None
    if known:
        reading.values["neighbourhood"] = known
    elif text:
        notes = reading.values.get("notes", "")
        reading.values["notes"] = f"町内会：{text}\n{notes}".strip()


def _put_precision(reading):
    if "latitude" in reading.values:
        placed = reading.values["latitude"] is not None
        reading.values["position_precision"] = SocialResource.Precision.EXACT if placed else ""


def _answer_looks(reading, answers):
    """What a person said struck and coloured lines mean; the question is then answered."""
    for look, code in reading.looks.items():
        status = answers.get(look)
        if status not in (states.SUSPENDED, states.ENDED):
            continue
        reading.values["status"] = status
        place = reading.cells.get("name", "")
        reading.mend(place, look, f"状態を「{states.NAMES[status]}」に")
        reading.issues = [
            issue for issue in reading.issues if (issue.cell, issue.code) != (place, code)
        ]
