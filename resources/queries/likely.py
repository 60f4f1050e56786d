"""Likely duplicates: which records look like one place, and by what an answer is remembered."""

import hashlib
from dataclasses import dataclass
from itertools import batched

from resources.models import Kind, SamenessAnswer
from resources.models.derived import natural_key
from takasaki_sc.lib.bulk_rows import ROWS_AT_ONCE
from takasaki_sc.lib.lists.likeness import duplicates, sharing

COMPARED = ("name", "address", "venue", "phone")


@dataclass(frozen=True, eq=False)
class Candidate:
    """A line or a record as `lib.lists.likeness` compares it."""

    thing: object
    values: dict
    is_more: bool = False


def candidate_of(resource, thing=None):
    """A resource of the directory as a Candidate; kinds of different lists do not compare."""
    values = {name: getattr(resource, name) for name in COMPARED}
    return Candidate(thing or resource, values | {"district": resource.district_text})


def alike(candidates):
    """[(thing, thing)] that a person should look at."""
    return [(one.thing, other.thing) for one, other in duplicates(candidates)]


def near(candidates, resources):
    """The resources (a queryset) that may be alike one of the candidates, as far as is compared.

    The whole directory is looked at, and only what shares a key with a candidate is loaded.
    """
    columns = resources.order_by().values_list("pk", "name", "address", "phone")
    keys = sharing(candidates, columns.iterator(ROWS_AT_ONCE))
    compared = resources.only(*COMPARED, "district_text", "kind", "order_key")
    parts = (compared.filter(pk__in=some) for some in batched(keys, ROWS_AT_ONCE, strict=False))
    found = [resource for part in parts for resource in part]
    return sorted(found, key=lambda resource: (resource.order_key, resource.pk))


def key_of(values):
    """What an answer is remembered by: a digest of the folded name, whereabouts and kind.

    values: {field: value} with "name", "address", "venue" and "kind".
    """
    place = natural_key(values["name"], values.get("address", ""), values.get("venue", ""))
    kind = values.get("kind") or Kind.OTHER
    return hashlib.sha256(f"{place}|{kind}".encode()).hexdigest()


def key_of_resource(resource):
    names = ("name", "address", "venue", "kind")
    return key_of({name: getattr(resource, name) for name in names})


def pair_key(one, other):
    """The two keys in the order they are stored in."""
    return tuple(sorted((one, other)))


def answers_about(keys):
    """{(one_key, other_key): is it the same?} for pairs among these keys. One query."""
    found = SamenessAnswer.objects.filter(one_key__in=keys, other_key__in=keys).order_by()
    pairs = found.values_list("one_key", "other_key", "is_same")
    return {(one, other): is_same for one, other, is_same in pairs}
