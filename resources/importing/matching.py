"""Finding the same place again in next year's list, without trusting numbers that are reused."""

from collections import defaultdict
from typing import NamedTuple

from resources.models.derived import natural_key
from takasaki_sc.lib.kana import search_key


def match(readings, resources):
    """{index of reading: resource} for the resources of one source.

    The number of our own export decides alone. Else, tried one after the other, each only among
    what is still unmatched and only where it is plain: number and name; name, whereabouts and
    kind (in order, for lines that are alike); then, where it occurs once on both sides, name and
    whereabouts, number and address, number and phone, name and kind. A number of the list alone
    proves nothing: lists give them out anew.
    """
    matched = {}
    if not resources:
        return matched
    here = {index: _traits_of_reading(reading) for index, reading in enumerate(readings)}
    there = {resource: _traits_of_resource(resource) for resource in resources}
    for by, in_order in (
        (_own_id, True),
        (_code_and_name, True),
        (_place_and_kind, True),
        (_place, False),
        (_code_and_address, False),
        (_code_and_phone, False),
        (_name_and_kind, False),
    ):
        for index, resource in _pairs(by, in_order, here, there):
            matched[index] = resource
            del here[index], there[resource]
    return matched


def _pairs(by, in_order, here, there):
    """[(index, resource)] that agree in one key; where several do, only if order may decide."""
    indexes, resources = defaultdict(list), defaultdict(list)
    for index, traits in here.items():
        indexes[by(traits)].append(index)
    for resource, traits in there.items():
        resources[by(traits)].append(resource)
    return [
        pair
        for key, group in indexes.items()
        if key and (in_order or len(group) == len(resources[key]) == 1)
        for pair in zip(group, resources[key], strict=False)
    ]


class _Traits(NamedTuple):
    """What two records are compared by, folded once."""

    own_id: int | None
    code: str
    name: str
    place: str
    address: str
    phone: str
    kind: str


def _traits_of_reading(reading):
    values = reading.values
    return _Traits(
        own_id=reading.own_id,
        code=reading.code,
        name=search_key(reading.name),
        place=natural_key(reading.name, values.get("address", ""), values.get("venue", "")),
        address=search_key(values.get("address", "")),
        phone=values.get("phone", ""),
        kind=search_key(values.get("kind_text", "")),
    )


def _traits_of_resource(resource):
    return _Traits(
        own_id=resource.pk,
        code=resource.source_code,
        name=search_key(resource.name),
        place=resource.natural_key,
        address=search_key(resource.address),
        phone=resource.phone,
        kind=search_key(resource.kind_text),
    )


def _own_id(traits):
    return traits.own_id


def _code_and_name(traits):
    return (traits.code, traits.name) if traits.code else None


def _place_and_kind(traits):
    return (traits.place, traits.kind)


def _place(traits):
    return traits.place


def _code_and_address(traits):
    return (traits.code, traits.address) if traits.code and traits.address else None


def _code_and_phone(traits):
    return (traits.code, traits.phone) if traits.code and traits.phone else None


def _name_and_kind(traits):
    return (traits.name, traits.kind)


def warn_of_reused_numbers(readings):
    """Say at the line where a number is used twice."""
    by_code = defaultdict(list)
    for reading in readings:
        if reading.code:
            by_code[reading.code].append(reading)
    for code, group in by_code.items():
        for reading in group if len(group) > 1 else ():
            others = _numbers(group, reading)
            reading.warn(
                reading.cells.get("source_code", ""),
                f"番号 {code} は{others}でも使われています。別の資源として扱います。",
            )


def _numbers(group, own):
    return "と".join(f"{reading.number}行目" for reading in group if reading is not own)
